/// One unit of what a terminal sends.
enum InputToken: Hashable {
  /// A character or a control character; an escape that is a key of its own is U+001B, a byte that
  /// is no character U+FFFD.
  case character(Unicode.Scalar)
  /// A whole escape or control sequence, in its form of seven bits.
  case sequence([UInt8])
  /// What a control string held between its introducer and its terminator.
  case string(Introducer, content: [UInt8])
  /// What was pasted: the beginning of it, where it is long.
  case paste([UInt8])

  /// What begins a sequence or a control string, by its code among the control characters C1.
  ///
  /// - Source: ECMA-48, 5.3 and 5.6.
  enum Introducer: UInt32 {
    case singleShift = 0x8F
    case deviceControl = 0x90
    case startOfString = 0x98
    case controlSequence = 0x9B
    case operatingSystem = 0x9D
    case privacyMessage = 0x9E
    case applicationProgram = 0x9F

    /// The two characters that stand for it on a line of seven bits.
    var sevenBits: [UInt8] { [0x1B, UInt8(rawValue - 0x40)] }
  }
}
