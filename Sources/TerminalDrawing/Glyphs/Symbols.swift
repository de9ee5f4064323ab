import RealModule

/// The characters that views draw with, one table for each rung of the glyph ladder.
///
/// What the rung of blocks draws with besides letters is in code page 437, the font that the Linux
/// console has by itself: neither eighths of blocks nor stars, arcs and superscripts.
public struct Symbols: Hashable, Sendable {
  public let glyphs: GlyphSet

  /// Whether signs within sentences are words, for those who hear them.
  public let isSpoken: Bool

  public init(_ glyphs: GlyphSet) {
    self.glyphs = glyphs
    isSpoken = false
  }

  private init(spoken glyphs: GlyphSet) {
    self.glyphs = glyphs
    isSpoken = true
  }

  /// For sentences that are read aloud: ASCII, and words in place of signs.
  public static let spoken = Symbols(spoken: .ascii)

  /// The one of three for this rung.
  private func choose<Symbol>(_ braille: Symbol, _ blocks: Symbol, _ ascii: Symbol) -> Symbol {
    switch glyphs {
    case .braille: braille
    case .blocks: blocks
    case .ascii: ascii
    }
  }

  public var horizontal: Unicode.Scalar { choose("─", "─", "-") }
  public var vertical: Unicode.Scalar { choose("│", "│", "|") }
  public var topLeft: Unicode.Scalar { choose("╭", "┌", "+") }
  public var topRight: Unicode.Scalar { choose("╮", "┐", "+") }
  public var bottomLeft: Unicode.Scalar { choose("╰", "└", "+") }
  public var bottomRight: Unicode.Scalar { choose("╯", "┘", "+") }
  /// A heavy horizontal line: the part of an axis already covered.
  public var heavyHorizontal: Unicode.Scalar { choose("━", "═", "=") }
  /// A mark across an axis.
  public var cross: Unicode.Scalar { choose("┿", "╪", "+") }
  /// Where a branch begins on an axis.
  public var fork: Unicode.Scalar { choose("┳", "╦", "Y") }
  /// A step on an axis.
  public var tick: Unicode.Scalar { choose("┴", "┴", "+") }
  /// A step on an axis to the right of its labels.
  public var axisTick: Unicode.Scalar { choose("┤", "┤", "+") }
  /// Ends of a scale bar.
  public var barStart: Unicode.Scalar { choose("├", "├", "|") }
  public var barEnd: Unicode.Scalar { choose("┤", "┤", "|") }

  /// The current point.
  public var head: Unicode.Scalar { choose("◆", "@", "@") }
  /// The initial point.
  public var start: Unicode.Scalar { choose("○", "○", "o") }
  /// Where the run is bound for.
  public var endState: Unicode.Scalar { choose("╳", "x", "x") }
  /// Where an earlier run was left.
  public var formerRun: Unicode.Scalar { choose("◇", "+", "+") }
  /// The place a form aims at.
  public var aim: Unicode.Scalar { choose("┼", "┼", "X") }
  /// Where a flow rests: it comes back from everywhere, from some sides, from nowhere. On the rungs
  /// without circles of these kinds a sink, a bar across, and rays; none is a mark of the first four
  /// categories.
  public var stableRest: Unicode.Scalar { choose("◉", "◙", "#") }
  public var saddleRest: Unicode.Scalar { choose("◐", "◘", "%") }
  public var unstableRest: Unicode.Scalar { choose("◌", "☼", "?") }
  /// Fills what is nearly even, what is near a border, and what is both.
  public var evenFill: Unicode.Scalar { choose("░", "░", "=") }
  public var borderFill: Unicode.Scalar { choose("╱", "/", "/") }
  public var bothFill: Unicode.Scalar { choose("▒", "▒", "%") }
  /// The position on the time axis.
  public var knob: Unicode.Scalar { choose("●", "•", "#") }

  public var left: Unicode.Scalar { choose("←", "←", "<") }
  public var right: Unicode.Scalar { choose("→", "→", ">") }
  /// What grows and what shrinks: no shapes that mark a category.
  public var up: Unicode.Scalar { choose("↑", "↑", "^") }
  public var down: Unicode.Scalar { choose("↓", "↓", "v") }
  /// The arrow nearest to a direction, x to the right and y upwards: one of eight, of four where the
  /// rung has no others. No single arrow points aslant that is not drawn as a picture somewhere.
  ///
  /// - Returns: `nil` without a direction.
  public func arrow(x: Double, y: Double) -> Unicode.Scalar? {
    guard x != 0 || y != 0, x.isFinite, y.isFinite else { return nil }
    let arrows = arrows
    let turns = Double.atan2(y: y, x: x) / (2 * .pi) * Double(arrows.count)
    return arrows[(Int(turns.rounded()) + arrows.count) % arrows.count]
  }

  /// Evenly around, from the right against the clock.
  var arrows: [Unicode.Scalar] {
    choose(
      ["⇒", "⇗", "⇑", "⇖", "⇐", "⇙", "⇓", "⇘"], ["→", "↑", "←", "↓"], [">", "^", "<", "v"])
  }

