import Foundation
import HeatDeath
import TestSupport
import Testing

@testable import HeatDeathCommand
@testable import HeatDeathFiles

/// `--metadata`, and `--scenario` that reads it back.
@Suite("Metadata") struct MetadataTests {
  private struct Written: Decodable {
    var program: String
    var version: String
    var seed: UInt64
    var counts: [Int64]
    var engine: String
    var until: Int64
    var runs: Int
    var columns: [String]
    var format: String
    var record: String
    var output: String?
    var command: String
    var started: String
    var ended: String?
    var lawError: Double?
    var relativeError: Double?

    enum CodingKeys: String, CodingKey {
      case program, version, seed, counts, engine, until, runs, columns, format, record, output
      case command, started, ended
      case lawError = "law-error"
      case relativeError = "relative-error"
    }
  }

  @Test("it says what made the result, beside the output or where it is told")
  func content() throws {
    let folder = try TemporaryFolder()
    let options = [
      "run", "--until", "1e3", "--runs", "2", "--seed", "18446744073709551615", "--columns", "kl",
    ]
    let name = folder.path("o'1.csv")
    let beside = try Child.run(options + ["--metadata", "--output", name])
    #expect(beside.status == 0 && beside.errors.isEmpty)
    #expect(folder.names == ["o'1.csv", "o'1.csv.metadata.json"])
    let text = try folder.read("o'1.csv.metadata.json")
    // The seed is text where TOML has no integer for it.
    #expect(String(decoding: text, as: UTF8.self).contains("\"seed\": \"18446744073709551615\""))
    let plain = try Child.run([
      "run", "--until", "2e9", "--seed", "3", "--metadata", folder.path("m.json"), "--external",
      "0.2", "--external-law", "1,0,0",
    ])
    let written = try JSONDecoder().decode(Written.self, from: Data(folder.read("m.json")))
    #expect(written.program == "heatdeath" && written.seed == 3 && written.counts == [5, 3, 2])
    #expect(try Child.run(["--version"]).text.hasPrefix("heatdeath \(written.version)"))
    #expect(written.engine == "split" && written.lawError == nil)
    #expect(written.relativeError == Engine.weakError)
    #expect(written.until == 2_000_000_000 && written.runs == 1 && written.columns == ["counts"])
    #expect(written.format == "csv" && written.record == "final" && written.output == nil)
    #expect(written.command.hasPrefix("heatdeath run --until 2e9 --seed 3 --metadata "))
    let formatter = ISO8601DateFormatter()
    let start = try #require(formatter.date(from: written.started))
    let ended = try #require(written.ended)
    let end = try #require(formatter.date(from: ended))
    #expect(start <= end && abs(start.timeIntervalSinceNow) < 3600)
    // The data stay plain, and the file starts the run again.
    #expect(plain.lines.first == "run,k,A,B,C")
    let again = try Child.run(["run", "--scenario", folder.path("m.json"), "--until", "2e9"])
    #expect(again.output == plain.output)
  }

  @Test("where it can stand nowhere, it is refused before anything is drawn")
  func nowhere() throws {
    let folder = try TemporaryFolder()
    for (more, status) in [
      (["--metadata"], 64), (["--metadata", "--output", "-"], 64), (["--metadata", "-"], 64),
      (["--metadata", folder.path("o"), "--output", folder.path("o")], 64),
      (["--metadata", folder.path("no/m.json"), "--output", folder.path("o")], 74),
    ] as [([String], Int32)] {
      let outcome = try Child.run(["run", "--until", "20", "--seed", "1"] + more)
      #expect(outcome.status == status, "\(more): \(outcome.errors)")
    }
    #expect(folder.names.isEmpty)
  }
}
