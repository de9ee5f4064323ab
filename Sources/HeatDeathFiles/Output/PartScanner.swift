/// Finds how far a part of an output has finished runs: it may end in the middle of a run or of a
/// line, as after `kill -9`.
///
/// A run is finished where its record of the size K stands. What follows the last of these, or the
/// first line that is no record, is not looked at.
struct PartScanner {
  /// The offset after the last finished run, and how many there are: runs 0 to that many − 1.
  private(set) var finishedLength: Int64 = 0
  private(set) var finishedRunCount = 0

  private let header: [UInt8]
  private let format: RecordFormat
  private let finalSize: Int64
  private var offset: Int64 = 0
  /// The start of the line, which has run and k.
  private var line: [UInt8] = []

  /// `{"run":` and `"k":` with two numbers of up to 19 digits and their commas.
  private static let longestStart = 64

  /// - Parameters:
  ///   - header: what stands before the first record.
  ///   - finalSize: K.
  init(header: String, format: RecordFormat, finalSize: Int64) {
    self.header = Array(header.utf8)
    self.format = format
    self.finalSize = finalSize
  }

  /// Takes the next bytes of the part.
  ///
  /// - Returns: whether there can be more finished runs after them.
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
      guard let (run, size) = position(), run == finishedRunCount else { return false }
      if size == finalSize {
        finishedRunCount += 1
        finishedLength = offset
      }
      line.removeAll(keepingCapacity: true)
    }
    return true
  }

  /// Run and k of the line.
  private func position() -> (run: Int, size: Int64)? {
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
