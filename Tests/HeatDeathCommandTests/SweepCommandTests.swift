import Foundation
import TestSupport
import Testing

@testable import HeatDeathCommand

/// `heatdeath sweep`.
@Suite("Sweeps") struct SweepCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let quick = [
    "sweep", "--temperatures", "0.5:2:4,inf", "--externals", "0:0.5:3", "--external-law", "uniform",
    "--until", "300", "--runs", "20", "--seed", "5",
  ]

  @Test("one row a cell, of the scenario's runs at its temperature and fraction")
  func rows() throws {
    let outcome = try Child.run(Self.quick)
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let rows = outcome.lines.map { $0.split(separator: ",").map(String.init) }
    #expect(
      outcome.lines[0]
        == "temperature,external,runs,k,collapsed,uniform,retained,mean_entropy,mean_kl,mean_max")
    #expect(rows.count == 16)
    #expect(
      rows.dropFirst().map { $0[0] + " " + $0[1] }
        == ["0.5", "1.0", "1.5", "2.0", "inf"].flatMap { temperature in
          ["0.0", "0.25", "0.5"].map { temperature + " " + $0 }
        })
    for row in rows.dropFirst() {
      #expect(row[2] == "20" && row[3] == "300")
      let numbers = try row.map { try #require(Double($0)) }
      #expect((0...1).contains(numbers[4] + numbers[5]) && (1 / 3...1).contains(numbers[9]))
    }
    // Cold and closed collapses, hot fades.
    #expect(Double(rows[1][4])! > 0.5 && Double(rows[15][5])! > 0.2)
  }

  @Test("neither jobs nor shards nor their order change a byte")
  func shards() throws {
    let whole = try Child.run(Self.quick).output
    for jobs in ["1", "2", "7"] {
      #expect(try Child.run(Self.quick + ["--jobs", jobs]).output == whole)
    }
    for count in [2, 4] {
      var files: [String] = []
      for number in (1...count).reversed() {
        files.append(folder.path("s\(number)"))
        let shard = try Child.run(
          Self.quick + ["--shard", "\(number)/\(count)", "--output", files.last!])
        #expect(shard.status == 0)
      }
      let merged = try Child.run(["sweep", "--merge"] + files + ["--output", folder.path("all")])
      #expect(merged.status == 0)
      #expect(merged.errors == "15 cells of \(count) files\n")
      #expect(try folder.read("all") == whole)
      #expect(try Child.run(["sweep", "--merge"] + files).output == whole)
      let missing = try Child.run(["sweep", "--merge"] + files.dropLast())
      #expect(missing.status == 65 && missing.errors.contains("there is no row of cell"))
      #expect(missing.output.isEmpty)
    }
    #expect(!folder.names.contains { $0.contains(".part") })
  }

  @Test("further axes have columns, and shards of them become the whole, too")
  func axes() throws {
    let sweep = [
      "sweep", "--temperatures", "0.5,2", "--categories-list", "2,4", "--batches", "1,3..5",
      "--samplers", "softmax,\"models:0.5*1,2*1\"", "--until", "100", "--runs", "5", "--seed", "5",
      "--columns", "mean_max,collapsed",
    ]
    let whole = try Child.run(sweep)
    #expect(whole.status == 0 && whole.errors.isEmpty && whole.lines.count == 17)
    #expect(
      whole.lines[0] == "temperature,external,categories,sampler,batch,runs,k,collapsed,mean_max")
    #expect(whole.lines[1].hasPrefix("0.5,0.0,2,softmax,1,5,100,"))
    #expect(whole.lines[8].hasPrefix("0.5,0.0,4,\"models:0.5*0.5,2*0.5\",3..5,5,100,"))
    for count in [3, 20] {
      let files = (1...count).map { folder.path("s\($0)") }
      for number in 1...count {
        let shard = try Child.run(
          sweep + ["--shard", "\(number)/\(count)", "--output", files[number - 1], "--jobs", "1"])
        #expect(shard.status == 0)
      }
      #expect(try Child.run(["sweep", "--merge"] + files).output == whole.output)
    }
  }

  @Test("of a single row no shard can be missing unnoticed")
  func singleRow() throws {
    let row = [
      "sweep", "--externals", "0:0.5:6", "--until", "50", "--runs", "2", "--seed", "5", "--shard",
    ]
    let files = (1...3).map { folder.path("s\($0)") }
    for number in 1...3 {
      #expect(try Child.run(row + ["\(number)/3", "--output", files[number - 1]]).status == 0)
    }
    #expect(try Child.run(["sweep", "--merge"] + files).lines.count == 7)
    for missing in 0..<3 {
      let some = files.indices.filter { $0 != missing }.map { files[$0] }
      let outcome = try Child.run(["sweep", "--merge"] + some)
      #expect(outcome.status == 65 && outcome.output.isEmpty)
    }
  }

  @Test("an axis beside a scenario file has its values, not the file's")
  func axesOfFiles() throws {
    try folder.write("s.toml", Array("counts = [5, 3]\npolicy = \"replace\"\nseed = 5\n".utf8))
    let outcome = try Child.run([
      "sweep", "--scenario", folder.path("s.toml"), "--categories-list", "4,6", "--policies",
      "accumulate,window:20", "--until", "100", "--runs", "2",
    ])
    #expect(outcome.status == 0 && outcome.lines.count == 5)
    #expect(
      outcome.lines.dropFirst().allSatisfy { $0.contains(",accumulate,") || $0.contains(":20,") })
  }

  @Test("the scenario's own temperature and fraction stand where no list is given")
  func defaults() throws {
    try folder.write(
      "s.toml",
      Array("temperature = 1.5\nexternal = 0.25\nexternal-law = \"uniform\"\nseed = 5\n".utf8))
    let base = ["sweep", "--until", "300", "--runs", "20", "--scenario", folder.path("s.toml")]
    let lines = try Child.run(Self.quick).lines
    let row = try #require(lines.first { $0.hasPrefix("1.5,0.25,") })
    #expect(try Child.run(base).lines.last == row)
    #expect(try Child.run(base + ["--temperatures", "0.5,1.5"]).lines.last == row)
    #expect(try Child.run(base + ["--externals", "0,0.25"]).lines.last == row)
    #expect(try Child.run(base + ["--shard", "1/2"]).status == 0)
    // Twice --seed: the last one counts.
    #expect(try Child.run(base + ["--seed", "6"]).lines.last != row)
    let drawn = try Child.run(["sweep", "--until", "50", "--runs", "2"])
    let words = drawn.errors.split(separator: " ")
    let place = try #require(words.firstIndex(of: "--seed"))
    let again = try Child.run(
      ["sweep", "--until", "50", "--runs", "2", "--seed", String(words[place + 1])])
    #expect(again.output == drawn.output && again.errors.isEmpty)
  }

  @Test("a table's rows are still summed by --merge")
  func tables() throws {
    try folder.write("t.csv", Array("A,5\nB,3\nA,1\n".utf8))
    let outcome = try Child.run([
      "sweep", "--data", folder.path("t.csv"), "--merge", "--until", "50", "--seed", "1",
    ])
    #expect(outcome.status == 0 && outcome.lines.count == 2)
  }

  private static let slow = [
    "sweep", "--temperatures", "0.5:2:40", "--until", "3000", "--runs", "30", "--seed", "5",
    "--sampler", "mix:0.1", "--jobs", "2",
  ]

  @Test("interrupts and kills leave finished cells, and resuming gives the bytes of the whole")
  func interrupts() throws {
    let output = ["--output", folder.path("o.csv")]
    for (signal, more) in [(SIGINT, []), (SIGKILL, ["--resume"])] as [(Int32, [String])] {
      let before = (try? folder.read("o.csv.part"))?.count { $0 == 10 } ?? 1
      let child = try Child(Child.program, Self.slow + output + more)
      let patience = Patience("a finished cell in the part")
      while ((try? folder.read("o.csv.part"))?.count { $0 == 10 } ?? 0) <= before {
        try patience.check()
        usleep(1000)
      }
      kill(child.process, signal)
      let outcome = try child.wait()
      try #require(outcome.signal == signal)
      if signal == SIGINT {
        #expect(outcome.errors.contains(" of 40 cells; the same command with "))
      }
      #expect(folder.names == ["o.csv.part", "o.csv.part.json"])
    }
    let resumed = try Child.run(Self.slow + output + ["--resume"])
    #expect(resumed.status == 0 && resumed.errors.contains(" of 40 cells are there already"))
    #expect(folder.names == ["o.csv"])
    #expect(try folder.read("o.csv") == Child.run(Self.slow).output)
  }

  @Test("a part may end anywhere, and is refused where it is of another sweep")
  func parts() throws {
    let output = ["--output", folder.path("o")]
    let whole = try Child.run(Self.quick).output
    let description = try sidecar()
    for length in [0, 1, 90, 91, 92, 150, whole.count / 2, whole.count - 1, whole.count] {
      try folder.write("o.part", whole.prefix(length))
      try folder.write("o.part.json", description)
      let outcome = try Child.run(Self.quick + output + ["--resume"])
      #expect(outcome.status == 0, "\(length): \(outcome.errors)")
      #expect(try folder.read("o") == whole && folder.names == ["o"], "\(length)")
    }
    for (changed, key) in [
      (["--until", "301"], "until"), (["--runs", "21"], "runs"), (["--seed", "6"], "seed"),
      (["--temperatures", "0.5"], "temperatures"), (["--externals", "0"], "externals"),
      (["--external-law", "initial"], "external-law"), (["--shard", "1/2"], "shard"),
      (["--engine", "step"], "engine"), (["--counts", "5,3,3"], "counts"),
    ] {
      try folder.write("o.part", whole.dropLast(5))
      try folder.write("o.part.json", description)
      let outcome = try Child.run(Self.quick + changed + output + ["--resume"])
      #expect(
        outcome.status == 64 && outcome.errors.contains(" runs: \(key) is "), "\(outcome.errors)")
      let forgotten = try Child.run(Self.quick + changed + output)
      #expect(forgotten.status == 74 && forgotten.errors.contains("--resume"))
    }
    #expect(try folder.read("o.part") == Array(whole.dropLast(5)), "nothing is lost by a mistake")
    let shard = folder.path("s")
    #expect(try Child.run(Self.quick + ["--shard", "1/1", "--output", shard]).status == 0)
    let merging = try Child.run(["sweep", "--merge", shard] + output)
    #expect(merging.status == 74 && merging.errors.contains("an earlier command"))
  }

  /// What stands beside the part of the quick sweep: left there by a process that could not write on.
  private func sidecar() throws -> [UInt8] {
    let script = "ulimit -f 1; \"$H\" \(Self.quick.joined(separator: " ")) --output "
    _ = try Child.shell(script + folder.path("d"))
    let description = try folder.read("d.part.json")
    for name in folder.names { unlink(folder.path(name)) }
    return description
  }
}
