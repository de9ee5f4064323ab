/// Case folding by Unicode's full rules, the same in every locale.
///
/// A letter may fold to several: ß and ẞ to ss, ﬁ to fi. Letters that differ in case alone fold to
/// the same: Σ, σ and ς; S, s and ſ.
///
/// - Source: The Unicode Standard 16.0, section 5.18; the statuses C and F of CaseFolding.txt.
enum CaseFolding {
  private static let iotaSubscript: Unicode.Scalar = "\u{345}"
  private static let iota: Unicode.Scalar = "\u{3B9}"

  /// The folded form of a scalar, itself if case makes no difference.
  ///
  /// The standard library publishes the mappings of case and not the folding. The lowercase of the
  /// uppercase of the lowercase is the folding of every scalar but ı, which stays, and Cherokee,
  /// which folds to its capitals, the older letters.
  static func fold(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0x131, 0x13A0...0x13F5: return String(scalar)
    case 0x13F8...0x13FD, 0xAB70...0xABBF: return scalar.properties.uppercaseMapping
    default:
      let lower = scalar.properties.lowercaseMapping
      let upper = lower.unicodeScalars.map(\.properties.uppercaseMapping).joined()
      return upper.unicodeScalars.map(\.properties.lowercaseMapping).joined()
    }
  }

  /// As ``fold(_:)``, but an iota subscript stays the mark that it is.
  ///
  /// Marks may stand in several orders for one character. As a letter the subscript would keep the
  /// place that it has in one of them; ``foldSubscripts(_:)`` folds it when all marks are there.
  static func foldKeepingSubscripts(_ scalar: Unicode.Scalar) -> String {
    if scalar == iotaSubscript { return String(scalar) }
    let folded = fold(scalar)
    var marked = folded.unicodeScalars
    guard marked.count > 1, marked.removeLast() == iota else { return folded }
    marked.append(iotaSubscript)
    return String(marked) == scalar.properties.lowercaseMapping ? String(marked) : folded
  }

  /// Turns the iota subscripts of a folded text into letters, each after the marks that it stands
  /// among.
  static func foldSubscripts(_ text: String) -> String {
    guard text.unicodeScalars.contains(iotaSubscript) else { return text }
    var result = String.UnicodeScalarView()
    var waiting = 0
    for scalar in text.unicodeScalars {
      if scalar == iotaSubscript {
        waiting += 1
        continue
      }
      if waiting > 0, scalar.properties.canonicalCombiningClass == .notReordered {
        result.append(contentsOf: repeatElement(iota, count: waiting))
        waiting = 0
      }
      result.append(scalar)
    }
    result.append(contentsOf: repeatElement(iota, count: waiting))
    return String(result)
  }
}
