import TestSupport
import Testing

@testable import HeatDeathCommand
@testable import HeatDeathFiles

/// The program, given what it cannot use: it says what is wrong and never traps. What parsing and
/// reading refuse is refused in this process; each way to end is seen from outside as well.
@Suite("Bad input to the program")
struct BadInputTests {
  static let usage: [(arguments: [String], fragments: [String])] = [
    (["--nonsense"], ["--nonsense"]),
    (["nonsense"], ["nonsense"]),
    (["run"], ["--until"]),
    (["run", "--until"], ["--until"]),
    (["run", "--until", "1.5"], ["--until", "'1.5'", "not a whole number", "1 to 4e18"]),
    (["run", "--until", "1e30"], ["--until", "'1e30'", "too large", "4e18"]),
    (["run", "--until", "4000000000000000001"], ["--until", "too large"]),
    (["run", "--until", "0"], ["--until", "too small"]),
    (["run", "--until", "-5"], ["--until", "'-5'", "negative"]),
    (["run", "--until", "5"], ["--until", "5", "10 samples", "10 to 4e18"]),
    (["run", "--until", "1,000"], ["--until", "1_000"]),
    (["run", "--until", "1e3", "--counts", "1,000,3"], ["--counts", "1_000"]),
    (["run", "--until", "many"], ["--until", "'many'", "not a number"]),
    (["run", "--until", "1e3", "--temperature", "0"], ["--temperature", "'0'", "above 0"]),
    (["run", "--until", "1e3", "--temperature", "-1"], ["--temperature", "'-1'", "negative"]),
    (["run", "--until", "1e3", "--temperature", "nan"], ["--temperature", "'nan'", "inf"]),
    (["run", "--until", "1e3", "--temperature", "0,8"], ["--temperature", "'0,8'", "point"]),
    (["run", "--until", "1e3", "--temperature", "1e-320"], ["--temperature", "too small"]),
    (["run", "--until", "1e3", "--temperature", "--seed"], ["--temperature", "'--seed'"]),
    (
      ["run", "--until", "1e3", "--counts", "5,-3"], ["--counts", "count 2", "\"-3\"", "negative"]
    ),
    (
      ["run", "--until", "1e3", "--counts", "-5,3"], ["--counts", "count 1", "\"-5\"", "negative"]
    ),
    (
      ["run", "--until", "1e3", "--counts", "5,1.5"], ["--counts", "count 2", "not a whole number"]
    ),
    (["run", "--until", "1e3", "--counts", "5,,3"], ["--counts", "count 2", "empty"]),
    (["run", "--until", "1e3", "--counts", ""], ["--counts", "count 1", "empty"]),
    (["run", "--until", "1e3", "--counts", "0,0"], ["--counts", "0", "positive"]),
    (["run", "--until", "1e3", "--counts", "9e18,1"], ["--counts", "count 1", "too large"]),
    (["run", "--until", "4e18", "--counts", "4e18,1"], ["--counts", "1 to 2", "more than"]),
    (["run", "--until", "1e3", "--labels", "a,b"], ["--labels", "2 labels", "3 categories"]),
    (["run", "--until", "1e3", "--labels", "a,b,a"], ["--labels", "label 3", "\"a\"", "twice"]),
    (["run", "--until", "1e3", "--labels", "a,,c"], ["--labels", "label 2", "empty"]),
    (["run", "--until", "1e3", "--labels", "a,\u{1B}c,d"], ["--labels", "\\u{1B}", "control"]),
    (["run", "--until", "1e3", "--labels", "a,\"c,d"], ["--labels", "never ends"]),
    (["run", "--until", "1e3", "--categories", "0"], ["--categories", "too small", "1 to 1e7"]),
    (["run", "--until", "1e3", "--categories", "1e15"], ["--categories", "too large"]),
    (
      ["run", "--until", "1e3", "--counts", "1", "--text", "x"], ["--counts and --text", "one of"]
    ),
    (["run", "--until", "1e3", "--data", "x", "--text", "y"], ["--data and --text"]),
    (["run", "--until", "1e3", "--top", "3"], ["--top", "--text"]),
    (["run", "--until", "1e3", "--data", "x", "--labels", "a"], ["--labels and --data"]),
    (["run", "--until", "1e3", "--text", "x", "--unit", "bytes"], ["--unit", "words", "lines"]),
    (["run", "--until", "1e3", "--text", "x", "--top", "0"], ["--top", "too small"]),
    (["run", "--until", "1e3", "--text", "x", "--take", "0"], ["--take", "too small"]),
    (["run", "--until", "1e3", "--text", "x", "--rest", "keep"], ["--rest", "drop", "other"]),
    (["run", "--until", "1e3", "--external", "1.1"], ["--external", "'1.1'", "0 to 1"]),
    (["run", "--until", "1e3", "--external", "-0.1"], ["--external", "'-0.1'", "0 to 1"]),
    (["run", "--until", "1e3", "--external", "inf"], ["--external", "'inf'"]),
    (["run", "--until", "1e3", "--external-law", "normal"], ["--external-law", "uniform"]),
    (
      ["run", "--until", "1e3", "--external", "0.1", "--external-law", "1,2"],
      ["--external-law", "2", "3"]
    ),
    (["run", "--until", "1e3", "--external-law", "1,-2,3"], ["number 2", "\"-2\"", "negative"]),
    (["run", "--until", "1e3", "--external-law", "0,0,0"], ["--external-law", "positive"]),
    (["run", "--until", "1e3", "--external-law", "1e308,1e308,1"], ["--external-law", "large"]),
    (["run", "--until", "1e3", "--seed", "18446744073709551616"], ["--seed", "too large"]),
    (["run", "--until", "1e3", "--seed", "-1"], ["--seed", "negative"]),
    (["run", "--until", "1e3", "--runs", "0"], ["--runs", "too small"]),
    (["run", "--until", "1e3", "--jobs", "0"], ["--jobs", "1 to 1024"]),
    (["run", "--until", "1e3", "--jobs", "1e6"], ["--jobs", "1 to 1024"]),
    (["run", "--until", "1e3", "--engine", "warp"], ["--engine", "auto", "step", "leap"]),
    (
      ["run", "--until", "1e3", "--engine", "leap", "--policy", "window:9"],
      ["--engine", "window:9", "step"]
    ),
    (["run", "--until", "1e3", "--external-law", "uniform"], ["--external-law", "--external"]),
    (["run", "--until", "1e3", "--sampler", "mix:2"], ["--sampler", "mix:2", "0"]),
    (["run", "--until", "1e3", "--sampler", "top"], ["--sampler", "top", "top-k:K"]),
    (["run", "--until", "1e3", "--learner", "sgd"], ["--learner", "sgd:0.1"]),
    (["run", "--until", "1e3", "--policy", "window:0"], ["--policy", "window:0", "1e6"]),
    (["run", "--until", "1e3", "--batch", "5..2"], ["--batch", "5..2", "A..B"]),
    (["run", "--until", "1e3", "--batch", "0"], ["--batch", "0", "1e9"]),
    (["run", "--until", "1e3", "--format", "xml"], ["--format", "csv", "jsonl"]),
    (["run", "--until", "1e3", "--record", "all"], ["--record", "final", "log:", "every:"]),
    (["run", "--until", "1e3", "--record", "log:1"], ["--record", "2 to 1e6"]),
    (["run", "--until", "1e3", "--record", "log:"], ["--record", "empty"]),
    (["run", "--until", "1e3", "--record", "every:0"], ["--record", "\"0\"", "1 to 4e18"]),
    (["run", "--until", "1e3", "--columns", "counts,mean"], ["--columns", "\"mean\"", "entropy"]),
    (
      ["run", "--until", "1e3", "--categories", "17", "--columns", "v"], ["--columns", "17", "16"]
    ),
    (["run", "--until", "1e3", "--output", ""], ["--output"]),
    (["run", "--until", "1e3", "--output", "/"], ["--output"]),
    (["run", "--until", "1e3", "--output", "/tmp"], ["--output", "/tmp", "directory"]),
    ([], ["not a terminal", "heatdeath run --until"]),
    (["explore"], ["not a terminal", "heatdeath run --until"]),
    (["--text", "-"], ["not a terminal"]),
    (["--colors", "many"], ["--colors", "auto", "256", "mono"]),
    (["--glyphs", "fine"], ["--glyphs", "braille", "ascii"]),
    (["--theme", "blue"], ["--theme", "dark", "light"]),
    (["--temperature", "-1"], ["--temperature", "'-1'"]),
  ]

