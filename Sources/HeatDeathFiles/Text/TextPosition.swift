/// How far into a text the scanning has come.
struct TextPosition {
  private var byteCount = 0
  private var newlineCount = 0

  /// Moves over bytes that are in order.
  mutating func advance(over bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    byteCount += bytes.count
    newlineCount += Self.newlines(in: bytes)
  }

  /// The error for a place that cannot be used, seen in the whole.
  func dataError(
    _ error: TextError, in piece: UnsafeBufferPointer<UInt8>, source: String
  ) -> DataError {
    let place = DataError.Place.byte(
      byteCount + error.offset + 1,
      line: newlineCount + Self.newlines(in: piece[..<error.offset]) + 1)
    switch error {
    case .nul:
      return DataError(
        source: source, place: place, "holds a NUL byte, so it is binary; accepted: UTF-8 text")
    case .invalidUTF8(let offset, let length):
      let bytes = piece[offset..<min(offset + max(length, 1), piece.count)]
        .map { byte in
          String(byte >> 4, radix: 16, uppercase: true)
            + String(byte & 15, radix: 16, uppercase: true)
        }.joined(separator: " ")
      return DataError(
        source: source, place: place,
        "the bytes \(bytes) are not UTF-8; accepted: UTF-8 text")
    case .tooLong(let unit, let limit, _):
      return DataError(
        source: source, place: place,
        "a \(unit.singular) is longer than \(limit) bytes; accepted: \(unit.rawValue) up to that")
    case .control(let value, _):
      let code = String(value, radix: 16, uppercase: true)
      return DataError(
        source: source, place: place,
        "a line holds the control character U+\(String(repeating: "0", count: 4 - code.count))\(code); "
          + "accepted: printable lines")
    }
  }

  private static func newlines(in bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var count = 0
    for byte in bytes where byte == UInt8(ascii: "\n") { count += 1 }
    return count
  }
}

/// A place in a piece of a text that cannot be used.
enum TextError: Error, Hashable, Sendable {
  /// A NUL byte at this offset of the piece.
  case nul(offset: Int)
  /// `length` bytes at this offset of the piece that no UTF-8 sequence starts with.
  case invalidUTF8(offset: Int, length: Int)
  /// A word or line that goes on here after as many bytes as it may have.
  case tooLong(TextUnit, limit: Int, offset: Int)
  /// A control character in a line.
  case control(UInt32, offset: Int)

  var offset: Int {
    switch self {
    case .nul(let offset), .invalidUTF8(let offset, _), .tooLong(_, _, let offset),
      .control(_, let offset):
      offset
    }
  }
}
