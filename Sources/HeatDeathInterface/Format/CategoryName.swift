import HeatDeath

extension String {
  /// A label as sentences write it, since a word of the data is no word of the sentence and a number
  /// none of its numbers: in quotation marks, as in `"the"`, `"a"` and `"3"`. Small letters have them all,
  /// since `"a" 3, b 2` would tell `a` from the others.
  ///
  /// Without them stands what nobody reads as a part of a sentence: one sign, and what begins with a
  /// capital letter, as in `B`, `Paris` and `猫`. Where a category's mark stands before it, and in
  /// columns, bars and corners, labels stand as they are.
  public var inSentence: String {
    guard let first else { return "\"\"" }
    let isBare =
      count == 1
      ? !(first.isLowercase || first.isNumber || first.isPunctuation || first.isWhitespace)
      : first.isUppercase && !contains { ",;:".contains($0) }
    return isBare ? self : "\"\(self)\""
  }
}

extension Scenario {
  /// A category as sentences call it; by its default label where the scenario is behind by one start.
  func name(of category: Int) -> String {
    (labels.indices.contains(category) ? labels[category] : Self.defaultLabel(category)).inSentence
  }

  /// All categories as sentences call them.
  public var names: [String] { labels.map(\.inSentence) }
}
