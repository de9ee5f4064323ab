import HeatDeath
import TerminalDrawing

extension Shell {
  /// Answers what the terminal reports. The topmost overlay takes keys and mouse, else the stage.
  public mutating func receive(_ event: Event) -> [Effect] {
    let (wasHeld, wasTaught, depth) = (isHeldByMenu, lesson != nil, stages.count)
    let effects = respond(to: event)
    // A lesson that has come to its end lists the others over the run that it has come back to.
    if isHeldByMenu, wasTaught, lesson == nil { return effects + stage.hide() }
    // What a lesson has put there goes on or not by itself.
    return wasHeld && !isHeldByMenu && stages.count == depth ? effects + stage.show() : effects
  }

  /// Whether the list of lessons lies over the stage, which waits meanwhile.
  var isHeldByMenu: Bool { overlays.contains { $0 is LessonMenu } }

  private mutating func respond(to event: Event) -> [Effect] {
    // A copy kept over every input would make each change of a stage copy it.
    guard isAwaitingPrediction else { return answer(event) + inquire() }
    let before = self
    let effects = answer(event)
    // The next card may ask as well.
    if isAwaitingPrediction, lesson?.index == before.lesson?.index,
      wouldShow(effects, after: before)
    {
      self = before
      beginInput()
      notify("a prediction first: \(lessonChoices) choose, Enter goes on without")
      return []
    }
    return effects + inquire()
  }

  /// Whether an input that a prediction does not wait for would show what comes: it commands the run, or
  /// opens what does.
  private func wouldShow(_ effects: [Effect], after before: Shell) -> Bool {
    guard stages.count == before.stages.count else { return true }
    // Flow and law are what comes.
    if (stage as? any DrivenStage)?.controls.layers
      != (before.stage as? any DrivenStage)?.controls.layers
    {
      return true
    }
    // Help and summary know of it.
    if overlays.count > before.overlays.count, !(overlays.last is Help || overlays.last is Summary)
    {
      return true
    }
    return effects.contains { effect in
      if case .send = effect { true } else { false }
    }
  }

  /// Whether a prediction that is asked for holds back all that a row of the stage's keys does.
  func isHeldBack(_ binding: Binding) -> Bool {
    guard isAwaitingPrediction, overlays.isEmpty else { return false }
    // What each would do is tried on a copy, which its effects leave untouched.
    return binding.actions.allSatisfy { action in
      var shell = self
      let effects = action.run(&shell)
      return shell.isAwaitingPrediction && shell.wouldShow(effects, after: self)
    }
  }

  private mutating func answer(_ event: Event) -> [Effect] {
    switch event {
    case .key(let key): return press(key)
    case .endOfLine: return top.hasText ? press(.enter) : []
    case .mouse(let mouse): return display.isMouseOn ? receive(mouse) : []
    case .paste(let text):
      // No typing: keys act, and a text acts only in a field.
      beginInput()
      return changeTop { layer, shell in
        if !layer.paste(text, in: &shell) {
          shell.notify("pasted text goes into a number only: = opens the field of T")
        }
        return []
      }
    case .background(let theme):
      display.theme = theme
      return []
    case .resize(let width, let height):
      display.size = (width, height)
      return []
    }
  }

  /// Counts an input, which what was said about the last one does not outlive.
  private mutating func beginInput() {
    inputCount += 1
    dismissAnswer()
  }

  private mutating func press(_ key: Key) -> [Effect] {
    beginInput()
    pointer = nil
    lesson?.stand.keys.insert(key.lessonName)
    // After anything else Enter asks again before it leaves a card that is not done.
    if key != .enter { lesson?.stand.maySkip = false }
    if let action = lessonAction(key) { return action.run(&self) }
    let effects = act(on: key)
    // What a source has still to do is looked at when it has done it.
    let isSent = effects.contains { if case .send = $0 { true } else { false } }
    if !isSent { observeLesson() }
    return effects
  }

