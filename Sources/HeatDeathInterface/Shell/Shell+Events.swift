import HeatDeath
import TerminalDrawing

extension Shell {
  /// Answers what the terminal reports. The topmost overlay takes keys and mouse, else the stage.
  public mutating func receive(_ event: Event) -> [Effect] {
    switch event {
    case .key(let key): return press(key)
    case .mouse(let mouse): return display.isMouseOn ? receive(mouse) : []
    case .paste:
      // No typing: keys act, and a text acts only in a field for texts, of which there is none so far.
      dismissAnswer()
      notify("pasted text acts in text fields only, and there is none here")
      return []
    case .background(let theme):
      display.theme = theme
      return []
    case .resize(let width, let height):
      display.size = (width, height)
      return []
    }
  }

  private mutating func press(_ key: Key) -> [Effect] {
    dismissAnswer()
    pointer = nil
    for binding in top.keys(in: self) {
      for action in binding.keys where action.key == key { return action.run(&self) }
    }
    notify("\(key.name) does nothing here; \(top.advice)")
    return []
  }

  private mutating func receive(_ mouse: Mouse) -> [Effect] {
    let target = layout(colors: .direct).target(x: mouse.x, y: mouse.y)
    switch mouse.action {
    case .move:
      pointer = top.reads(target)
      return []
    case .wheelUp, .wheelDown:
      dismissAnswer()
      return changeTop { $0.wheel(isUp: mouse.action == .wheelUp, over: target, in: &$1) }
    case .press:
      dismissAnswer()
      grip = Grip(x: mouse.x, y: mouse.y)
      // Where a press may become a turn, it counts when it ends where it began.
      if top.turnsByDragging, case .picture = target { return [] }
      return click(on: target)
    case .drag:
      guard top.turnsByDragging, let from = grip, (from.x, from.y) != (mouse.x, mouse.y)
      else { return [] }
      grip = Grip(x: mouse.x, y: mouse.y, hasMoved: true)
      return changeTop { $0.drag(right: mouse.x - from.x, down: mouse.y - from.y, in: &$1) }
    case .release:
      defer { grip = nil }
      guard let grip, !grip.hasMoved, top.turnsByDragging, case .picture = target
      else { return [] }
      return click(on: target)
    }
  }

  private mutating func click(on target: ScreenTarget) -> [Effect] {
    if case .key(let key) = target { return press(key) }
    return changeTop { $0.click(on: target, in: &$1) }
  }
}
