import HeatDeath
import TerminalDrawing

extension ComparisonStage {
  static let opening = Binding(
    [
      .on(RunStage.self, "compare", .character("c")) { run, shell in
        shell.push(ComparisonStage(like: run, in: &shell))
      }
    ], footer: "compare",
    help: "runs side by side: temperatures, fresh data, kept settings")

  /// Tab moves the focus.
  var moreKey: Key { .character("/") }

  func keys(in shell: Shell) -> [Binding] { Self.table }

  private static func on(
    _ name: String, _ keys: Key...,
    run: @escaping @Sendable (inout ComparisonStage, inout Shell) -> [Effect]
  ) -> KeyAction {
    .on(ComparisonStage.self, name, keys, run: run)
  }

  static let table: [Binding] = [
    Help.opening, .quit,
    Binding(
      [
        on("run", .character("c")) { _, shell in shell.returnToRun() },
        on("back", .escape) { $0.zoomOut() ? [] : $1.returnToRun() },
      ], labelled: 1, footer: "back", help: "back to the run"),
    .pause(Self.self),
    Binding(
      [
        on("regimes", .character("1")) { $0.show(.regimes, in: &$1) }
          .doing("T = 0.8, 1 and 1.5 side by side"),
        on("edge", .character("2")) { $0.show(.edge, in: &$1) }
          .doing("T = 0.99, 1 and 1.01 side by side"),
        on("with-fresh-data", .character("3")) { $0.show(.freshData, in: &$1) }
          .doing("without and with fresh data"),
        on("ways-to-keep-data", .character("4")) { $0.show(.policies, in: &$1) }
          .doing("all data kept, and replaced by each batch"),
        on("kept-settings", .character("5")) { $0.showKept(in: &$1) }
          .doing("the settings that C has kept"),
      ], label: "1-5", footer: "what",
      help: "regimes, edge at T=1, fresh data, kept data, kept settings"),
    Binding(
      [
        on("next-run", .tab) { run, _ in run.moveFocus(by: 1) },
        on("previous-run", .backTab) { run, _ in run.moveFocus(by: -1) },
      ], labelled: 1,
      footer: { $0[ComparisonStage.self]?.focus == nil ? "one run" : "next run" },
      help: "keys act on the next run alone, after the last on all"),
    Binding(
      [
        on("cooler", .character("t")) { $0.changeTemperature(warmer: false, in: &$1) },
        on("warmer", .character("T")) { $0.changeTemperature(warmer: true, in: &$1) },
      ], footer: "temperature", help: "temperature down, up; fine steps near 1"),
    Binding(
      [
        on("less-fresh-data", .character("<")) { $0.changeFreshData(more: false, in: &$1) },
        on("more-fresh-data", .character(">")) { $0.changeFreshData(more: true, in: &$1) },
      ], footer: "fresh data", help: "less, more fresh data"),
    .pace(Self.self), .eternity(Self.self),
    Binding(
      [on("beginning", .character("b")) { $0.changeStart(in: &$1) }],
      footer: {
        $0[ComparisonStage.self]?.isFromBeginning ?? false ? "from here" : "from the start"
      }, help: "begin where the run began, or where it stands"),
    Binding(
      [on("distance", .character("d")) { run, _ in run.toggleDistance() }], footer: "distance",
      help: "how far the runs are apart, below them"
    ).ofPictures,
    .reseed(Self.self), .restart(Self.self), .zoom(Self.self), .step(Self.self),
    Binding(
      [on("temperature-one", .character("0")) { $0.setTemperatureToOne(in: &$1) }], footer: "T=1",
      help: "temperature exactly 1"),
    .rotation(Self.self), .ownTurn(Self.self), .barOrder(Self.self), .zoomCentre(Self.self),
    .layer(Self.self), .sets(Self.self),
    .level(Self.self), CommandPalette.opening, .summary, .projector, .picture, .glyphs, .mouse,
    .expert,
  ]
}
