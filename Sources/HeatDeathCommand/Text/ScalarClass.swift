/// What counting letters and words needs to know of one Unicode scalar, in 32 bits.
struct ScalarClass: Hashable, Sendable {
  /// All that is known, never 0.
  let bits: UInt32

  private static let kindShift: UInt32 = 24
  private static let joinsBeforeBit: UInt32 = 1 << 21
  private static let joinsAfterBit: UInt32 = 1 << 22
  private static let knownBit: UInt32 = 1 << 23

  /// Computes the class of a scalar.
  init(_ scalar: Unicode.Scalar) {
    let kind = Self.kind(of: scalar)
    var folded = scalar
    // Combining diacritical marks join what is before them and nothing after.
    let isDiacritic = (0x300...0x36F).contains(scalar.value)
    var joins = Self.joinsNeighbours(scalar)
    if kind == .letter || kind == .ideograph {
      let scalars = CaseFolding.fold(scalar).unicodeScalars
      if scalars.count == 1, let only = scalars.first { folded = only } else { joins = true }
    } else if kind == .inner && scalar == "\u{2019}" {
      folded = "'"
    }
    bits =
      folded.value | UInt32(kind.rawValue) << Self.kindShift | Self.knownBit
      | (joins ? Self.joinsBeforeBit : 0) | (joins && !isDiacritic ? Self.joinsAfterBit : 0)
  }

  /// The class that ``bits`` of another one stand for.
  @inline(__always)
  init(bits: UInt32) { self.bits = bits }

  var kind: Kind { Kind(rawValue: UInt8(bits >> Self.kindShift)) ?? .other }

  /// General category L.
  var isLetter: Bool { kind == .letter || kind == .ideograph }

  /// The case-folded scalar; of the apostrophes the ASCII one. Meaningless for the few letters that
  /// fold to more than one scalar: for them both flags below are set.
  var folded: UInt32 { bits & 0x1F_FFFF }

  /// Whether the scalar may share a character (an extended grapheme cluster) with the one before.
  var joinsBefore: Bool { bits & Self.joinsBeforeBit != 0 }

  /// Whether the scalar may share a character with a scalar after it that does not join by itself.
  var joinsAfter: Bool { bits & Self.joinsAfterBit != 0 }

  /// The part that a scalar plays in a word.
  enum Kind: UInt8, Hashable, Sendable {
    /// Separates words.
    case other
    case letter
    /// A letter that is a word by itself.
    case ideograph
    case digit
    /// Belongs to the character before it.
    case mark
    /// Belongs to a word only between two of its characters: apostrophes, zero-width joiners.
    case inner
    /// The soft hyphen, which is not there at all.
    case invisible
  }

  private static func kind(of scalar: Unicode.Scalar) -> Kind {
    switch scalar {
    case "'", "\u{2019}", "\u{200C}", "\u{200D}": return .inner
    case "\u{AD}": return .invisible
    default: break
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      return scalar.properties.isIdeographic ? .ideograph : .letter
    case .decimalNumber: return .digit
    case .nonspacingMark, .spacingMark, .enclosingMark: return .mark
    default: return .other
    }
  }

  /// The standard library does not publish the Grapheme_Cluster_Break property, so the scalar is
  /// tried between others. Hangul jamo join only each other and are listed.
  private static func joinsNeighbours(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x20..<0x7F: return false
    case 0x0D: return true
    case 0x1100...0x11FF, 0xA960...0xA97F, 0xD7B0...0xD7FF: return true
    default:
      var probe = "a"
      probe.unicodeScalars.append(scalar)
      probe.unicodeScalars.append(scalar)
      probe.unicodeScalars.append("a")
      return probe.count != 4
    }
  }
}
