/// The characters that views draw with, one table for each rung of the glyph ladder.
public struct Symbols: Hashable, Sendable {
  public let glyphs: GlyphSet

  public init(_ glyphs: GlyphSet) { self.glyphs = glyphs }

  private var isASCII: Bool { glyphs == .ascii }

  public var horizontal: Unicode.Scalar { isASCII ? "-" : "─" }
  public var vertical: Unicode.Scalar { isASCII ? "|" : "│" }
  public var topLeft: Unicode.Scalar { isASCII ? "+" : glyphs == .braille ? "╭" : "┌" }
  public var topRight: Unicode.Scalar { isASCII ? "+" : glyphs == .braille ? "╮" : "┐" }
  public var bottomLeft: Unicode.Scalar { isASCII ? "+" : glyphs == .braille ? "╰" : "└" }
  public var bottomRight: Unicode.Scalar { isASCII ? "+" : glyphs == .braille ? "╯" : "┘" }
  /// A heavy horizontal line: the part of an axis already covered.
  public var heavyHorizontal: Unicode.Scalar { isASCII ? "=" : "━" }
  /// A mark across an axis.
  public var cross: Unicode.Scalar { isASCII ? "+" : "┿" }
  /// A thin upright line at a fraction of a cell's width.
  public func mark(at fraction: Double) -> Unicode.Scalar {
    isASCII ? "|" : fraction < 0.33 ? "▏" : fraction > 0.67 ? "▕" : "│"
  }

  /// A step on an axis.
  public var tick: Unicode.Scalar { isASCII ? "+" : "┴" }
  /// A step on an axis to the right of its labels.
  public var axisTick: Unicode.Scalar { isASCII ? "+" : "┤" }
  /// Ends of a scale bar.
  public var barStart: Unicode.Scalar { isASCII ? "|" : "├" }
  public var barEnd: Unicode.Scalar { isASCII ? "|" : "┤" }

  /// The current point.
  public var head: Unicode.Scalar { isASCII ? "@" : "◆" }
  /// The initial point.
  public var start: Unicode.Scalar { isASCII ? "o" : "○" }
  /// Where the run is bound for.
  public var endState: Unicode.Scalar { isASCII ? "x" : "╳" }
  /// The place a form aims at.
  public var aim: Unicode.Scalar { isASCII ? "X" : "┼" }
  /// The position on the time axis.
  public var knob: Unicode.Scalar { isASCII ? "#" : "●" }

  public var left: Unicode.Scalar { isASCII ? "<" : "←" }
  public var right: Unicode.Scalar { isASCII ? ">" : "→" }
  /// What grows and what shrinks: no shapes that mark a category.
  public var up: Unicode.Scalar { isASCII ? "^" : "↑" }
  public var down: Unicode.Scalar { isASCII ? "v" : "↓" }
  public var running: String { isASCII ? ">" : "►" }
  public var paused: String { isASCII ? "||" : "‖" }
  public var ellipsis: Unicode.Scalar { isASCII ? "~" : "…" }
  public var arrow: String { isASCII ? "->" : "→" }
  public var times: String { isASCII ? "x" : "×" }
  public var atMost: String { isASCII ? "<=" : "≤" }
  public var minus: String { isASCII ? "-" : "−" }
  public var dash: String { isASCII ? "-" : "–" }
  public var theta: String { isASCII ? "theta" : "θ" }
  public var tau: String { isASCII ? "tau" : "τ" }
  public var lambda: String { isASCII ? "lambda" : "λ" }
  public var ell: String { isASCII ? "l" : "ℓ" }
  public var infinity: String { isASCII ? "inf" : "∞" }
  public var middleDot: String { isASCII ? "." : "·" }

  /// The mark of category `index`: shapes that differ without colour, none of them used elsewhere.
  public func categoryMark(_ index: Int) -> Unicode.Scalar {
    let marks: [Unicode.Scalar] =
      isASCII
      ? ["A", "B", "C", "D", "E", "F", "G", "H"] : ["▲", "■", "●", "★", "△", "□", "✚", "☆"]
    return marks[index % marks.count]
  }

  /// A column filled from below to `eighths` of a cell, 0 to 8.
  public func verticalBar(eighths: Int) -> Unicode.Scalar {
    let bars: [Unicode.Scalar] =
      isASCII
      ? [" ", ".", ".", ":", ":", "|", "|", "#", "#"]
      : [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    return bars[max(0, min(8, eighths))]
  }

  /// A cell filled from the left to `eighths` of its width, 0 to 8. ASCII tells empty, partly filled
  /// and full apart, so that a bar that is almost empty or almost full still shows it.
  public func horizontalBar(eighths: Int) -> Unicode.Scalar {
    let bars: [Unicode.Scalar] =
      isASCII
      ? [" ", "-", "-", "-", "-", "-", "-", "-", "="]
      : [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]
    return bars[max(0, min(8, eighths))]
  }
}
