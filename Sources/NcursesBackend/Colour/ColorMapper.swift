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
    switch color.kind {
    case .terminal: ownNumber(isForeground: isForeground)
    case .indexed(let index):
      switch depth {
      case .monochrome: ownNumber(isForeground: isForeground)
      case .eight where index >= 8: palette(Palette.nearestANSI(Palette.rgb(index), count: 8))
      case .sixteen where index >= 16: palette(Palette.nearestANSI(Palette.rgb(index), count: 16))
      default: palette(Int(index))
      }
    case .rgb(let red, let green, let blue):
      rgbNumber(
        Palette.RGB(red: Int(red), green: Int(green), blue: Int(blue)), isForeground: isForeground)
    }
  }

  private func rgbNumber(_ color: Palette.RGB, isForeground: Bool) -> Int32 {
    switch depth {
    case .monochrome: ownNumber(isForeground: isForeground)
    case .eight: palette(Palette.nearestANSI(color, count: 8))
    case .sixteen: palette(Palette.nearestANSI(color, count: 16))
    case .indexed: palette(Palette.nearestExtended(color))
    case .direct: direct(color)
    }
  }

  private func ownNumber(isForeground: Bool) -> Int32 {
    hasDefaultColors ? -1 : isForeground ? 7 : 0
  }

  private func palette(_ index: Int) -> Int32 {
    numbersAreDirect && index >= 8 ? direct(Palette.rgb(UInt8(index))) : Int32(index)
  }

  /// Six bits a channel: steps of four are not seen, and a gradient that moves by less than a step
  /// costs no bytes.
  private func direct(_ color: Palette.RGB) -> Int32 {
    let number = quantized(color.red) << 16 | quantized(color.green) << 8 | quantized(color.blue)
    // Numbers 0–7 mean the ANSI colours, which themes change: black must stay black.
    return number < 8 ? 0x01_0101 : Int32(number)
  }

  /// Zero stays 0 and 255 stays 255.
  private func quantized(_ channel: Int) -> Int {
    let level = channel >> 2
    return level << 2 | level >> 4
  }
}
