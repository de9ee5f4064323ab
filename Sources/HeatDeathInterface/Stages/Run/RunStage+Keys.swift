import TerminalDrawing

extension RunStage {
  /// In the past what leads through it stands first.
  func keys(in shell: Shell) -> [Binding] {
    let first =
      isPast ? Self.first.prefix(3) + Self.past + Self.first.dropFirst(3) : Self.first[...]
    return first + shell.openings + (isPast ? [] : Self.past) + Self.rest
  }

  /// Every row there ever is.
  static var table: [Binding] { first + StageOpenings.all + past + rest }

  private static func on(
    _ name: String, _ key: Key, run: @escaping @Sendable (inout RunStage, inout Shell) -> [Effect]
  ) -> KeyAction {
    .on(RunStage.self, name, key, run: run)
  }

  private static let first: [Binding] = [
    Help.opening,
    .quit,
    .pause(RunStage.self),
    Binding(
      [
        on("cooler", .character("t")) { $0.changeTemperature(warmer: false, in: &$1) }
          .doing("temperature down; fine steps near 1"),
        on("warmer", .character("T")) { $0.changeTemperature(warmer: true, in: &$1) }
          .doing("temperature up; fine steps near 1"),
      ], footer: "temperature", help: "temperature down, up; fine steps near 1"),
    .pace(RunStage.self),
    .eternity(RunStage.self),
    Binding(
      [on("undo", .character("u")) { run, _ in run.sendAll(.undo) }], footer: "undo",
      help: "take back the last thing done; repeats of a key are one"),
    InjectionForm.opening,
    ExternalForm.opening,
    CommandPalette.opening,
  ]

  private static let rest: [Binding] = [
    Binding(
      [on("reseed", .character("r")) { $0.reseedOrRedraw(in: &$1) }],
      footer: { $0.run?.isPast == true ? "another future" : "reseed" },
      help: "start again, new seed; from a past moment another future"),
    .restart(RunStage.self),
    Binding(
      [on("redo", .character("U")) { run, _ in run.sendAll(.redo) }], footer: "redo",
      help: "take back the last undo"),
    .zoom(RunStage.self),
    .layer(RunStage.self),
    TemperatureForm.opening,
    LoopForm.opening,
    Binding(
      [
        on("more-categories", .character("n")) { $0.changeCategories(by: 1, in: &$1) },
        on("fewer-categories", .character("N")) { $0.changeCategories(by: -1, in: &$1) },
      ], footer: "categories", help: "one category more, fewer: 2 to 8; starts anew"),
    GroupsOverlay.opening,
    .barOrder(RunStage.self),
    Binding(
      [
        on("bars-down", .character("J")) { $0.scrollBars(.rows(1), in: &$1) },
        on("bars-up", .character("K")) { $0.scrollBars(.rows(-1), in: &$1) },
      ], footer: { $0.run?.hasHiddenBars(in: $0) == true ? "bars" : nil },
      help: "scroll the bars where there are more than rows; the wheel does too"),
    Binding(
      [on("step", .character(".")) { $0.drawOne(in: &$1) }], footer: "one sample",
      help: "pause and draw one sample, with the chances it had; Esc closes these"),
    Binding(
      [on("save", .character("s")) { [.save(isRepeat: $1.gesture(.save).isContinued)] }],
      footer: "save", help: "save what happened to a file for heatdeath replay"),
    Binding(
      [on("temperature-one", .character("0")) { $0.setTemperatureToOne(in: &$1) }], footer: "T=1",
      help: "temperature exactly 1"),
    Binding(
      [on("keep-settings", .character("C")) { $0.keepSettings(in: &$1) }], footer: "keep",
      help: "keep these settings, for c to set them beside others"),
    .rotation(RunStage.self), .ownTurn(RunStage.self),
    .zoomCentre(RunStage.self),
    .sets(RunStage.self),
    .level(RunStage.self),
    Binding(
      [on("back", .escape) { $0.goBack(in: &$1) }],
      footer: {
        $0.run?.looksAtSample == true
          ? "whole picture"
          : $0.stage.isZoomed ? "zoom out" : $0.run?.isPast == true ? "present" : nil
      },
      help: "back: from one sample, zoom out ten times, from the past to the present"),
    Binding(
      [
        on("scroll-up", .up) { $0.scroll(.rows(-1), in: &$1) },
        on("scroll-down", .down) { $0.scroll(.rows(1), in: &$1) },
      ], footer: "scroll", help: "scroll the list of V_I, or where that is in view the bars"
    ).ofPictures,
    .summary, .projector, .picture, .glyphs, .mouse, .expert,
  ]
}
