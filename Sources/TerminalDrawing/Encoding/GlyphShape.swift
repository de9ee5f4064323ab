/// A block, Braille or line character as a shape in its cell: what pictures draw by themselves, since
/// fonts leave gaps between cells, or lack it.
enum GlyphShape {
  /// Rectangles, with this opacity.
  case areas([Area], opacity: Double)
  /// Round dots around these points.
  case dots([(x: Int, y: Int)])
  case lines([Line], isHeavy: Bool)

  /// The size of a cell.
  static let width = 8
  static let height = 16

  struct Area {
    var x = 0
    var y = 0
    var width = GlyphShape.width
    var height = GlyphShape.height
  }

  /// A line from a point of the cell on, as commands of SVG path data relative to it.
  struct Line {
    let x: Double
    let y: Double
    let commands: String

    init(_ x: Double, _ y: Double, _ commands: String) {
      self.x = x
      self.y = y
      self.commands = commands
    }
  }

  /// - Source: The Unicode Standard 15, block elements 2580–2595, Braille patterns 2801–28FF, and those
  ///   of the box-drawing characters that views use.
  init?(_ glyph: Unicode.Scalar) {
    let value = Int(glyph.value)
    switch value {
    case 0x2580: self = .areas([Area(height: 8)], opacity: 1)
    case 0x2581...0x2588:
      let rows = 2 * (value - 0x2580)
      self = .areas([Area(y: 16 - rows, height: rows)], opacity: 1)
    case 0x2589...0x258F: self = .areas([Area(width: 0x2590 - value)], opacity: 1)
    case 0x2590: self = .areas([Area(x: 4, width: 4)], opacity: 1)
    case 0x2591...0x2593: self = .areas([Area()], opacity: Double(value - 0x2590) / 4)
    case 0x2594: self = .areas([Area(height: 2)], opacity: 1)
    case 0x2595: self = .areas([Area(x: 7, width: 1)], opacity: 1)
    case 0x2801...0x28FF:
      self = .dots(
        Self.brailleDots.enumerated().filter { value >> $0.offset & 1 == 1 }.map(\.element))
    default:
      guard let lines = Self.lightLines[glyph] ?? Self.heavyLines[glyph] else { return nil }
      self = .lines(lines, isHeavy: Self.heavyLines[glyph] != nil)
    }
  }

  /// The middle of each dot, in the order of its bit.
  private static let brailleDots = [
    (x: 2, y: 2), (2, 6), (2, 10), (6, 2), (6, 6), (6, 10), (2, 14), (6, 14),
  ]

  private static let lightLines: [Unicode.Scalar: [Line]] = [
    "─": [Line(0, 7.5, "h8")], "│": [Line(3.5, 0, "v16")],
    "╭": [Line(3.5, 16, "v-4.5q0-4 4.5-4")], "╮": [Line(3.5, 16, "v-4.5q0-4-3.5-4")],
    "╰": [Line(3.5, 0, "v3.5q0 4 4.5 4")], "╯": [Line(3.5, 0, "v3.5q0 4-3.5 4")],
    "┌": [Line(8, 7.5, "h-4.5v8.5")], "┐": [Line(0, 7.5, "h3.5v8.5")],
    "└": [Line(3.5, 0, "v7.5h4.5")], "┘": [Line(3.5, 0, "v7.5h-3.5")],
    "├": [Line(3.5, 0, "v16"), Line(3.5, 7.5, "h4.5")],
    "┤": [Line(3.5, 0, "v16"), Line(0, 7.5, "h3.5")],
    "┴": [Line(0, 7.5, "h8"), Line(3.5, 0, "v7.5")],
    "┼": [Line(0, 7.5, "h8"), Line(3.5, 0, "v16")],
    "╳": [Line(0, 0, "l8 16"), Line(8, 0, "l-8 16")],
  ]

  /// The crossing stroke of the second one is drawn as heavily.
  private static let heavyLines: [Unicode.Scalar: [Line]] = [
    "━": [Line(0, 7.5, "h8")], "┿": [Line(0, 7.5, "h8"), Line(3.5, 0, "v16")],
  ]

  /// SVG path data for the shape in a cell.
  func path(x: Int, y: Int) -> String {
    let (left, top) = (x * Self.width, y * Self.height)
    switch self {
    case .areas(let areas, _):
      return areas.map {
        "M\(left + $0.x) \(top + $0.y)h\($0.width)v\($0.height)h\(-$0.width)z"
      }.joined()
    // A line of no length with round ends is a dot.
    case .dots(let dots):
      return dots.map { "M\(left + $0.x) \(top + $0.y)h0" }.joined()
    case .lines(let lines, _):
      return lines.map { "M\(Double(left) + $0.x) \(Double(top) + $0.y)\($0.commands)" }.joined()
    }
  }

  func attributes(ink: String, opacity: Double) -> String {
    func attribute(_ opacity: Double) -> String { opacity < 1 ? " opacity=\"\(opacity)\"" : "" }
    return switch self {
    case .areas(_, let own):
      "fill=\"\(ink)\" shape-rendering=\"crispEdges\"" + attribute(own * opacity)
    case .dots:
      "fill=\"none\" stroke=\"\(ink)\" stroke-width=\"2.6\" stroke-linecap=\"round\""
        + attribute(opacity)
    case .lines(_, let isHeavy):
      "fill=\"none\" stroke=\"\(ink)\" stroke-width=\"\(isHeavy ? 2 : 1)\"" + attribute(opacity)
    }
  }
}
