import Glibc

/// Shards of a sweep put together: the bytes that one command would have written for the whole.
///
/// Each row of a shard says which cell it is, of how many and of which sweep, so that a cell that is
/// missing, one that stands twice and one of another sweep are seen. Rows are copied, not written anew,
/// and read as they are needed: the whole need not fit into memory.
package struct PhaseShards {
  private let paths: [String]
  private let cellCount: Int

  /// Reads files, to see that they are the shards of one sweep.
  ///
  /// - Throws: ``DataError`` for what is no file of a shard, a cell that stands twice, rows of another
  ///   sweep, or a cell that is missing.
  package init(reading paths: [String]) throws {
    self.paths = paths
    cellCount = try Self.merge(paths) { _ in }
  }

  /// How much there is.
  package var summary: String {
    "\(cellCount) cells of \(paths.count) \(paths.count == 1 ? "file" : "files")"
  }

  /// Hands over the whole, some rows at a time.
  ///
  /// - Throws: what `body` throws, and ``DataError`` where files have changed meanwhile.
  package func write(_ body: ([UInt8]) throws -> Void) throws {
    var bytes: [UInt8] = []
    _ = try Self.merge(paths) { line in
      bytes += line
      guard bytes.count >= 1 << 16 else { return }
      try body(bytes)
      bytes.removeAll(keepingCapacity: true)
    }
    try body(bytes)
  }

  /// Goes through the lines of the whole.
  ///
  /// - Returns: the number of cells.
  /// - Complexity: O(bytes), however many files there are; all are open at once.
  private static func merge(
    _ paths: [String], _ body: ([UInt8]) throws -> Void
  ) throws -> Int {
    allowDescriptors()
    let readers = try paths.map { path throws(DataError) in try ShardReader(path: path) }
    if let other = readers.first(where: { $0.header != readers[0].header }) {
      throw DataError(
        source: other.name, place: .column(1, line: 1),
        "the columns are not those of \(readers[0].name); accepted: shards of one sweep")
    }
    // The row that each file is at, by its cell.
    var heads: [Int: (reader: Int, row: ShardReader.Row)] = [:]
    var first: (reader: ShardReader, row: ShardReader.Row)?
    func advance(_ index: Int, after cell: Int) throws(DataError) {
      let reader = readers[index]
      guard let row = try reader.next() else { return }
      let known = first ?? (reader, row)
      first = known
      guard row.sweep == known.row.sweep, row.cellCount == known.row.cellCount else {
        throw reader.error(
          "the row is of another sweep than line \(known.row.line) of \(known.reader.name); accepted: "
            + "shards of one sweep")
      }
      if let other = heads.updateValue((index, row), forKey: row.cell) {
        throw reader.error(
          "cell \(row.cell) stands twice, also in \(readers[other.reader].name), line "
            + "\(other.row.line); accepted: each shard once")
      }
      guard row.cell > cell else {
        throw reader.error(
          "cell \(row.cell) follows cell \(cell); accepted: rows in the order in which heatdeath sweep "
            + "writes them")
      }
    }
    for index in readers.indices { try advance(index, after: 0) }
    guard let count = first?.row.cellCount else {
      throw DataError(
        source: paths.joined(separator: ", "),
        "there are no rows; accepted: all shards of one sweep")
    }
    try body(readers[0].header)
    for cell in 1...count {
      guard let (index, row) = heads.removeValue(forKey: cell) else {
        throw DataError(
          source: paths.count <= 8 ? paths.joined(separator: ", ") : "\(paths.count) files",
          "there is no row of cell \(cell) of \(count); accepted: all shards of one sweep")
      }
      try body(row.bytes)
      try advance(index, after: cell)
    }
    return count
  }

  /// There may be more shards than a process may have files open unless it asks.
  private static func allowDescriptors() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
