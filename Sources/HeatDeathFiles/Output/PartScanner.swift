/// Finds how far a part of an output is finished: it may end in the middle of a record or of a line, as
/// after `kill -9`.
///
/// An output consists of units, runs or cells, of one record a line or more. What follows the last unit
/// that is finished, or the first line that is no record of the next one, is not looked at.
struct PartScanner {
  /// What a line is to the unit that is next.
  enum Line {
    /// A record of it that is not its last one.
    case more
    /// Its last record.
    case last
  }

  /// The offset after the last finished unit, and how many there are: units 0 to that many − 1.
  private(set) var finishedLength: Int64 = 0
  private(set) var finishedCount = 0

  private let header: [UInt8]
  private let kind: (_ start: [UInt8], _ unit: Int) -> Line?
  private var offset: Int64 = 0
  /// The start of the line, by which it is known.
  private var line: [UInt8] = []

  /// `{"run":` and `"k":` with two numbers of up to 19 digits and their commas; the parameters of a
  /// cell, of which no more are compared.
  private static let longestStart = 1024

  /// - Parameters:
  ///   - header: what stands before the first record.
  ///   - kind: what a line is, by its first bytes, to the unit with this number; `nil` where it is no
  ///     record of it.
  init(header: String, kind: @escaping (_ start: [UInt8], _ unit: Int) -> Line?) {
    self.header = Array(header.utf8)
    self.kind = kind
  }

  /// Units that are runs: one is finished where its record of the size K stands.
  ///
  /// - Parameter finalSize: K.
  init(header: String, format: RecordFormat, finalSize: Int64) {
    self.init(header: header) { start, unit in
      guard let (run, size) = Self.position(start, format), run == unit else { return nil }
      return size == finalSize ? .last : .more
    }
  }

  /// Units of one line each, known by what it begins with.
  init(header: String, beginnings: @escaping (_ unit: Int) -> String) {
    self.init(header: header) { start, unit in
      start.starts(with: beginnings(unit).utf8.prefix(Self.longestStart)) ? .last : nil
    }
  }

  /// Takes the next bytes of the part.
  ///
  /// - Returns: whether there can be more finished units after them.
  mutating func take(_ bytes: some Sequence<UInt8>) -> Bool {
    for byte in bytes {
      if offset < header.count {
        guard byte == header[Int(offset)] else { return false }
        offset += 1
        continue
      }
      offset += 1
      guard byte == UInt8(ascii: "\n") else {
        if line.count < Self.longestStart { line.append(byte) }
        continue
      }
      guard let kind = kind(line, finishedCount) else { return false }
      if kind == .last {
        finishedCount += 1
        finishedLength = offset
      }
      line.removeAll(keepingCapacity: true)
    }
    return true
  }

  /// Run and k of a line.
  private static func position(_ line: [UInt8], _ format: RecordFormat) -> (run: Int, size: Int64)?
  {
    var fields = line.split(separator: UInt8(ascii: ","), maxSplits: 2)
    guard fields.count == 3 else { return nil }
    if format == .jsonl {
      for (index, name) in ["{\"run\":", "\"k\":"].enumerated() {
        guard fields[index].starts(with: name.utf8) else { return nil }
        fields[index].removeFirst(name.utf8.count)
      }
    }
    guard let run = Int(String(decoding: fields[0], as: UTF8.self)),
      let size = Int64(String(decoding: fields[1], as: UTF8.self))
    else { return nil }
    return (run, size)
  }
}
