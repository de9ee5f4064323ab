import HeatDeath
import TerminalDrawing

/// What keys set of runs without asking what they are. Each stage of runs has its own, so that none
/// changes another's.
struct RunControls: Hashable, Sendable {
  var pace: Pace = .standard
  var isRunning = true
  var zoom: Zoom = .none
  var layers = LayerControls()
  var bars = BarControls()
  /// The groups that the categories are shown in; `nil` where each stands for itself.
  var groups: CategoryGroups?
  /// Where the last flight was to end.
  var flightTarget = Shell.eternity
  /// The path on which it was stopped before that; `nil` where it came to its end.
  var stoppedFlight: Int?

  /// The groups, where they are of the categories of that run.
  func groups(of snapshot: Snapshot) -> CategoryGroups? {
    guard let groups, groups.grouping.categoryCount == snapshot.categoryCount else { return nil }
    return groups
  }

  mutating func zoomIn(in shell: inout Shell) -> [Effect] {
    if zoom.exponent < Zoom.maximumExponent {
      zoom.exponent += 1
    } else {
      shell.notify("zoomed in as far as a double can see; Esc goes back")
    }
    return []
  }

  /// - Returns: whether there was zoom to take back.
  mutating func zoomOut() -> Bool {
    guard zoom.exponent > 0 else { return false }
    zoom.exponent -= 1
    return true
  }
}

/// A stage of runs that the same keys drive, all of them alike.
protocol DrivenStage: TurningStage {
  var feeds: [RunFeed] { get set }
  var controls: RunControls { get set }

  /// Whether `u` takes back what was done.
  var canUndo: Bool { get }

  /// Whether a flight draws the samples of a run one by one whose loop does not leap, as far as that takes
  /// seconds; else it is refused.
  var drawsWhatCannotLeap: Bool { get }

  /// Takes note of a report that has just come, before its answers are told.
  mutating func observe(in shell: inout Shell)
}

extension DrivenStage {
  var canUndo: Bool { false }
  var drawsWhatCannotLeap: Bool { false }
  mutating func observe(in shell: inout Shell) {}

  var sources: [SourceID] { feeds.map(\.source) }

  /// A run at the largest dataset has nothing to do; a report that it goes on again comes with the
  /// answer to the key that made it.
  var isMoving: Bool { feeds.contains(where: isMoving) }

  func isMoving(_ feed: RunFeed) -> Bool {
    // Of a paused run as well: samples that were asked for one by one.
    feed.report.activity.isMoving
  }

  var isAwaitingAnswers: Bool { feeds.contains(where: \.isAwaitingAnswer) }

  var categoryCount: Int { feeds.first?.snapshot.categoryCount ?? 0 }
  var cornerCount: Int {
    feeds.first.flatMap { controls.groups(of: $0.snapshot)?.count } ?? categoryCount
  }
  var showsTetrahedron: Bool { cornerCount == 4 }
  var isPaused: Bool { !controls.isRunning }
  var isZoomed: Bool { controls.zoom.exponent > 0 }

  var moment: (seed: UInt64, size: Int64)? {
    feeds.first.map { feed in
      (feed.snapshot.seed, feed.snapshot.scenario.size(atClock: feed.snapshot.clock))
    }
  }

  func inquiries(in shell: Shell) -> [Inquiry] {
    feeds.flatMap { $0.inquiries + controls.layers.inquiries(of: $0) }
  }

