/// Figures three rows tall, to be read from the last row of a lecture room.
///
/// They know digits, signs and the few letters that numbers are written with; any other character
/// stands between them at its usual size. A word, with two letters or more that have no figure, is written
/// at the usual size as a whole.
public struct LargeDigits: Hashable, Sendable {
  /// Rows.
  public static let height = 3

  public let text: String
  /// Whether all of it is written at the usual size.
  public let isWord: Bool
  private let glyphs: [[[Unicode.Scalar]]]

  /// - Parameter text: what to write; a hyphen counts as the minus sign.
  public init(_ text: String, symbols: Symbols) {
    self.text = text
    let font = symbols.glyphs == .ascii ? Self.asciiFont : Self.blockFont
    isWord = text.unicodeScalars.count { $0.properties.isAlphabetic && font[$0] == nil } > 1
    glyphs = text.withFormatsWrittenOut.unicodeScalars.compactMap { scalar in
      let scalar = scalar == "-" ? "−" : scalar
      if let glyph = font[scalar] { return glyph }
      return switch scalar.terminalColumns {
      case 0: nil
      case 1: [[" "], [scalar], [" "]]
      default: [[" ", " "], [scalar, Cell.continuation], [" ", " "]]
      }
    }
  }

  /// The columns it takes, one between two figures included.
  public var columns: Int {
    isWord
      ? text.terminalColumns
      : glyphs.reduce(0) { $0 + $1[0].count } + max(0, glyphs.count - 1)
  }

  /// The characters that have a figure.
  static let repertoire = Set(blockFont.keys)

  /// Draws the figures from the left of `area`, in the middle of its rows; at the usual size, cut
  /// with a mark where even that is too long, where they do not fit.
  public func draw(
    into buffer: inout CellBuffer, in area: Rect, style: Style, symbols: Symbols
  ) {
    guard !area.isEmpty else { return }
    guard !isWord, columns <= area.width, area.height >= Self.height else {
      buffer.write(
        text.truncated(toColumns: area.width, mark: symbols.ellipsis), x: area.x,
        y: area.y + (area.height - 1) / 2, style: style)
      return
    }
    let top = area.y + (area.height - Self.height) / 2
    var x = area.x
    for glyph in glyphs {
      for (row, scalars) in glyph.enumerated() {
        for (column, scalar) in scalars.enumerated() {
          buffer[x + column, top + row] = Cell(scalar, style)
        }
      }
      x += glyph[0].count + 1
    }
  }
}

// MARK: - The two fonts

extension LargeDigits {
  private static let blockFont: [Unicode.Scalar: [[Unicode.Scalar]]] = pixels.mapValues { picture in
    let rows = picture.split(separator: "/").map { $0.map { $0 == "#" } }
    return stride(from: 0, to: rows.count, by: 2).map { top in
      zip(rows[top], rows[top + 1]).map { upper, lower in
        switch (upper, lower) {
        case (true, true): "█"
        case (true, false): "▀"
        case (false, true): "▄"
        case (false, false): " "
        }
      }
    }
  }

  /// Each figure in six half rows; the last is for what goes below the line.
  private static let pixels: [Unicode.Scalar: String] = [
    "0": "###/#.#/#.#/#.#/###/...", "1": ".#./##./.#./.#./###/...",
    "2": "###/..#/###/#../###/...", "3": "###/..#/.##/..#/###/...",
    "4": "#.#/#.#/###/..#/..#/...", "5": "###/#../###/..#/###/...",
    "6": "###/#../###/#.#/###/...", "7": "###/..#/..#/..#/..#/...",
    "8": "###/#.#/###/#.#/###/...", "9": "###/#.#/###/..#/###/...",
    ".": "././././#/.", ",": "../../../../.#/#.",
    "%": "#...#/...#./..#../.#.../#...#/.....", "=": ".../###/.../###/.../...",
    "<": "..#/.#./#../.#./..#/...", ">": "#../.#./..#/.#./#../...",
    "−": ".../.../###/.../.../...", "+": ".../.#./###/.#./.../...",
    "×": ".../#.#/.#./#.#/.../...", "^": ".#./#.#/.../.../.../...",
    "→": "...#./....#/#####/....#/...#./.....",
    "T": "###/.#./.#./.#./.#./...", "k": "#../#.#/##./#.#/#.#/...",
    "e": "###/#.#/###/#../###/...", " ": "../../../../../..",
  ]

  private static let asciiFont: [Unicode.Scalar: [[Unicode.Scalar]]] = strokes.mapValues { rows in
    rows.map { Array($0.unicodeScalars) }
  }

  private static let strokes: [Unicode.Scalar: [String]] = [
    "0": [" _ ", "| |", "|_|"], "1": ["   ", " | ", " | "], "2": [" _ ", " _|", "|_ "],
    "3": [" _ ", " _|", " _|"], "4": ["   ", "|_|", "  |"], "5": [" _ ", "|_ ", " _|"],
    "6": [" _ ", "|_ ", "|_|"], "7": [" _ ", "  |", "  |"], "8": [" _ ", "|_|", "|_|"],
    "9": [" _ ", "|_|", " _|"], ".": [" ", " ", "."], ",": [" ", " ", ","],
    "%": ["o /", " / ", "/ o"], "=": ["   ", "===", "   "], "<": [" /", "< ", " \\"],
    ">": ["\\ ", " >", "/ "], "−": ["   ", "---", "   "], "+": [" | ", "-+-", " | "],
    "×": ["\\ /", " x ", "/ \\"], "^": ["/\\", "  ", "  "], "→": ["  \\ ", "--->", "  / "],
    "T": ["___", " | ", " | "],
    "k": ["   ", "|/ ", "|\\ "], "e": [" _ ", "|_ ", "|_ "], " ": ["  ", "  ", "  "],
  ]
}
