import TestSupport
import Testing

@testable import HeatDeathCommand
@testable import HeatDeathFiles

/// The program, given what it cannot use: it says what is wrong and never traps. What the
/// values of single options may be is tested where they are read.
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
    (["run", "--until", "many"], ["--until", "'many'", "not a number"]),
    (["run", "--until", "1e3", "--temperature", "--seed"], ["--temperature", "'--seed'"]),
    (["run", "--until", "1e3", "--labels", "a,b"], ["--labels", "2 labels", "3 categories"]),
    (["run", "--until", "1e3", "--labels", "a,b,a"], ["--labels", "label 3", "\"a\"", "twice"]),
    (["run", "--until", "1e3", "--labels", "a,,c"], ["--labels", "label 2", "empty"]),
    (
      ["run", "--until", "1e3", "--counts", "1", "--text", "x"], ["--counts and --text", "one of"]
    ),
    (["run", "--until", "1e3", "--data", "x", "--text", "y"], ["--data and --text"]),
    (["run", "--until", "1e3", "--top", "3"], ["--top", "--text"]),
    (["run", "--until", "1e3", "--data", "x", "--labels", "a"], ["--labels and --data"]),
    (["run", "--until", "1e3", "--text", "x", "--unit", "bytes"], ["--unit", "words", "lines"]),
    (["run", "--until", "1e3", "--text", "x", "--rest", "keep"], ["--rest", "drop", "other"]),
    (["run", "--until", "1e3", "--external", "inf"], ["--external", "'inf'"]),
    (
      ["run", "--until", "1e3", "--external", "0.1", "--external-law", "1,2"],
      ["--external-law", "2", "3"]
    ),
    (["run", "--until", "1e3", "--runs", "0"], ["--runs", "too small"]),
    (["run", "--until", "1e3", "--jobs", "0"], ["--jobs", "1 to 1024"]),
    (["run", "--until", "1e3", "--jobs", "1e6"], ["--jobs", "1 to 1024"]),
    (["run", "--until", "1e3", "--engine", "warp"], ["--engine", "auto", "step", "leap"]),
    (
      ["run", "--until", "1e3", "--engine", "leap", "--policy", "window:9"],
      ["--engine", "window:9", "step"]
    ),
    (["run", "--until", "1e3", "--external-law", "uniform"], ["--external-law", "--external"]),
    (["run", "--until", "1e3", "--format", "xml"], ["--format", "csv", "jsonl"]),
    (["run", "--until", "1e3", "--record", "all"], ["--record", "final", "log:", "every:"]),
    (["run", "--until", "1e3", "--record", "log:1"], ["--record", "2 to 1e6"]),
    (["run", "--until", "1e3", "--record", "log:"], ["--record", "empty"]),
    (["run", "--until", "1e3", "--record", "every:0"], ["--record", "\"0\"", "1 to 4e18"]),
    (["run", "--until", "1e3", "--columns", "counts,mean"], ["--columns", "\"mean\"", "entropy"]),
    (
      ["run", "--until", "1e3", "--categories", "17", "--columns", "v"], ["--columns", "17", "16"]
    ),
    (["equilibria", "--temperature", "1"], ["--temperature", "every point rests", "--external"]),
    (["equilibria", "--categories", "13"], ["13 categories", "up to 12", "--top 11"]),
    (["equilibria", "--sampler", "greedy"], ["--sampler", "softmax", "heatdeath forecast"]),
    (["equilibria", "--learner", "noisy:0.1"], ["--learner", "noisy:0.1", "exact"]),
    (
      ["equilibria", "--learner", "smoothed:1", "--policy", "window:9"],
      ["--learner", "smoothed:1", "accumulate"]
    ),
    (["equilibria", "--external-law", "uniform"], ["--external-law", "--external"]),
    (["equilibria", "--format", "csv"], ["--format", "text", "json"]),
    (["forecast", "--format", "csv"], ["--format", "text", "json"]),
    (["forecast", "--fates", "0"], ["--fates", "too small", "1 to 1e9"]),
    (["forecast", "--external", "0.1", "--external-law", "1,2"], ["--external-law", "2", "3"]),
    (["sweep"], ["--until", "K"]),
    (["sweep", "--until", "5"], ["--until", "10 samples", "10 to 4e18"]),
    (["sweep", "--until", "99", "--temperatures", "0.5:2"], ["\"0.5:2\"", "FROM:TO:POINTS"]),
    (["sweep", "--until", "99", "--temperatures", "2:0.5:3"], ["does not rise"]),
    (["sweep", "--until", "99", "--temperatures", "0.5:2:1"], ["\"1\"", "too small"]),
    (["sweep", "--until", "99", "--temperatures", "0.5:inf:3"], ["does not rise"]),
    (["sweep", "--until", "99", "--temperatures", "1,0.5:1.5:3"], ["1.0 stands twice"]),
    (["sweep", "--until", "99", "--temperatures", "0,1"], ["\"0\"", "a number above 0"]),
    (["sweep", "--until", "99", "--externals", "0:2:3"], ["--externals", "\"2\"", "from 0 to 1"]),
    (
      ["sweep", "--until", "99", "--externals", "0,1", "--external", "0"],
      ["--externals and --external"]
    ),
    (
      ["sweep", "--until", "99", "--temperatures", "1", "--temperature", "1"],
      ["--temperatures and --temperature"]
    ),
    (["sweep", "--until", "99", "--external-law", "uniform"], ["--external-law"]),
    (["sweep", "--until", "99", "--runs", "0"], ["--runs", "too small"]),
    (["sweep", "--until", "99", "--shard", "1/2"], ["--shard", "--seed"]),
    (["sweep", "--until", "99", "--seed", "1", "--shard", "3/2"], ["\"3\"", "1 to 2"]),
    (["sweep", "--until", "99", "--seed", "1", "--shard", "2"], ["--shard", "I/N"]),
    (["sweep", "--until", "99", "--format", "jsonl"], ["--format", "csv"]),
    (["sweep", "--until", "99", "--resume"], ["--resume", "--output"]),
    (["sweep", "--until", "99", "x.csv"], ["x.csv", "sweep --merge"]),
    (["sweep", "--until", "99", "--batches", "1,0"], ["--batches", "\"0\"", "too small"]),
    (["sweep", "--until", "99", "--batches", "2:5:3"], ["--batches", "2:5:3", "2:10:5"]),
    (["sweep", "--until", "99", "--batches", "1", "--batch", "2"], ["--batches and --batch"]),
    (
      ["sweep", "--until", "99", "--categories-list", "2,2"],
      ["--categories-list", "2 stands twice"]
    ),
    (
      ["sweep", "--until", "99", "--categories-list", "2", "--counts", "5,3"],
      ["--counts and --categories", "one of"]
    ),
    (
      ["sweep", "--until", "35", "--categories-list", "2,4"],
      ["--until", "40 samples", "40 to 4e18"]
    ),
    (
      ["sweep", "--until", "99", "--categories-list", "2,4", "--labels", "a,b"],
      ["--labels", "categories=4"]
    ),
    (["sweep", "--until", "99", "--takes", "5"], ["--take", "--counts"]),
    (
      ["sweep", "--until", "99", "--takes", "5,6", "--text", "-"], ["--takes", "standard input"]
    ),
    (
      ["sweep", "--until", "99", "--policies", "window:0"], ["--policies", "window:0", "too small"]
    ),
    (["sweep", "--until", "99", "--samplers", "cold"], ["--samplers", "\"cold\"", "softmax"]),
    (["sweep", "--until", "99", "--external-laws", "uniform"], ["--external-law"]),
    (["sweep", "--until", "99", "--columns", "theta"], ["--columns", "\"theta\"", "mean_max"]),
    (["sweep", "--merge", "x.csv", "--batches", "1"], ["--merge", "nothing else"]),
    (["sweep", "--merge"], ["--merge", "no files"]),
    (["sweep", "--merge", "x.csv", "--until", "99"], ["--merge", "nothing else"]),
    (
      ["sweep", "--until", "99", "--engine", "leap", "--policy", "replace"],
      ["--engine", "replace", "step"]
    ),
    (["render"], ["--until", "K"]),
    (["render", "--replay", "/nowhere", "--seed", "7"], ["--replay", "no option of a scenario"]),
    (["render", "--replay", "/nowhere", "--screen", "crowd"], ["--screen crowd", "explore, map"]),
    (["render", "--until", "5"], ["--until", "10 samples", "10 to 4e18"]),
    (["render", "--until", "99", "--size", "120"], ["--size", "'120'", "120x40", "1000x500"]),
    (["render", "--until", "99", "--size", "0x40"], ["--size", "1x1"]),
    (["render", "--until", "99", "--size", "1001x40"], ["--size", "1000x500"]),
    (["render", "--until", "99", "--size", "-3x4"], ["--size", "'-3x4'"]),
    (["render", "--until", "99", "--size", "12x40x2"], ["--size", "COLUMNSxROWS"]),
    (["render", "--until", "99", "--format", "gif"], ["--format", "text", "ansi", "svg", "png"]),
    (["render", "--until", "99", "--screen", "chart"], ["--screen", "explore", "crowd", "map"]),
    (["render", "--until", "99", "--theme", "blue"], ["--theme", "dark", "light"]),
    (["render", "--until", "99", "--cast", "--format", "png"], ["--cast", "--format svg"]),
    (["render", "--until", "99", "--seconds", "3"], ["--seconds", "--cast"]),
    (["render", "--until", "99", "--cast", "--seconds", "0"], ["--seconds", "1 to 3600"]),
    (["render", "--until", "99", "--cast", "--seconds", "1e9"], ["--seconds", "too large"]),
    (["render", "--until", "99", "--categories", "5000"], ["2 to 4096 categories", "5000"]),
    (
      ["render", "--until", "99", "--screen", "crowd", "--policy", "window:9"],
      ["--screen crowd", "window"]
    ),
    (["render", "--until", "99", "--output", "/tmp"], ["--output", "/tmp", "directory"]),
    (["run", "--until", "1e3", "--merge"], ["--merge", "--data"]),
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
    (["run", "--until", "1e3", "--temperature", "0,8"], ["--temperature", "'0,8'", "point"]),
    (
      ["run", "--until", "1e3", "--counts", "5,-3"], ["--counts", "count 2", "\"-3\"", "negative"]
    ),
  ]

  @Test("Bad usage ends with 64 and names option, value and what is accepted", arguments: usage)
  func badUsage(arguments: [String], fragments: [String]) throws {
    let outcome = try Child.run(arguments)
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("Error: "))
    for fragment in fragments {
      #expect(outcome.errors.contains(fragment), "\(outcome.errors)")
    }
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
      try read(option, path)
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

  /// Reads initial data as the option does.
  private func read(_ option: String, _ path: String) throws {
    let key = try #require(ScenarioKey(rawValue: String(option.dropFirst(2))))
    _ = try ScenarioDraft([key.read(path)]).makeScenario(note: { _ in })
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
      try read(option, file.path)
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
      "run", "explore", "sweep", "--temperatures", "--externals", "0:1:3", "--merge",
      "--batches", "--categories-list", "--policies", "replace,window:9", "--samplers", "forecast",
      "equilibria", "json", "--until", "--counts", "--labels",
      "--categories", "--data", "--text",
      "--unit", "--top", "--rest", "--take", "--temperature", "--external", "--external-law",
      "--seed", "--runs", "--engine", "--record", "--columns", "--format", "--jobs", "100", "-1",
      "1e3", "5,3,2", "a,b,c", "letters", "other", "inf", "0.5", "uniform", "step", "log:5",
      "every:7", "v,kl", "jsonl", "2", "-", "/dev/null", "", "--help", "--version", "--paused",
    ]
    for _ in 0..<40 {
      let arguments = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
        words.randomElement(using: &generator)!
      }
      let outcome = try Child.run(arguments, input: Array("a b c a".utf8))
      #expect(outcome.signal == 0, "\(arguments)")
      #expect([0, 64, 65].contains(outcome.status), "\(arguments): \(outcome.status)")
    }
  }
}
