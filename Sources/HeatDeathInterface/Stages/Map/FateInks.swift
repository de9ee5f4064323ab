import HeatDeath
import TerminalDrawing

/// How a cell of a ``PhaseMap`` is filled: three inks, collapsed, neither and even, in the shares of the
/// runs that ended so; without colours the sign of most of them.
struct FateInks {
  private let swatches: [Swatch]
  let runs: Int

  init(look: Look, runs: Int) {
    self.runs = runs
    let signs = Self.signs(look.symbols)
    let roles = [Role.expanding, .neutral, .contracting].map(look.palette.color)
    let fills = (0...2).map(look.palette.fill)
    swatches = (0..<(runs + 1) * (runs + 1)).map { index in
      let (collapsed, even) = (index / (runs + 1), index % (runs + 1))
      let counts = [collapsed, max(0, runs - collapsed - even), even]
      // The first of as many.
      let most = counts.firstIndex(of: counts.reduce(0, max)) ?? 0
      let color = look.palette.mixture(
        zip(fills, counts).map { ($0, Double($1) / Double(runs)) })
      return Swatch(color, signs[most], ink: roles[most])
    }
  }

  /// The more ink the more collapsed, and none that marks anything else on the map.
  private static func signs(_ symbols: Symbols) -> [Unicode.Scalar] {
    symbols.glyphs == .ascii ? ["#", "+", "."] : ["█", "▒", "░"]
  }

  func swatch(_ outcome: PhaseOutcome) -> Swatch {
    swatch(collapsed: outcome.collapsedCount, even: outcome.uniformCount)
  }

  func swatch(collapsed: Int, even: Int) -> Swatch { swatches[collapsed * (runs + 1) + even] }
}

/// What the inks mean: strips from one to the next with the numbers of runs at their ends; without
/// colours the signs.
struct FateLegend: ScreenPart {
  let look: Look
  let inks: FateInks

  private var runs: Int { inks.runs }

  private static let longestStrip = 9

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let names = ["one-sided", "neither", "even"]
    let text = look.style(.muted)
    guard look.palette.depth >= .indexed else {
      drawSigns(names, into: &buffer, in: area)
      return
    }
    let words = ["all one-sided", "all neither", "all even"]
    let start = "of \(runs) runs: "
    let width = (start + words.joined() + "    ").terminalColumns
    let strip = min(Self.longestStrip, (area.width - width) / 2)
    guard strip >= 3 else { return }
    var x = buffer.write(start, x: area.x, y: area.y, style: text)
    for (index, word) in words.enumerated() {
      x = buffer.write(word, x: x, y: area.y, style: text)
      guard index < 2 else { return }
      for column in 0..<strip {
        let next = column * runs / (strip - 1)
        let swatch =
          index == 0
          ? inks.swatch(collapsed: runs - next, even: 0) : inks.swatch(collapsed: 0, even: next)
        buffer[x + 1 + column, area.y] = swatch.cell(look.palette)
      }
      x += strip + 2
    }
  }

  private func drawSigns(
    _ names: [String], into buffer: inout CellBuffer, in area: Rect
  ) {
    let kinds = [(runs, 0), (0, 0), (0, runs)]
    let long = "how most of \(runs) runs of a cell ended: "
    let keys = names.joined(separator: "    ").terminalColumns + 4
    guard keys <= area.width else { return }
    var x = area.x
    if long.terminalColumns + keys <= area.width {
      x = buffer.write(long, x: x, y: area.y, style: look.style(.muted))
    }
    for (name, kind) in zip(names, kinds) {
      let cell = inks.swatch(collapsed: kind.0, even: kind.1).cell(look.palette)
      buffer[x, area.y] = cell
      buffer[x + 1, area.y] = cell
      x = buffer.write(" \(name)  ", x: x + 2, y: area.y, style: look.style(.muted))
    }
  }
}
