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
