import HeatDeath
import TerminalDrawing

/// What became of the dataset: its samples as one stacked bar by where they came from, and a legend.
///
/// A part too thin for a cell is not drawn, and said to be; the others share the bar in proportion.
struct OriginsBar {
  let context: DrawingContext

  private struct Part {
    let name: String
    /// The same where room is short.
    let short: String
    let count: Int64
    /// How dark its sign is, 0 to 1.
    let shade: Double
    let role: Role
  }

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    guard area.height >= 2, area.width >= 24 else { return }
    buffer.write("made of", x: area.x + 1, y: area.y, style: context.style(.muted))
    guard let parts else {
      buffer.write(
        "not counted".truncated(
          toColumns: area.width - 1 - KnowledgeView.names, mark: context.symbols.ellipsis),
        x: area.x + KnowledgeView.names, y: area.y, style: context.style(.text))
      return
    }
    let width = area.width - 1 - KnowledgeView.names
    let cells = Self.cells(of: parts.map(\.count), width: width)
    var x = area.x + KnowledgeView.names
    for (part, count) in zip(parts, cells) {
      for _ in 0..<count {
        buffer[x, area.y] = Cell(context.symbols.shade(at: part.shade), context.style(part.role))
        x += 1
      }
    }
    let legend = legend(zip(parts, cells).map { ($0, $1 > 0) }, columns: area.width - 2)
    legend.write(
      into: &buffer, x: area.x + 1, y: area.y + 1, limit: area.width - 2,
      ellipsis: context.symbols.ellipsis)
  }

  /// The parts that there are; `nil` where they are not counted.
  private var parts: [Part]? {
    let snapshot = context.figures
    let parts: [Part]
    if let origins = snapshot.origins {
      parts = [
        Part(name: "initial", short: "first", count: origins.initial, shade: 1, role: .strong),
        Part(name: "injected", short: "added", count: origins.injected, shade: 0.7, role: .accent),
        Part(name: "fresh", short: "fresh", count: origins.streamed, shade: 0.4, role: .neutral),
        Part(name: "generated", short: "made", count: origins.generated, shade: 0, role: .muted),
      ]
    } else if let real = snapshot.realCount {
      parts = [
        Part(name: "from outside", short: "other", count: real, shade: 1, role: .strong),
        Part(name: "generated", short: "made", count: snapshot.size - real, shade: 0, role: .muted),
      ]
    } else {
      return nil
    }
    return parts.filter { $0.count > 0 }
  }

  /// How many cells each part has of so many. One that would fill less than one has none.
  static func cells(of counts: [Int64], width: Int) -> [Int] {
    let size = counts.reduce(0) { $0 + Double($1) }
    let least = size / Double(max(1, width))
    let shown = counts.reduce(0) { $0 + (Double($1) >= least ? Double($1) : 0) }
    var (sum, start) = (0.0, 0)
    return counts.map { count in
      guard Double(count) >= least, width > 0 else { return 0 }
      sum += Double(count)
      let end = min(width, Int((sum / shown * Double(width)).rounded()))
      defer { start = end }
      return end - start
    }
  }

  /// Names and counts, the longest wording that fits; what is too thin to draw comes last.
  private func legend(_ parts: [(part: Part, isDrawn: Bool)], columns: Int) -> StyledText {
    let drawn = parts.filter(\.isDrawn).map(\.part)
    let thin = parts.filter { !$0.isDrawn }.map(\.part)
    func text(
      hasCounts: Bool, isShort: Bool = false, gap: String, thin words: String
    ) -> StyledText {
      var text = StyledText()
      for (index, part) in drawn.enumerated() {
        if index > 0 { text.append(gap, context.style(.muted)) }
        text.append("\(context.symbols.shade(at: part.shade))", context.style(part.role))
        let count = hasCounts ? " \(context.format.restingCount(part.count))" : ""
        text.append(" \(isShort ? part.short : part.name)\(count)", context.style(.text))
      }
      if !words.isEmpty { text.append(words, context.style(.muted)) }
      return text
    }
    let counted = thin.map { "\($0.name) \(context.format.restingCount($0.count))" }
      .joined(separator: ", ")
    let named = thin.map(\.name).joined(separator: ", ")
    let wordings: [StyledText]
    if thin.isEmpty {
      wordings = [
        text(hasCounts: true, gap: "  ", thin: ""), text(hasCounts: false, gap: "  ", thin: ""),
        text(hasCounts: false, gap: " ", thin: ""),
        text(hasCounts: false, isShort: true, gap: " ", thin: ""),
      ]
    } else {
      wordings = [
        text(hasCounts: true, gap: "  ", thin: "  too thin to draw: \(counted)"),
        text(hasCounts: true, gap: "  ", thin: "  too thin: \(counted)"),
        text(hasCounts: false, gap: "  ", thin: "  too thin: \(counted)"),
        text(hasCounts: false, gap: "  ", thin: "  too thin: \(named)"),
        text(hasCounts: false, gap: " ", thin: ", \(thin.count) too thin"),
        text(hasCounts: false, isShort: true, gap: " ", thin: ", \(thin.count) too thin"),
      ]
    }
    return wordings.first { $0.columns <= columns } ?? wordings[wordings.count - 1]
  }
}
