import Foundation
import TestSupport
import Testing

@testable import HeatDeathCommand

/// `heatdeath watch`.
@Suite("Watching a log as a command") struct WatchCommandTests {
  private static let logs = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("docs/watching").path

  private func object(_ outcome: Child.Outcome) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
  }

  @Test("what heatdeath run writes is read as it is, in both formats", arguments: ["csv", "jsonl"])
  func ownOutput(format: String) throws {
    let outcome = try Child.shell(
      "$H run --temperature 0.8 --seed 3 --until 1e6 --record log:60 --columns theta,v,entropy "
        + "--format \(format) | $H watch --summary --format json")
    #expect(outcome.status == 0)
    let found = try object(outcome)
    #expect(found["rows"] as? Int == 60 && found["reading"] as? String == "totals")
    #expect(found["labels"] as? [String] == ["A", "B", "C"] && found["k"] as? Int == 1_000_000)
    let temperature = try #require(found["temperature"] as? Double)
    let error = try #require(found["temperature_error"] as? Double)
    #expect(abs(temperature - 0.8) < 3 * error && error < 0.01)
    #expect(found["regime"] as? String == "collapse" && found["explained"] as? Bool == true)
    let odds = try #require(found["winner"] as? [Double])
    #expect(abs(odds.reduce(0, +) - 1) < 1e-9 && found["external"] is NSNull)
    #expect(try #require(found["theta"] as? [Double]).count == 3)
  }

  @Test("the object always has the same members")
  func members() throws {
    let names: Set = [
      "rows", "reading", "labels", "k", "theta", "entropy", "temperature", "temperature_error",
      "temperature_low", "temperature_high", "external", "external_error", "regime", "fit_p",
      "explained", "drift", "steps", "winner", "winner_error", "reason", "failed",
    ]
    for log in ["A,B\n5,3\n", "A,B\n0.5,0.5\n0.6,0.4\n", "a\nb\na\n", "[5,3]\n[6,3]\n[9,4]\n"] {
      let outcome = try Child.run(
        ["watch", "--summary", "--format", "json"], input: Array(log.utf8))
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(Set(try object(outcome).keys) == names)
    }
  }

  @Test("the fraction from outside is estimated where its law is given")
  func outside() throws {
    let outcome = try Child.shell(
      "$H run --temperature 0.8 --external 0.2 --external-law 1,2,7 --counts 40,30,10 --seed 5 "
        + "--until 3000 --record every:50 | $H watch --summary --format json --external-law 1,2,7")
    let found = try object(outcome)
    let fraction = try #require(found["external"] as? Double)
    let error = try #require(found["external_error"] as? Double)
    #expect(abs(fraction - 0.2) < 3 * error && error < 0.3)
  }

  @Test("a condition that comes true ends with status 1 and names the row")
  func conditions() throws {
    let log = Array("step,A,B\n0,50,50\n1,60,50\n2,990,50\n3,1990,50\n".utf8)
    let failed = try Child.run(
      ["watch", "--summary", "--fail-if", "entropy<0.5", "--fail-if", "min share<0.01"], input: log)
    #expect(failed.status == 1 && failed.errors.contains("entropy<0.5 since row 3, line 4"))
    #expect(!failed.errors.contains("min share") && failed.text.contains("4 rows"))
    let passed = try Child.run(["watch", "--summary", "--fail-if", "entropy<0.01"], input: log)
    #expect(passed.status == 0)
    let loop = try Child.run(
      ["watch", "\(Self.logs)/bigram.csv", "--summary", "--format", "json", "--fail-if", "T<0.99"])
    #expect(loop.status == 1 && loop.errors.contains("T<0.99 since row 60, the last"))
    let list = try #require(try object(loop)["failed"] as? [[String: Any]])
    #expect(list.count == 1 && list[0]["condition"] as? String == "T<0.99")
  }

  /// A mixture refitted to its own samples is Wright–Fisher drift; a bigram model is a chain, whose
  /// letters are no independent draws.
  @Test("the logs of real loops are what docs/watching.md says")
  func realLoops() throws {
    let mixture = try object(
      Child.run(["watch", "\(Self.logs)/mixture.csv", "--summary", "--format", "json"]))
    #expect(mixture["regime"] as? String == "martingale" && mixture["explained"] as? Bool == true)
    #expect(mixture["reading"] as? String == "samples")
    let bigram = try object(
      Child.run(["watch", "\(Self.logs)/bigram.csv", "--summary", "--format", "json"]))
    #expect(bigram["regime"] as? String == "collapse" && bigram["explained"] as? Bool == false)
  }

  @Test("a file is followed until a condition comes true")
  func following() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("log.csv", Array("A,B\n5,5\n6,5\n".utf8))
    let child = try Child(
      Child.program, ["watch", path, "--summary", "--follow", "--fail-if", "max share>0.9"])
    usleep(300_000)
    try folder.append("log.csv", "7,6\n90")
    usleep(300_000)
    try folder.append("log.csv", ",6\n")
    let outcome = try child.wait()
    #expect(outcome.status == 1 && outcome.text.contains("4 rows"), "\(outcome.errors)")
    #expect(outcome.errors.contains("max share>0.9 since row 4, line 5"))
  }

  @Test("an interrupt ends the following, and the summary is printed")
  func interrupt() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("log.csv", Array("A,B\n5,5\n6,5\n".utf8))
    let child = try Child(Child.program, ["watch", path, "--summary", "--follow"])
    usleep(500_000)
    kill(child.process, SIGINT)
    let outcome = try child.wait()
    #expect(outcome.status == 0 && outcome.text.contains("2 rows"), "\(outcome.errors)")
  }

  @Test("without a terminal there is no screen, and the message names what works")
  func noScreen() throws {
    let outcome = try Child.run(["watch", "--no-config"], input: Array("A,B\n5,5\n6,5\n".utf8))
    #expect(outcome.status == 64 && outcome.output.isEmpty, "\(outcome.errors)")
    #expect(outcome.errors.contains("--summary") && outcome.errors.contains("--plain"))
  }

  @Test("a picture of a log is its screen at the last row, or at the one asked for")
  func rendered() throws {
    let log = "\(Self.logs)/mixture.csv"
    let last = try Child.run(["render", "--watch", log, "--size", "120x40"])
    #expect(last.status == 0 && last.text.contains("row 80 of 80  generation 79"))
    #expect(last.text.contains("T 1.033±0.018  random point") && last.errors.contains("as counts"))
    let earlier = try Child.run(["render", "--watch", log, "--until", "50"])
    #expect(earlier.status == 0 && earlier.text.contains("row 50 of 80"))
    let both = try Child.run(
      ["render", "--watch", log, "--watch", "\(Self.logs)/bigram.csv", "--size", "97x31"])
    #expect(both.text.contains("bigram.csv") && both.text.contains("other categories"))
    let film = try Child.run(["render", "--watch", log, "--cast", "--seconds", "2"])
    let lines = film.text.split(separator: "\n")
    #expect(
      film.status == 0 && lines.count > 15 && lines[0].contains("\"version\": 2"), "\(lines[0])")
    #expect(film.text.contains("row 1 of 80"))
    for (arguments, part) in [
      (["--until", "81"], "1 to 80"), (["--screen", "map"], "a log is no run"),
      (["--seed", "4"], "a log is no run"),
    ] {
      let refused = try Child.run(["render", "--watch", log] + arguments)
      #expect(refused.status == 64 && refused.errors.contains(part), "\(refused.errors)")
    }
  }

  @Test("told in lines, a log says what loop it is, answers keys, and leaves its notes")
  func plain() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "log.csv", Array("step,A,B,C\n0,5,3,2\n1,x,3,2\n2,20,4,3\n3,90,6,5\n4,400,8,6\n".utf8))
    let outcome = try Child.shell(
      "{ sleep 1; printf 'tI'; sleep 1; } | $H watch \(path) --follow --plain")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.contains("watching log.csv") && outcome.text.contains("somebody else's"))
    #expect(outcome.text.contains("log.csv stands at row 4 of 4, step 4"), "\(outcome.text)")
    #expect(outcome.errors.contains("line 3: column 2"), "\(outcome.errors)")
  }

  @Test(
    "what cannot be used is refused with its status",
    arguments: [
      (["watch", "--follow"], "", 64, "--follow"),
      (["watch", "--fail-if", "hunger<1"], "", 64, "hunger"),
      (["watch", "--input", "words"], "", 64, "percent"),
      (["watch", "--window", "1"], "", 64, "--window"),
      (["watch", "--summary", "no-such-file"], "", 65, "no-such-file"),
      (["watch", "--summary"], "", 65, "no row"),
      (["watch", "--summary"], "A,B\n0.1,7\n", 65, "line 2"),
      (["watch", "--summary"], "A\0,\0B\0\n\0", 65, "UTF-16"),
      (["watch", "--summary", "--columns", "Q,A"], "A,B\n1,2\n", 65, "\"Q\""),
      (["watch", "--summary", "--external-law", "1,2,3"], "A,B\n1,2\n3,4\n", 64, "--external-law"),
      (["watch", "--summary", "a.csv", "b.csv"], "", 64, "of one log"),
      (["watch", "-", "-"], "", 64, "twice"),
      (["watch", "a.csv", "--fail-if", "T<1"], "", 64, "with --summary"),
      (["watch", "a.csv", "--format", "json"], "", 64, "with --summary"),
      (["watch", "a.csv", "--pace", "2"], "", 64, "30/s"),
    ] as [([String], String, Int32, String)])
  func refused(arguments: [String], log: String, status: Int32, part: String) throws {
    let outcome = try Child.run(arguments, input: Array(log.utf8))
    #expect(outcome.status == status && outcome.errors.contains(part), "\(outcome.errors)")
  }
}

