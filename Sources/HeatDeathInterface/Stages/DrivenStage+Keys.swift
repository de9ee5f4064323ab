import TerminalDrawing

/// The rows that every stage of runs has.
extension Binding {
  static func pause<S: DrivenStage>(_ stage: S.Type) -> Binding {
    Binding(
      [.on(stage, "pause", .character(" ")) { $0.togglePause(in: &$1) }],
      footer: { shell in
        // Nothing moves that could stand still.
        if (shell.stage as? S)?.isFull == true { return nil }
        return shell.stage.isPaused ? "go on" : "pause"
      },
      help: "pause or go on")
  }

  static func pace<S: DrivenStage>(_ stage: S.Type) -> Binding {
    Binding(
      [
        .on(stage, "slower", .character("-"), .character("_")) {
          $0.changePace(faster: false, in: &$1)
        }.doing("slower, down to a step a second"),
        .on(stage, "faster", .character("+")) { $0.changePace(faster: true, in: &$1) }
          .doing("faster, up to decades of k a second"),
      ], footer: "pace", help: "slower, faster: a step a second to decades of k")
  }

  static func reseed<S: DrivenStage>(_ stage: S.Type) -> Binding {
    Binding(
      [.on(stage, "reseed", .character("r")) { $0.reseed(in: &$1) }], footer: "reseed",
      help: "start again, new seed")
  }

  static func restart<S: DrivenStage>(_ stage: S.Type) -> Binding {
    Binding(
      [.on(stage, "restart", .character("R")) { $0.restart(in: &$1) }],
      footer: "restart", help: "start again, same seed")
  }

  static func eternity<S: DrivenStage>(_ stage: S.Type) -> Binding {
    Binding(
      [.on(stage, "eternity", .character("E")) { $0.flyToEternity(in: &$1) }],
      footer: { $0.flightEnd < Shell.eternity ? "to the end" : "eternity" },
      help: "fly to k = 10^18, below T = 1 to the fate; E again lands",
      obstacle: { $0.obstacleToEternity })
  }

  static func zoom<S: DrivenStage>(_ stage: S.Type) -> Binding {
    Binding(
      [.on(stage, "zoom", .character("z")) { $0.zoomIn(in: &$1) }], footer: "zoom",
      help: "zoom in ten times; Esc takes it back", obstacle: { $0.obstacleToZoom }
    ).ofPictures
  }

  static func zoomCentre<S: DrivenStage>(_ stage: S.Type) -> Binding {
    Binding(
      [.on(stage, "zoom-centre", .character("Z")) { $0.toggleZoomCentre(in: &$1) }],
      footer: "zoom on", help: "zoom on the end state, or on the current point",
      obstacle: { $0.obstacleToZoom }
    ).ofPictures
  }

  static func step<S: DrivenStage>(_ stage: S.Type) -> Binding {
    Binding(
      [.on(stage, "step", .character(".")) { $0.stepOnce(in: &$1) }], footer: "step",
      help: "pause and draw one sample")
  }

  static func rotation<S: DrivenStage>(_ stage: S.Type) -> Binding {
    rotation(stage) { $0.obstacleToTurning }
  }

  static func ownTurn<S: DrivenStage>(_ stage: S.Type) -> Binding {
    Binding(
      [
        .on(stage, "turn", .character("y")) { _, shell in
          shell.display.turnsByItself.toggle()
          let isOn = shell.display.turnsByItself
          shell.notify(
            isOn
              ? "the tetrahedron turns by itself while samples are drawn; y stops it"
              : "the tetrahedron stands still; y lets it turn, h j k l turn it",
            while: { $0.display.turnsByItself == isOn })
          return []
        }
      ], footer: { $0.display.turnsByItself ? "stand still" : "turn by itself" },
      help: "the tetrahedron turns by itself while samples are drawn, or stands",
      obstacle: { $0.obstacleToTurning }
    ).ofPictures
  }

  static func barOrder<S: DrivenStage>(_ stage: S.Type) -> Binding {
    Binding(
      [.on(stage, "sort", .character("S")) { $0.changeBarOrder(in: &$1) }], footer: "sort",
      help: "bars by share, largest first, or in the order of the data")
  }
}

extension Shell {
  /// Why nothing turns.
  fileprivate var obstacleToTurning: String? {
    cornerCount == 4 ? nil : "only the tetrahedron turns: with 4 categories (n, N) or 4 groups (M)"
  }

  /// Why nothing can be magnified.
  /// Why no run flies to eternity: its loop does not leap, and nothing draws its samples one by one.
  fileprivate var obstacleToEternity: String? {
    guard flightEnd == Self.eternity, let stage = stage as? any DrivenStage else { return nil }
    return stage.obstacleToLeaps
  }

  fileprivate var obstacleToZoom: String? {
    (3...4).contains(cornerCount)
      ? nil : "only the triangle and the tetrahedron zoom: with 3 or 4 categories (n, N)"
  }
}
