import Foundation
import FoundationXML
import TestSupport
import Testing

@testable import TerminalDrawing

@Suite struct EncodingTests {
  private func buffer(_ rows: [String], _ style: Style = .plain) -> CellBuffer {
    var buffer = CellBuffer(
      width: rows.map(\.terminalColumns).max() ?? 0, height: rows.count)
    for (y, row) in rows.enumerated() { buffer.write(row, x: 0, y: y, style: style) }
    return buffer
  }

  /// Cells with every kind of character and style, wide ones whole or halved.
  private func anyBuffer(_ random: inout SeededRandom) -> CellBuffer {
    var buffer = CellBuffer(width: random.next(24), height: random.next(8))
    let colors: [Color] = [
      .terminal, .indexed(1), .indexed(12), .indexed(200), .rgb(1, 2, 3), .rgb(250, 128, 0),
    ]
    let texts = ["plain", "<&\">'", "日本", "█▀▄░", "⠁⣿", "─┤╭", "λ→é", "🇩🇪|", "  ", "k\u{301}"]
    for _ in 0..<random.next(30) {
      let style = Style(
        foreground: random.pick(colors), background: random.pick(colors),
        attributes: Style.Attributes(rawValue: UInt8(random.next(16))))
      let (x, y) = (random.next(26) - 2, random.next(8))
      if random.next(4) == 0 {
        buffer[x, y] = Cell(Unicode.Scalar(UInt32(random.next(0xD800))) ?? " ", style)
      } else {
        buffer.write(random.pick(texts), x: x, y: y, style: style)
      }
    }
    return buffer
  }

  /// What an encoder shows of a cell's character: never what has no place of its own.
  private func shown(_ buffer: CellBuffer) -> [String] {
    (0..<buffer.height).map { y in
      buffer.runs(ofRow: y).flatMap { $0.characters.map { String($0.glyph) } }.joined()
    }
  }

  // MARK: Text

  @Test("Text is the characters of each row without blanks at its end")
  func text() {
    let frame = buffer(["ab  ", "", " 日本c", "x"], Style(background: .indexed(4)))
    #expect(PlainTextEncoder().encode(frame) == "ab\n\n 日本c\nx\n")
    #expect(PlainTextEncoder().encode(CellBuffer(width: 3, height: 0)) == "")
    #expect(PlainTextEncoder().encode(CellBuffer(width: 0, height: 2)) == "\n\n")
  }

  @Test(
    "What would not fill its cell is a question mark: formats, marks, controls, half characters")
  func unprintable() {
    var frame = CellBuffer(width: 7, height: 1)
    let glyphs: [Unicode.Scalar] = ["\u{202E}", "\u{301}", "\u{1B}", "\u{AD}", "日", "x", "\u{0}"]
    for (x, glyph) in glyphs.enumerated() { frame[x, 0] = Cell(glyph) }
    #expect(PlainTextEncoder().encode(frame) == "?????x\n")
    #expect(ANSIEncoder(depth: .direct).encode(frame) == "?????x\n")
    #expect(SVGEncoder(theme: .dark).encode(frame).contains(">?????x</text>"))
  }

  // MARK: ANSI

  @Test(
    "Colours are asked for as each depth can",
    arguments: zip(
      ColorDepth.allCases,
      [
        "\u{1B}[0;1mx\u{1B}[m\n", "\u{1B}[0;1;31;44mx\u{1B}[m\n", "\u{1B}[0;1;91;44mx\u{1B}[m\n",
        "\u{1B}[0;1;38;5;203;44mx\u{1B}[m\n", "\u{1B}[0;1;38;2;250;80;90;44mx\u{1B}[m\n",
      ]))
  func depths(depth: ColorDepth, bytes: String) {
    let style = Style(
      foreground: .rgb(250, 80, 90), background: .indexed(4), attributes: .bold)
    #expect(ANSIEncoder(depth: depth).encode(buffer(["x"], style)) == bytes)
  }

