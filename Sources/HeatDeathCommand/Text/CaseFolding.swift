/// Case folding by Unicode properties, the same in every locale.
///
/// Simple folding, one character for one: a letter stays one letter, so ß stays ß and does not
/// become ss. Letters that differ in case alone fold to one: Σ, σ and ς; S, s and ſ.
enum CaseFolding {
  /// The folded form of a scalar: the lowercase of its uppercase where each is a single scalar.
  ///
  /// Marks fold to themselves, and so does ı, whose uppercase is that of another letter.
  /// İ has no single-scalar form and folds to i with a dot above.
  static func fold(_ scalar: Unicode.Scalar) -> String {
    let properties = scalar.properties
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return String(scalar)
    default: break
    }
    guard scalar != "\u{131}" else { return String(scalar) }
    let upper = properties.uppercaseMapping.unicodeScalars
    if upper.count == 1, let only = upper.first {
      let lower = only.properties.lowercaseMapping
      if lower.unicodeScalars.count == 1 { return lower }
    }
    return properties.lowercaseMapping
  }
}
