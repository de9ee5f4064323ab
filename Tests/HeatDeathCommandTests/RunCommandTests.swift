import Foundation
import HeatDeath
import TestSupport
import Testing

@testable import HeatDeathCommand
@testable import HeatDeathFiles

/// `heatdeath run`, through the program itself.
@Suite("The run command")
struct RunCommandTests {
  @Test("The same options and seed give the same bytes whatever the number of jobs")
  func jobs() throws {
    for options in [
      ["--until", "3000", "--runs", "40", "--record", "log:20", "--columns", "theta,v,kl"],
      ["--until", "3000", "--runs", "3", "--record", "every:1", "--format", "jsonl"],
      ["--until", "300", "--runs", "53", "--record", "every:1"],
      ["--until", "12", "--runs", "6000", "--temperature", "inf"],
      ["--until", "1.1e6", "--runs", "1", "--engine", "step"],
    ] {
      var outputs: [[UInt8]] = []
      for jobs in ["1", "2", "7"] {
        let outcome = try Child.run(["run", "--seed", "42", "--jobs", jobs] + options)
        #expect(outcome.status == 0)
        #expect(outcome.errors.isEmpty)
        outputs.append(outcome.output)
      }
      #expect(outputs[0] == outputs[1] && outputs[1] == outputs[2])
      #expect(!outputs[0].isEmpty)
    }
  }

  @Test("Run r is the simulation on stream r, recorded at the sizes asked for")
  func content() throws {
    let outcome = try Child.run([
      "run", "--until", "500", "--runs", "4", "--seed", "9", "--temperature", "1.5",
      "--record", "every:100", "--external", "0.25", "--external-law", "1,0,3",
    ])
    let scenario = try Scenario(
      initialData: Dataset(counts: [5, 3, 2]), temperature: Temperature(1.5),
      externalData: ExternalData(
        fraction: 0.25, law: .point(SimplexPoint(weights: [1, 0, 3]))), seed: 9)
    var expected = ["run,k,A,B,C"]
    for run in 0..<4 {
      var simulation = Simulation(scenario, stream: UInt64(run))
      for size in [10, 110, 210, 310, 410, 500] as [Int64] {
        simulation.advance(by: size - simulation.size)
        expected.append(
          "\(run),\(size)," + simulation.counts.map(String.init).joined(separator: ","))
      }
    }
    #expect(outcome.lines == expected)
  }

  /// Few records let runs advance side by side, many do not.
  @Test("Every run of an ensemble is the run of its stream", arguments: ["log:5", "log:100"])
  func runsOfAnEnsemble(schedule: String) throws {
    let outcome = try Child.run([
      "run", "--until", "4000", "--runs", "70", "--seed", "9", "--record", schedule,
    ])
    let scenario = try Scenario(
      initialData: Dataset(counts: [5, 3, 2]), temperature: Temperature(0.8), seed: 9)
    let last = outcome.lines.filter { $0.split(separator: ",")[1] == "4000" }
    let expected = (0..<70).map { run in
      var simulation = Simulation(scenario, stream: UInt64(run))
      simulation.advance(by: 3990)
      return "\(run),4000," + simulation.counts.map(String.init).joined(separator: ",")
    }
    #expect(last == expected)
  }

  @Test("CSV and JSON Lines say the same")
  func formats() throws {
    let options = [
      "run", "--until", "2000", "--runs", "3", "--seed", "5", "--record", "log:15",
      "--columns", "theta,tau,v,entropy,kl", "--counts", "4,2,0", "--labels", "k,\"x,y\",z",
    ]
    let csv = try Child.run(options)
    let json = try Child.run(options + ["--format", "jsonl"])
    var reader = CSVReader(csv.text)
    let header = try #require(try reader.next()).fields.map(\.value)
    #expect(header.count == 2 + 3 + 3 + 3 + 4 + 2)
    #expect(Set(header).count == header.count)
    #expect(header.prefix(5) == ["run", "k", "k_2", "x,y", "z"])
    for line in json.lines {
      let object = try JSONDecoder().decode(JSONRecord.self, from: Data(line.utf8))
      let row = try #require(try reader.next()).fields.map(\.value)
      var values: [Double?] = [Double(object.run), Double(object.k)]
      values += object.counts.map { Double($0) }
      values += try #require(object.theta) + #require(object.tau)
      values += try #require(object.v)
      values += [object.entropy, object.kl]
      #expect(row.map { $0.isEmpty ? nil : Double($0) } == values)
      #expect(row.count == header.count)
    }
    #expect(try reader.next() == nil)
  }

