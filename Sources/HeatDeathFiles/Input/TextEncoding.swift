/// How the characters of a file are written as bytes, as far as its first bytes tell.
enum TextEncoding: Hashable, Sendable {
  /// UTF-8, with or without a byte order mark, and whatever is none of the others.
  case utf8
  /// UTF-16, as Windows writes it.
  case utf16(isBigEndian: Bool)
  /// UTF-32, which is recognised and not read.
  case utf32

  /// How many first bytes tell.
  static let probeSize = 64

  /// What the first bytes say: a byte order mark, or, without one, a NUL in every other byte, which
  /// UTF-8 text never has and Latin letters in UTF-16 always do.
  init(firstBytes bytes: some RandomAccessCollection<UInt8>) {
    let bytes = Array(bytes.prefix(Self.probeSize))
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      self = .utf32
    } else if bytes.starts(with: [0xFF, 0xFE]) {
      self = .utf16(isBigEndian: false)
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      self = .utf16(isBigEndian: true)
    } else if let isBigEndian = Self.endOfNULs(in: bytes) {
      self = .utf16(isBigEndian: isBigEndian)
    } else {
      self = .utf8
    }
  }

  /// Whether further bytes cannot change what these say: a mark has at most four bytes, and one
  /// letter that is no half of UTF-16 is enough.
  static func isSettled(by bytes: [UInt8]) -> Bool {
    guard bytes.count >= 4, bytes.count < probeSize else { return bytes.count >= probeSize }
    let hasMark = bytes[0] >= 0xFE
    return hasMark || endOfNULs(in: bytes) == nil
  }

  /// What notes and errors call it.
  var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16(let isBigEndian): "UTF-16, \(isBigEndian ? "big" : "little")-endian"
    case .utf32: "UTF-32"
    }
  }

  /// Whether NUL stands in every even place and no odd one (`true`, big-endian), the other way
  /// round (`false`), or neither (`nil`).
  private static func endOfNULs(in bytes: [UInt8]) -> Bool? {
    guard bytes.count >= 4 else { return nil }
    let pairs = stride(from: 0, to: bytes.count - 1, by: 2)
    if pairs.allSatisfy({ bytes[$0] == 0 && bytes[$0 + 1] != 0 }) { return true }
    if pairs.allSatisfy({ bytes[$0] != 0 && bytes[$0 + 1] == 0 }) { return false }
    return nil
  }
}