  /// What a key does that is none of the lesson's.
  private mutating func act(on key: Key) -> [Effect] {
    if top.interruption != nil, key != .control("c") {
      let effects = changeTop { $0.interrupt(by: key, in: &$1) }
      // What opens a form does: the keys after it are meant for that.
      return effects + (opening(by: key)?.run(&self) ?? [])
    }
    for binding in top.bindings(in: self) {
      for action in binding.actions where action.keys.contains(key) {
        guard let obstacle = binding.obstacle(self) else { return run(action, of: binding) }
        notify(obstacle)
        return []
      }
    }
    if case .character(let character) = key {
      var typed: [Effect]?
      let effects = changeTop { layer, shell in
        typed = layer.type(character, in: &shell)
        return typed ?? []
      }
      if typed != nil { return effects }
    }
    let isPredicted = overlays.isEmpty && lesson?.hasPredicted(by: key) == true
    notify(
      isPredicted
        ? "the prediction is made, and the first one counts"
        : "\(key.name) does nothing here; \(top.advice)")
    return []
  }

  /// What a key opens over the stage.
  private func opening(by key: Key) -> KeyAction? {
    let bindings = top.bindings(in: self).filter { $0.obstacle(self) == nil }
    let action = bindings.flatMap(\.actions).first { $0.keys.contains(key) }
    guard let action else { return nil }
    var shell = self
    _ = action.run(&shell)
    return shell.overlays.count > overlays.count ? action : nil
  }

  /// Does what a key is for; where nothing is seen, says what shows it.
  private mutating func run(_ action: KeyAction, of binding: Binding) -> [Effect] {
    let effects = action.run(&self)
    if display.isPlain, binding.isOfPictures, answer == nil {
      let picture = Binding.picture.actions.first?.key.name ?? ""
      notify("\(action.key.name) changes what pictures show; \(picture) writes one to a file")
    }
    return effects
  }

  /// What a key does in the lesson; `nil` where it is the run's, or an overlay's.
  private func lessonAction(_ key: Key) -> KeyAction? {
    guard overlays.isEmpty, let lesson else { return nil }
    return lesson.keys(in: self).flatMap(\.actions).first { $0.keys.contains(key) }
  }

  private mutating func receive(_ mouse: Mouse) -> [Effect] {
    let target = layout(colors: .direct).target(x: mouse.x, y: mouse.y)
    if top.interruption != nil {
      switch mouse.action {
      case .move, .release, .drag: return []
      case .press, .wheelUp, .wheelDown:
        beginInput()
        return changeTop { $0.interrupt(by: nil, in: &$1) }
      }
    }
    switch mouse.action {
    case .move:
      pointer = top.reads(target)
      return []
    case .wheelUp, .wheelDown:
      beginInput()
      return changeTop { $0.wheel(isUp: mouse.action == .wheelUp, over: target, in: &$1) }
    case .press:
      beginInput()
      grip = Grip(x: mouse.x, y: mouse.y, target: target)
      // Where a press may become a turn, it counts when it ends where it began.
      if top.turnsByDragging, case .picture = target { return [] }
      return click(on: target)
    case .drag:
      if case .moment = grip?.target { return slide(to: mouse) }
      guard top.turnsByDragging, let from = grip, (from.x, from.y) != (mouse.x, mouse.y)
      else { return [] }
      grip = Grip(x: mouse.x, y: mouse.y, target: from.target, hasMoved: true)
      return changeTop { $0.drag(right: mouse.x - from.x, down: mouse.y - from.y, in: &$1) }
    case .release:
      defer { grip = nil }
      guard let grip, !grip.hasMoved, top.turnsByDragging, case .picture = target
      else { return [] }
      return click(on: target)
    }
  }

  /// Moves along the timeline, wherever the hand strays.
  private mutating func slide(to mouse: Mouse) -> [Effect] {
    guard let from = grip, from.x != mouse.x else { return [] }
    let target = layout(colors: .direct).target(x: mouse.x, y: from.y)
    guard case .moment = target else { return [] }
    grip = Grip(x: mouse.x, y: from.y, target: target, hasMoved: true)
    beginInput()
    return click(on: target)
  }

  private mutating func click(on target: ScreenTarget) -> [Effect] {
    if case .key(let key) = target { return press(key) }
    return changeTop { $0.click(on: target, in: &$1) }
  }
}
