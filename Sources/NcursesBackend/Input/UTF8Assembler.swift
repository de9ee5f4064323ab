/// Makes characters of bytes that come one by one.
///
/// A byte that is part of no character becomes U+FFFD, and so does the beginning of a character that
/// breaks off; but 0x80 to 0x9F alone are the control characters C1 of a line of eight bits. Nothing
/// is held back but the beginning of a character, and what cannot go on with it gives it up: a letter
/// in Latin-1 does not swallow the key after it.
///
/// - Source: The Unicode Standard, 3.9, tables 3-7 and 3-8; ECMA-48, 5.3.
struct UTF8Assembler {
  /// The beginning of a character of several bytes.
  private var pending: [UInt8] = []

  /// The characters that are complete with `byte`, and what it ended.
  mutating func take(_ byte: UInt8) -> [Unicode.Scalar] {
    guard let lead = pending.first else { return begin(byte) }
    guard Self.isContinuation(byte, after: pending) else {
      pending.removeAll(keepingCapacity: true)
      return ["\u{FFFD}"] + begin(byte)
    }
    pending.append(byte)
    guard pending.count == Self.length(lead) else { return [] }
    defer { pending.removeAll(keepingCapacity: true) }
    return Array(String(decoding: pending, as: UTF8.self).unicodeScalars)
  }

  private mutating func begin(_ byte: UInt8) -> [Unicode.Scalar] {
    if Self.length(byte) > 1 {
      pending.append(byte)
      return []
    }
    return [byte < 0xA0 ? Unicode.Scalar(byte) : "\u{FFFD}"]
  }

  /// The bytes of a character that begins with `byte`; 1 where none does.
  private static func length(_ byte: UInt8) -> Int {
    switch byte {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 1
    }
  }

  private static func isContinuation(_ byte: UInt8, after bytes: [UInt8]) -> Bool {
    guard bytes.count == 1 else { return (0x80...0xBF).contains(byte) }
    return switch bytes[0] {
    case 0xE0: (0xA0...0xBF).contains(byte)
    case 0xED: (0x80...0x9F).contains(byte)
    case 0xF0: (0x90...0xBF).contains(byte)
    case 0xF4: (0x80...0x8F).contains(byte)
    default: (0x80...0xBF).contains(byte)
    }
  }
}
