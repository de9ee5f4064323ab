import TerminalDrawing

extension String {
  /// The text as one line to be read aloud: signs as words, exponents behind `^`, control characters
  /// written out, single blanks.
  var spoken: String {
    var text = ""
    var isExponent = false
    for scalar in withControlsWrittenOut.unicodeScalars {
      if let digit = Self.superscripts[scalar] {
        text += isExponent ? digit : "^\(digit)"
        isExponent = true
        continue
      }
      isExponent = false
      if let word = Self.words[scalar] {
        text += word
      } else if !Self.ornaments.contains(scalar.value) {
        text.unicodeScalars.append(scalar)
      }
    }
    return text.replacing(" -> ", with: " to ").split(separator: " ").joined(separator: " ")
      .replacing(" ,", with: ",")
  }

  private static let superscripts: [Unicode.Scalar: String] = [
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8",
    "⁹": "9", "⁻": "-",
  ]

  private static let words: [Unicode.Scalar: String] = [
    "→": " to ", "←": " left ", "↑": " up ", "↓": " down ", "×": " times ",
    "±": " plus or minus ", "≤": " at most ", "≥": " at least ", "−": "-", "–": "-", "…": "...",
    "·": ",", "λ": "lambda", "θ": "theta", "Θ": "theta", "τ": "tau", "∞": "infinity", "ℓ": "l",
    "\u{A0}": " ",
  ]

  /// Lines, boxes, blocks, shapes and Braille dots.
  private static let ornaments: Set<UInt32> = Set((0x2500...0x25FF)).union(0x2800...0x28FF)
}
