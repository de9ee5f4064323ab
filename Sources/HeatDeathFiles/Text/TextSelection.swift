/// What a text is cut into.
package enum TextUnit: String, Hashable, Sendable, CaseIterable {
  case letters
  case words
  case lines

  /// One of them.
  var singular: String { String(rawValue.dropLast()) }
}

/// What becomes of the units that are not among the most frequent.
package enum RestPolicy: String, Hashable, Sendable, CaseIterable {
  /// They are left out.
  case drop
  /// They form one more category, "(other)".
  case other
}

/// How a text becomes categories and counts.
struct TextSelection: Hashable, Sendable {
  var unit = TextUnit.words
  /// How many of the most frequent units become categories, ≥ 1.
  var top = 3
  var rest = RestPolicy.drop
  /// How many samples of the categories are read, ≥ 1; `nil` for all.
  var take: Int64?
  var limits = TextLimits()
}

/// What a text may ask of memory.
struct TextLimits: Hashable, Sendable {
  /// The longest word or line, in bytes of UTF-8.
  var unitLength = 1 << 16
  /// How many different units there may be.
  var unitCount = 1 << 24
  /// How many bytes the names of all units may have together.
  var nameBytes = 1 << 30
}
