extension CellBuffer {
  /// Replaces the characters that no terminal on the given rung of the glyph ladder shows, the
  /// letters of people's own words apart.
  public mutating func transliterate(for glyphs: GlyphSet) {
    switch glyphs {
    case .braille: break
    case .blocks:
      for y in 0..<height {
        for x in 0..<width where Self.punctuation.contains(self[x, y].glyph) {
          self[x, y].glyph = Self.relatives[self[x, y].glyph] ?? "?"
        }
      }
    case .ascii: transliterateToASCII()
    }
  }

  /// Signs that the Linux console lacks.
  private static let punctuation: Set<Unicode.Scalar> = ["–", "—", "−", "…", "‘", "’", "“", "”"]

  /// Replaces every character outside ASCII: by a plain relative where there is one, else by `?`.
  ///
  /// For terminals and locales that would print anything else as blanks or rubbish.
  public mutating func transliterateToASCII() {
    for y in 0..<height {
      for x in 0..<width {
        // Replacing the left half of a two-column character leaves a space in its right half.
        var cell = self[x, y]
        guard
          cell.glyph.value > 0x7E || (cell.glyph.value < 0x20 && cell.glyph != Cell.continuation)
        else { continue }
        cell.glyph = Self.relatives[cell.glyph] ?? "?"
        self[x, y] = cell
      }
    }
  }

  fileprivate static let relatives: [Unicode.Scalar: Unicode.Scalar] = [
    "→": ">", "←": "<", "×": "x", "−": "-", "–": "-", "—": "-", "·": ".", "…": "~", "●": "*",
    "Θ": "O", "θ": "o", "↑": "^", "↓": "v", "►": ">", "τ": "t", "λ": "L", "ℓ": "l", "∞": "8",
    "‖": "|", "‘": "'", "’": "'", "“": "\"",
    "”": "\"", "\u{A0}": " ",
    "à": "a", "á": "a", "â": "a", "ã": "a", "ä": "a", "å": "a", "æ": "a", "ç": "c", "è": "e",
    "é": "e", "ê": "e", "ë": "e", "ì": "i", "í": "i", "î": "i", "ï": "i", "ð": "d", "ñ": "n",
    "ò": "o", "ó": "o", "ô": "o", "õ": "o", "ö": "o", "ø": "o", "ù": "u", "ú": "u", "û": "u",
    "ü": "u", "ý": "y", "þ": "t", "ÿ": "y", "œ": "o", "ß": "s",
    "À": "A", "Á": "A", "Â": "A", "Ã": "A", "Ä": "A", "Å": "A", "Æ": "A", "Ç": "C", "È": "E",
    "É": "E", "Ê": "E", "Ë": "E", "Ì": "I", "Í": "I", "Î": "I", "Ï": "I", "Ð": "D", "Ñ": "N",
    "Ò": "O", "Ó": "O", "Ô": "O", "Õ": "O", "Ö": "O", "Ø": "O", "Ù": "U", "Ú": "U", "Û": "U",
    "Ü": "U", "Ý": "Y", "Þ": "T", "Œ": "O",
  ]
}

extension String {
  /// The text in ASCII: by plain relatives of its characters where there are some, else with `?`.
  public var transliteratedToASCII: String {
    guard utf8.contains(where: { $0 >= 0x80 }) else { return self }
    var text = UnicodeScalarView()
    for scalar in unicodeScalars where scalar.value <= 0x7E || scalar.terminalColumns > 0 {
      text.append(scalar.value <= 0x7E ? scalar : CellBuffer.relatives[scalar] ?? "?")
    }
    return String(text)
  }
}
