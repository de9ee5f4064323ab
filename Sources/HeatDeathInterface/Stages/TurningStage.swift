import HeatDeath
import TerminalDrawing

/// A stage whose tetrahedron keys turn.
protocol TurningStage: Stage {
  func rotate(right: Int, up: Int, in shell: inout Shell) -> [Effect]
}

extension Binding {
  static func rotation<S: TurningStage>(
    _ stage: S.Type, obstacle: @escaping @Sendable (Shell) -> String?
  ) -> Binding {
    Binding(
      [
        .on(stage, "rotate-left", .character("h")) { $0.rotate(right: -1, up: 0, in: &$1) },
        .on(stage, "tilt-down", .character("j")) { $0.rotate(right: 0, up: -1, in: &$1) },
        .on(stage, "tilt-up", .character("k")) { $0.rotate(right: 0, up: 1, in: &$1) },
        .on(stage, "rotate-right", .character("l")) { $0.rotate(right: 1, up: 0, in: &$1) },
      ], footer: "rotate", help: "turn and tilt the tetrahedron of four categories",
      obstacle: obstacle
    ).ofPictures
  }
}
