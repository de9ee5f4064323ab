/// A frame as text with SGR sequences: what a terminal shows where it is printed, line by line.
///
/// Not for the live screen: there only what changed is sent, in the language of the terminal's
/// description.
///
/// - Source: ECMA-48, 8.3.117, SGR; ISO 8613-6 for colours by palette entry and by channels; xterm for
///   the bright ones, 90 to 107.
public struct ANSIEncoder: Hashable, Sendable {
  /// The most colours to use.
  public var depth: ColorDepth

  public init(depth: ColorDepth) { self.depth = depth }

  /// The rows, each ended by a line feed.
  public func encode(_ buffer: CellBuffer) -> String {
    rows(of: buffer).map { $0 + "\n" }.joined()
  }

  /// The rows, each ended with no attribute left on. Trailing blanks that show nothing are left out.
  public func rows(of buffer: CellBuffer) -> [String] {
    (0..<buffer.height).map { row($0, of: buffer) }
  }

  private func row(_ y: Int, of buffer: CellBuffer) -> String {
    var text = ""
    var inForce = Self.reset
    for run in visibleRuns(buffer, y) {
      let sequence = sequence(run.style)
      if sequence != inForce { text += sequence }
      inForce = sequence
      var x = run.x
      for (glyph, columns) in run.characters {
        text.unicodeScalars.append(glyph)
        x += columns
        // The next one stands where it belongs, however wide this one was drawn.
        if glyph.hasDisputedWidth, x < buffer.width { text += "\u{1B}[\(x + 1)G" }
      }
    }
    return inForce == Self.reset ? text : text + Self.reset
  }

  private static let reset = "\u{1B}[m"

  private func visibleRuns(_ buffer: CellBuffer, _ y: Int) -> [StyledRun] {
    var runs = buffer.runs(ofRow: y)
    while var run = runs.popLast() {
      let showsBlanks =
        run.style.background.quantized(to: depth) != .terminal
        || !run.style.attributes.isDisjoint(with: [.reverse, .underline])
      if !showsBlanks {
        let end = run.characters.lastIndex { $0.glyph != " " }.map { $0 + 1 } ?? 0
        run.characters.removeSubrange(end...)
      }
      if !run.characters.isEmpty { return runs + [run] }
    }
    return runs
  }

  /// Sets a style whatever is in force.
  private func sequence(_ style: Style) -> String {
    var parameters = "0"
    let codes: [(Style.Attributes, Int)] = [(.bold, 1), (.dim, 2), (.underline, 4), (.reverse, 7)]
    for (attribute, code) in codes where style.attributes.contains(attribute) {
      parameters += ";\(code)"
    }
    parameters += self.parameters(style.foreground, first: 30)
    parameters += self.parameters(style.background, first: 40)
    return parameters == "0" ? Self.reset : "\u{1B}[\(parameters)m"
  }

  private func parameters(_ color: Color, first: Int) -> String {
    switch color.quantized(to: depth).kind {
    case .terminal: ""
    case .indexed(let index) where index < 8: ";\(first + Int(index))"
    case .indexed(let index) where index < 16: ";\(first + 60 + Int(index) - 8)"
    case .indexed(let index): ";\(first + 8);5;\(index)"
    case .rgb(let red, let green, let blue): ";\(first + 8);2;\(red);\(green);\(blue)"
    }
  }
}
