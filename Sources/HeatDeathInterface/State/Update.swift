import HeatDeath
import TerminalDrawing

/// Answers a key: finds its action in the mode at hand, or says that the key is dead.
public func update(_ state: inout AppState, key: Key, report: EngineReport) -> [Effect] {
  state.narrator.dismissAnswer()
  state.pointer = nil
  guard let action = Keymap.action(for: key, in: state.mode) else {
    let way =
      switch state.mode {
      case .explore: "? lists the keys"
      case .compare: "the footer lists the keys that count while comparing"
      case .help: "Esc goes back"
      case .inject, .external, .loop: "Enter applies, Esc leaves"
      }
    state.notify("\(Keymap.name(of: key)) does nothing here; \(way)")
    return []
  }
  return update(&state, action, report: report)
}

/// Answers a paste. It is no typing: keys act, and a text acts only in a field for texts, of which
/// there is none so far.
public func update(_ state: inout AppState, paste text: String) {
  state.narrator.dismissAnswer()
  state.notify("pasted text acts in text fields only, and there is none here")
}

/// Carries out an action: changes the state and tells what to ask of the engine.
public func update(_ state: inout AppState, _ action: Action, report: EngineReport) -> [Effect] {
  switch action {
  case .quit: return [.quit]
  case .toggleHelp:
    state.mode = state.mode == .help ? .explore : .help
    state.helpOffset = 0
    return []
  case .back: return state.goBack()
  case .togglePause: return state.togglePause()
  case .stepOnce: return state.stepOnce(report)
  case .slower, .faster: return state.changePace(faster: action == .faster)
  case .cooler, .warmer, .temperatureOne: return state.changeTemperature(action)
  case .openInjection:
    let data = state.data(report)
    state.mode = .inject(InjectionForm(counts: data.counts, size: data.size))
    return []
  case .openExternal:
    state.mode = .external(
      ExternalForm(
        state.externalData, categoryCount: state.scenario.initialData.categoryCount))
    return []
  case .openLoop:
    state.mode = .loop(
      LoopForm(state.loop, categoryCount: state.scenario.initialData.categoryCount))
    return []
  case .save:
    state.noteStart()
    return [.save(state.start)]
  case .reseed:
    state.seed = state.seed.nextSeed
    state.lookAgain()
    if state.comparison == nil { state.noteStart() }
    return [.send(.intervene(.reseed(state.seed)))]
  case .restart:
    state.lookAgain()
    if state.comparison == nil { state.noteStart() }
    return [.send(.intervene(.restart))]
  case .eternity: return state.leapToEternity(report)
  case .undo: return [.send(.undo)]
  case .toggleComparison: return state.toggleComparison()
  case .moreCategories, .fewerCategories:
    return state.changeCategories(by: action == .moreCategories ? 1 : -1)
  case .zoomIn, .toggleZoomCentre: return state.changeZoom(action)
  case .rotate(let right, let up): return state.rotate(right: right, up: up)
  case .scroll(let rows):
    state.scroll(by: rows, report)
    return []
  case .cycleGlyphs:
    let sets = GlyphSet.allCases
    let next = sets[((sets.firstIndex(of: state.glyphs) ?? 0) + 1) % sets.count]
    state.glyphs = next
    state.notify("drawing with \(next == .ascii ? "ASCII" : next.rawValue)")
    return []
  case .toggleMouse: return state.toggleMouse()
  case .formLine, .formChange, .formChoose:
    state.changeForm(action)
    return []
  case .formConfirm: return state.confirmForm(report)
  }
}

extension AppState {
  /// The dataset that the engine has or, while its report is older than the last start, will have.
  fileprivate func data(
    _ report: EngineReport
  ) -> (counts: [Int64], size: Int64, clock: Int64) {
    report.snapshot.scenario == scenario
      ? (report.snapshot.counts, report.snapshot.size, report.snapshot.clock)
      : (scenario.initialData.counts, scenario.initialData.size, scenario.initialData.size)
  }

  /// After a restart the old magnification would show an empty place.
  fileprivate mutating func lookAgain() { zoom = .none }

  fileprivate mutating func noteStart() {
    // What the engine took fits the data.
    start =
      (try? scenario.with(
        temperature: temperature, externalData: externalData, loop: loop, seed: seed)) ?? scenario
  }

