import HeatDeath
import RealModule
import TerminalDrawing

// The past of the run: looked at, and gone on from.
extension RunStage {
  /// Whether a past moment is shown.
  var isPast: Bool { feed.report.isPast }

  /// The clock of the present, whatever is shown.
  var presentClock: Int64 { feed.report.future?.clock ?? feed.snapshot.clock }

  /// As far as one leap goes: all that there is of most runs.
  private static let frame = Double.pow(10, 1.0 / 32)

  /// Where the moment stands that is shown or has been asked for.
  private var clockAsked: Int64 { feed.lookAsked ?? feed.snapshot.clock }

  /// Goes back by a factor of the clock, at least by a sample.
  mutating func lookBack(by factor: Double, in shell: inout Shell) -> [Effect] {
    let clock = clockAsked
    let first = feed.snapshot.initialSize
    guard clock > first else {
      shell.notify(
        "this is where the run starts; Right and Page Down lead on, End to the present",
        while: { $0.run.map { $0.feed.snapshot.clock == $0.feed.snapshot.initialSize } ?? true })
      return []
    }
    return look(.back(to: max(first, min(clock - 1, Int64(Double(clock) / factor)))))
  }

  /// Goes on by a factor of the clock, at least by a sample; at the present draws one.
  mutating func lookOn(by factor: Double, in shell: inout Shell) -> [Effect] {
    guard isPast || feed.lookAsked != nil else {
      if factor == Self.frame { return drawOne(in: &shell) }
      shell.notify(
        "this is the present: space goes on, Left and Page Up lead back",
        while: { $0.run?.isPast != true })
      return []
    }
    let clock = clockAsked
    let next = max(Double(clock) + 1, Double(clock) * factor)
    return look(next < Double(presentClock) ? .on(to: Int64(next)) : .present)
  }

  mutating func lookAtStart() -> [Effect] { look(.back(to: feed.snapshot.initialSize)) }

  mutating func lookAtPresent(in shell: inout Shell) -> [Effect] {
    guard isPast || feed.lookAsked != nil else {
      shell.notify(
        "this is the present: Left and Page Up lead back, Home to the start",
        while: { $0.run?.isPast != true })
      return []
    }
    return look(.present)
  }

  /// Shows the moment at a place of the timeline.
  mutating func look(atClock clock: Int64) -> [Effect] {
    clock < presentClock ? look(.back(to: max(clock, feed.snapshot.initialSize))) : look(.present)
  }

  private mutating func look(_ target: Seek) -> [Effect] {
    controls.isRunning = false
    return sendAll(.seek(target))
  }

  /// From a past moment another future, with a seed of its own; from the present another run.
  mutating func reseedOrRedraw(in shell: inout Shell) -> [Effect] {
    guard isPast else { return reseed(in: &shell) }
    redraws += 1
    controls.isRunning = true
    let seed = feed.snapshot.seed &+ UInt64(truncatingIfNeeded: feed.snapshot.clock) &+ redraws
    return sendAll(.intervene(.redraw(seed.nextSeed))) + sendAll(.run)
  }

  /// Says that the run goes on from where it was, on a branch.
  func notifyBranch(in shell: inout Shell, from clock: Int64) {
    let isRedrawn =
      if case .redraw = feed.snapshot.marks.last?.intervention { true } else { false }
    let size = shell.format.count(clock)
    shell.notify(
      isRedrawn
        ? "another future from \(size) on: the one before stays as a ghost, u goes back"
        : "a branch from \(size) on: what came after it stays as a ghost, u goes back",
      while: { $0.run.map { $0.feed.report.ghosts.contains { $0.fork == clock } } ?? true })
  }

  /// What stands below while a past moment is shown.
  func lineOfPast(_ format: NumberFormat) -> String {
    let place = "\(format.count(feed.snapshot.clock)) of \(format.count(presentClock))"
    if feed.report.activity == .seeking {
      return "on the way to an earlier moment, now at \(place)"
    }
    return "as it was at \(place): space or a change goes on from here; End returns"
  }

  static let past: [Binding] = [
    Binding(
      [
        .on(RunStage.self, "earlier", .left, .character("[")) { $0.lookBack(by: frame, in: &$1) },
        .on(RunStage.self, "later", .right, .character("]")) { $0.lookOn(by: frame, in: &$1) },
      ],
      footer: { $0.run?.isPast == true ? "back, on" : "past" },
      help: "back into the past, on, or draw a sample"),
    Binding(
      [
        .on(RunStage.self, "much-earlier", .pageUp) { $0.lookBack(by: 10, in: &$1) },
        .on(RunStage.self, "much-later", .pageDown) { $0.lookOn(by: 10, in: &$1) },
      ], help: "back by a power of ten, on"),
    Binding(
      [
        .on(RunStage.self, "start", .home) { run, _ in run.lookAtStart() },
        .on(RunStage.self, "present", .end) { $0.lookAtPresent(in: &$1) },
      ], footer: { $0.run?.isPast == true ? "start, present" : nil },
      help: "the start of the run, the present"),
  ]
}
