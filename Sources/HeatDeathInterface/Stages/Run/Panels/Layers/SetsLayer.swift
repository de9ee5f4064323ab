import HeatDeath
import TerminalDrawing

/// The sets Ω_low_I(a) and Ω_high_I(a): nearly even on I, and hardly any of a member of I.
struct SetsLayer: PictureLayer {
  var name: String { "sets" }
  var words: String { "nearly even, and at an edge: heat death and collapse end in these sets" }

  func obstacle(in snapshot: Snapshot) -> LayerObstacle? {
    snapshot.categoryCount <= 3
      ? nil
      : LayerObstacle(
        sentence: "no sets: inside a tetrahedron they hide each other; N leads to 3 categories",
        short: "no sets here")
  }

  func ground(of grid: SimplexGrid, in context: DrawingContext) -> LayerGround? {
    let sets = context.controls.layers.sets(ofCategories: grid.categoryCount)
    let symbols = context.symbols
    let even = Self.color(isEven: true, context.palette)
    let border = Self.color(isEven: false, context.palette)
    let cells = grid.map { theta -> LayerGround.Change? in
      let place = sets.membership(of: theta)
      switch (place.isLow, place.isHigh) {
      case (true, true): return LayerGround.Change(sign: (symbols.bothFill, even, []))
      case (true, false): return LayerGround.Change(sign: (symbols.evenFill, even, []))
      case (false, true): return LayerGround.Change(sign: (symbols.borderFill, border, []))
      case (false, false): return nil
      }
    }
    return LayerGround(cells: cells.map { $0 ?? nil }, legend: legend(sets, in: context))
  }

  /// Quiet colours: the path lies above.
  private static func color(isEven: Bool, _ palette: Palette) -> Color {
    palette.color(isEven ? .contracting : palette.depth >= .indexed ? .axis : .muted)
  }

  private func legend(_ sets: LyapunovSets, in context: DrawingContext) -> [[StyledText]] {
    let symbols = context.symbols
    let level = context.format.tick(sets.level)
    let muted = context.style(.muted)
    func line(_ fill: Unicode.Scalar, _ color: Color, _ forms: [String]) -> [StyledText] {
      forms.map { words in
        var text = StyledText()
        var style = muted
        style.foreground = color
        text.append("\(Character(fill))\(Character(fill)) ", style)
        text.append("\(words) \(symbols.atMost) \(level)", muted)
        return text
      }
    }
    var title = StyledText()
    title.append("among ", muted)
    title.append(sets.set.members.map(context.tag).joined(separator: " "), context.style(.text))
    var short = StyledText()
    short.append(
      sets.set.members.map { String(Character(symbols.categoryMark($0))) }.joined(separator: " "),
      context.style(.text))
    let place = sets.membership(of: context.snapshot.theta)
    let here: (String, String) =
      switch (place.isLow, place.isHigh) {
      case (true, true): ("the model is in both", "in both")
      case (true, false): ("the model is nearly even", "nearly even")
      case (false, true): ("the model is at an edge", "at an edge")
      case (false, false): ("the model is in neither", "in neither")
      }
    let even = Self.color(isEven: true, context.palette)
    let border = Self.color(isEven: false, context.palette)
    return [
      [title, short],
      line(symbols.evenFill, even, ["nearly even: V", "V"]),
      line(symbols.borderFill, border, ["at an edge: least share", "least share", "least"]),
      [here.0, here.1].map { context.look.text("\(Character(symbols.head)) \($0)", .strong) },
    ]
  }

  func legend(_ look: Look, categoryCount: Int) -> [HelpLine] {
    let symbols = look.symbols
    return [
      HelpLine("\(Character(symbols.evenFill))", "sets: V_I is at most a, where heat death ends"),
      HelpLine(
        "\(Character(symbols.borderFill))",
        "a share of I is at most a, where collapse ends; both: \(Character(symbols.bothFill))"),
    ]
  }
}
