/// The well-formed UTF-8 sequence, or its absence, at one place of a buffer.
///
/// - Source: The Unicode Standard 16.0, table 3-7 (no overlong forms, no surrogates, nothing above
///   U+10FFFF).
enum UTF8Sequence: Hashable, Sendable {
  case scalar(UInt32, length: Int)
  /// The buffer ends within a sequence that may still become well-formed.
  case incomplete
  /// No sequence starts with these bytes.
  case invalid(length: Int)

  /// Decodes the sequence at `index`.
  ///
  /// - Precondition: `index` is within the buffer.
  @inline(__always)
  init(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    let lead = bytes[index]
    let length: Int
    // The accepted range of the second byte.
    var lowest: UInt8 = 0x80
    var highest: UInt8 = 0xBF
    var value: UInt32
    switch lead {
    case 0x00...0x7F:
      self = .scalar(UInt32(lead), length: 1)
      return
    case 0xC2...0xDF:
      length = 2
      value = UInt32(lead & 0x1F)
    case 0xE0...0xEF:
      length = 3
      value = UInt32(lead & 0x0F)
      if lead == 0xE0 { lowest = 0xA0 }
      if lead == 0xED { highest = 0x9F }
    case 0xF0...0xF4:
      length = 4
      value = UInt32(lead & 0x07)
      if lead == 0xF0 { lowest = 0x90 }
      if lead == 0xF4 { highest = 0x8F }
    default:
      self = .invalid(length: 1)
      return
    }
    for offset in 1..<length {
      guard index + offset < bytes.count else {
        self = .incomplete
        return
      }
      let byte = bytes[index + offset]
      guard byte >= lowest && byte <= highest else {
        self = .invalid(length: offset)
        return
      }
      lowest = 0x80
      highest = 0xBF
      value = value << 6 | UInt32(byte & 0x3F)
    }
    self = .scalar(value, length: length)
  }
}
