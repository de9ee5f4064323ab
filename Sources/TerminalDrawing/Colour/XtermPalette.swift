/// The colours that xterm gives the 256 entries of its palette, and the entries nearest a colour.
///
/// Entries 0–15 are those that users change; where a colour can be had from the cube and the greys
/// these are left alone.
///
/// - Source: xterm's default resources and its 256colres.pl: cube levels 0, 95, 135, 175, 215, 255
///   (entries 16–231, red slowest), greys 8, 18, …, 238 (entries 232–255).
enum XtermPalette {
  struct RGB: Hashable {
    var red: Int
    var green: Int
    var blue: Int

    /// The squared Euclidean distance in sRGB.
    func distance(to other: RGB) -> Int {
      let (r, g, b) = (red - other.red, green - other.green, blue - other.blue)
      return r * r + g * g + b * b
    }

    /// The squared distance in luma and colour differences, in units of 10⁻⁶: with few colours to
    /// choose from, a grey must become a grey, which the distance in sRGB does not see to.
    ///
    /// - Source: ITU-R BT.601, 2.5: Y' = 0.299 R + 0.587 G + 0.114 B, (B − Y')/1.772, (R − Y')/1.402.
    func chromaticDistance(to other: RGB) -> Int {
      let (r, g, b) = (red - other.red, green - other.green, blue - other.blue)
      let luma = 299 * r + 587 * g + 114 * b
      let blueness = (1000 * b - luma) * 1000 / 1772
      let redness = (1000 * r - luma) * 1000 / 1402
      return luma * luma + blueness * blueness + redness * redness
    }
  }

  private static let ansi: [RGB] = [
    RGB(red: 0, green: 0, blue: 0), RGB(red: 205, green: 0, blue: 0),
    RGB(red: 0, green: 205, blue: 0), RGB(red: 205, green: 205, blue: 0),
    RGB(red: 0, green: 0, blue: 238), RGB(red: 205, green: 0, blue: 205),
    RGB(red: 0, green: 205, blue: 205), RGB(red: 229, green: 229, blue: 229),
    RGB(red: 127, green: 127, blue: 127), RGB(red: 255, green: 0, blue: 0),
    RGB(red: 0, green: 255, blue: 0), RGB(red: 255, green: 255, blue: 0),
    RGB(red: 92, green: 92, blue: 255), RGB(red: 255, green: 0, blue: 255),
    RGB(red: 0, green: 255, blue: 255), RGB(red: 255, green: 255, blue: 255),
  ]

  /// The colour of entry `index`.
  static func rgb(_ index: UInt8) -> RGB {
    let index = Int(index)
    if index < 16 { return ansi[index] }
    if index >= 232 {
      let level = 8 + 10 * (index - 232)
      return RGB(red: level, green: level, blue: level)
    }
    let cube = index - 16
    return RGB(red: level(cube / 36), green: level(cube / 6 % 6), blue: level(cube % 6))
  }

  /// The entry of the cube or the greys nearest `color`; the cube's where both are as near.
  static func nearestExtended(_ color: RGB) -> UInt8 {
    let (r, g, b) = (step(color.red), step(color.green), step(color.blue))
    let cube = RGB(red: level(r), green: level(g), blue: level(b))
    // The nearest point of the grey axis is the mean of the channels.
    let mean = (color.red + color.green + color.blue + 1) / 3
    let grey = min(23, max(0, (mean - 3) / 10))
    let shade = 8 + 10 * grey
    let isGreyNearer =
      RGB(red: shade, green: shade, blue: shade).distance(to: color) < cube.distance(to: color)
    return UInt8(isGreyNearer ? 232 + grey : 16 + 36 * r + 6 * g + b)
  }

  /// The nearest of the first `count` ANSI entries; the lowest of several as near.
  static func nearestANSI(_ color: RGB, count: Int) -> UInt8 {
    var best = 0
    var bestDistance = Int.max
    for index in 0..<min(count, ansi.count) {
      let distance = ansi[index].chromaticDistance(to: color)
      if distance < bestDistance { (best, bestDistance) = (index, distance) }
    }
    return UInt8(best)
  }

  private static func level(_ step: Int) -> Int { step == 0 ? 0 : 55 + 40 * step }

  private static func step(_ value: Int) -> Int {
    if value < 48 { return 0 }
    if value < 115 { return 1 }
    return min(5, (value - 35) / 40)
  }
}

extension Color {
  /// The channels as the colour is shown, 0 to 255: of palette entries those that xterm gives them;
  /// nil for the terminal's own colours.
  public var channels: (red: Int, green: Int, blue: Int)? {
    rgb.map { ($0.red, $0.green, $0.blue) }
  }

  private var rgb: XtermPalette.RGB? {
    switch kind {
    case .terminal: nil
    case .indexed(let index): XtermPalette.rgb(index)
    case .rgb(let red, let green, let blue):
      XtermPalette.RGB(red: Int(red), green: Int(green), blue: Int(blue))
    }
  }

  /// The nearest colour that a terminal with so many has, for whatever is written for one; colours
  /// that it has, and its own, stay.
  public func quantized(to depth: ColorDepth) -> Color {
    guard let rgb else { return self }
    switch (depth, kind) {
    case (.monochrome, _): return .terminal
    case (.eight, .indexed(0..<8)), (.sixteen, .indexed(0..<16)), (.indexed, .indexed),
      (.direct, _):
      return self
    case (.eight, _): return .indexed(XtermPalette.nearestANSI(rgb, count: 8))
    case (.sixteen, _): return .indexed(XtermPalette.nearestANSI(rgb, count: 16))
    case (.indexed, _): return .indexed(XtermPalette.nearestExtended(rgb))
    }
  }
}
