import HeatDeath
import TerminalDrawing

/// What keys set of runs without asking what they are. Each stage of runs has its own, so that none
/// changes another's.
struct RunControls: Hashable, Sendable {
  var pace: Pace = .standard
  var isRunning = true
  var zoom: Zoom = .none
}

/// A stage of runs that the same keys drive, all of them alike.
protocol DrivenStage: Stage {
  var feeds: [RunFeed] { get set }
  var controls: RunControls { get set }
}

extension DrivenStage {
  var sources: [SourceID] { feeds.map(\.source) }

  /// A run at the largest dataset has nothing to do; a report that it goes on again comes with the
  /// answer to the key that made it.
  var isMoving: Bool { controls.isRunning && feeds.contains { $0.report.isRunning } }

  var isAwaitingAnswers: Bool { feeds.contains(where: \.isAwaitingAnswer) }

  func sendAll(_ command: SimulationCommand) -> [Effect] {
    feeds.map { .send(command, to: $0.source) }
  }

  mutating func sent(_ command: SimulationCommand, number: UInt64, to source: SourceID) {
    for index in feeds.indices where feeds[index].source == source {
      feeds[index].sent(command, number: number)
    }
  }

  mutating func togglePause() -> [Effect] {
    controls.isRunning.toggle()
    return sendAll(controls.isRunning ? .run : .pause)
  }

  mutating func stepOnce(in shell: inout Shell) -> [Effect] {
    guard feeds.contains(where: { $0.data.clock < Dataset.maximumSize }) else {
      shell.notify("the dataset is full: 4e18 samples")
      return []
    }
    controls.isRunning = false
    return sendAll(.pause) + sendAll(.step(1))
  }

  mutating func changePace(faster: Bool, in shell: inout Shell) -> [Effect] {
    guard let next = faster ? controls.pace.faster : controls.pace.slower else {
      shell.notify(faster ? "already at the fastest pace" : "already at the slowest pace")
      return []
    }
    controls.pace = next
    return sendAll(.setPace(next))
  }

  mutating func reseed() -> [Effect] {
    guard let seed = feeds.first?.wanted.seed.nextSeed else { return [] }
    // After a restart the old magnification would show an empty place.
    controls.zoom = .none
    for index in feeds.indices {
      // Another seed fits whatever the old one did.
      if let next = try? feeds[index].wanted.with(seed: seed) { feeds[index].ask(next) }
    }
    return sendAll(.intervene(.reseed(seed)))
  }

  mutating func restart() -> [Effect] {
    controls.zoom = .none
    return sendAll(.intervene(.restart))
  }

  mutating func leapToEternity(in shell: inout Shell) -> [Effect] {
    do {
      for feed in feeds {
        let wanted = feed.wanted
        _ = try wanted.loop.leapingEngine(
          externalFraction: wanted.externalData.fraction, initialSize: wanted.initialData.size)
      }
    } catch {
      shell.notify("no leap: \(error)")
      return []
    }
    let short = feeds.filter { $0.snapshot.clock < Shell.eternity }
    guard !short.isEmpty else {
      shell.notify("k is beyond 10^18 already; R starts again")
      return []
    }
    controls.isRunning = false
    return short.map { .send(.leap(to: Shell.eternity), to: $0.source) }
  }

  // MARK: Looking

  private var categoryCount: Int { feeds.first?.wanted.initialData.categoryCount ?? 0 }

  mutating func zoomIn(in shell: inout Shell) -> [Effect] {
    guard canZoom(in: &shell) else { return [] }
    if controls.zoom.exponent < Zoom.maximumExponent {
      controls.zoom.exponent += 1
    } else {
      shell.notify("zoomed in as far as a double can see; Esc goes back")
    }
    return []
  }

  mutating func toggleZoomCentre(in shell: inout Shell) -> [Effect] {
    guard canZoom(in: &shell) else { return [] }
    controls.zoom.centre = controls.zoom.centre == .currentPoint ? .endState : .currentPoint
    shell.notify(
      controls.zoom.centre == .currentPoint
        ? "zoom follows the current point" : "zoom stays on the end state")
    return []
  }

  /// - Returns: whether there was zoom to take back.
  mutating func zoomOut() -> Bool {
    guard controls.zoom.exponent > 0 else { return false }
    controls.zoom.exponent -= 1
    return true
  }

  private func canZoom(in shell: inout Shell) -> Bool {
    if (3...4).contains(categoryCount) { return true }
    shell.notify("zoom needs the triangle or the tetrahedron: 3 or 4 categories (n)")
    return false
  }

  func rotate(right: Int, up: Int, in shell: inout Shell) -> [Effect] {
    guard categoryCount == 4 else {
      shell.notify("hjkl turn the tetrahedron: it needs 4 categories (n)")
      return []
    }
    shell.display.yaw = (shell.display.yaw + Double(right) * 0.1)
      .truncatingRemainder(dividingBy: 2 * .pi)
    let tilted = max(-1.5, min(1.5, shell.display.pitch + Double(up) * 0.1))
    if up != 0, tilted == shell.display.pitch { shell.notify("tilted as far as it goes") }
    shell.display.pitch = tilted
    return []
  }
}

