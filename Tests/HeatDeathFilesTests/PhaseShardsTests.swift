import HeatDeath
import TestSupport
import Testing

@testable import HeatDeathFiles

/// Lists of numbers, and the files of a sweep.
@Suite("Sweeps in files") struct PhaseShardsTests {
  private let header = PhaseRows.columns.joined(separator: ",") + "\n"

  @Test("lists and ranges have the numbers that one would write by hand")
  func lists() throws {
    #expect(
      try OptionValues.temperatures("0.5:2:16").map(\.value)
        == (5...20).map { Double("\($0 / 10).\($0 % 10)")! })
    #expect(
      try OptionValues.fractions("0:0.5:11") == (0...10).map { Double($0) / 20 })
    #expect(try OptionValues.temperatures("3, 0.5:1:2,inf").map(\.value) == [3, 0.5, 1, .infinity])
    #expect(try OptionValues.fractions("-0,1e-3").map(\.description) == ["0.0", "0.001"])
    // Below the decimals that are kept, and beyond them.
    for scale in ["1e-300", "1e300"] {
      let numbers = try OptionValues.temperatures("\(scale):\(scale.replacing("1e", with: "3e")):3")
      let middle = numbers[1].value / numbers[0].value
      #expect(abs(middle - 2) < 1e-15 && numbers.count == 3)
    }
    let fine = try OptionValues.fractions("0:1:41")
    #expect(Set(try OptionValues.fractions("0:1:21")).isSubset(of: fine))
  }

  @Test(
    "what is no list is refused",
    arguments: [
      "", "1,", ":", "1:2", "1:2:3:4", "1:2:x", "1:2:1", "2:1:3", "1:1:3", "1,1", "0:1:3,0.5",
      "0:1:1000000",
    ])
  func badLists(text: String) {
    #expect(throws: OptionValues.Failure.self) { try OptionValues.fractions(text) }
  }

  private func merge(_ files: [String]) throws -> PhaseShards {
    let folder = try TemporaryFolder()
    var paths: [String] = []
    for (index, text) in files.enumerated() {
      try folder.write("s\(index)", Array(text.utf8))
      paths.append(folder.path("s\(index)"))
    }
    return try PhaseShards(reading: paths)
  }

  @Test("rows of any files in any order become the whole, byte for byte")
  func merging() throws {
    let rows = ["0.5,0.0", "0.5,0.25", "2.0,0.0", "2.0,0.25", "inf,0.0", "inf,0.25"].map {
      "\($0),9,1000,1.0,0.0,0.5,0.25,inf,1e-05\n"
    }
    let whole = header + rows.joined()
    for files in [
      [[0, 1, 2, 3, 4, 5]], [[1, 3, 5], [0, 2, 4]], [[5], [], [3, 0], [4, 1, 2]],
    ] as [[[Int]]] {
      let shards = try merge(files.map { header + $0.map { rows[$0] }.joined() })
      #expect(String(decoding: shards.bytes, as: UTF8.self) == whole)
    }
    #expect(try merge([whole]).summary == "6 cells: 3 temperatures by 2 fractions")
    #expect(try merge([header]).bytes == Array(header.utf8))
  }

  @Test(
    "what is no shard of one sweep is refused with its place",
    arguments: [
      (["run,k,A\n"], "s0: line 1, column 1: found \"run,k,A\""),
      ([""], "s0: line 1, column 1: found \"\""),
      (["H1,0,9,99,0,0,1,1,0,1"], "s0: line 2, column 1: the last line is cut off"),
      (["H1,0,9,99,0,0,1,1,0\n"], "s0: line 2, column 1: \"1,0,9,99,0,0,1,1,0\" is no row"),
      (["H1,2,9,99,0,0,1,1,0,1\n"], "is no row"), (["Hx,0,9,99,0,0,1,1,0,1\n"], "is no row"),
      (["Hnan,0,9,99,0,0,1,1,0,1\n"], "is no row"), (["H\n"], "is no row"),
      (
        ["H1,0,9,99,0,0,1,1,0,1\n", "H1,0,9,99,0,0,1,1,0,1\n"],
        "temperature 1.0 with external 0.0 stands twice, also in"
      ),
      (["H1,0,9,99,0,0,1,1,0,1\n", "H2,0,9,98,0,0,1,1,0,1\n"], "runs,k are 9,98, and 9,99 in"),
      (
        ["H1,0,9,99,0,0,1,1,0,1\n2,0.5,9,99,0,0,1,1,0,1\n"],
        "there is no row for temperature 1.0 with external 0.5"
      ),
    ] as [([String], String)])
  func refusals(files: [String], message: String) {
    let error = #expect(throws: DataError.self) {
      try merge(files.map { $0.first == "H" ? header + $0.dropFirst() : $0 })
    }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test("a row begins with its cell, and the numbers of runs and samples are whole")
  func rows() throws {
    let diagram = try PhaseDiagram(
      of: .builtIn(seed: 3), temperatures: [Temperature(0.8), .infinite], fractions: [0, 0.1],
      finalSize: 30, runCount: 4)
    let rows = PhaseRows(of: diagram, shard: (1, 2))
    #expect(rows.count == 2 && rows.beginning(0) == "0.8,0.1," && rows.beginning(1) == "inf,0.0,")
    for row in 0..<2 {
      let line = String(decoding: rows.row(row, rows.cell(row).outcome()), as: UTF8.self)
      let fields = line.dropLast().split(separator: ",")
      #expect(line.hasPrefix(rows.beginning(row) + "4,30,") && line.last == "\n")
      #expect(fields.count == PhaseRows.columns.count && fields.allSatisfy { Double($0) != nil })
    }
  }
}
