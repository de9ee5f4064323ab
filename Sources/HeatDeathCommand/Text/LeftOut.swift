/// What a scanner meets and makes no unit of. It hands it on as a number below those of the units.
enum LeftOut: Int, Hashable, Sendable, CaseIterable {
  /// What stands between units in every text: white space, punctuation. It is not counted.
  case nothing
  case digits
  /// Emoji, signs and the like.
  case symbols
  case blankLines

  /// The first number of a unit.
  static let firstUnit = 4

  /// How many of them there were, in words: `12 digits`, of words `1 run of digits`.
  func phrase(_ count: Int64, under unit: TextUnit) -> String {
    let isOne = count == 1
    let noun =
      switch self {
      case .nothing: "character"
      case .digits: "digit"
      case .symbols: "symbol"
      case .blankLines: "blank line"
      }
    // What is no word is met a run at a time.
    guard unit != .words else { return "\(count) run\(isOne ? "" : "s") of \(noun)s" }
    return "\(count) \(noun)\(isOne ? "" : "s")"
  }
}