  mutating func take(_ answer: AnsweredInquiry) {
    for index in feeds.indices { feeds[index].take(answer) }
  }

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
    let wasFull = isFull
    let answers = take(report, from: source, time: shell.time)
    observe(in: &shell)
    if isFull, !wasFull { notifyFull(in: &shell) }
    tell(answers, in: &shell)
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
    // What was magnified is another picture then.
    if report.snapshot.categoryCount != feeds[index].snapshot.categoryCount {
      controls.zoom = .none
      controls.groups = nil
      controls.bars.offset = 0
    }
    return feeds[index].receive(report, time: time)
  }

  /// Says which commands failed, that an undo did not, and what else was to be said of a command.
  func tell(_ answers: [RunFeed.Answer], in shell: inout Shell) {
    for answer in answers {
      if let error = answer.error {
        shell.notify(error.sentence)
      } else if answer.command == .undo {
        if answer.isElsewhere {
          shell.notify("undone: the run went back to where it stood before")
        } else {
          shell.notify("undone: this is the present again", while: { $0.run?.isPast != true })
        }
      } else if answer.command == .redo {
        shell.notify("redone: the run stands where it stood before the undo")
      } else if let remark = answer.remark {
        shell.notify(remark)
      }
    }
  }

  // MARK: What keys do

  /// Whether no run has room for another sample.
  var isFull: Bool { feeds.allSatisfy { $0.data.clock >= Dataset.maximumSize } }

  /// Says that there is no room, and the ways out.
  func notifyFull(in shell: inout Shell) {
    shell.notify(
      canUndo
        ? "the dataset is full (4e18 samples): u undoes, R, r or a click start anew"
        : "the datasets are full (4e18 samples): R and r start them anew",
      while: { ($0[Self.self] as Self?)?.isFull ?? true })
  }

  mutating func togglePause(in shell: inout Shell) -> [Effect] {
    guard !isFull else {
      notifyFull(in: &shell)
      return []
    }
    controls.isRunning.toggle()
    return sendAll(controls.isRunning ? .run : .pause)
  }

  mutating func stepOnce(in shell: inout Shell) -> [Effect] {
    guard !isFull else {
      notifyFull(in: &shell)
      return []
    }
    controls.isRunning = false
    return sendAll(.step(1))
  }

  mutating func changePace(faster: Bool, in shell: inout Shell) -> [Effect] {
    guard let next = faster ? controls.pace.faster : controls.pace.slower else {
      shell.notify(
        faster
          ? "this is the fastest pace; E flies to \(shell.format.magnitude(18)) in three seconds"
          : "this is the slowest pace; . draws one sample at a time")
      return []
    }
    return set(next, in: &shell, word: faster ? "faster" : "slower")
  }

  mutating func set(_ pace: Pace, in shell: inout Shell, word: String = "pace") -> [Effect] {
    controls.pace = pace
    if isFull {
      notifyFull(in: &shell)
    } else if !controls.isRunning {
      shell.notify("\(word): \(pace.words(shell.format)), once it goes on (space)")
    }
    return sendAll(.setPace(pace))
  }

  /// An intervention that may go on with a gesture.
  func command(_ intervention: Intervention, _ gesture: Gesture) -> SimulationCommand {
    gesture.isContinued ? .continueGesture(intervention) : .intervene(intervention)
  }

  mutating func reseed(in shell: inout Shell) -> [Effect] {
    feeds.first.map { reseed(to: $0.wanted.seed.nextSeed, in: &shell) } ?? []
  }

  /// Starts again with another seed.
  mutating func reseed(to seed: UInt64, in shell: inout Shell) -> [Effect] {
    // After a restart the old magnification would show an empty place.
    controls.zoom = .none
    for index in feeds.indices {
      // Another seed fits whatever the old one did.
      if let next = try? feeds[index].wanted.with(seed: seed) {
        feeds[index].ask(next, startsAnew: true)
      }
    }
    return sendAll(command(.reseed(seed), shell.gesture(.reseed)))
  }

  mutating func restart(in shell: inout Shell) -> [Effect] {
    controls.zoom = .none
    for index in feeds.indices { feeds[index].ask(feeds[index].wanted, startsAnew: true) }
    return sendAll(command(.restart, shell.gesture(.restart)))
  }

  // MARK: Looking

  /// Bars by share, or in the order of the data.
  mutating func changeBarOrder(in shell: inout Shell) -> [Effect] {
    let next = controls.bars.otherOrder(ofCategories: categoryCount)
    controls.bars = BarControls(order: next)
    shell.notify(
      next == .share
        ? "bars by share, the largest first; S goes back to the order of the data"
        : "bars in the order of the data; S sorts them by share",
      while: { shell in
        guard let stage = shell[Self.self] as Self? else { return true }
        return stage.controls.bars.order(ofCategories: stage.categoryCount) == next
      })
    return []
  }

  mutating func zoomIn(in shell: inout Shell) -> [Effect] { controls.zoomIn(in: &shell) }

  /// Zooms on the other of the two centres; from the whole picture, into the end state.
  mutating func toggleZoomCentre(in shell: inout Shell) -> [Effect] {
    if controls.zoom.exponent == 0 {
      controls.zoom = Zoom(exponent: 1, centre: .endState)
      shell.notify("zoomed in on the end state; Z again: the current point, Esc goes back")
      return []
    }
    controls.zoom.centre = controls.zoom.centre == .currentPoint ? .endState : .currentPoint
    shell.notify(
      controls.zoom.centre == .currentPoint
        ? "the zoom follows the current point; Z again: the end state"
        : "the zoom stays on the end state; Z again: the current point")
    return []
  }

  /// - Returns: whether there was zoom to take back.
  mutating func zoomOut() -> Bool { controls.zoomOut() }

  func rotate(right: Int, up: Int, in shell: inout Shell) -> [Effect] {
    let before = shell.display.pitch
    let wasTurning = shell.display.turnsByItself
    shell.display.turn(right: right, up: up)
    // What was turned by hand stays as it was put.
    shell.display.turnsByItself = false
    if up != 0, shell.display.pitch == before {
      shell.notify("tilted as far as it goes; j and k tilt either way")
    } else if wasTurning {
      shell.notify(
        "turned by hand: y lets it turn by itself again",
        while: { !$0.display.turnsByItself })
    }
    return []
  }
}