  @Test("Bad usage ends with 64 and names option, value and what is accepted", arguments: usage)
  func badUsage(arguments: [String], fragments: [String]) throws {
    var message: String
    do {
      _ = try Heatdeath.parseAsRoot(arguments)
      // What parsing cannot know, the command itself finds.
      message = try refusal(of: arguments)
    } catch {
      #expect(Heatdeath.exitCode(for: error).rawValue == 64)
      message = Heatdeath.fullMessage(for: error)
    }
    #expect(message.hasPrefix("Error: "))
    for fragment in fragments { #expect(message.contains(fragment), "\(message)") }
  }

  @Test(
    "So does the program",
    arguments: [["nonsense"], ["run"], ["run", "--until", "1.5"], ["--temperature", "-1"]])
  func program(arguments: [String]) throws {
    #expect(try refusal(of: arguments).hasPrefix("Error: "))
  }

  private func refusal(of arguments: [String]) throws -> String {
    let outcome = try Child.run(arguments)
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    return outcome.errors
  }

  static let data: [(option: String, bytes: [UInt8], fragments: [String])] = [
    ("--data", [], ["no rows", "label,count"]),
    ("--data", Array("A,5\nA,6\n".utf8), ["line 2, column 1", "\"A\"", "twice"]),
    ("--data", Array("A,5\nB,-6\n".utf8), ["line 2, column 3", "\"-6\"", "negative"]),
    ("--data", Array("A,5\nB\n".utf8), ["line 2", "1 field", "2 fields"]),
    ("--data", Array("A,1e19\n".utf8), ["line 1", "\"1e19\"", "4e18"]),
    ("--data", Array("A,0\n".utf8), ["zero", "positive"]),
    ("--data", [0x7F, 0x45, 0x4C, 0x46, 0x02, 0x00], ["byte 6", "NUL", "binary"]),
    ("--data", Array("A,5\n".utf8) + [0xFF], ["line 2, byte 5", "FF", "UTF-8"]),
    ("--text", [], ["no words"]),
    ("--text", Array("12 34".utf8), ["no words"]),
    ("--text", [0x20] + Array(repeating: 0x78, count: 70_000), ["line 1, byte 65538", "65536"]),
    ("--text", [0x61, 0x0A, 0x62, 0x00], ["line 2, byte 4", "NUL", "binary"]),
    ("--text", [0x61, 0x0A, 0xE9, 0x20], ["line 2, byte 3", "E9", "UTF-8"]),
  ]

  @Test("Bad data names file, place, value and what is accepted", arguments: data)
  func badData(option: String, bytes: [UInt8], fragments: [String]) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("input", bytes)
    let error = #expect(throws: DataError.self) {
      try ScenarioOptions.parse([option, path]).makeScenario()
    }
    let message = error?.description ?? ""
    for fragment in [path] + fragments { #expect(message.contains(fragment), "\(message)") }
  }

