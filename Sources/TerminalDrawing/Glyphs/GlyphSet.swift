/// Which characters a terminal can show: the rungs of the glyph ladder.
public enum GlyphSet: String, Hashable, Sendable, CaseIterable {
  /// Braille dots, 2 × 4 to a cell, blocks, box drawing and geometric shapes.
  case braille
  /// Half blocks, 1 × 2 to a cell, blocks and box drawing.
  case blocks
  /// ASCII only.
  case ascii
}
