import Glibc
import HeatDeath

/// The rows of a shard's file, one after the other.
final class ShardReader {
  /// A row, with what stood at its end.
  struct Row {
    /// Which cell it is, from 1, and of how many.
    let cell: Int
    let cellCount: Int
    let sweep: String
    /// The line as the whole has it, with its end.
    let bytes: [UInt8]
    /// The number of the line in the file.
    let line: Int
  }

  let name: String
  /// The first line as the whole has it, with its end.
  private(set) var header: [UInt8] = []

  private let file: InputFile
  private var buffer: [UInt8] = []
  /// Where the next line begins.
  private var start = 0
  private var line = 0

  /// Bytes read at a time, and the longest line.
  private static let chunkSize = 1 << 14
  private static let longestLine = 1 << 20

  private static let ending = PhaseRows.shardColumns.map { "," + $0 }.joined()

  /// - Throws: ``DataError`` for what is no file of a shard.
  init(path: String) throws(DataError) {
    // It is read twice.
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw DataError(
        source: path, "is no regular file; accepted: files of heatdeath sweep --shard")
    }
    guard path != "-" else {
      throw DataError(
        source: "standard input", "shards are read twice; accepted: names of files")
    }
    file = try InputFile(path: path)
    name = file.name
    let line = try nextLine() ?? []
    let text = String(decoding: line, as: UTF8.self)
    guard text.hasPrefix("temperature,external,"), text.hasSuffix(Self.ending) else {
      throw DataError(
        source: name, place: .column(1, line: 1),
        "found \(quoted(text.prefix(100))); accepted: a file of heatdeath sweep --shard, whose first "
          + "line ends with \(Self.ending.dropFirst())")
    }
    header = Array(text.dropLast(Self.ending.count).utf8) + [UInt8(ascii: "\n")]
  }

  /// The next row; `nil` after the last one.
  ///
  /// - Throws: ``DataError`` for a line that is none.
  func next() throws(DataError) -> Row? {
    guard let bytes = try nextLine() else { return nil }
    var fields = bytes[...]
    var last: [String] = []
    for _ in PhaseRows.shardColumns {
      guard let comma = fields.lastIndex(of: UInt8(ascii: ",")) else { break }
      last.insert(String(decoding: fields[(comma + 1)...], as: UTF8.self), at: 0)
      fields = fields[..<comma]
    }
    guard last.count == 3, let cell = Int(last[0]), let count = Int(last[1]), cell >= 1,
      cell <= count, !last[2].isEmpty
    else {
      throw error(
        "\(quoted(String(decoding: bytes.prefix(100), as: UTF8.self))) is no row; accepted: rows as "
          + "heatdeath sweep --shard writes them")
    }
    return Row(
      cell: cell, cellCount: count, sweep: last[2], bytes: fields + [UInt8(ascii: "\n")], line: line
    )
  }

  /// An error in the line read last.
  func error(_ message: String) -> DataError {
    DataError(source: name, place: .column(1, line: line), message)
  }

  /// The next line without its end; `nil` at the end of the file.
  private func nextLine() throws(DataError) -> [UInt8]? {
    line += 1
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = end + 1 }
        return Array(buffer[start..<end])
      }
      buffer.removeFirst(start)
      start = 0
      searched = buffer.count
      guard buffer.count <= Self.longestLine else {
        throw error("the line is too long; accepted: files of heatdeath sweep --shard")
      }
      guard try fill() else {
        guard buffer.isEmpty || line == 1 else {
          throw error("the last line is cut off; accepted: whole files; --resume completes a part")
        }
        defer { buffer = [] }
        return buffer.isEmpty ? nil : buffer
      }
    }
  }

  /// Reads on; whether there was more.
  private func fill() throws(DataError) -> Bool {
    let space = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunkSize, alignment: 16)
    defer { space.deallocate() }
    let count = try file.read(into: space)
    buffer.append(contentsOf: space[..<count])
    return count > 0
  }
}
