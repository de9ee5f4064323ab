import TerminalDrawing

/// Turns colours as views ask for them into the colour numbers of one terminal.
struct ColorMapper {
  /// What to show: what the terminal can and the user wants.
  let depth: ColorDepth
  /// Whether the terminal's colour numbers above 7 are 24-bit colours, not palette entries.
  let numbersAreDirect: Bool
  /// Whether the number -1 stands for the terminal's own foreground and background.
  let hasDefaultColors: Bool

  /// The terminal's number for `color`; total, and within the terminal's colours.
  func number(of color: Color, isForeground: Bool) -> Int32 {
    let shown = color.quantized(to: depth)
    if case .indexed(let index) = shown.kind, index < 8 || !numbersAreDirect { return Int32(index) }
    guard let (red, green, blue) = shown.channels else {
      return hasDefaultColors ? -1 : isForeground ? 7 : 0
    }
    return direct(red, green, blue)
  }

  /// Six bits a channel: steps of four are not seen, and a gradient that moves by less than a step
  /// costs no bytes.
  private func direct(_ red: Int, _ green: Int, _ blue: Int) -> Int32 {
    let number = quantized(red) << 16 | quantized(green) << 8 | quantized(blue)
    // Numbers 0–7 mean the ANSI colours, which themes change: black must stay black.
    return number < 8 ? 0x01_0101 : Int32(number)
  }

  /// Zero stays 0 and 255 stays 255.
  private func quantized(_ channel: Int) -> Int {
    let level = channel >> 2
    return level << 2 | level >> 4
  }
}
