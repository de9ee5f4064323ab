import Foundation
import FoundationXML
import TestSupport
import Testing

@testable import TerminalDrawing

@Suite("Pictures that move") struct SVGFilmTests {
  private static let size = (width: 12, height: 5)

  /// Changes some places of a frame, with words, wide characters, shapes and blanks.
  private func changed(_ frame: CellBuffer, _ random: inout SeededRandom) -> CellBuffer {
    var frame = frame
    let texts = ["word", "日本", "<&", "█▀▄", "⠁⣿", "─┤", "λ", "   "]
    let colors: [Color] = [.terminal, .rgb(1, 2, 3), .indexed(12)]
    for _ in 0..<(1 + random.next(4)) {
      let style = Style(
        foreground: random.pick(colors), background: random.pick(colors),
        attributes: random.next(3) == 0 ? .bold : [])
      frame.write(
        random.pick(texts), x: random.next(Self.size.width), y: random.next(Self.size.height),
        style: style)
    }
    return frame
  }

  @Test("At any time a film shows the frame of that time, seed 1 to 40", arguments: 1...40)
  func frames(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    var film = SVGFilm(theme: .dark)
    var frame = CellBuffer(width: Self.size.width, height: Self.size.height)
    var frames: [CellBuffer] = []
    for index in 0..<10 {
      if random.next(4) > 0 { frame = changed(frame, &random) }
      frames.append(frame)
      film.show(frame, at: Double(index) / 8)
    }
    let reader = FilmReader()
    try #require(reader.parse(film.description(endingAt: 2)))
    let still = FilmReader()
    for (index, frame) in frames.enumerated() {
      try #require(still.parse(SVGEncoder(theme: .dark).encode(frame)))
      let expected = still.marks(at: nil)
      #expect(reader.marks(at: (Double(index) + 0.5) / 16) == expected, "frame \(index)")
      if index == frames.count - 1 {
        #expect(reader.marks(at: 0.99) == expected)
        #expect(reader.marks(at: nil) == expected, "where nothing moves")
      }
    }
  }

  @Test("Frames that do not change are a picture without movement")
  func still() {
    var frame = CellBuffer(width: 8, height: 1)
    frame.write("still", x: 0, y: 0)
    var film = SVGFilm(theme: .dark)
    for index in 0..<5 { film.show(frame, at: Double(index)) }
    let picture = film.description(endingAt: 6)
    #expect(picture.contains(">still</text>") && !picture.contains("@keyframes"))
  }
}

/// What stands where in a picture, at a time of its animation.
private final class FilmReader: NSObject, XMLParserDelegate {
  private var marks: [(mark: String, animation: String?, isHidden: Bool)] = []
  private var rules = ""
  private var animation: String?
  private var isHidden = false
  private var element = ""
  private var word: (x: Int, y: String, style: String) = (0, "", "")

  func parse(_ document: String) -> Bool {
    (marks, rules) = ([], "")
    let parser = XMLParser(data: Data(document.utf8))
    parser.delegate = self
    return parser.parse()
  }

  /// - Parameter share: of the whole time; `nil` for a viewer that knows no animation.
  func marks(at share: Double?) -> Set<String> {
    Set(
      marks.filter {
        guard let share, let name = $0.animation else { return !$0.isHidden }
        return isVisible(name, at: share * 100)
      }.map(\.mark))
  }

  /// The value of the last keyframe that has come.
  private func isVisible(_ name: String, at percent: Double) -> Bool {
    guard let rule = rules.components(separatedBy: "@keyframes \(name){").dropFirst().first else {
      return false
    }
    var value = true
    for frame in rule.prefix(while: { $0 != "\n" }).matches(
      of: /([0-9.]+)%\{visibility:(visible|hidden)\}/)
    where Double(frame.1) ?? 0 <= percent {
      value = frame.2 == "visible"
    }
    return value
  }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    self.element = element
    switch element {
    case "g":
      animation = attributes["style"]?.replacing("animation-name:", with: "")
      isHidden = attributes["class"] == "m h"
    case "path":
      // Backgrounds of neighbours may be one rectangle: these are told by their columns.
      let style = "\(attributes["fill"] ?? "") \(attributes["stroke"] ?? "")"
      for piece in (attributes["d"] ?? "").split(separator: "M") {
        guard let area = piece.firstMatch(of: /^(\d+) (\d+)h(\d+)v16H/),
          let left = Int(area.1), let width = Int(area.3)
        else {
          add("\(style) \(piece)")
          continue
        }
        for x in stride(from: left, to: left + width, by: 8) { add("\(style) \(x) \(area.2)") }
      }
    case "text":
      word = (
        Int(attributes["x"] ?? "") ?? 0, attributes["y"] ?? "",
        "\(attributes["fill"] ?? "") \(attributes["font-weight"] ?? "")"
      )
    default: break
    }
  }

  func parser(
    _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    if element == "g" { (animation, isHidden) = (nil, false) }
    self.element = ""
  }

  func parser(_ parser: XMLParser, foundCharacters characters: String) {
    if element == "style" { rules += characters }
    guard element == "text" else { return }
    for glyph in characters.unicodeScalars {
      add("\(glyph) \(word.x) \(word.y) \(word.style)")
      word.x += 8 * glyph.terminalColumns
    }
  }

  private func add(_ mark: String) { marks.append((mark, animation, isHidden)) }
}
