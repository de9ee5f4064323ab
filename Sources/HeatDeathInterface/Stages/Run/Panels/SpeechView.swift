import HeatDeath
import TerminalDrawing

/// What the model says: fresh draws from the law of the next sample, in the words of the data.
///
/// They are no part of the run, and stand as long as the figures do.
struct SpeechView: ScreenPart {
  let context: DrawingContext

  func appearance(in area: Rect) -> Appearance? {
    context.appearance(of: Self.self, context.groups?.grouping)
  }

  /// A line of words, in its frame.
  static let rows = 3

  /// More would be read by nobody.
  static let mostRows = 8

  /// The longest name that is not cut.
  private static let longest = 14

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let inner = Panel(
      titles: titles, remarks: ["draws that do not count", "not counted"], width: area.width
    ).draw(into: &buffer, in: area, palette: context.palette, symbols: context.symbols)
    guard inner.width >= 4 else { return }
    guard !context.isVeiled else {
      buffer.write("?", x: inner.x + 1, y: inner.y, style: context.style(.muted))
      return
    }
    var words: [Int: (text: String, columns: Int)] = [:]
    // Every word takes a column and a blank at least.
    var draws = context.figures.freshDraws(inner.height * (inner.width / 2))[...]
    for y in inner.y..<inner.maxY {
      var x = inner.x + 1
      while let category = draws.first {
        let word = words[category] ?? word(category, columns: inner.width - 2)
        words[category] = word
        guard x + word.columns <= inner.maxX - 1 else { break }
        let style = context.categoryStyle(context.inkNumber(of: category))
        buffer.write(word.text, x: x, y: y, style: style)
        x += word.columns + 1
        draws = draws.dropFirst()
      }
    }
  }

  /// Whose words they are.
  private var titles: [String] {
    switch context.settings.externalData.fraction {
    case 0: ["the model would say"]
    case 1: ["the fresh data say"]
    default: ["the model and fresh data say", "model, fresh data say"]
    }
  }

  /// The name of a category, or its mark where that has nothing to be seen.
  private func word(_ category: Int, columns: Int) -> (text: String, columns: Int) {
    let label = context.figures.scenario.labels[category]
    let name = label.terminalColumns > 0 ? label : String(context.symbols.categoryMark(category))
    let text = name.truncated(
      toColumns: min(Self.longest, columns), mark: context.symbols.ellipsis)
    return (text, text.terminalColumns)
  }
}
