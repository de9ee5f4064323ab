extension CellBuffer {
  /// Replaces every character outside ASCII: by a plain relative where there is one, else by `?`.
  ///
  /// For terminals and locales that would print anything else as blanks or rubbish.
  public mutating func transliterateToASCII() {
    for y in 0..<height {
      for x in 0..<width {
        var cell = self[x, y]
        guard cell.glyph.value > 0x7E || (cell.glyph.value < 0x20 && cell.glyph != Cell.continuation)
        else { continue }
        cell.glyph = Self.relatives[cell.glyph] ?? "?"
        self[x, y] = cell
      }
    }
    // The right halves of two-column characters stand alone now.
    for y in 0..<height {
      for x in 0..<width where self[x, y].glyph == Cell.continuation {
        self[x, y] = Cell(" ", self[x, y].style)
      }
    }
  }

  private static let relatives: [Unicode.Scalar: Unicode.Scalar] = [
    "→": ">", "←": "<", "×": "x", "−": "-", "–": "-", "—": "-", "·": ".", "…": "~", "●": "*",
    "Θ": "O", "τ": "t", "λ": "L", "ℓ": "l", "∞": "8", "é": "e", "è": "e", "ó": "o", "ö": "o",
    "ä": "a", "ü": "u", "ß": "s", "ñ": "n", "ç": "c", "‖": "|",
  ]
}
