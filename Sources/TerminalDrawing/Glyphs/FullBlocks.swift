extension CellBuffer {
  /// Turns full blocks into spaces on a background of their colour.
  ///
  /// Many fonts draw the full block a pixel too small, which shows as thin lines between cells. For
  /// terminals that can give a background any colour: from 256 colours on.
  public mutating func fillFullBlocks() {
    for y in 0..<height {
      for x in 0..<width where self[x, y].glyph == "█" {
        let style = self[x, y].style
        guard style.foreground != .terminal, !style.attributes.contains(.reverse) else { continue }
        self[x, y] = Cell(" ", Style(foreground: style.foreground, background: style.foreground))
      }
    }
  }
}