  public var running: String { choose("►", "►", ">") }
  public var paused: String { choose("‖", "║", "||") }
  /// Around a value that the arrow keys change.
  public var lessOf: String { choose("◂", "◄", "<") }
  public var moreOf: String { choose("▸", "►", ">") }
  public var ellipsis: Unicode.Scalar { choose("…", "~", "~") }
  /// Stands for a value that is being computed.
  public var notYetKnown: String { isSpoken ? "not known yet" : String(Character(ellipsis)) }
  public var arrow: String { isSpoken ? "to" : choose("→", "→", "->") }
  public var times: String { isSpoken ? "times " : choose("×", "x", "x") }
  public var atMost: String { isSpoken ? "at most " : choose("≤", "≤", "<=") }
  public var minus: String { isSpoken ? " minus " : choose("−", "-", "-") }
  public var plusMinus: String { isSpoken ? "plus or minus " : choose("±", "±", "+-") }
  public var dash: String { isSpoken ? "undefined" : choose("–", "-", "-") }
  public var theta: String { choose("θ", "Θ", "theta") }
  public var tau: String { choose("τ", "τ", "tau") }
  public var lambda: String { choose("λ", "lambda", "lambda") }
  public var ell: String { choose("ℓ", "l", "l") }
  public var infinity: String { isSpoken ? "infinity" : choose("∞", "∞", "inf") }
  public var middleDot: String { choose("·", "·", ".") }

  /// Whether exponents may be written as superscripts.
  public var hasSuperscripts: Bool { choose(true, false, false) }

  /// The mark of category `index`: shapes that differ without colour.
  public func categoryMark(_ index: Int) -> Unicode.Scalar {
    let marks: [Unicode.Scalar] = choose(
      ["▲", "■", "●", "★", "△", "□", "✚", "☆"], ["▲", "■", "•", "▼", "◙", "⌂", "◘", "☼"],
      ["A", "B", "C", "D", "E", "F", "G", "H"])
    return marks[index % marks.count]
  }

  /// A column filled from below to `eighths` of a cell, 0 to 8.
  public func verticalBar(eighths: Int) -> Unicode.Scalar {
    let bars: [Unicode.Scalar] = choose(
      [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"], [" ", "_", "_", "▄", "▄", "▄", "█", "█", "█"],
      [" ", ".", ".", ":", ":", "|", "|", "#", "#"])
    return bars[max(0, min(8, eighths))]
  }

  /// How many eighths of a cell a horizontal bar grows by.
  public var horizontalBarStep: Int { choose(1, 4, 4) }

  /// A cell filled from the left to `eighths` of its width, 0 to 8, or to the step below.
  public func horizontalBar(eighths: Int) -> Unicode.Scalar {
    let bars: [Unicode.Scalar] = choose(
      [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"], [" ", " ", " ", " ", "▌", "▌", "▌", "▌", "█"],
      [" ", " ", " ", " ", "-", "-", "-", "-", "="])
    return bars[max(0, min(8, eighths))]
  }

  /// The parts of a cell that an upright mark can stand in: at its left edge, in its middle, at its right
  /// edge; where characters know no such parts, in its middle alone.
  public var uprights: [Unicode.Scalar] { choose(["▏", "│", "▕"], ["│"], ["|"]) }

  /// A cell that is the darker the greater `position` is, from 0 to 1, where colours cannot tell: in
  /// the order of the ink that the characters have. It is never blank; no number counts as 0.
  public func shade(at position: Double) -> Unicode.Scalar {
    let shades = self.shades
    let clamped = position > 0 ? min(1, position) : 0
    return shades[min(shades.count - 1, Int(clamped * Double(shades.count)))]
  }

  var shades: [Unicode.Scalar] {
    let blocks: [Unicode.Scalar] = ["░", "▒", "▓", "█"]
    return choose(blocks, blocks, [".", ":", "+", "%", "#", "@"])
  }

  /// How many dots of a ``DotCanvas`` a dash has, and the gap behind it.
  public var dashLength: Int { choose(4, 2, 2) }

  /// Every character of the table, and those that plots are drawn with on the rung of blocks.
  public var repertoire: Set<Unicode.Scalar> {
    var all: Set<Unicode.Scalar> = [
      horizontal, vertical, topLeft, topRight, bottomLeft, bottomRight, heavyHorizontal, cross,
      fork,
      tick, axisTick, barStart, barEnd, head, start, endState, formerRun, aim, knob, left, right,
      up, down,
      ellipsis, stableRest, saddleRest, unstableRest, evenFill, borderFill, bothFill,
    ]
    let words = [
      running, paused, lessOf, moreOf, arrow, times, atMost, minus, plusMinus, dash, theta, tau,
      lambda, ell,
      infinity, middleDot,
    ]
    for word in words { all.formUnion(word.unicodeScalars) }
    for index in 0..<8 { all.insert(categoryMark(index)) }
    for eighths in 0...8 {
      all.formUnion([verticalBar(eighths: eighths), horizontalBar(eighths: eighths)])
    }
    all.formUnion(shades + arrows + uprights)
    if glyphs == .blocks { all.formUnion(["▀", "▄", "█"]) }
    return all
  }
}
