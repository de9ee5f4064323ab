import ArgumentParser

/// What a text is cut into.
enum TextUnit: String, Hashable, Sendable, CaseIterable, ExpressibleByArgument {
  case letters
  case words
  case lines

  /// One of them.
  var singular: String { String(rawValue.dropLast()) }
}

/// What becomes of the units that are not among the most frequent.
enum RestPolicy: String, Hashable, Sendable, CaseIterable, ExpressibleByArgument {
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