  @Test("K is landed on exactly, the initial data included")
  func landing() throws {
    let outcome = try Child.run(["run", "--until", "1_0.0e0", "--seed", "1"])
    #expect(outcome.text == "run,k,A,B,C\n0,10,5,3,2\n")
    let huge = try Child.run([
      "run", "--until", "4e18", "--seed", "1", "--counts", "3999999999999999000,900",
    ])
    #expect(huge.lines.last?.hasPrefix("0,4000000000000000000,") == true)
  }

  @Test("A random seed is told on standard error and repeats the run")
  func randomSeed() throws {
    let first = try Child.run(["run", "--until", "1000"])
    let words = first.errors.split(separator: " ")
    let index = try #require(words.firstIndex(of: "--seed"))
    let seed = String(words[index + 1])
    let second = try Child.run(["run", "--until", "1000", "--seed", seed])
    #expect(second.output == first.output)
    #expect(second.errors.isEmpty)
  }

  private static let path = "/usr/share/common-licenses/GPL-3"

  @Test(
    "Letters of the licence start a run, from a file and through a pipe",
    .enabled(if: FileManager.default.fileExists(atPath: path)))
  func licence() throws {
    let path = Self.path
    let options = "--unit letters --top 3 --take 60 --until 60"
    let file = try Child.shell("\"$H\" run --seed 1 --text \(path) \(options)")
    let pipe = try Child.shell("cat \(path) | \"$H\" run --seed 1 --text - \(options)")
    let redirected = try Child.shell("\"$H\" run --seed 1 --text - \(options) <\(path)")
    let expected = try Child.shell(
      "LC_ALL=C tr A-Z a-z <\(path) | tr -cd ein | head -c 60 | fold -w1 | sort | uniq -c")
    let counts = expected.lines.compactMap { $0.split(separator: " ").first }.joined(separator: ",")
    #expect(file.text == "run,k,e,i,n\n0,60,\(counts)\n")
    #expect(pipe.text == file.text && redirected.text == file.text)
  }

  @Test("A table of counts starts a run, from a file and from standard input")
  func table() throws {
    let folder = try TemporaryFolder()
    let bytes = Array("label,count\r\n\"a,b\",4\r\nc,6\r\n".utf8)
    let path = try folder.write("t.csv", bytes)
    for source in [path, "-"] {
      let outcome = try Child.run(
        ["run", "--until", "10", "--seed", "1", "--data", source], input: bytes)
      #expect(outcome.text == "run,k,\"a,b\",c\n0,10,4,6\n")
    }
  }

  @Test("Numbers keep their point whatever the locale")
  func locale() throws {
    let outcome = try Child.run(
      ["run", "--until", "10", "--seed", "1", "--columns", "theta", "--temperature", "0.5"],
      environment: ["LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"])
    #expect(outcome.lines.last == "0,10,5,3,2,0.5,0.3,0.2")
  }

  @Test("Help and version are on standard output and end with 0")
  func help() throws {
    for arguments in [["--help"], ["run", "--help"], ["explore", "--help"], ["help", "run"]] {
      let outcome = try Child.run(arguments)
      #expect(outcome.status == 0 && outcome.errors.isEmpty)
      #expect(outcome.text.contains("EXAMPLES"))
    }
    #expect(try Child.run(["--version"]).lines.count == 1)
  }

  // MARK: Output files

  @Test("An output file holds what standard output would, and nothing stands beside it")
  func outputFile() throws {
    let folder = try TemporaryFolder()
    let options = ["run", "--until", "1000", "--runs", "5", "--seed", "3"]
    let expected = try Child.run(options).output
    let outcome = try Child.run(options + ["--output", folder.path("o.csv")])
    #expect(outcome.status == 0 && outcome.output.isEmpty)
    #expect(try folder.read("o.csv") == expected)
    #expect(folder.names == ["o.csv"])
    #expect(try Child.run(options + ["--output", "-"]).output == expected)
  }

  @Test("A file replaced keeps its permissions, and a link to it stays a link")
  func replacing() throws {
    let folder = try TemporaryFolder()
    try folder.write("o.csv", [1])
    chmod(folder.path("o.csv"), 0o640)
    symlink("o.csv", folder.path("link"))
    let outcome = try Child.run(
      ["run", "--until", "10", "--seed", "3", "--output", folder.path("link")])
    #expect(outcome.status == 0)
    #expect(try folder.read("o.csv") == Array("run,k,A,B,C\n0,10,5,3,2\n".utf8))
    var status = stat()
    lstat(folder.path("link"), &status)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
    stat(folder.path("o.csv"), &status)
    #expect(status.st_mode & 0o777 == 0o640)
    #expect(folder.names == ["link", "o.csv"])
  }

