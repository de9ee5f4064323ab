import HeatDeath

/// Shards of a phase diagram put together: the bytes that one command would have written for the
/// whole.
///
/// Rows are sorted and never written anew. That all are there shows in the grid: it must have a row for
/// every pair of a T and a λ that occur.
package struct PhaseShards {
  private struct Row {
    let temperature: Double
    let fraction: Double
    /// Runs and k, which all rows share.
    let size: String
    let line: Substring
    let place: (file: String, line: Int)

    var cell: (Double, Double) { (temperature, fraction) }
  }

  private var rows: [Row] = []
  private let temperatureCount: Int
  private let fractionCount: Int

  /// The largest file that is read, in bytes.
  private static let largest = 1 << 30

  /// Reads files; `-` is standard input.
  ///
  /// - Throws: ``DataError`` for a line that is no row, a cell that stands twice, rows of another
  ///   sweep, or a cell that is missing.
  package init(reading paths: [String]) throws {
    for path in paths {
      var file = try InputFile(path: path)
      let bytes = try file.readAll(
        upTo: Self.largest, accepted: "rows that heatdeath sweep wrote")
      rows += try Self.rows(of: String(decoding: bytes, as: UTF8.self), file.name)
    }
    rows.sort { $0.cell < $1.cell }
    let temperatures = Set(rows.map(\.temperature)).sorted()
    let fractions = Set(rows.map(\.fraction)).sorted()
    temperatureCount = temperatures.count
    fractionCount = fractions.count
    try checkRows()
    for (place, temperature) in temperatures.enumerated() {
      for (offset, fraction) in fractions.enumerated() {
        let row = place * fractions.count + offset
        if row < rows.count, rows[row].cell == (temperature, fraction) { continue }
        throw DataError(
          source: paths.joined(separator: ", "),
          "there is no row for temperature \(temperature) with external \(fraction); accepted: all "
            + "shards of one sweep")
      }
    }
  }

  private static func rows(of text: String, _ file: String) throws(DataError) -> [Row] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let header = PhaseRows.columns.joined(separator: ",")
    guard lines[0] == header else {
      throw DataError(
        source: file, place: .column(1, line: 1),
        "found \(quoted(lines[0])); accepted: a file of heatdeath sweep, which begins with \(header)"
      )
    }
    guard lines.removeLast().isEmpty else {
      throw DataError(
        source: file, place: .column(1, line: lines.count + 1),
        "the last line is cut off; accepted: whole files; --resume completes a part")
    }
    var rows: [Row] = []
    for (index, line) in lines.enumerated().dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      let numbers = fields.compactMap { Double($0) }
      guard fields.count == PhaseRows.columns.count, numbers.count == fields.count,
        numbers[0] > 0, (0...1).contains(numbers[1])
      else {
        throw DataError(
          source: file, place: .column(1, line: index + 1),
          "\(quoted(line)) is no row; accepted: \(PhaseRows.columns.count) numbers, as heatdeath sweep "
            + "writes them")
      }
      rows.append(
        Row(
          temperature: numbers[0], fraction: numbers[1], size: "\(fields[2]),\(fields[3])",
          line: line, place: (file, index + 1)))
    }
    return rows
  }

  /// Checks sorted rows for some that stand twice and some of other sweeps.
  private func checkRows() throws(DataError) {
    for (row, next) in zip(rows, rows.dropFirst()) {
      if row.cell == next.cell {
        throw DataError(
          source: next.place.file, place: .column(1, line: next.place.line),
          "temperature \(next.temperature) with external \(next.fraction) stands twice, also in "
            + "\(row.place.file), line \(row.place.line); accepted: each shard once")
      }
      if row.size != next.size {
        throw DataError(
          source: next.place.file, place: .column(1, line: next.place.line),
          "runs,k are \(next.size), and \(row.size) in \(row.place.file), line \(row.place.line); "
            + "accepted: shards of one sweep")
      }
    }
  }

  /// How many rows, temperatures and fractions there are.
  package var summary: String {
    "\(rows.count) cells: \(temperatureCount) temperatures by \(fractionCount) fractions"
  }

  /// The bytes of the whole.
  package var bytes: [UInt8] {
    var bytes = Array(PhaseRows.header.utf8)
    for row in rows {
      bytes += row.line.utf8
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }
}
