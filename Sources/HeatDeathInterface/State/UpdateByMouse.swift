import HeatDeath
import TerminalDrawing

/// Answers the mouse: a press acts on what is drawn under it, the wheel changes the temperature over
/// picture and header and the pace elsewhere, and while paused the pointer reads the simplex.
public func update(_ state: inout AppState, mouse: Mouse, report: EngineReport) -> [Effect] {
  guard state.isMouseOn else { return [] }
  let context = DrawingContext(state: state, report: report, colors: .direct)
  let target = ScreenTarget(
    x: mouse.x, y: mouse.y, width: state.windowSize.width, height: state.windowSize.height,
    context: context)
  switch mouse.action {
  case .move:
    state.pointAt(target)
    return []
  case .wheelUp, .wheelDown:
    state.narrator.dismissAnswer()
    guard let action = state.wheelAction(isUp: mouse.action == .wheelUp, over: target) else {
      return []
    }
    return update(&state, action, report: report)
  case .press:
    state.narrator.dismissAnswer()
    state.grip = Grip(x: mouse.x, y: mouse.y)
    // A press on the tetrahedron may become a turn: it counts when it ends where it began.
    if case .picture = target, state.turnsByDragging { return [] }
    return state.click(on: target, report)
  case .drag:
    return state.drag(to: mouse, report)
  case .release:
    defer { state.grip = nil }
    guard let grip = state.grip, !grip.hasMoved, state.turnsByDragging, case .picture = target
    else { return [] }
    return state.click(on: target, report)
  }
}

/// Where the main button went down, and whether the pointer has moved since.
struct Grip: Hashable, Sendable {
  var x: Int
  var y: Int
  var hasMoved = false
}

extension AppState {
  /// Whether a drag over the picture turns it.
  fileprivate var turnsByDragging: Bool {
    scenario.initialData.categoryCount == 4 && mode == .explore
  }

  fileprivate mutating func pointAt(_ target: ScreenTarget) {
    guard !isRunning, mode == .explore, case .picture(let point?) = target else {
      pointer = nil
      return
    }
    pointer = point
  }

  fileprivate func wheelAction(isUp: Bool, over target: ScreenTarget) -> Action? {
    switch mode {
    case .explore:
      switch target {
      case .header, .picture: isUp ? .warmer : .cooler
      case .bar, .key, .elsewhere: isUp ? .faster : .slower
      }
    case .compare: isUp ? .faster : .slower
    case .help: .scroll(isUp ? -3 : 3)
    case .inject, .external, .loop: .formChange(isUp ? 1 : -1)
    }
  }

  fileprivate mutating func click(on target: ScreenTarget, _ report: EngineReport) -> [Effect] {
    switch target {
    case .key(let action): return update(&self, action, report: report)
    case .bar(let category):
      switch mode {
      case .inject, .external: return update(&self, .formChoose(category), report: report)
      case .explore, .compare, .help, .loop: return []
      }
    case .picture(let point?):
      switch mode {
      case .explore: return start(from: point)
      case .inject(var form):
        form.aim(at: point)
        mode = .inject(form)
        return []
      case .compare, .help, .external, .loop: return []
      }
    case .picture(nil):
      guard mode == .explore else { return [] }
      notify(
        scenario.initialData.categoryCount <= 4
          ? "a click inside the simplex starts the run there"
          : "a click starts the run there with 2 to 4 categories (n)")
      return []
    case .header, .elsewhere: return []
    }
  }

  /// Starts anew from the dataset nearest a point, as large as the initial one was.
  private mutating func start(from point: SimplexPoint) -> [Effect] {
    let counts = point.counts(ofSize: scenario.initialData.size)
    // As many categories and samples as before: all that was valid is valid still.
    guard let data = try? Dataset(counts: counts),
      let next = try? scenario.with(
        initialData: data, temperature: temperature, externalData: externalData, loop: loop,
        seed: seed)
    else { return [] }
    adopt(next)
    return [.send(.start(next))]
  }

  fileprivate mutating func drag(to mouse: Mouse, _ report: EngineReport) -> [Effect] {
    guard turnsByDragging, let from = grip, (from.x, from.y) != (mouse.x, mouse.y) else {
      return []
    }
    grip = Grip(x: mouse.x, y: mouse.y, hasMoved: true)
    // Cells are twice as tall as wide.
    return update(
      &self, .rotate(right: mouse.x - from.x, up: 2 * (from.y - mouse.y)), report: report)
  }
}