  @Test("A device or pipe is written to and not replaced")
  func devices() throws {
    let folder = try TemporaryFolder()
    let outcome = try Child.run(["run", "--until", "10", "--seed", "3", "--output", "/dev/null"])
    #expect(outcome.status == 0)
    var status = stat()
    stat("/dev/null", &status)
    #expect(status.st_mode & S_IFMT == S_IFCHR)
    let fifo = folder.path("fifo")
    let piped = try Child.shell(
      "mkfifo \(fifo); cat \(fifo) & \"$H\" run --until 10 --seed 3 --output \(fifo); wait")
    #expect(piped.text == "run,k,A,B,C\n0,10,5,3,2\n")
    #expect(folder.names == ["fifo"])
  }

  @Test(
    "A file keeps its old content when the run cannot finish", arguments: [SIGINT, SIGTERM, SIGHUP])
  func interrupt(signal: Int32) throws {
    let folder = try TemporaryFolder()
    try folder.write("o.csv", [42])
    let child = try Child(
      Child.program,
      [
        "run", "--until", "4e18", "--engine", "step", "--seed", "1", "--record", "every:1000",
        "--output", folder.path("o.csv"),
      ])
    // The run is under way when the partial file has something in it.
    let patience = Patience("the partial file")
    while !folder.names.contains(where: { name in
      name != "o.csv" && (try? folder.read(name).isEmpty) == false
    }) {
      try patience.check()
      sched_yield()
    }
    kill(child.process, signal)
    let outcome = try child.wait()
    #expect(outcome.signal == signal)
    #expect(folder.names == ["o.csv"])
    #expect(try folder.read("o.csv") == [42])
  }

  @Test("An interrupt that the caller ignores stays ignored")
  func ignoredInterrupt() throws {
    let folder = try TemporaryFolder()
    let outcome = try Child.shell(
      """
      trap '' INT
      "$H" run --until 3e6 --seed 1 --record every:100000 --output \(folder.path("o.csv")) &
      kill -INT $!; wait $!; echo $?
      """)
    #expect(outcome.text == "0\n")
    #expect(folder.names == ["o.csv"])
  }

  @Test("A reader that leaves ends the run quietly")
  func brokenPipe() throws {
    let folder = try TemporaryFolder()
    let outcome = try Child.shell(
      """
      { "$H" run --until 4e18 --engine step --seed 1 --record every:1; echo $? >\(folder.path("s")); } | head -n 2
      """)
    #expect(outcome.lines == ["run,k,A,B,C", "0,10,5,3,2"])
    // It says at its start that it will be long, and nothing at its end.
    #expect(outcome.errors.split(separator: "\n").count == 1)
    #expect(outcome.errors.hasPrefix("this takes about "))
    #expect(try folder.read("s") == Array("0\n".utf8))
  }

  @Test("A limit on the size of files is an error, not the end by a signal")
  func fileSizeLimit() throws {
    let folder = try TemporaryFolder()
    let outcome = try Child.shell(
      """
      (ulimit -f 0; "$H" run --until 1000 --output \(folder.path("r")); echo $?) 2>&1 | cat
      """)
    #expect(outcome.text.hasSuffix("cannot be written: File too large\n74\n"))
  }

  @Test("Progress is drawn on a terminal and nowhere else")
  func progress() throws {
    let (master, slave) = try pseudoTerminal()
    defer { close(master) }
    let child = try Child(
      Child.program, ["run", "--until", "4e18", "--engine", "step", "--seed", "1"],
      errorDescriptor: slave)
    close(slave)
    var text = ""
    var buffer = [UInt8](repeating: 0, count: 1024)
    // Nil at the end, which a minute of silence is not.
    func more() throws -> String? {
      var readable = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      try #require(poll(&readable, 1, 60_000) == 1, "nothing came after \(text)")
      let count = read(master, &buffer, buffer.count)
      return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }
    while !text.contains("% ") {
      text += try #require(try more(), "the terminal closed after \(text)")
    }
    kill(child.process, SIGTERM)
    while let piece = try more() { text += piece }
    #expect(try child.wait().signal == SIGTERM)
    #expect(text.contains("samples/s"))
    // The line is wiped before the end.
    #expect(text.hasSuffix(" \r"))
  }

  private func pseudoTerminal() throws -> (master: Int32, slave: Int32) {
    let master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    try #require(master >= 0)
    var unlock: Int32 = 0
    var number: Int32 = 0
    // TIOCSPTLCK and TIOCGPTN, which the Glibc module does not carry.
    try #require(ioctl(master, 0x4004_5431, &unlock) == 0)
    try #require(ioctl(master, 0x8004_5430, &number) == 0)
    let slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    try #require(slave >= 0)
    return (master, slave)
  }
}
