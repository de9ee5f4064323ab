import HeatDeath
import HeatDeathFiles
import TestSupport
import Testing

@testable import HeatDeathCommand

/// Files and standard input, through the program itself.
@Suite("Input to the program")
struct InputFileTests {
  @Test("Through the command line: a file, what it names beside it, and standard input")
  func command() throws {
    let folder = try TemporaryFolder()
    try folder.write("text.txt", "a b a a c\n".utf8)
    let path = try folder.write(
      "scenario.toml", "text = \"text.txt\"\ntop = 2\nseed = 4\n".utf8)
    let outcome = try Child.run(["run", "--scenario", path, "--until", "9"])
    #expect(outcome.status == 0 && outcome.lines.first == "run,k,a,b")
    #expect(!outcome.errors.contains("drawn at random"), "the file has a seed")
    try folder.write("text.txt", "a b\n\na b\nc\n".utf8)
    try folder.write("lines.toml", "text = \"text.txt\"\nunit = \"lines\"\nseed = 4\n".utf8)
    let lines = try Child.run(
      ["run", "--scenario", folder.path("lines.toml"), "--until", "9"])
    #expect(lines.status == 0 && lines.lines.first == "run,k,a b,c")
    let again = try Child.run(
      ["run", "--scenario", "-", "--until", "20"], input: Array("counts = [3, 3]\nseed = 4\n".utf8))
    #expect(again.status == 0 && again.lines.count == 2)
    let both = try Child.run(["run", "--scenario", path, "--take", "2", "--until", "9"])
    #expect(both.status == 0)
    let odd = try Child.run(
      ["run", "--scenario", "-", "--take", "2", "--until", "9"], input: Array("seed = 4\n".utf8))
    #expect(odd.status == 64 && odd.errors.contains("--take"))
  }

  @Test("Under a policy that discards data k counts the samples drawn")
  func samplesDrawn() throws {
    let outcome = try Child.run([
      "run", "--policy", "replace", "--batch", "5", "--record", "every:10", "--until", "30",
      "--seed", "1",
    ])
    let rows = outcome.lines.dropFirst().map { $0.split(separator: ",").compactMap { Int($0) } }
    #expect(rows.map { $0[1] } == [0, 10, 20, 30])
    #expect(rows.map { $0[2...].reduce(0, +) } == [10, 5, 5, 5])
    // A frozen run is over; the initial data count for the end of the clock.
    let far = try Child.run(["run", "--policy", "replace", "--until", "3.9e18", "--seed", "1"])
    #expect(far.status == 0 && far.lines.last?.hasPrefix("0,3900000000000000000,") == true)
    let farther = try Child.run(["run", "--policy", "replace", "--until", "4e18", "--seed", "1"])
    #expect(farther.status == 64 && farther.errors.contains("3999999999999999990"))
    let leap = try Child.run(["run", "--policy", "replace", "--engine", "leap", "--until", "30"])
    #expect(leap.status == 64 && leap.errors.contains("does not grow under replace"))
  }

  @Test("An approximate engine says so, and lands to the unit")
  func approximate() throws {
    let outcome = try Child.run([
      "run", "--external", "0.1", "--external-law", "uniform", "--until", "1e15", "--seed", "1",
    ])
    #expect(outcome.status == 0 && outcome.errors.contains("engine split, approximate"))
    let counts = outcome.lines[1].split(separator: ",").compactMap { Int64($0) }
    #expect(counts[2...].reduce(0, +) == 1_000_000_000_000_000)
  }

  @Test("What heatdeath run writes is read back, in either format")
  func ownOutput() throws {
    let folder = try TemporaryFolder()
    for format in ["csv", "jsonl"] {
      let made = try Child.run([
        "run", "--until", "500", "--seed", "3", "--runs", "2", "--record", "log:5", "--columns",
        "theta,v,entropy,kl", "--counts", "5,3,2", "--format", format,
      ])
      let path = try folder.write("made", made.output)
      let again = try Child.run(["run", "--until", "500", "--seed", "1", "--data", path])
      #expect(again.status == 0)
      // Until K where the data have K already: the record is the data.
      let counts = again.lines[1].split(separator: ",").dropFirst(2).joined(separator: ",")
      #expect(made.lines.last?.contains(counts) == true, "\(again.text)")
      #expect(again.errors.contains("output of heatdeath run, last of"), "\(again.errors)")
    }
  }

  @Test("A text is read from a pipe, as far as is wanted")
  func endless() throws {
    let outcome = try Child.shell(
      "yes | \"$H\" run --text - --take 100 --until 200 --temperature inf --seed 1")
    #expect(outcome.status == 0 && outcome.lines == ["run,k,y", "0,200,200"])
  }

  @Test("Lines of a classifier reach the records")
  func classifier() throws {
    let text = "hot dog\nnot hot dog\nhot dog\n\nhot dog\n"
    let outcome = try Child.run(
      ["run", "--text", "-", "--unit", "lines", "--until", "4", "--seed", "1"],
      input: Array(text.utf8))
    #expect(outcome.lines == ["run,k,hot dog,not hot dog", "0,4,3,1"])
    #expect(outcome.errors == "standard input: left out as no lines: 1 blank line\n")
  }

  /// The parser of TOML ends the program over such texts, so none of them reaches it.
  @Test("A text that is no scenario ends with 65")
  func noScenario() throws {
    let outcome = try Child.run(
      ["run", "--until", "1000", "--scenario", "-"], input: Array("[[$".utf8))
    #expect(outcome.status == 65 && outcome.errors.contains("line 1"), "\(outcome.errors)")
  }
}
