import HeatDeath
import TerminalDrawing

extension MapStage {
  static let opening = Binding(
    [
      .on(RunStage.self, "map", .character("d")) { run, shell in
        MapStage(of: run).map { shell.push($0) } ?? []
      }
    ], footer: "map", help: "map: how much fresh data saves the run",
    obstacle: { $0.run.flatMap { LambdaDiagram.obstacle(to: $0.feed.wanted) } })

  func keys(in shell: Shell) -> [Binding] {
    view == .lambda ? Self.lambdaTable : Self.planeTable
  }

  static let lambdaTable = first + lambda + last
  static let planeTable = first + plane + last

  private static func on(
    _ name: String, _ keys: Key...,
    run: @escaping @Sendable (inout MapStage, inout Shell) -> [Effect]
  ) -> KeyAction {
    .on(MapStage.self, name, keys, run: run)
  }

  private static let first: [Binding] = [
    Help.opening, .quit,
    Binding(
      [
        KeyAction("back", .escape) { $0.returnToRun() },
        KeyAction("map", .character("d")) { $0.returnToRun() },
      ], labelled: 1, footer: "back", help: "back to the run, which stays as it was"),
    Binding(
      [on("apply", .enter) { $0.apply(in: &$1) }],
      footer: { $0[MapStage.self]?.view == .plane ? "start" : "set" },
      help: "go back, the run set to the T and fresh data looked at; over all T started there"),
    Binding(
      [on("view", .character("v")) { $0.changeView(in: &$1) }],
      footer: { $0[MapStage.self]?.view == .plane ? "one T" : "all T" },
      help: "the other view: where it ends at one T, how runs end over all T"),
  ]

  private static let lambda: [Binding] = [
    Binding(
      [
        on("left", .left, .character("h")) { $0.move(by: -1, in: &$1) },
        on("right", .right, .character("l")) { $0.move(by: 1, in: &$1) },
      ], footer: "fresh data", help: "less, more fresh data"),
    Binding(
      [
        on("cooler", .character("t")) { $0.changeTemperature(warmer: false, in: &$1) }
          .doing("look at a lower temperature; fine steps near 1"),
        on("warmer", .character("T")) { $0.changeTemperature(warmer: true, in: &$1) }
          .doing("look at a higher temperature; fine steps near 1"),
      ], footer: "temperature", help: "look at a lower, a higher temperature"),
    Binding(
      [
        on("page-down", .pageDown) { $0.move(by: -10, in: &$1) },
        on("page-up", .pageUp) { $0.move(by: 10, in: &$1) },
      ], help: "less, more fresh data by 0.1"),
    Binding(
      [
        on("least", .home) { $0.move(by: -100, in: &$1) },
        on("most", .end) { $0.move(by: 100, in: &$1) },
      ], help: "no fresh data, nothing else"),
  ]

  private static let plane: [Binding] = [
    Binding(
      [
        on("left", .left, .character("h")) { $0.move(right: -1, in: &$1) },
        on("right", .right, .character("l")) { $0.move(right: 1, in: &$1) },
        on("cooler", .character("t")) { $0.move(right: -1, in: &$1) },
        on("warmer", .character("T")) { $0.move(right: 1, in: &$1) },
      ], labelled: 2, footer: "temperature", help: "look at a lower, a higher temperature"),
    Binding(
      [
        on("down", .down, .character("j")) { $0.move(up: -1, in: &$1) },
        on("up", .up, .character("k")) { $0.move(up: 1, in: &$1) },
      ], footer: "fresh data", help: "less, more fresh data"),
    Binding(
      [
        on("page-down", .pageDown) { $0.move(up: -4, in: &$1) },
        on("page-up", .pageUp) { $0.move(up: 4, in: &$1) },
      ], help: "less, more fresh data by four cells"),
    Binding(
      [
        on("least", .home) { $0.move(up: -PhaseMap.rows, in: &$1) },
        on("most", .end) { $0.move(up: PhaseMap.rows, in: &$1) },
      ], help: "the least, the most fresh data of the map"),
    Binding(
      [on("colours", .character("c")) { $0.changeColors(in: &$1) }],
      footer: { $0[MapStage.self]?.showsKept == true ? "ends" : "kept" },
      help: "colours: how runs end, or what is kept of the initial law"
    ).ofPictures,
  ]

  private static let last: [Binding] = [
    Binding(
      [on("temperature-one", .character("0")) { map, _ in map.look(at: .one) }], footer: "T=1",
      help: "look at temperature exactly 1"),
    CommandPalette.opening, .summary, .projector, .picture, .glyphs, .mouse, .expert,
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
        HelpLine(lambda, "the share of fresh data: new samples that no model made"),
        HelpLine("solid", "stable ends: what is near them comes back (of the mean flow)"),
        HelpLine("dashed", "what parts the ends: a run on it is led away as chance will have it"),
        HelpLine("X", "all rest points that runs leave, those that part no ends as well"),
        HelpLine("rising", "what a model with a leader comes to while \(lambda) grows slowly"),
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
        HelpLine(lambda, "the share of fresh data: new samples that no model made"),
        HelpLine("one-sided", "one category has \(nine) or more of what the model generates"),
        HelpLine("even", "every share is within \(tenth) of an even one"),
        HelpLine(
          "neither",
          "none of the two when the run stopped; without fresh data it may become one yet"),
        HelpLine("kept", "the overlap of the model's law with that of the first data, on average"),
        HelpLine(
          "\(lambda)*", "the most fresh data at which a leader keeps its lead, of the mean flow"),
        HelpLine(
          "1\(look.symbols.minus)T",
          "the least fresh data at which evenness holds, of the mean flow"),
        HelpLine("\(look.symbols.head)", "the run: its T and its \(lambda)"),
        HelpLine("[ ]", "the cell looked at"),
      ],
    ]
  }
}
