/// A frame as a picture in SVG 1.1, a cell 8 units wide and 16 tall.
///
/// Backgrounds, blocks, dots and lines are shapes, so that they meet at the edges of cells whatever
/// the font; words are text in a monospaced font, each put where it begins and fitted to its cells
/// where the viewer can. The picture needs no other file. For pages and slides.
public struct SVGEncoder: Hashable, Sendable {
  /// Whose background and text stand for the terminal's own colours.
  public var theme: Theme

  public init(theme: Theme) { self.theme = theme }

  /// The size at which DejaVu Sans Mono, Liberation Mono and Menlo are a cell wide: they have 0.602
  /// of it.
  private static let fontSize = "13.29"

  public func encode(_ buffer: CellBuffer) -> String {
    picture(width: buffer.width, height: buffer.height, of: elements(of: buffer))
  }

  /// A picture of so many columns and rows, in the theme's background, of what `elements` draws on it.
  func picture(width: Int, height: Int, style: String = "", of elements: String) -> String {
    let (width, height) = (width * GlyphShape.width, height * GlyphShape.height)
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" font-size="\(Self.fontSize)" \
      font-family="'DejaVu Sans Mono', 'Liberation Mono', Menlo, monospace">
      \(style)<rect width="\(width)" height="\(height)" fill="\(paper)"/>
      \(elements)</svg>

      """
  }

  private var paper: String {
    hexadecimal(Palette(theme: theme, depth: .direct).background)
  }

  /// What a frame shows above the theme's background: nothing for blank cells.
  func elements(of buffer: CellBuffer) -> String {
    let own = Palette(theme: theme, depth: .direct)
    let paper = paper
    var backgrounds = Paths()
    var shapes = Paths()
    var words = ""
    for y in 0..<buffer.height {
      var filled: (x: Int, columns: Int, color: String)?
      for run in buffer.runs(ofRow: y) {
        var ink = hexadecimal(run.style.foreground, or: own.color(.text))
        var background = hexadecimal(run.style.background, or: own.background)
        if run.style.attributes.contains(.reverse) { swap(&ink, &background) }
        if let last = filled, last.color == background {
          filled?.columns += run.columns
        } else {
          backgrounds.fill(filled, y: y, unless: paper)
          filled = (run.x, run.columns, background)
        }
        words += draw(run, y: y, ink: ink, on: &shapes)
      }
      backgrounds.fill(filled, y: y, unless: paper)
    }
    return backgrounds.elements + shapes.elements + words
  }

  /// Draws what is a shape, and returns the rest as text.
  private func draw(_ run: StyledRun, y: Int, ink: String, on shapes: inout Paths) -> String {
    let isDim = run.style.attributes.contains(.dim)
    let weight = run.style.attributes.contains(.bold) ? " font-weight=\"bold\"" : ""
    let attributes = "fill=\"\(ink)\"\(weight)\(isDim ? " opacity=\".6\"" : "")"
    if run.style.attributes.contains(.underline) {
      let (left, top) = (run.x * GlyphShape.width, y * GlyphShape.height + GlyphShape.height - 2)
      shapes.append("M\(left) \(top)h\(run.columns * GlyphShape.width)v1H\(left)z", attributes)
    }
    var text = ""
    var word = Word()
    var x = run.x
    for (glyph, columns) in run.characters {
      let shape = GlyphShape(glyph)
      if let shape {
        shapes.append(
          shape.path(x: x, y: y), shape.attributes(ink: ink, opacity: isDim ? 0.6 : 1))
      }
      let isText = shape == nil && glyph != " "
      if !isText || !word.takes(glyph) {
        text += word.element(y: y, attributes: attributes)
        word = Word()
      }
      if isText { word.append(glyph, x: x, columns: columns) }
      x += columns
    }
    return text + word.element(y: y, attributes: attributes)
  }

  private func hexadecimal(_ color: Color, or own: Color = .terminal) -> String {
    guard let (red, green, blue) = color.channels ?? own.channels else { return "none" }
    let digits = String(red << 16 | green << 8 | blue, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}

/// Path data by the attributes they are drawn with, in the order in which these were first used.
private struct Paths {
  private var order: [String] = []
  private var data: [String: String] = [:]

  mutating func append(_ path: String, _ attributes: String) {
    if data[attributes] == nil { order.append(attributes) }
    data[attributes, default: ""] += path
  }

  /// Fills cells of a row, but not in the colour of the paper.
  mutating func fill(_ cells: (x: Int, columns: Int, color: String)?, y: Int, unless paper: String)
  {
    guard let cells, cells.color != paper else { return }
    let (left, height) = (cells.x * GlyphShape.width, GlyphShape.height)
    append(
      "M\(left) \(y * height)h\(cells.columns * GlyphShape.width)v\(height)H\(left)z",
      "fill=\"\(cells.color)\" shape-rendering=\"crispEdges\"")
  }

  var elements: String {
    order.map { "<path \($0) d=\"\(data[$0] ?? "")\"/>\n" }.joined()
  }
}

/// Characters that are written as one piece of text.
private struct Word {
  private var start: Int?
  private var text = ""
  private var columns = 0
  private var isOpen = true

  /// Whether a character may follow: fonts have other widths for what is neither a letter nor ASCII.
  func takes(_ glyph: Unicode.Scalar) -> Bool {
    start == nil || (isOpen && Self.joins(glyph))
  }

  private static func joins(_ glyph: Unicode.Scalar) -> Bool {
    glyph.isASCII || (glyph.properties.isAlphabetic && glyph.terminalColumns == 1)
  }

  mutating func append(_ glyph: Unicode.Scalar, x: Int, columns: Int) {
    start = start ?? x
    isOpen = Self.joins(glyph)
    self.columns += columns
    switch glyph {
    case "&": text += "&amp;"
    case "<": text += "&lt;"
    case ">": text += "&gt;"
    // No characters of XML 1.0 (2.2).
    case "\u{FFFE}", "\u{FFFF}": text += "?"
    default: text.unicodeScalars.append(glyph)
    }
  }

  /// Its baseline stands three quarters down the cell.
  func element(y: Int, attributes: String) -> String {
    guard let start else { return "" }
    let (left, height) = (start * GlyphShape.width, GlyphShape.height)
    return "<text x=\"\(left)\" y=\"\(y * height + 3 * height / 4)\" "
      + "textLength=\"\(columns * GlyphShape.width)\" lengthAdjust=\"spacingAndGlyphs\" "
      + "\(attributes)>\(text)</text>\n"
  }
}
