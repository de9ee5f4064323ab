import HeatDeath
import TerminalDrawing

// A press acts on what is drawn under it, the wheel changes the temperature over picture and header
// and the pace elsewhere, and while paused the pointer reads the simplex.
extension RunStage {
  var turnsByDragging: Bool { cornerCount == 4 }

  func reads(_ target: ScreenTarget) -> SimplexPoint? {
    if !controls.isRunning, case .picture(let point) = target { point } else { nil }
  }

  mutating func wheel(isUp: Bool, over target: ScreenTarget, in shell: inout Shell) -> [Effect] {
    switch target {
    case .header, .picture:
      // A wheel turns in bursts, which are no wish for larger steps.
      changeTemperature(warmer: isUp, mayAccelerate: false, in: &shell)
    case .bar, .group, .bars:
      hasHiddenBars(in: shell)
        ? scrollBars(.rows(isUp ? -3 : 3), in: &shell) : changePace(faster: isUp, in: &shell)
    case .cell, .moment, .key, .elsewhere: changePace(faster: isUp, in: &shell)
    }
  }

  mutating func drag(right: Int, down: Int, in shell: inout Shell) -> [Effect] {
    // Cells are twice as tall as wide.
    rotate(right: right, up: -2 * down, in: &shell)
  }

  mutating func click(on target: ScreenTarget, in shell: inout Shell) -> [Effect] {
    switch target {
    case .picture(let point?): return start(from: point, in: &shell)
    case .picture(nil):
      shell.notify(
        cornerCount <= 4
          ? "a click inside the simplex starts the run there"
          : "a click starts the run there with 2 to 4 categories (n) or in groups (M)")
      return []
    case .moment(let clock): return look(atClock: clock)
    case .header, .bar, .group, .bars, .cell, .key, .elsewhere: return []
    }
  }

  /// Starts anew from the dataset nearest a point, as large as the initial one was.
  private mutating func start(from point: SimplexPoint, in shell: inout Shell) -> [Effect] {
    // As many samples as before, so the counts are valid.
    guard let data = try? Dataset(counts: point.counts(ofSize: feed.wanted.initialData.size))
    else { return [] }
    return start(from: data, in: &shell)
  }

  /// The shares at the pointer, while it reads the simplex.
  func pointed(in shell: Shell, _ look: Look) -> String? {
    guard !controls.isRunning, let point = shell.pointer,
      point.dimension == feed.snapshot.categoryCount
    else { return nil }
    let labels = feed.snapshot.scenario.labels
    let groups = controls.groups(of: feed.snapshot)
    let names = groups.map { groups in
      (0..<groups.count).map { groups.name(of: $0, labels: labels) }
    }
    let shown = groups?.grouping.merged(point) ?? point
    let shares = zip((names ?? labels).map(\.inSentence), shown.coordinates).map {
      "\($0) \(look.format.fixed($1, digits: 3))"
    }
    return "at the pointer: \(shares.joined(separator: ", "))"
  }
}