  fileprivate mutating func goBack() -> [Effect] {
    switch mode {
    case .help, .inject, .external, .loop: mode = .explore
    case .compare where zoom.exponent == 0: return toggleComparison()
    case .compare: zoom.exponent -= 1
    case .explore:
      if zoom.exponent > 0 {
        zoom.exponent -= 1
      } else {
        notify("nothing to go back from; q quits")
      }
    }
    return []
  }

  fileprivate mutating func togglePause() -> [Effect] {
    isRunning.toggle()
    return [.send(isRunning ? .run : .pause)]
  }

  fileprivate mutating func toggleMouse() -> [Effect] {
    guard hasMouse else {
      notify("this terminal reports no mouse")
      return []
    }
    isMouseOn.toggle()
    grip = nil
    notify(
      isMouseOn
        ? "mouse on: click into the simplex, turn the wheel (? lists more)"
        : "mouse off: the terminal selects text again")
    return [.setMouse(isMouseOn)]
  }

  fileprivate mutating func stepOnce(_ report: EngineReport) -> [Effect] {
    if data(report).clock >= Dataset.maximumSize {
      notify("the dataset is full: 4e18 samples")
      return []
    }
    isRunning = false
    return [.send(.pause), .send(.step(1))]
  }

  fileprivate mutating func toggleComparison() -> [Effect] {
    guard comparison == nil else {
      leaveComparison("back to the run, where it stood and as it was")
      return isRunning ? [.endComparison, .send(.run)] : [.endComparison]
    }
    beginComparison()
    notify("the same data, the same seed, three temperatures")
    return [.compare(Comparison.scenarios(like: self))]
  }

  fileprivate mutating func leapToEternity(_ report: EngineReport) -> [Effect] {
    let eternity: Int64 = 1_000_000_000_000_000_000
    do {
      _ = try loop.leapingEngine(
        externalFraction: externalData.fraction, initialSize: scenario.initialData.size)
    } catch {
      notify("no leap: \(error)")
      return []
    }
    guard mode == .compare || report.snapshot.clock < eternity else {
      notify("k is beyond 10^18 already; R starts again")
      return []
    }
    isRunning = false
    return [.send(.leap(to: eternity))]
  }

  fileprivate mutating func changePace(faster: Bool) -> [Effect] {
    guard let next = faster ? pace.faster : pace.slower else {
      notify(faster ? "already at the fastest pace" : "already at the slowest pace")
      return []
    }
    pace = next
    return [.send(.setPace(next))]
  }

  fileprivate mutating func changeTemperature(_ action: Action) -> [Effect] {
    let next: Temperature?
    switch action {
    case .cooler: next = TemperatureLadder.cooler(than: temperature)
    case .warmer: next = TemperatureLadder.warmer(than: temperature)
    default: next = temperature == .one ? nil : .one
    }
    guard let next else {
      let value = NumberFormat(symbols: Symbols(glyphs)).temperature(temperature.value)
      switch action {
      case .temperatureOne: notify("T is 1 already")
      case .cooler: notify("T = \(value): the keys go no lower")
      default: notify("T = \(value): the keys go no higher")
      }
      return []
    }
    temperature = next
    return [.send(.intervene(.setTemperature(next)))]
  }

  fileprivate mutating func changeCategories(by difference: Int) -> [Effect] {
    let count = scenario.initialData.categoryCount + difference
    guard (2...8).contains(count) else {
      notify("the picture shows 2 to 8 categories")
      return []
    }
    let invented = Scenario.lively(
      categoryCount: count, temperature: temperature, externalData: externalData, loop: loop,
      seed: seed)
    // The data the program was started with are not lost: their number of categories brings them
    // back.
    let hasOriginal = count == original.initialData.categoryCount
    let next =
      hasOriginal
      ? try? original.with(
        temperature: invented.temperature, externalData: invented.externalData,
        loop: invented.loop, seed: invented.seed) : invented
    adopt(next ?? invented)
    lyapunovOffset = 0
    return [.send(.start(scenario))]
  }

