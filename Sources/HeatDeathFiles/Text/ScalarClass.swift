/// What cutting a text needs to know of one Unicode scalar, in 32 bits.
struct ScalarClass: Hashable, Sendable {
  /// All that is known, never 0.
  let bits: UInt32

  private static let kindShift: UInt32 = 24
  private static let joinsBeforeBit: UInt32 = 1 << 21
  private static let joinsAfterBit: UInt32 = 1 << 22
  private static let knownBit: UInt32 = 1 << 23
  private static let expandsBit: UInt32 = 1 << 28

  /// Computes the class of a scalar.
  init(_ scalar: Unicode.Scalar) {
    let kind = Kind(scalar)
    var folded = scalar
    var expands = false
    // Combining diacritical marks join what is before them and nothing after.
    let isDiacritic = (0x300...0x36F).contains(scalar.value)
    let joins = Self.joinsNeighbours(scalar)
    if kind == .letter || kind == .ideograph {
      let scalars = CaseFolding.foldKeepingSubscripts(scalar).unicodeScalars
      if scalars.count == 1, let only = scalars.first { folded = only } else { expands = true }
    } else if Self.isApostrophe(scalar) {
      folded = "'"
    }
    bits =
      folded.value | UInt32(kind.rawValue) << Self.kindShift | Self.knownBit
      | (joins ? Self.joinsBeforeBit : 0) | (joins && !isDiacritic ? Self.joinsAfterBit : 0)
      | (expands ? Self.expandsBit : 0)
  }

  /// The class that ``bits`` of another one stand for.
  @inline(__always)
  init(bits: UInt32) { self.bits = bits }

  var kind: Kind { Kind(rawValue: UInt8(bits >> Self.kindShift & 0xF)) ?? .other }

  /// General category L, apostrophes excepted.
  var isLetter: Bool { kind == .letter || kind == .ideograph }

  /// The case-folded scalar; of the apostrophes the ASCII one. The scalar itself where it folds to
  /// more than one.
  var folded: UInt32 { bits & 0x1F_FFFF }

  /// Whether a letter folds to more than one scalar.
  var expands: Bool { bits & Self.expandsBit != 0 }

  /// Whether the scalar may share a character (an extended grapheme cluster) with the one before.
  var joinsBefore: Bool { bits & Self.joinsBeforeBit != 0 }

  /// Whether the scalar may share a character with a scalar after it that does not join by itself.
  var joinsAfter: Bool { bits & Self.joinsAfterBit != 0 }

  /// The part that a scalar plays in a text.
  enum Kind: UInt8, Hashable, Sendable {
    /// Punctuation, and what formats.
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
    case space
    /// A control character that is no white space.
    case control
    /// Emoji, signs, fractions, and what has no meaning yet.
    case symbol

    init(_ scalar: Unicode.Scalar) {
      if ScalarClass.isApostrophe(scalar) {
        self = .inner
        return
      }
      switch scalar {
      case "\u{200C}", "\u{200D}": self = .inner
      case "\u{AD}": self = .invisible
      case _ where scalar.properties.isWhitespace: self = .space
      default: self.init(scalar.properties)
      }
    }

    private init(_ properties: Unicode.Scalar.Properties) {
      switch properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
        self = properties.isIdeographic ? .ideograph : .letter
      case .decimalNumber: self = .digit
      case .nonspacingMark, .spacingMark, .enclosingMark: self = .mark
      case .control: self = .control
      case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
        .initialPunctuation, .finalPunctuation, .otherPunctuation, .format, .surrogate,
        .spaceSeparator, .lineSeparator, .paragraphSeparator:
        self = .other
      default: self = .symbol
      }
    }
  }

  /// The apostrophe of typewriters, of print, as a letter, wide, Armenian, and the two quotation
  /// marks that are taken for it. That these open a quotation shows in what is before them.
  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "'", "\u{2018}", "\u{2019}", "\u{201B}", "\u{2BC}", "\u{55A}", "\u{FF07}": true
    default: false
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

/// The classes of Unicode scalars, computed when first asked for.
struct ScalarTable {
  /// Planes 0 and 1; the rest is rare and computed each time.
  private static let size = 0x20000
  /// The bits of each class, 0 where it was not computed yet.
  private var bits = [UInt32](repeating: 0, count: size)

  /// - Precondition: `value` is a Unicode scalar value.
  @inline(__always)
  subscript(value: UInt32) -> ScalarClass {
    mutating get {
      if Int(value) < Self.size, bits[Int(value)] != 0 {
        return ScalarClass(bits: bits[Int(value)])
      }
      return compute(value)
    }
  }

  @inline(never)
  private mutating func compute(_ value: UInt32) -> ScalarClass {
    guard let scalar = Unicode.Scalar(value) else { preconditionFailure("not a scalar value") }
    let result = ScalarClass(scalar)
    if Int(value) < Self.size { bits[Int(value)] = result.bits }
    return result
  }
}
