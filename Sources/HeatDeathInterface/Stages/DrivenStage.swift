import HeatDeath

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

  mutating func receive(
    _ report: any SourceReport, from source: SourceID, in shell: inout Shell
  ) {
    tell(take(report, from: source, time: shell.time), in: &shell)
  }

  /// Takes a report of one of the runs.
  ///
  /// - Returns: the answers it has to commands sent.
  mutating func take(
    _ report: any SourceReport, from source: SourceID, time: Double
  ) -> [RunFeed.Answer] {
    guard let report = report as? RunReport,
      let index = feeds.firstIndex(where: { $0.source == source })
    else { return [] }
    return feeds[index].receive(report, time: time)
  }

  /// Says which commands failed, and that an undo did not.
  func tell(_ answers: [RunFeed.Answer], in shell: inout Shell) {
    for answer in answers {
      if let error = answer.error {
        shell.notify(error.description)
      } else if answer.command == .undo {
        shell.notify("undone: the run went back to where it stood before")
      }
    }
  }

  // MARK: What keys do

  mutating func togglePause() -> [Effect] {
    controls.isRunning.toggle()
    return sendAll(controls.isRunning ? .run : .pause)
  }

  /// Whether no run has room for another sample.
  private var isFull: Bool { feeds.allSatisfy { $0.data.clock == Dataset.maximumSize } }

  mutating func stepOnce(in shell: inout Shell) -> [Effect] {
    guard !isFull else {
      shell.notify(
        "the dataset is full: 4e18 samples; R starts again",
        while: { ($0.stage as? Self)?.isFull ?? true })
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
      shell.notify(
        "k has reached 10^18 already; R starts again",
        while: { shell in
          (shell.stage as? Self)?.feeds.allSatisfy { $0.snapshot.clock >= Shell.eternity } ?? true
        })
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