  fileprivate mutating func changeZoom(_ action: Action) -> [Effect] {
    guard (3...4).contains(scenario.initialData.categoryCount) else {
      notify("zoom needs the triangle or the tetrahedron: 3 or 4 categories (n)")
      return []
    }
    switch action {
    case .zoomIn:
      if zoom.exponent < Zoom.maximumExponent {
        zoom.exponent += 1
      } else {
        notify("zoomed in as far as a double can see; Esc goes back")
      }
    default:
      zoom.centre = zoom.centre == .currentPoint ? .endState : .currentPoint
      notify(
        zoom.centre == .currentPoint
          ? "zoom follows the current point" : "zoom stays on the end state")
    }
    return []
  }

  fileprivate mutating func rotate(right: Int, up: Int) -> [Effect] {
    guard scenario.initialData.categoryCount == 4 else {
      notify("hjkl turn the tetrahedron: it needs 4 categories (n)")
      return []
    }
    yaw = (yaw + Double(right) * 0.1).truncatingRemainder(dividingBy: 2 * .pi)
    let tilted = max(-1.5, min(1.5, pitch + Double(up) * 0.1))
    if up != 0, tilted == pitch { notify("tilted as far as it goes") }
    pitch = tilted
    return []
  }

  fileprivate mutating func scroll(by rows: Int, _ report: EngineReport) {
    let context = DrawingContext(state: self, report: report, colors: .direct)
    let layout = ScreenLayout(width: windowSize.width, height: windowSize.height, context: context)
    if mode == .help {
      let hidden = HelpView(context: context).hiddenLines(in: layout.body)
      helpOffset = max(0, min(hidden, helpOffset + rows))
      return
    }
    let sets = LyapunovView.sets(ofCategories: report.snapshot.categoryCount).count
    let visible = layout.lyapunov.map { LyapunovView.rows(in: $0, sets: sets).visible } ?? 0
    guard visible > 0 else {
      notify("the list of V_I needs a larger window")
      return
    }
    guard visible < sets else {
      notify("the list of V_I is in view as a whole")
      return
    }
    lyapunovOffset = max(0, min(sets - visible, lyapunovOffset + rows))
  }

  fileprivate mutating func changeForm(_ action: Action) {
    var reason: String?
    switch mode {
    case .inject(var form):
      reason = form.change(action)
      mode = .inject(form)
    case .external(var form):
      reason = form.change(action)
      mode = .external(form)
    case .loop(var form):
      reason = form.change(action)
      mode = .loop(form)
    case .explore, .compare, .help: break
    }
    if let reason { notify(reason) }
  }

  fileprivate mutating func confirmForm(_ report: EngineReport) -> [Effect] {
    defer { mode = .explore }
    switch mode {
    case .inject(let form):
      let room = Dataset.maximumSize - data(report).clock
      guard form.count <= room else {
        notify("no room for that many samples: the dataset holds at most 4e18")
        return []
      }
      return [.send(.intervene(.inject(count: form.count, law: form.law)))]
    case .external(let form):
      // The form keeps λ within 0 and 1.
      guard let data = try? ExternalData(fraction: form.fraction, law: form.law) else { return [] }
      externalData = data
      return [.send(.intervene(.setExternalData(data)))]
    case .loop(let form):
      guard form.loop != loop else {
        notify("the loop is closed like that already")
        return []
      }
      loop = form.loop
      return [.send(.intervene(.setLoop(form.loop)))]
    case .explore, .compare, .help: return []
    }
  }
}

extension UInt64 {
  /// The seed that `r` goes on to: a function of the present one, short enough to be read aloud.
  fileprivate var nextSeed: UInt64 {
    var words = SplitMix64(seed: self)
    return words.next() % 1_000_000
  }
}

extension Scenario {
  /// A scenario of few samples, uneven enough to move at once: 5, 3, 2, 2, …. External data stay
  /// as they are where their law fits, else they come from the initial law.
  fileprivate static func lively(
    categoryCount: Int, temperature: Temperature, externalData: ExternalData, loop: ClosedLoop,
    seed: UInt64
  ) -> Scenario {
    let counts: [Int64] = [5, 3] + Array(repeating: 2, count: categoryCount - 2)
    let law: ExternalLaw =
      switch externalData.law {
      case .uniform: .uniform
      case .category(let category) where category < categoryCount: .category(category)
      case .initial, .category, .point: .initial
      }
    // These counts are positive, fraction and loop were valid before, and the law fits.
    return try! Scenario(
      initialData: Dataset(counts: counts), temperature: temperature,
      externalData: ExternalData(fraction: externalData.fraction, law: law), loop: loop,
      seed: seed)
  }
}
