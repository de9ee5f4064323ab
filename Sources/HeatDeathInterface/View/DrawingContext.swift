import HeatDeath
import TerminalDrawing

/// What every part of the screen draws with.
struct DrawingContext {
  let state: AppState
  let report: EngineReport
  let palette: Palette
  let symbols: Symbols
  let format: NumberFormat

  init(state: AppState, report: EngineReport, colors: ColorDepth) {
    self.state = state
    self.report = report
    palette = Palette(theme: state.theme, depth: colors)
    symbols = Symbols(state.glyphs)
    format = NumberFormat(symbols: symbols)
  }

  /// What pictures show.
  var snapshot: Snapshot { report.snapshot }

  /// What figures and slow panels show; 0.3 seconds behind the rest at most.
  var figures: Snapshot { report.figures }

  func style(_ role: Role) -> Style { palette.style(role) }

  /// The style of a category's mark and name.
  func categoryStyle(_ category: Int) -> Style {
    Style(
      foreground: palette.category(category), background: palette.background, attributes: .bold)
  }

  /// The style of the current point: it must stand out from the dots around it, which where dots
  /// are as large as characters, or have no colour, takes more than a colour of its own.
  var headStyle: Style {
    // Below 256 colours the accent is a category's hue.
    let hasFewColors = palette.depth < .indexed
    var style = style(hasFewColors ? .strong : .accent)
    if symbols.glyphs != .braille || hasFewColors { style.attributes = [.bold, .reverse] }
    return style
  }

  /// A category's mark and name, as in `▲ A`.
  func tag(_ category: Int) -> String {
    // A form can be ahead of the report by one start of the engine, which has the default names.
    let labels = snapshot.scenario.labels
    let label =
      labels.indices.contains(category) ? labels[category] : Scenario.defaultLabel(category)
    // Without shapes the default names already are their own marks.
    if symbols.glyphs == .ascii, label == Scenario.defaultLabel(category) { return label }
    return "\(symbols.categoryMark(category)) \(label)"
  }

  func role(of samplerClass: SamplerClass) -> Role {
    switch samplerClass {
    case .expanding: .expanding
    case .identity: .neutral
    case .contracting: .contracting
    }
  }
}

/// Text in several styles on one line.
struct StyledText {
  private(set) var parts: [(text: String, style: Style)] = []

  mutating func append(_ text: String, _ style: Style) { parts.append((text, style)) }

  var columns: Int { parts.reduce(0) { $0 + $1.text.terminalColumns } }

  /// Writes the parts one after the other, the whole cut to `limit` columns.
  @discardableResult
  func write(
    into buffer: inout CellBuffer, x: Int, y: Int, limit: Int, ellipsis: Unicode.Scalar
  ) -> Int {
    var column = x
    let end = x + max(0, limit)
    for (index, part) in parts.enumerated() {
      let room = end - column
      guard room > 0 else { break }
      // What follows may not vanish without a mark either.
      let isFollowed = parts[(index + 1)...].contains { !$0.text.isEmpty }
      let isCut = part.text.terminalColumns >= room && isFollowed
      let text = isCut ? part.text + " " : part.text
      column = buffer.write(
        text.truncated(toColumns: room, mark: ellipsis), x: column, y: y, style: part.style)
    }
    return column
  }
}
