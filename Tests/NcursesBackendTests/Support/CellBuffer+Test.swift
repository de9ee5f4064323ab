import TerminalDrawing

extension CellBuffer {
  /// A buffer with rows of text.
  init(width: Int, height: Int, rows: [String], style: Style = .plain) {
    self.init(width: width, height: height)
    for (y, row) in rows.enumerated() { write(row, x: 0, y: y, style: style) }
  }

  /// A buffer of random characters in random styles.
  static func random(
    width: Int, height: Int, using generator: inout some RandomNumberGenerator
  ) -> CellBuffer {
    var buffer = CellBuffer(width: width, height: height)
    for _ in 0..<(width * height) { buffer.scribble(using: &generator) }
    return buffer
  }

  /// Changes up to three cells somewhere.
  mutating func scribble(using generator: inout some RandomNumberGenerator) {
    guard width > 0 && height > 0 else { return }
    let texts = [" ", "  ", "a", "xyz", "⣿⠁", "█▀", "日", "本語", "é", "──", "…", "🎲"]
    let x = Int.random(in: 0..<width, using: &generator)
    let y = Int.random(in: 0..<height, using: &generator)
    let text = texts.randomElement(using: &generator)!
    write(text, x: x, y: y, style: .random(using: &generator))
  }
}

extension Style {
  static func random(using generator: inout some RandomNumberGenerator) -> Style {
    Style(
      foreground: .random(using: &generator), background: .random(using: &generator),
      attributes: Attributes(rawValue: UInt8.random(in: 0..<16, using: &generator)))
  }
}

extension Color {
  static func random(using generator: inout some RandomNumberGenerator) -> Color {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: .indexed(UInt8.random(in: 0...255, using: &generator))
    case 1: .hex(UInt32.random(in: 0...0xFF_FFFF, using: &generator))
    default: .terminal
    }
  }
}
