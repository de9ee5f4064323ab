import HeatDeath
import TerminalDrawing

extension Shell {
  /// Answers what the terminal reports. The topmost overlay takes keys and mouse, else the stage.
  public mutating func receive(_ event: Event) -> [Effect] {
    switch event {
    case .key(let key): return press(key)
    case .mouse(let mouse): return display.isMouseOn ? receive(mouse) : []
    case .paste(let text):
      // No typing: keys act, and a text acts only in a field.
      inputCount += 1
      dismissAnswer()
      var isTaken = false
      let effects = changeTop { layer, shell in
        isTaken = layer.paste(text, in: &shell)
        return []
      }
      if !isTaken { notify("pasted text goes into a number only: = opens the field of T") }
      return effects
    case .background(let theme):
      display.theme = theme
      return []
    case .resize(let width, let height):
      display.size = (width, height)
      return []
    }
  }

  private mutating func press(_ key: Key) -> [Effect] {
    inputCount += 1
    dismissAnswer()
    pointer = nil
    if top.interruption != nil, key != .control("c") {
      return changeTop { $0.interrupt(by: key, in: &$1) }
    }
    for binding in top.bindings(in: self) {
      for action in binding.keys where action.key == key {
        guard let obstacle = binding.obstacle(self) else { return action.run(&self) }
        notify(obstacle)
        return []
      }
    }
    notify("\(key.name) does nothing here; \(top.advice)")
    return []
  }

  private mutating func receive(_ mouse: Mouse) -> [Effect] {
    let target = layout(colors: .direct).target(x: mouse.x, y: mouse.y)
    if top.interruption != nil {
      switch mouse.action {
      case .move, .release, .drag: return []
      case .press, .wheelUp, .wheelDown:
        inputCount += 1
        dismissAnswer()
        return changeTop { $0.interrupt(by: nil, in: &$1) }
      }
    }
    switch mouse.action {
    case .move:
      pointer = top.reads(target)
      return []
    case .wheelUp, .wheelDown:
      inputCount += 1
      dismissAnswer()
      return changeTop { $0.wheel(isUp: mouse.action == .wheelUp, over: target, in: &$1) }
    case .press:
      inputCount += 1
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
