import HeatDeath
import TerminalDrawing

/// Runs side by side: the data and the seed of the run below at one temperature of each regime.
struct ComparisonStage: DrivenStage {
  var feeds: [RunFeed]
  var controls: RunControls

  /// Mode collapse, martingale, heat death.
  private static let temperatures = [0.8, 1, 1.5]

  /// At the pace of a run and with its layer, in motion and not magnified.
  init(like run: RunStage, in shell: inout Shell) {
    controls = RunControls(pace: run.controls.pace, layers: run.controls.layers)
    feeds = Self.temperatures.compactMap { value in
      // The parts come from a scenario, and the temperatures are positive.
      guard let temperature = try? Temperature(value),
        let scenario = try? run.feed.wanted.with(temperature: temperature)
      else { return nil }
      return RunFeed(shell.nextSource(), RunReport(startOf: scenario, isRunning: true))
    }
  }

  var advice: String { "? lists the keys that count while comparing" }

  // MARK: Its sources

  mutating func open(in shell: inout Shell) -> [Effect] {
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

  // MARK: Words

  /// What the runs have in common and, at the end of a leap, what each has come to.
  func line(in shell: Shell, _ format: NumberFormat) -> String {
    let snapshots = feeds.map(\.snapshot)
    guard let first = snapshots.first else { return "" }
    if snapshots.allSatisfy({ $0.clock >= Shell.eternity }) {
      return snapshots.map {
        "T \(format.temperature($0.temperature.value)): \(Sentence.summary(of: $0, format))"
      }.joined(separator: "; ")
    }
    let isOneSeed = snapshots.allSatisfy { $0.seed == first.seed }
    let common = "the same data, \(isOneSeed ? "the same seed, " : "")three temperatures"
    guard first.externalData.fraction > 0 else { return common }
    return "\(common); \(InterventionText(format, first.scenario.labels).share(first.externalData))"
  }

  // MARK: Keys and mouse

  static let opening = Binding(
    [
      .on(RunStage.self, "compare", .character("c")) { run, shell in
        shell.push(ComparisonStage(like: run, in: &shell))
      }
    ], footer: "compare",
    help: "the same data at T = 0.8, 1 and 1.5, side by side")

  func keys(in shell: Shell) -> [Binding] { Self.table }

  static let table: [Binding] = [
    Help.opening, .quit,
    Binding(
      [
        .on(Self.self, "compare", .character("c")) { _, shell in shell.returnToRun() },
        .on(Self.self, "back", .escape) { $0.zoomOut() ? [] : $1.returnToRun() },
      ], labelled: 1, footer: "back", help: "back to the run"),
    .pause(Self.self), .pace(Self.self), .eternity(Self.self), .reseed(Self.self),
    .restart(Self.self), .zoom(Self.self), .step(Self.self), .rotation(Self.self),
    .zoomCentre(Self.self), .layer(Self.self), .sets(Self.self), .level(Self.self),
    CommandPalette.opening, .picture,
    .glyphs, .mouse, .expert,
  ]

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
