/// How many colours a terminal can show: the rungs of the colour ladder.
public enum ColorDepth: Int, Hashable, Sendable, Comparable, CaseIterable {
  /// No colour: bold and reverse only.
  case monochrome
  /// The eight ANSI colours.
  case eight
  /// The ANSI colours and their bright forms.
  case sixteen
  /// The 256-colour palette.
  case indexed
  /// 24-bit colours.
  case direct

  public static func < (left: ColorDepth, right: ColorDepth) -> Bool {
    left.rawValue < right.rawValue
  }
}
