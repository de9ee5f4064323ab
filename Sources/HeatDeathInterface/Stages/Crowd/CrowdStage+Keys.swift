import HeatDeath
import TerminalDrawing

extension CrowdStage {
  static let opening = Binding(
    [
      .on(RunStage.self, "crowd", .character("e")) { run, shell in
        guard let stage = CrowdStage(like: run, in: &shell) else {
          shell.notify("no crowd of this run; R starts it again")
          return []
        }
        return shell.push(stage)
      }
    ], footer: "crowd", help: "thousands of runs from here on at once, as a density",
    obstacle: { shell in
      guard shell.categoryCount <= mostCategories else {
        return "no crowd: a crowd is of up to \(mostCategories) categories; --top keeps so many"
      }
      return (shell.run?.feed.wanted).flatMap(Crowd.refusal(of:))?.sentence
    })

  /// Ten thousand runs of more categories would take seconds to begin.
  private static let mostCategories = 64

  private static func on(
    _ name: String, _ keys: Key...,
    run: @escaping @Sendable (inout CrowdStage, inout Shell) -> [Effect]
  ) -> KeyAction {
    .on(CrowdStage.self, name, keys, run: run)
  }

  func keys(in shell: Shell) -> [Binding] { Self.table }

  static let table: [Binding] = [
    Help.opening, .quit,
    Binding(
      [
        on("crowd", .character("e")) { _, shell in shell.returnToRun() },
        on("back", .escape) { crowd, shell in
          crowd.isMagnified ? crowd.toggleMagnification(in: &shell) : shell.returnToRun()
        },
      ], labelled: 1, footer: "back", help: "back to the run"),
    Binding(
      [on("pause", .character(" ")) { $0.togglePause(in: &$1) }],
      footer: { ($0[CrowdStage.self]?.isRunning ?? true) ? "pause" : "go on" },
      help: "pause or go on"),
    Binding(
      [
        on("cooler", .character("t")) { $0.changeTemperature(warmer: false, in: &$1) }
          .doing("temperature of all runs down; fine steps near 1"),
        on("warmer", .character("T")) { $0.changeTemperature(warmer: true, in: &$1) }
          .doing("temperature of all runs up; fine steps near 1"),
      ], footer: "temperature", help: "temperature of all runs from here on"),
    Binding(
      [
        on("slower", .character("-"), .character("_")) { $0.changePace(faster: false, in: &$1) }
          .doing("slower through k"),
        on("faster", .character("+")) { $0.changePace(faster: true, in: &$1) }
          .doing("faster through k"),
      ], footer: "pace", help: "slower, faster through k"),
    Binding(
      [
        on("less-fresh-data", .character("<")) { $0.changeFreshData(more: false, in: &$1) },
        on("more-fresh-data", .character(">")) { $0.changeFreshData(more: true, in: &$1) },
      ], footer: "fresh data",
      help: "less, more fresh data in all runs from here on"),
    Binding(
      [on("eternity", .character("E")) { $0.goToEternity(in: &$1) }], footer: "eternity",
      help: "all runs to k = 10^18 at once"),
    Binding(
      [
        on("more-runs", .character("n")) { $0.changeRuns(more: true, in: &$1) },
        on("fewer-runs", .character("N")) { $0.changeRuns(more: false, in: &$1) },
      ], footer: "runs", help: "ten times as many runs, a tenth; starts anew"),
    Binding(
      [on("beginning", .character("b")) { $0.changeStart(in: &$1) }],
      footer: { ($0[CrowdStage.self]?.isFromBeginning ?? false) ? "from here" : "from the start" },
      help: "begin where the run began, or where it stands"),
    Binding(
      [on("zoom", .character("z")) { $0.toggleMagnification(in: &$1) }], footer: "zoom",
      help: "magnify as far as the crowd fits, or show the whole"
    ).ofPictures,
    Binding(
      [on("reseed", .character("r")) { $0.reseed(in: &$1) }], footer: "reseed",
      help: "start again, new seed"),
    Binding(
      [on("restart", .character("R")) { $0.restart(in: &$1) }], footer: "restart",
      help: "start again, same seed"),
    Binding(
      [
        on("step", .character(".")) { $0.stepOnce(in: &$1) },
        on("later", .right, .character("]")) { $0.stepOnce(in: &$1) },
      ],
      labelled: 1, footer: "next", help: "pause, and go to the next size"),
    Binding(
      [on("temperature-one", .character("0")) { $0.setTemperature(.one, in: &$1) }], footer: "T=1",
      help: "temperature exactly 1"),
    .rotation(Self.self) {
      ($0[CrowdStage.self]?.report.scenario.initialData.categoryCount ?? 4) == 4
        ? nil : "only the tetrahedron of four categories turns; e goes back"
    },
    CommandPalette.opening, .summary, .projector, .picture, .glyphs, .mouse, .expert,
  ]

  mutating func wheel(isUp: Bool, over target: ScreenTarget, in shell: inout Shell) -> [Effect] {
    changePace(faster: isUp, in: &shell)
  }

  func legend(look: Look) -> [[HelpLine]] {
    let symbols = look.symbols
    let categories = report.scenario.initialData.categoryCount
    var lines = [
      HelpLine("\(symbols.head)", "where the run stands, and unless b was pressed the crowd began")
    ]
    if (3...4).contains(categories) {
      lines.append(
        HelpLine(
          "colours",
          "how many runs a cell of the screen has, or a half of it; the scale is logarithmic"))
    }
    return [
      lines + [
        HelpLine("bar", "the share of the runs in which a category has the most samples"),
        HelpLine("\(symbols.vertical)", "the chance that it wins in the end, computed beforehand"),
        HelpLine("each share", "how many runs have which share; heights go by the square root"),
        HelpLine(
          "line", "how many there should be: the exact law at T = 1, above small deviations"),
        HelpLine("settled", "runs in which one has more than 99.9 %, where one takes all"),
        HelpLine("±", "one standard error: what another crowd of as many runs may differ by"),
        HelpLine("spread", "the standard deviation of a share from run to run"),
        HelpLine(
          "expected", "the spread at T = 1 by the exact law, above by that of small deviations"),
        HelpLine("bound", "of the expected spread at T = 1, by the paper's first theorem"),
        HelpLine("off by", "the largest distance of a share's distribution from the exact one"),
      ]
    ]
  }
}