extension UInt64 {
  /// The seed that `r` goes on to: a function of the present one, short enough to be read aloud.
  fileprivate var nextSeed: UInt64 {
    var words = SplitMix64(seed: self)
    return words.next() % 1_000_000
  }
}

extension Binding {
  // The rows that every stage of runs has.

  static func pause<S: DrivenStage>(_ stage: S.Type) -> Binding {
    Binding(
      [.on(stage, .character(" ")) { stage, _ in stage.togglePause() }], label: "space",
      footer: { ($0[S.self]?.controls.isRunning ?? true) ? "pause" : "go on" },
      help: "pause or go on")
  }

  static func pace<S: DrivenStage>(_ stage: S.Type) -> Binding {
    Binding(
      [
        .on(stage, .character("-")) { $0.changePace(faster: false, in: &$1) },
        .on(stage, .character("+")) { $0.changePace(faster: true, in: &$1) },
        .on(stage, .character("=")) { $0.changePace(faster: true, in: &$1) },
        .on(stage, .character("_")) { $0.changePace(faster: false, in: &$1) },
      ], label: "- +", footer: "pace", help: "slower, faster: a step a second to decades of k")
  }

  static func reseed<S: DrivenStage>(_ stage: S.Type) -> Binding {
    Binding(
      [.on(stage, .character("r")) { stage, _ in stage.reseed() }], label: "r", footer: "reseed",
      help: "start again, new seed")
  }

  static func restart<S: DrivenStage>(_ stage: S.Type) -> Binding {
    Binding(
      [.on(stage, .character("R")) { stage, _ in stage.restart() }], label: "R",
      footer: "restart", help: "start again, same seed")
  }

  static func eternity<S: DrivenStage>(_ stage: S.Type) -> Binding {
    Binding(
      [.on(stage, .character("E")) { $0.leapToEternity(in: &$1) }], label: "E",
      footer: "eternity", help: "leap to k = 10^18, and below T = 1 to the fate")
  }

  static func zoom<S: DrivenStage>(_ stage: S.Type) -> Binding {
    Binding(
      [.on(stage, .character("z")) { $0.zoomIn(in: &$1) }], label: "z", footer: "zoom",
      help: "zoom in ten times; Esc takes it back", isUseful: { (3...4).contains($0.categoryCount) }
    )
  }

  static func zoomCentre<S: DrivenStage>(_ stage: S.Type) -> Binding {
    Binding(
      [.on(stage, .character("Z")) { $0.toggleZoomCentre(in: &$1) }], label: "Z",
      help: "zoom on the current point or on the end state",
      isUseful: { (3...4).contains($0.categoryCount) })
  }

  static func step<S: DrivenStage>(_ stage: S.Type) -> Binding {
    Binding(
      [
        .on(stage, .character(".")) { $0.stepOnce(in: &$1) },
        .on(stage, .right) { $0.stepOnce(in: &$1) },
      ], label: ".", footer: "step", help: "pause and draw one sample (Right as well)")
  }

  static func rotation<S: DrivenStage>(_ stage: S.Type) -> Binding {
    Binding(
      [
        .on(stage, .character("h")) { $0.rotate(right: -1, up: 0, in: &$1) },
        .on(stage, .character("l")) { $0.rotate(right: 1, up: 0, in: &$1) },
        .on(stage, .character("j")) { $0.rotate(right: 0, up: -1, in: &$1) },
        .on(stage, .character("k")) { $0.rotate(right: 0, up: 1, in: &$1) },
      ], label: "hjkl", footer: "rotate", help: "turn and tilt the tetrahedron of four categories",
      isUseful: { $0.categoryCount == 4 })
  }

  // The rows that do not ask what is shown.

  static let glyphs = Binding(
    [
      KeyAction(.character("g")) { shell in
        let sets = GlyphSet.allCases
        let present = sets.firstIndex(of: shell.display.glyphs) ?? 0
        let next = sets[(present + 1) % sets.count]
        shell.display.glyphs = next
        shell.notify("drawing with \(next == .ascii ? "ASCII" : next.rawValue)")
        return []
      }
    ], label: "g", help: "draw with Braille dots, blocks or ASCII")

  static let mouse = Binding(
    [
      KeyAction(.character("m")) { shell in
        guard shell.display.hasMouse else {
          shell.notify("this terminal reports no mouse")
          return []
        }
        shell.display.isMouseOn.toggle()
        shell.grip = nil
        shell.notify(
          shell.display.isMouseOn
            ? "mouse on: click into the simplex, turn the wheel (? lists more)"
            : "mouse off: the terminal selects text again")
        return [.setMouse(shell.display.isMouseOn)]
      }
    ], label: "m", help: "the mouse acts here, or selects text in the terminal")
}