  @Test("Bad data ends with 65, from a file and through a pipe", arguments: ["--data", "--text"])
  func badDataOfTheProgram(option: String) throws {
    let folder = try TemporaryFolder()
    let bytes = Array("A,5\n".utf8) + [0xFF]
    let path = try folder.write("input", bytes)
    for source in [path, "-"] {
      let outcome = try Child.run(["run", "--until", "1e3", option, source], input: bytes)
      #expect(outcome.status == 65)
      #expect(outcome.output.isEmpty)
      let start = "Error: \(source == "-" ? "standard input" : path): line 2, byte 5"
      #expect(outcome.errors.hasPrefix(start), "\(outcome.errors)")
    }
  }

  static let files: [(path: String, fragments: [String])] = [
    ("/no/such/file", ["/no/such/file", "cannot be opened", "No such file"]),
    ("/tmp", ["/tmp", "is a directory"]),
    ("", ["file name"]),
    ("/proc/self/mem", ["/proc/self/mem", "cannot be read"]),
    ("/dev/zero", ["/dev/zero", "NUL", "binary"]),
    ("/dev/null", ["/dev/null", "no "]),
  ]

  @Test("A file that cannot be read is named", arguments: files, ["--data", "--text"])
  func badFiles(file: (path: String, fragments: [String]), option: String) throws {
    let error = #expect(throws: DataError.self) {
      try ScenarioOptions.parse([option, file.path]).makeScenario()
    }
    let message = error?.description ?? ""
    for fragment in file.fragments { #expect(message.contains(fragment), "\(message)") }
  }

  @Test("Output that cannot be written ends with 74")
  func output() throws {
    let folder = try TemporaryFolder()
    for path in ["/dev/full", folder.path("missing/x.csv")] {
      let outcome = try Child.run(["run", "--until", "1e3", "--seed", "1", "--output", path])
      #expect(outcome.status == 74)
      #expect(outcome.errors.hasPrefix("Error: \(path): "), "\(outcome.errors)")
    }
    let outcome = try Child.shell("\"$H\" run --until 1e3 --seed 1 >/dev/full")
    #expect(outcome.status == 74)
    #expect(outcome.errors.contains("standard output: cannot be written: No space left"))
  }

  @Test("Random arguments never trap")
  func fuzz() throws {
    var generator = SeededRandom(seed: 61)
    let words = [
      "run", "explore", "--until", "--counts", "--labels", "--categories", "--data", "--text",
      "--unit", "--top", "--rest", "--take", "--temperature", "--external", "--external-law",
      "--seed", "--runs", "--engine", "--record", "--columns", "--format", "--jobs", "100", "-1",
      "1e3", "5,3,2", "a,b,c", "letters", "other", "inf", "0.5", "uniform", "step", "log:5",
      "every:7", "v,kl", "jsonl", "2", "-", "/dev/null", "", "--help", "--version", "--paused",
    ]
    for _ in 0..<400 {
      let arguments = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
        words.randomElement(using: &generator)!
      }
      do {
        _ = try Heatdeath.parseAsRoot(arguments)
      } catch {
        #expect([0, 64].contains(Heatdeath.exitCode(for: error).rawValue), "\(arguments)")
        continue
      }
      let outcome = try Child.run(arguments, input: Array("a b c a".utf8))
      #expect(outcome.signal == 0, "\(arguments)")
      #expect([0, 64, 65].contains(outcome.status), "\(arguments): \(outcome.status)")
    }
  }
}
