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

  func keys(in shell: Shell) -> [Binding] { Self.keys }

  private static func on(
    _ key: Key, run: @escaping @Sendable (inout MapStage, inout Shell) -> [Effect]
  ) -> KeyAction {
    .on(MapStage.self, key, run: run)
  }

  private static let moves: [(Key, Int)] = [
    (.left, -1), (.right, 1), (.character("h"), -1), (.character("l"), 1), (.pageDown, -10),
    (.pageUp, 10), (.home, -100), (.end, 100),
  ]

  private static let keys: [Binding] = [
    Help.opening, .quit,
    Binding(
      [
        KeyAction(.escape) { leave(&$0) }, KeyAction(.character("d")) { leave(&$0) },
      ], label: "Esc", footer: "back", help: "back to the run, which stays as it was (d as well)"),
    Binding(
      [on(.enter) { $0.apply(in: &$1) }], label: "Enter", footer: "set",
      help: "set the run to the T and the share of fresh data looked at, and go back"),
    Binding(
      moves.map { key, steps in on(key) { $0.move(by: steps, in: &$1) } }, label: "Left Right",
      footer: "fresh data",
      help: "less, more fresh data (h l; Page Up, Page Down: by 0.1; Home, End)"),
    Binding(
      [
        on(.character("t")) { $0.changeTemperature(warmer: false, in: &$1) },
        on(.character("T")) { $0.changeTemperature(warmer: true, in: &$1) },
      ], label: "t T", footer: "temperature", help: "look at a lower, a higher temperature"),
    Binding(
      [on(.character("0")) { map, _ in map.look(at: .one) }], label: "0", footer: "T=1",
      help: "look at temperature exactly 1"),
    .picture, .glyphs, .mouse,
  ]

  mutating func wheel(isUp: Bool, over target: ScreenTarget, in shell: inout Shell) -> [Effect] {
    move(by: isUp ? 1 : -1, in: &shell)
  }

  func legend(look: Look) -> [[HelpLine]] {
    let lambda = look.symbols.lambda
    return [
      [HelpLine("wheel", "more, less fresh data")],
      [
        HelpLine(lambda, "the share of new samples that come from outside: fresh data"),
        HelpLine("solid", "stable ends: what is near them comes back (of the mean flow)"),
        HelpLine("dashed", "rest points that are left as soon as chance moves them"),
        HelpLine("rising", "what a collapsed model comes to while \(lambda) grows slowly"),
        HelpLine("falling", "what an even one comes to while \(lambda) falls slowly"),
        HelpLine("\(look.symbols.head)", "the run: its \(lambda) and its largest share"),
        HelpLine("\(look.symbols.vertical)", "the \(lambda) looked at"),
      ],
    ]
  }
}
