import HeatDeath
import TerminalDrawing

extension WatchStage {
  /// Where several logs are watched Tab moves the focus.
  var moreKey: Key { feeds.count > 1 ? .character("/") : .tab }

  func keys(in shell: Shell) -> [Binding] {
    feeds.count > 1 ? Self.table : Self.table.filter { $0.actions[0].name != Self.focusing }
  }

  private static let focusing = "next-run"

  private static func on(
    _ name: String, _ keys: Key...,
    run: @escaping @Sendable (inout WatchStage, inout Shell) -> [Effect]
  ) -> KeyAction {
    .on(WatchStage.self, name, keys, run: run)
  }

  static let table: [Binding] = [
    Help.opening, .quit,
    Binding(
      [on("pause", .character(" ")) { $0.togglePause(in: &$1) }],
      footer: { $0.stage.isPaused ? "go on" : "pause" }, help: "pause or go on"),
    Binding(
      [
        on("earlier", .left, .character("[")) { $0.move(by: -0.01, in: &$1) },
        on("later", .right, .character("]")) { $0.move(by: 0.01, in: &$1) },
      ], footer: "back, on", help: "back and on by a hundredth of the log, at least by a row"),
    Binding(
      [on("step", .character(".")) { $0.step(by: 1, in: &$1) }], footer: "a row",
      help: "pause and go on by one row"),
    Binding(
      [
        on("slower", .character("-"), .character("_")) { $0.changePace(faster: false, in: &$1) },
        on("faster", .character("+")) { $0.changePace(faster: true, in: &$1) },
      ], footer: "pace", help: "slower, faster through the rows"),
    Binding(
      [
        on(focusing, .tab) { $0.moveFocus(by: 1, in: &$1) },
        on("previous-run", .backTab) { $0.moveFocus(by: -1, in: &$1) },
      ], labelled: 1, footer: "next log", help: "whose bars, V and loop are shown: the next log"),
    Binding(
      [
        on("start", .home) { $0.lookAtStart(in: &$1) },
        on("present", .end) { $0.lookAtPresent(in: &$1) },
      ], footer: "first, newest", help: "the first row; the newest one, and each that comes"),
    Binding(
      [
        on("much-earlier", .pageUp) { $0.move(by: -0.1, in: &$1) },
        on("much-later", .pageDown) { $0.move(by: 0.1, in: &$1) },
      ], help: "back and on by a tenth of the log"),
    Binding(
      [on("zoom", .character("z")) { $0.zoomIn(in: &$1) }], footer: "zoom",
      help: "zoom in ten times; Esc takes it back", obstacle: { $0.obstacleToLogZoom }
    ).ofPictures,
    Binding(
      [on("sort", .character("S")) { $0.changeBarOrder(in: &$1) }], footer: "sort",
      help: "bars by share, largest first, or in the order of the log"),
    Binding(
      [
        on("bars-down", .character("J")) { $0.scrollBars(.rows(1), in: &$1) },
        on("bars-up", .character("K")) { $0.scrollBars(.rows(-1), in: &$1) },
      ], help: "scroll the bars where there are more than rows; the wheel does too"),
    Binding(
      [
        on("scroll-up", .up) { $0.scroll(.rows(-1), in: &$1) },
        on("scroll-down", .down) { $0.scroll(.rows(1), in: &$1) },
      ], help: "scroll the list of V_I, or where that is in view the bars"
    ).ofPictures,
    .rotation(Self.self) {
      $0.cornerCount == 4 ? nil : "only the tetrahedron of four categories turns"
    },
    Binding(
      [on("back", .escape) { $0.goBack(in: &$1) }],
      footer: { $0.stage.isZoomed ? "zoom out" : nil }, help: "zoom out ten times"),
    CommandPalette.opening, .summary, .projector, .picture, .glyphs, .mouse,
  ]

  /// What keys do to a run of one's own.
  private static let steeringNames: Set<String> = [
    "cooler", "warmer", "temperature-one", "temperature", "inject", "external", "loop", "reseed",
    "restart", "eternity", "undo", "redo", "more-categories", "fewer-categories",
  ]

  /// What a key would do to a run of one's own, by name; `nil` where it would do nothing to it.
  static func steering(_ key: Key, _ keymap: Keymap) -> String? {
    let names = RunStage.table.map(keymap.applied).lazy.flatMap(\.actions)
      .filter { $0.keys.contains(key) }.compactMap(\.name)
    return names.first { steeringNames.contains($0) }
  }

  func commands(in shell: Shell) -> [TypedCommand] {
    [
      .value(
        Self.self, "row", "37", help: "show that row of the log", "row",
        accepted: "a whole number from 1", read: { TypedNumber.count($0) },
        run: { $0.look(atNumber: $1, in: &$2) }),
      .value(
        Self.self, "pace", "30/s", help: "how fast rows pass", "pace",
        accepted: "0.1/s to 1000/s", read: Self.rate(typed:), run: { $0.set(rate: $1, in: &$2) }),
    ] + TypedCommand.common
  }

  private static func rate(typed text: String) -> Double? {
    guard case .stepsPerSecond(let rate)? = TypedPace.read(text) else { return nil }
    return rate
  }

  func legend(look: Look) -> [[HelpLine]] {
    let symbols = look.symbols
    return [
      [
        HelpLine("click", "on the timeline: show that row; dragged along it scrubs"),
        HelpLine("wheel", "over the timeline a row back or on, scrolls long bars, else pace"),
      ],
      [
        HelpLine("\(symbols.head) \(symbols.start)", "the row shown, and the first one"),
        HelpLine(
          "dots",
          feeds.count > 1
            ? "the way of each log, in its colour"
            : "the way between, from old and dim to new and bright"),
        HelpLine("bar", "the share of a category in the row shown"),
        HelpLine(
          "\(symbols.vertical)", "chance of the next sample, at the T found up to here"),
        HelpLine("at the right", "what becomes of it from here, if the loop goes on like that"),
        HelpLine("V", "V_I: largest minus smallest share within the set I"),
        HelpLine(
          "\(symbols.up) \(symbols.down) =",
          "V has grown, fallen or neither over \(WatchContext.trendRows) rows, by two standard errors"
        ),
        HelpLine("T", "the temperature that explains the rows up to here best, and its error"),
        HelpLine("p", "how probable so bad a fit is if the paper's model is right"),
        HelpLine("\(symbols.cross)", "on the timeline: the log begins anew, or rows were left out"),
      ],
    ]
  }
}

extension Shell {
  /// Why nothing can be magnified.
  fileprivate var obstacleToLogZoom: String? {
    (3...4).contains(cornerCount)
      ? nil : "only the triangle and the tetrahedron of 3 and 4 categories zoom"
  }
}
