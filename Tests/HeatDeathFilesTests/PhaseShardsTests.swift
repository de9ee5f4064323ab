import HeatDeath
import TestSupport
import Testing

@testable import HeatDeathFiles

/// The files of shards of a sweep.
@Suite("Shards in files") struct PhaseShardsTests {
  private static let start = "temperature,external,runs,k,mean_max"

  private static func row(_ cell: Int) -> String { "0.5,\(cell),9,1000,0.7" }

  /// A file of some cells, as a shard has it.
  private static func file(_ cells: [Int], of count: Int, sweep: String = "f0") -> String {
    start + ",cell,cells,sweep\n"
      + cells.map { row($0) + ",\($0),\(count),\(sweep)\n" }.joined()
  }

  private func merge(_ files: [String]) throws -> (text: String, summary: String) {
    let folder = try TemporaryFolder()
    var paths: [String] = []
    for (index, text) in files.enumerated() {
      try folder.write("s\(index)", Array(text.utf8))
      paths.append(folder.path("s\(index)"))
    }
    let shards = try PhaseShards(reading: paths)
    var bytes: [UInt8] = []
    try shards.write { bytes += $0 }
    return (String(decoding: bytes, as: UTF8.self), shards.summary)
  }

  @Test("shards in any order become the whole, byte for byte; some may be empty")
  func merging() throws {
    let whole = Self.start + "\n" + (1...6).map { Self.row($0) + "\n" }.joined()
    for cells in [
      [[1, 2, 3, 4, 5, 6]], [[2, 4, 6], [1, 3, 5]], [[6], [], [1, 4], [2, 3, 5]],
    ] {
      #expect(try merge(cells.map { Self.file($0, of: 6) }).text == whole)
    }
    #expect(
      try merge([Self.file([1], of: 2), Self.file([2], of: 2)]).summary == "2 cells of 2 files")
    #expect(try merge([Self.file([1], of: 1)]).summary == "1 cells of 1 file")
  }

  @Test("more rows than are read at a time")
  func long() throws {
    let count = 5000
    let shards = [0, 1, 2].map { rest in
      Self.file((1...count).filter { $0 % 3 == rest }, of: count)
    }
    let whole = Self.start + "\n" + (1...count).map { Self.row($0) + "\n" }.joined()
    #expect(try merge(shards).text == whole)
  }

  @Test(
    "what is no shard of one sweep is refused with its place",
    arguments: [
      (["run,k,A\n"], "s0: line 1, column 1: found \"run,k,A\""),
      ([""], "s0: line 1, column 1: found \"\""),
      ([start + "\n" + row(1) + "\n"], "whose first line ends with cell,cells,sweep"),
      ([String(file([1], of: 1).dropLast())], "s0: line 2, column 1: the last line is cut off"),
      ([file([], of: 1) + "1,0,9\n"], "s0: line 2, column 1: \"1,0,9\" is no row"),
      (
        [file([], of: 1) + "1,0,9,99,0,0,2,f\n"], "s0: line 2, column 1: \"1,0,9,99,0,0,2,f\" is no"
      ),
      ([file([3], of: 2)], "is no row"),
      ([file([1], of: 1) + "\n"], "s0: line 3, column 1: \"\" is"),
      ([file([], of: 1)], "there are no rows"),
      ([file([1], of: 2), file([1], of: 2)], "s1: line 2, column 1: cell 1 stands twice, also in"),
      ([file([1, 2], of: 3), file([2, 3], of: 3)], "cell 2 stands twice"),
      ([file([1], of: 2), file([2, 1], of: 2)], "s1: line 3, column 1: cell 1 follows cell 2"),
      (
        [file([1], of: 2), file([2], of: 2, sweep: "f1")],
        "s1: line 2, column 1: the row is of another"
      ),
      ([file([1], of: 2), file([2], of: 3)], "the row is of another sweep than line 2 of"),
      (
        [file([1], of: 2), "temperature,external,cell,cells,sweep\n"],
        "s1: line 1, column 1: the colu"
      ),
      ([file([1], of: 2)], "there is no row of cell 2 of 2"),
      ([file([2], of: 2), file([], of: 2)], "there is no row of cell 1 of 2"),
      ([file([1, 3], of: 3)], "there is no row of cell 2 of 3"),
      (
        [file([], of: 2) + String(repeating: "1", count: 1 << 21)],
        "s0: line 2, column 1: the line is"
      ),
    ] as [([String], String)])
  func refusals(files: [String], message: String) {
    let error = #expect(throws: DataError.self) { try merge(files) }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test("what can be read only once is refused", arguments: ["-", "/dev/null"])
  func readOnce(path: String) {
    let error = #expect(throws: DataError.self) { try PhaseShards(reading: [path]) }
    #expect(error?.description.contains("accepted: ") == true)
  }
}