/// Long logs, in an address space that would not hold them.
@Suite(.enabled(if: StatisticalTier.isOn)) struct LongLogStatistics {
  @Test("10⁷ rows, in the memory of a few")
  func rows() throws {
    let outcome = try Child.shell(
      """
      ulimit -v 1000000
      awk 'BEGIN { print "step,A,B,C"; a = 5; b = 3; c = 2; srand(7)
        for (i = 0; i < 10000000; i++) { x = rand() * (a + b + c)
          if (x < a) a++; else if (x < a + b) b++; else c++
          printf "%d,%d,%d,%d\\n", i, a, b, c } }' | $H watch --summary --format json
      """)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let found = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
    let temperature = try #require(found["temperature"] as? Double)
    let error = try #require(found["temperature_error"] as? Double)
    #expect(found["rows"] as? Int == 10_000_000 && abs(temperature - 1) < 4 * error)
  }

  @Test("10⁵ categories, a label a line")
  func categories() throws {
    let outcome = try Child.shell(
      """
      ulimit -v 1500000
      awk 'BEGIN { srand(7); for (i = 0; i < 600000; i++) print "w" int(rand() * rand() * 100000) }' \
        | $H watch --summary --input labels
      """)
    #expect(outcome.status == 0 && outcome.text.contains("and "), "\(outcome.errors)")
  }
}
