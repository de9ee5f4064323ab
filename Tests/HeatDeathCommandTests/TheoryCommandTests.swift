import Foundation
import TestSupport
import Testing

@testable import HeatDeathCommand

/// `heatdeath forecast` and `heatdeath equilibria`.
@Suite("Forecasts and rest points as commands") struct TheoryCommandTests {
  private func object(_ arguments: [String]) throws -> [String: Any] {
    let outcome = try Child.run(arguments + ["--format", "json"])
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
  }

  /// docs/model.md, "Values to check against".
  @Test(
    "the odds to take all are those of the table",
    arguments: [
      ("5,3,2", "0.8", [0.784703, 0.167186, 0.048111]),
      ("5,3,2", "0.9", [0.750979, 0.186773, 0.062248]),
      ("5,3,2", "0.5", [0.892801, 0.094010, 0.013189]),
      ("40,30,30", "0.8", [0.878122, 0.060939, 0.060939]),
      ("5,3,2,2", "0.8", [0.753910, 0.157257, 0.044416, 0.044416]),
    ] as [(String, String, [Double])])
  func odds(counts: String, temperature: String, expected: [Double]) throws {
    let forecast = try object(["forecast", "--counts", counts, "--temperature", temperature])
    let odds = try #require(forecast["winner"] as? [Double])
    #expect(odds.count == expected.count)
    for (odds, expected) in zip(odds, expected) { #expect(abs(odds - expected) < 1e-6) }
    #expect(try #require(forecast["winner_error"] as? Double) < 1e-9)
  }

  @Test("T = 1/2 with 0.3 from (.5, .3, .2) has five rest points, three of them stable")
  func fiveRestPoints() throws {
    let found = try object([
      "equilibria", "--temperature", "0.5", "--external", "0.3", "--counts", "50,30,20",
    ])
    let points = try #require(found["points"] as? [[String: Any]])
    let expected = [
      [0.8362, 0.0998, 0.0640], [0.2065, 0.1045, 0.6891], [0.1953, 0.7397, 0.0650],
      [0.4008, 0.5322, 0.0670], [0.3467, 0.1097, 0.5436],
    ]
    #expect(points.count == 5)
    for (point, expected) in zip(points, expected) {
      let theta = try #require(point["theta"] as? [Double])
      for (share, expected) in zip(theta, expected) { #expect(abs(share - expected) < 6e-5) }
    }
    #expect(
      points.map { $0["stability"] as? String } == [
        "stable", "stable", "stable", "saddle", "saddle",
      ])
    #expect(found["uniform_stable_above"] is NSNull)
  }

  @Test("eight categories have a wide gap between the two thresholds")
  func thresholds() throws {
    let found = try object([
      "equilibria", "--temperature", "0.5", "--external", "0", "--external-law", "uniform",
      "--categories", "8",
    ])
    #expect(found["uniform_stable_above"] as? Double == 0.5)
    #expect(abs(try #require(found["collapse_vanishes_above"] as? Double) - 0.6018883062) < 1e-9)
  }

  @Test("a scenario file is read, options win, and text is the default")
  func scenarios() throws {
    let folder = try TemporaryFolder()
    try folder.write("s.toml", Array("temperature = 1.5\nlabels = [\"x\", \"y\", \"z\"]\n".utf8))
    let file = ["forecast", "--scenario", folder.path("s.toml")]
    #expect(try object(file)["end"] as? String == "uniform")
    let colder = try object(file + ["--temperature", "0.8"])
    #expect(
      colder["end"] as? String == "winner" && colder["labels"] as? [String] == ["x", "y", "z"])
    let text = try Child.run(file)
    #expect(text.lines[0] == "T = 1.50: heat death. The data have 10 samples now.")
    let named = try Child.run(["equilibria", "--scenario", folder.path("s.toml")])
    #expect(named.lines[1].split(separator: " ").prefix(3) == ["x", "y", "z"])
  }

  @Test("fates drawn repeat with their seed, which is told; odds computed need none")
  func fates() throws {
    let many = ["forecast", "--counts", "1,2,3,4,5,6,7,8,9,10,11,12,13", "--fates", "50"]
    let first = try Child.run(many)
    let words = first.errors.split(separator: " ")
    let place = try #require(words.firstIndex(of: "--seed"))
    let second = try Child.run(many + ["--seed", String(words[place + 1])])
    #expect(second.output == first.output && second.errors.isEmpty)
    #expect(first.text.contains("50 fates"))
    #expect(try Child.run(["forecast"]).errors.isEmpty)
  }

  @Test("a reader that leaves is no error, a full disk is")
  func outputs() throws {
    let outcome = try Child.shell("\"$H\" forecast --categories 20000 | head -n 1")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    for command in ["forecast", "equilibria"] {
      let full = try Child.shell("\"$H\" \(command) >/dev/full")
      #expect(full.status == 74 && full.errors.contains("standard output: cannot be written"))
    }
  }
}
