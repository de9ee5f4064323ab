import HeatDeath
import TerminalDrawing

extension MapStage {
  static let opening = Binding(
    [
      .on(RunStage.self, .character("d")) { run, shell in
        MapStage(of: run).map { shell.push($0) } ?? []
      }
    ], label: "d", footer: "map", help: "map: how much fresh data saves the run",
    obstacle: { $0.run.flatMap { LambdaDiagram.obstacle(to: $0.feed.wanted) } })

  func keys(in shell: Shell) -> [Binding] {
    view == .lambda ? Self.first + Self.lambda + Self.last : Self.first + Self.plane + Self.last
  }

  private static func on(
    _ key: Key, run: @escaping @Sendable (inout MapStage, inout Shell) -> [Effect]
  ) -> KeyAction {
    .on(MapStage.self, key, run: run)
  }

  private static let first: [Binding] = [
    Help.opening, .quit,
    Binding(
      [
        KeyAction(.escape) { $0.returnToRun() }, KeyAction(.character("d")) { $0.returnToRun() },
      ], label: "Esc", footer: "back", help: "back to the run, which stays as it was (d as well)"),
    Binding(
      [on(.enter) { $0.apply(in: &$1) }], label: "Enter",
      footer: { $0[MapStage.self]?.view == .plane ? "start" : "set" },
      help: "go back, the run set to the T and fresh data looked at; over all T started there"),
    Binding(
      [on(.character("v")) { $0.changeView(in: &$1) }], label: "v",
      footer: { $0[MapStage.self]?.view == .plane ? "one T" : "all T" },
      help: "the other view: where it ends at one T, how runs end over all T"),
  ]

  private static let steps: [(Key, Int)] = [
    (.left, -1), (.right, 1), (.character("h"), -1), (.character("l"), 1), (.pageDown, -10),
    (.pageUp, 10), (.home, -100), (.end, 100),
  ]

  private static let lambda: [Binding] = [
    Binding(
      steps.map { key, steps in on(key) { $0.move(by: steps, in: &$1) } }, label: "Left Right",
      footer: "fresh data",
      help: "less, more fresh data (h l; Page Up, Page Down: by 0.1; Home, End)"),
    Binding(
      [
        on(.character("t")) { $0.changeTemperature(warmer: false, in: &$1) },
        on(.character("T")) { $0.changeTemperature(warmer: true, in: &$1) },
      ], label: "t T", footer: "temperature", help: "look at a lower, a higher temperature"),
  ]

  /// From cell to cell, the last ones to the edges.
  private static let ups: [(Key, Int)] = [
    (.down, -1), (.up, 1), (.character("j"), -1), (.character("k"), 1), (.pageDown, -4),
    (.pageUp, 4), (.home, -PhaseMap.rows), (.end, PhaseMap.rows),
  ]

  private static let rights: [(Key, Int)] = [
    (.left, -1), (.right, 1), (.character("t"), -1), (.character("T"), 1), (.character("h"), -1),
    (.character("l"), 1),
  ]

  private static let plane: [Binding] = [
    Binding(
      rights.map { key, cells in on(key) { $0.move(right: cells, in: &$1) } }, label: "Left Right",
      footer: "temperature", help: "look at a lower, a higher temperature (t T, h l)"),
    Binding(
      ups.map { key, cells in on(key) { $0.move(up: cells, in: &$1) } }, label: "Down Up",
      footer: "fresh data",
      help: "less, more fresh data (j k; Page Up, Page Down: by four cells; Home, End)"),
    Binding(
      [on(.character("c")) { $0.changeColors(in: &$1) }], label: "c",
      footer: { $0[MapStage.self]?.showsKept == true ? "ends" : "kept" },
      help: "colours: how runs end, or what is kept of the first law"),
  ]

  private static let last: [Binding] = [
    Binding(
      [on(.character("0")) { map, _ in map.look(at: .one) }], label: "0", footer: "T=1",
      help: "look at temperature exactly 1"),
    .picture, .glyphs, .mouse,
  ]

  mutating func wheel(isUp: Bool, over target: ScreenTarget, in shell: inout Shell) -> [Effect] {
    view == .lambda
      ? move(by: isUp ? 1 : -1, in: &shell) : move(up: isUp ? 1 : -1, in: &shell)
  }

  func legend(look: Look) -> [[HelpLine]] {
    view == .lambda ? lambdaLegend(look.symbols) : planeLegend(look)
  }

  private func lambdaLegend(_ symbols: Symbols) -> [[HelpLine]] {
    let lambda = symbols.lambda
    return [
      [HelpLine("wheel", "more, less fresh data")],
      [
        HelpLine(lambda, "the share of new samples that come from outside: fresh data"),
        HelpLine("solid", "stable ends: what is near them comes back (of the mean flow)"),
        HelpLine("dashed", "rest points that are left as soon as chance moves them"),
        HelpLine("rising", "what a collapsed model comes to while \(lambda) grows slowly"),
        HelpLine("falling", "what an even one comes to while \(lambda) falls slowly"),
        HelpLine("\(symbols.head)", "the run: its \(lambda) and its largest share"),
        HelpLine("\(symbols.vertical)", "the \(lambda) looked at"),
      ],
    ]
  }

  private func planeLegend(_ look: Look) -> [[HelpLine]] {
    let lambda = look.symbols.lambda
    let nine = look.format.percent(PhaseOutcome.collapseThreshold, complement: 0.1)
    let tenth = look.format.percent(PhaseOutcome.evenness, complement: 0.9)
    return [
      [HelpLine("wheel", "more, less fresh data"), HelpLine("click", "look at a cell")],
      [
        HelpLine(lambda, "the share of new samples that come from outside: fresh data"),
        HelpLine("collapsed", "one category has \(nine) or more of what the model generates"),
        HelpLine("even", "every share is within \(tenth) of an even one"),
        HelpLine("mixed", "neither"),
        HelpLine("kept", "the overlap of the model's law with that of the first data, on average"),
        HelpLine("\(lambda)*", "the most fresh data at which a collapse lasts, of the mean flow"),
        HelpLine(
          "1\(look.symbols.minus)T",
          "the least fresh data at which evenness holds, of the mean flow"),
        HelpLine("\(look.symbols.head)", "the run: its T and its \(lambda)"),
        HelpLine("[ ]", "the cell looked at"),
      ],
    ]
  }
}