  @Test("Styles are set where they change, and each line ends without any")
  func lineEnds() {
    var frame = buffer(["ab", "cd"], Style(attributes: .reverse))
    frame.write("e", x: 1, y: 1)
    #expect(
      ANSIEncoder(depth: .direct).encode(frame)
        == "\u{1B}[0;7mab\u{1B}[m\n\u{1B}[0;7mc\u{1B}[me\n")
    // Trailing blanks go where they show nothing.
    #expect(ANSIEncoder(depth: .direct).encode(buffer(["ab  "])) == "ab\n")
    let blue = buffer(["  "], Style(background: .indexed(4)))
    #expect(ANSIEncoder(depth: .eight).encode(blue) == "\u{1B}[0;44m  \u{1B}[m\n")
    #expect(ANSIEncoder(depth: .monochrome).encode(blue) == "\n")
  }

  @Test("Behind a character whose width is disputed stands where the next one goes")
  func disputedWidths() {
    #expect(ANSIEncoder(depth: .direct).encode(buffer(["a🙂b"])) == "a🙂\u{1B}[4Gb\n")
    #expect(ANSIEncoder(depth: .direct).encode(buffer(["a日b"])) == "a日b\n")
  }

  @Test("What a terminal reads back is what was drawn, at every depth")
  func roundTrip() {
    var random = SeededRandom(seed: 21)
    for _ in 0..<150 {
      let frame = anyBuffer(&random)
      for depth in ColorDepth.allCases {
        var terminal = LineTerminal(width: frame.width, height: frame.height)
        terminal.print(ANSIEncoder(depth: depth).encode(frame))
        #expect(terminal.unknown.isEmpty && !terminal.styleStaysOn)
        #expect(shown(terminal.buffer) == shown(frame))
        for y in 0..<frame.height {
          for x in 0..<frame.width where frame[x, y].glyph != Cell.continuation {
            var style = frame[x, y].style
            style.foreground = style.foreground.quantized(to: depth)
            style.background = style.background.quantized(to: depth)
            let read = terminal.buffer[x, y]
            // Of trailing blanks only what they show.
            if read != .blank || frame[x, y].glyph != " " { #expect(read.style == style) }
            if read == .blank { #expect(style.background == .terminal) }
          }
        }
      }
    }
  }

  // MARK: SVG

  @Test("A picture has a rectangle for each run of one background, and text where it begins")
  func picture() {
    var frame = buffer(["ab cd", "e"])
    frame.restyle(Rect(x: 0, y: 0, width: 3, height: 1)) { $0.background = .indexed(4) }
    frame.restyle(Rect(x: 1, y: 0, width: 1, height: 1)) { $0.attributes = .bold }
    let svg = SVGEncoder(theme: .dark).encode(frame)
    #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"32\""))
    #expect(
      svg.contains("<path fill=\"#0000ee\" shape-rendering=\"crispEdges\" d=\"M0 0h24v16H0z\"/>"))
    #expect(svg.contains("<text x=\"24\" y=\"12\" textLength=\"16\" lengthAdjust="))
    #expect(svg.contains("fill=\"#c9cbd3\" font-weight=\"bold\">b</text>"))
    #expect(svg.contains("<text x=\"0\" y=\"28\""))
    #expect(SVGEncoder(theme: .light).encode(frame).contains("fill=\"#fbf9f5\"/>"))
  }

  @Test("Blocks, dots and lines are shapes, dimmed and reversed like text")
  func shapes() {
    let svg = SVGEncoder(theme: .dark).encode(buffer(["█▄⠁─░"], Style(attributes: .dim)))
    #expect(svg.contains("M0 0h8v16h-8zM8 8h8v8h-8z"))
    #expect(svg.contains("stroke-linecap=\"round\" opacity=\"0.6\" d=\"M18 2h0\""))
    #expect(svg.contains("M24.0 7.5h8") && svg.contains("opacity=\"0.15\""))
    #expect(!svg.contains("<text"))
    let reversed = SVGEncoder(theme: .dark).encode(
      buffer(["x"], Style(foreground: .rgb(1, 2, 3), attributes: .reverse)))
    #expect(reversed.contains("<path fill=\"#010203\"") && reversed.contains("fill=\"#101014\">x"))
  }

  @Test("Every block, dot and line stays within its cell")
  func shapesInside() {
    for value in UInt32(0x2500)...0x28FF {
      guard let glyph = Unicode.Scalar(value), let shape = GlyphShape(glyph) else { continue }
      switch shape {
      case .areas(let areas, let opacity):
        #expect(opacity > 0 && opacity <= 1)
        for area in areas {
          #expect(area.x >= 0 && area.x + area.width <= GlyphShape.width)
          #expect(area.y >= 0 && area.y + area.height <= GlyphShape.height)
        }
      case .dots(let dots): #expect(dots.count == (value - 0x2800).nonzeroBitCount)
      case .lines(let lines, _): #expect(!lines.isEmpty)
      }
    }
    #expect(GlyphShape("\u{2800}") == nil && GlyphShape("x") == nil)
  }

  @Test("Whatever a frame holds, the picture is well-formed and says the same")
  func wellFormed() {
    var random = SeededRandom(seed: 22)
    var frames = (0..<80).map { _ in anyBuffer(&random) }
    // Controls, marks and shapes, and the end of the first plane with what XML has no room for.
    var every = CellBuffer(width: 256, height: 0x31)
    for value in Array(0..<0x3000) + Array(0xFF00...0xFFFF) {
      every[value % 256, min(0x30, value / 256)].glyph = Unicode.Scalar(UInt32(value)) ?? " "
    }
    frames.append(every)
    for frame in frames {
      let svg = SVGEncoder(theme: random.pick(Theme.allCases)).encode(frame)
      let reader = TextReader()
      #expect(reader.parse(svg))
      let words = shown(frame).joined().unicodeScalars.filter {
        $0 != " " && GlyphShape($0) == nil
      }
      let expected = words.map { $0.value >= 0xFFFE && $0.value <= 0xFFFF ? "?" : $0 }
      #expect(reader.text == String(String.UnicodeScalarView(expected)))
    }
  }
}

/// Reads the text of a picture.
private final class TextReader: NSObject, XMLParserDelegate {
  private(set) var text = ""
  private var isText = false

  func parse(_ document: String) -> Bool {
    let parser = XMLParser(data: Data(document.utf8))
    parser.delegate = self
    return parser.parse()
  }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) { isText = element == "text" }

  func parser(
    _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
    qualifiedName: String?
  ) { isText = false }

  func parser(_ parser: XMLParser, foundCharacters characters: String) {
    if isText { text += characters }
  }
}
