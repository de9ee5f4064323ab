import Foundation
import HeatDeath
import TestSupport
import Testing

@testable import HeatDeathCommand
@testable import HeatDeathFiles

/// Finished runs survive whatever ends the command, and `--resume` goes on after them.
@Suite("Resuming") struct ResumeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// So many samples that a signal comes before the last run, however fast they are drawn.
  private static let until = StatisticalTier.isOptimised ? "300000" : "3000"

  private static let slow = [
    "run", "--until", until, "--runs", "120", "--seed", "5", "--sampler", "mix:0.1", "--record",
    "log:20", "--columns", "kl", "--jobs", "2",
  ]

  private static let quick = [
    "run", "--until", "60", "--runs", "7", "--seed", "5", "--record", "every:9", "--labels",
    "k,\"x,\"\"y\",z", "--temperature", "inf", "--external", "0.1",
  ]

  /// How many runs are finished in the part.
  private var finishedCount: Int {
    let text = String(decoding: (try? folder.read("o.csv.part")) ?? [], as: UTF8.self)
    return text.split(separator: "\n").count { $0.contains(",\(Self.until),") }
  }

  /// Starts the slow runs and sends a signal as soon as one more run is in the part.
  private func end(by signal: Int32, _ more: [String]) throws -> Child.Outcome {
    let before = finishedCount
    let child = try Child(Child.program, Self.slow + ["--output", folder.path("o.csv")] + more)
    let patience = Patience("a finished run in the part")
    while finishedCount <= before {
      try patience.check()
      usleep(1000)
    }
    kill(child.process, signal)
    let outcome = try child.wait()
    try #require(outcome.signal == signal)
    return outcome
  }

  @Test("interrupts and kills leave finished runs, and resuming gives the bytes of the whole")
  func interruptsAndKills() throws {
    try folder.write("o.csv", [42])
    let outcome = try end(by: SIGINT, [])
    #expect(folder.names == ["o.csv", "o.csv.part", "o.csv.part.json"])
    #expect(try folder.read("o.csv") == [42])
    let lines = String(decoding: try folder.read("o.csv.part"), as: UTF8.self)
      .split(separator: "\n")
    let finished = lines.count { $0.split(separator: ",")[1] == Self.until }
    #expect(finished > 0 && (lines.last ?? "").split(separator: ",")[1] == Self.until)
    #expect(
      outcome.errors.contains("o.csv.part keeps \(finished) of 120 runs; the same command with "))
    _ = try end(by: SIGKILL, ["--resume"])
    let resumed = try Child.run(Self.slow + ["--output", folder.path("o.csv"), "--resume"])
    #expect(resumed.status == 0 && resumed.errors.contains(" of 120 runs are there already"))
    #expect(folder.names == ["o.csv"])
    #expect(try folder.read("o.csv") == Child.run(Self.slow).output)
  }

  /// As after `kill -9`, wherever the part ends.
  @Test("a part may end anywhere", arguments: ["csv", "jsonl"])
  func aPartMayEndAnywhere(format: String) throws {
    let options = Self.quick + ["--format", format]
    let whole = try Child.run(options).output
    let name = folder.path("o")
    let description = try sidecar(of: options)
    for length in [0, 1, 25, 26, 30, 200, whole.count / 2, whole.count - 1, whole.count] {
      try folder.write("o.part", whole.prefix(length))
      try folder.write("o.part.json", description)
      let outcome = try Child.run(options + ["--output", name, "--resume"])
      #expect(outcome.status == 0, "\(length): \(outcome.errors)")
      #expect(try folder.read("o") == whole, "\(length)")
      #expect(folder.names == ["o"])
    }
    // Not all of the description was there when the process was killed.
    try folder.write("o.part", [])
    try folder.write("o.part.json", description.prefix(20))
    #expect(try Child.run(options + ["--output", name, "--resume"]).status == 0)
    #expect(try folder.read("o") == whole)
  }

  /// What stands beside the part of such runs.
  private func sidecar(of options: [String]) throws -> [UInt8] {
    let child = try Child(
      Child.program,
      options + ["--output", folder.path("described"), "--engine", "step"]
        + ["--metadata", folder.path("m.json")])
    _ = try child.wait()
    // The description is the metadata without what comes after the format.
    let text = String(decoding: try folder.read("m.json"), as: UTF8.self)
    let end = try #require(text.range(of: ",\n  \"output\""))
    for name in ["described", "m.json"] { unlink(folder.path(name)) }
    return Array((text[..<end.lowerBound] + "\n}\n").utf8)
  }

  @Test(
    "a part of other runs is refused by the first key that differs",
    arguments: [
      (["--until", "61"], "until is \"60\" there and \"61\" here"),
      (["--runs", "8"], "runs is \"7\" there and \"8\" here"),
      (["--seed", "6"], "seed is \"5\" there and \"6\" here"),
      (["--temperature", "2"], "temperature is \"inf\" there and \"2.0\" here"),
      (["--columns", "v"], "columns is \"counts\" there and \"counts,v\" here"),
      (["--record", "final"], "record is \"every:9\" there and \"final\" here"),
      (["--format", "jsonl"], "format is \"csv\" there and \"jsonl\" here"),
      (["--batch", "2"], "batch is not given there and \"2\" here"),
      (["--external", "0"], "external is \"0.1\" there and not given here"),
      (["--labels", "a,b,c"], "labels is "),
    ])
  func otherRuns(changed: [String], message: String) throws {
    let part = try Child.run(Self.quick).output.dropLast(5)
    try folder.write("o.part", part)
    try folder.write("o.part.json", try sidecar(of: Self.quick))
    // Of an option that stands twice the last one counts.
    let outcome = try Child.run(
      Self.quick + changed + ["--output", folder.path("o"), "--resume"])
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(try folder.read("o.part") == Array(part), "nothing is lost by a mistake")
    // Nor by forgetting to say so.
    let forgotten = try Child.run(Self.quick + changed + ["--output", folder.path("o")])
    #expect(forgotten.status == 74 && forgotten.errors.contains("--resume"))
    #expect(folder.names == ["o.part", "o.part.json"])
  }

  @Test("a seed not given is that of the runs before")
  func aSeedNotGiven() throws {
    let whole = try Child.run(Self.quick).output
    try folder.write("o.part", whole.dropLast(5))
    try folder.write("o.part.json", try sidecar(of: Self.quick))
    let place = try #require(Self.quick.firstIndex(of: "--seed"))
    var options = Self.quick
    options.removeSubrange(place...place + 1)
    let outcome = try Child.run(options + ["--output", folder.path("o"), "--resume"])
    #expect(outcome.errors.contains("seed 5, that of the runs before"))
    #expect(try folder.read("o") == whole)
  }

  @Test("a part that another process writes is left to it")
  func aPartThatAnotherProcessWrites() throws {
    try folder.write("o.part", Array("busy".utf8))
    let descriptor = open(folder.path("o.part"), O_RDWR | O_CLOEXEC)
    defer { close(descriptor) }
    try #require(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    for more in [[], ["--resume"]] {
      let outcome = try Child.run(Self.quick + ["--output", folder.path("o")] + more)
      #expect(outcome.status == 74)
      #expect(outcome.errors.contains("o.part: is being written by another process"))
      #expect(try folder.read("o.part") == Array("busy".utf8))
    }
  }

  @Test("a limit of file sizes keeps the runs that fitted")
  func aLimitOfFileSizes() throws {
    let options = "--until 50 --runs 2000 --seed 2 --record every:2"
    let whole = try Child.shell("\"$H\" run \(options)").output
    let limited = try Child.shell(
      "ulimit -f 500; \"$H\" run \(options) --output \(folder.path("o"))")
    #expect(limited.status == 74)
    #expect(limited.errors.contains("cannot be written: File too large"))
    #expect(limited.errors.contains("o.part keeps "))
    let resumed = try Child.shell("\"$H\" run \(options) --output \(folder.path("o")) --resume")
    #expect(resumed.status == 0)
    #expect(try folder.read("o") == whole && folder.names == ["o"])
  }

  @Test("without a part --resume starts, without a file it is refused")
  func withoutAPart() throws {
    let outcome = try Child.run(Self.quick + ["--output", folder.path("o"), "--resume"])
    #expect(outcome.status == 0 && outcome.errors.isEmpty && folder.names == ["o"])
    for more in [[], ["--output", "-"], ["--output", "/dev/null"]] {
      let refused = try Child.run(Self.quick + ["--resume"] + more)
      #expect(refused.status == 64 && refused.errors.contains("--output"))
    }
  }

  @Test("no line but a record of the next run makes a run finished")
  func scanner() {
    for (text, length, runs) in [
      ("h\n0,9,1\n1,9,1\n", 14, 2), ("h\n0,9,1\n1,9,1", 8, 1), ("h\n0,3,1\n0,9,1\n1,3,1\n", 14, 1),
      ("h\n0,9,1\n2,9,1\n", 8, 1), ("h\n0,9,1\nx\n1,9,1\n", 8, 1), ("h\n0,9,1\n\n1,9,1\n", 8, 1),
      ("g\n0,9,1\n", 0, 0), ("h\n", 0, 0), ("", 0, 0), ("h\n0,9\n", 0, 0),
      ("h\n0,99999999999999999999,1\n", 0, 0),
    ] {
      var scanner = PartScanner(header: "h\n", format: .csv, finalSize: 9)
      _ = scanner.take(Array(text.utf8))
      #expect(scanner.finishedLength == length && scanner.finishedCount == runs, "\(text)")
    }
  }

  @Test("the part of a long name has a name, too")
  func longNames() {
    #expect(PartFile.path(of: "a/o.csv") == "a/o.csv.part")
    let name = String(repeating: "ä", count: 127)
    #expect(PartFile.sidecar(of: "a/\(name)").dropFirst(2).utf8.count <= 255)
  }
}
