import TerminalDrawing

/// Turns colours as views ask for them into the colour numbers of one terminal.
struct ColorMapper {
  /// What the terminal can show, and no more than the user wants.
  let depth: ColorDepth
  /// Whether the number -1 stands for the terminal's own foreground and background.
  let hasDefaultColors: Bool

  /// The terminal's number for `color`; total, and within the terminal's colours.
  func number(of color: Color, isForeground: Bool) -> Int32 {
    switch color.kind {
    case .terminal:
      return hasDefaultColors ? -1 : isForeground ? 7 : 0
    case .indexed(let index):
      switch depth {
      case .monochrome: return hasDefaultColors ? -1 : isForeground ? 7 : 0
      case .eight: return index < 8 ? Int32(index) : ansi(Palette.rgb(index), count: 8)
      case .sixteen: return index < 16 ? Int32(index) : ansi(Palette.rgb(index), count: 16)
      case .indexed: return Int32(index)
      case .direct: return index < 8 ? Int32(index) : direct(Palette.rgb(index))
      }
    case .rgb(let red, let green, let blue):
      let rgb = Palette.RGB(red: Int(red), green: Int(green), blue: Int(blue))
      switch depth {
      case .monochrome: return hasDefaultColors ? -1 : isForeground ? 7 : 0
      case .eight: return ansi(rgb, count: 8)
      case .sixteen: return ansi(rgb, count: 16)
      case .indexed: return Int32(Palette.nearestExtended(rgb))
      case .direct: return direct(rgb)
      }
    }
  }

  private func ansi(_ color: Palette.RGB, count: Int) -> Int32 {
    Int32(Palette.nearestANSI(color, count: count))
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
