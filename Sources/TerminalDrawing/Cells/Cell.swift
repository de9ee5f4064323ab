/// One character position of the screen.
public struct Cell: Hashable, Sendable {
  /// The character; U+0000 in the right half of a two-column character.
  public var glyph: Unicode.Scalar
  public var style: Style

  public init(_ glyph: Unicode.Scalar = " ", _ style: Style = .plain) {
    self.glyph = glyph
    self.style = style
  }

  /// A space in the terminal's own colours.
  public static let blank = Cell()

  /// Marks the right half of a two-column character.
  public static let continuation: Unicode.Scalar = "\u{0}"
}
