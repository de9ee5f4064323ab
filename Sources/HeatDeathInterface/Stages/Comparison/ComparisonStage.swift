import HeatDeath
import TerminalDrawing

/// Runs side by side: the data and the seed of the run below at one temperature of each regime.
struct ComparisonStage: DrivenStage {
  var feeds: [RunFeed]
  var controls: RunControls

  /// Mode collapse, martingale, heat death.
  private static let temperatures = [0.8, 1, 1.5]

  /// At the pace of a run, in motion and not magnified.
  init(like run: RunStage, in shell: inout Shell) {
    controls = RunControls(pace: run.controls.pace)
    feeds = Self.temperatures.compactMap { value in
      // The parts come from a scenario, and the temperatures are positive.
      guard let temperature = try? Temperature(value),
        let scenario = try? run.feed.wanted.with(temperature: temperature)
      else { return nil }
      return RunFeed(shell.nextSource(), RunReport(startOf: scenario, isRunning: true))
    }
  }

  var advice: String { "the footer lists the keys that count while comparing" }

  // MARK: Its sources

  mutating func open(in shell: inout Shell) -> [Effect] {
    shell.notify("the same data, the same seed, three temperatures")
    return feeds.map {
      .open($0.source, .run($0.snapshot.scenario, pace: controls.pace, isRunning: true))
    }
  }

  mutating func lost(
    _ source: SourceID, because reason: String, in shell: inout Shell
  ) -> [Effect] {
    let effects = shell.popStage()
    shell.notify("no comparison: \(reason)")
    return effects
  }

  // MARK: Keys and mouse

  static let opening = Binding(
    [
      .on(RunStage.self, .character("c")) { run, shell in
        shell.push(ComparisonStage(like: run, in: &shell))
      }
    ], label: "c", footer: "compare",
    help: "the same data at T = 0.8, 1 and 1.5, side by side")

  func keys(in shell: Shell) -> [Binding] { Self.keys }

  private static let keys: [Binding] = [
    Binding(
      [
        .on(Self.self, .character("c")) { _, shell in leave(&shell) },
        .on(Self.self, .escape) { $0.zoomOut() ? [] : leave(&$1) },
      ], label: "c", footer: "back"),
    .quit, .pause(Self.self), .pace(Self.self), .eternity(Self.self), .reseed(Self.self),
    .restart(Self.self), .zoom(Self.self), .step(Self.self), .rotation(Self.self),
    .zoomCentre(Self.self), .glyphs, .mouse,
  ]

  private static func leave(_ shell: inout Shell) -> [Effect] {
    let effects = shell.popStage()
    shell.notify("back to the run, where it stood and as it was")
    return effects
  }

  mutating func wheel(isUp: Bool, over target: ScreenTarget, in shell: inout Shell) -> [Effect] {
    changePace(faster: isUp, in: &shell)
  }

  // MARK: Drawing

  /// The narrowest column that still shows a picture.
  private static let leastColumn = 18

  func layout(width: Int, height: Int, in shell: Shell, look: Look) -> ScreenLayout {
    let contexts = feeds.map { DrawingContext(look, $0, controls, shell.display) }
    return .framed(width: width, height: height, in: shell, look: look) { area in
      var rest = area
      var parts: [Placed] = []
      if height >= 3 {
        parts.append(Placed(ComparisonHeader(contexts: contexts), in: rest.takeTop(1)))
      }
      guard rest.width >= Self.leastColumn * contexts.count, rest.height >= 8 else {
        return parts + [Placed(ComparisonLines(contexts: contexts), in: rest)]
      }
      parts.append(Placed(ComparisonColumns(contexts: contexts), in: rest))
      return parts
    }
  }
}
