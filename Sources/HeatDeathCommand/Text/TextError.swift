/// Bytes that are no text, found while scanning a piece of one.
enum TextError: Error, Hashable, Sendable {
  /// A NUL byte at this offset of the piece.
  case nul(offset: Int)
  /// `length` bytes at this offset of the piece that no UTF-8 sequence starts with.
  case invalidUTF8(offset: Int, length: Int)

  var offset: Int {
    switch self {
    case .nul(let offset), .invalidUTF8(let offset, _): offset
    }
  }
}
