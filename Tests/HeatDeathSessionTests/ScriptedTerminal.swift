import HeatDeath
import HeatDeathInterface
import HeatDeathSession
import TerminalDrawing

/// Nanoseconds that pass only where a script says so.
final class ScriptedClock: @unchecked Sendable {
  // Confined to the thread of one test.
  var now: UInt64 = 1_000_000_000
}

/// A terminal that does what a script says and keeps every frame.
final class ScriptedTerminal: ScreenTerminal {
  var capabilities = TerminalCapabilities(colors: .indexed, glyphs: .braille, hasMouse: true)
  var notice: String?
  var size = (width: 80, height: 24)
  /// Whether frames are taken.
  var takesFrames = true
  private(set) var frames: [CellBuffer] = []
  /// How many frames were offered and not taken.
  private(set) var refused = 0
  private(set) var wantsMouse = true
  /// What each wait was given as its longest time.
  private(set) var timeouts: [Int64?] = []

  private let world: ScriptedWorld
  private var steps: [Step] = []

  /// Something that happens so many nanoseconds after what was before.
  private struct Step {
    var delay: UInt64
    let action: (ScriptedTerminal) -> [TerminalInput]
  }

  init(_ world: ScriptedWorld) { self.world = world }

  /// Adds to the script: after so many milliseconds, this happens.
  func then(after milliseconds: UInt64 = 5, _ inputs: TerminalInput...) {
    steps.append(Step(delay: milliseconds * 1_000_000) { _ in inputs })
  }

  func then(
    after milliseconds: UInt64 = 5, _ action: @escaping (ScriptedTerminal) -> [TerminalInput]
  ) {
    steps.append(Step(delay: milliseconds * 1_000_000, action: action))
  }

  /// Adds keys, one after the other.
  func type(_ keys: String, every milliseconds: UInt64 = 50) {
    for scalar in keys.unicodeScalars {
      then(after: milliseconds, .event(.key(.character(scalar))))
    }
  }

  func wait(timeoutNanoseconds: Int64?, wakeDescriptor: Int32) -> [TerminalInput] {
    timeouts.append(timeoutNanoseconds)
    let step = steps.first?.delay
    let answer = world.nextAnswer
    let timeout = timeoutNanoseconds.map { UInt64(max(0, $0)) }
    // Whatever comes first; a script that is over hangs up rather than wait for ever.
    guard let soonest = [step, answer, timeout].compactMap(\.self).min() else { return [.hangUp] }
    world.pass(soonest)
    if let step { steps[0].delay = step - soonest }
    if answer == soonest { return [.wake] }
    guard step == soonest else { return steps.isEmpty ? [.hangUp] : [] }
    return steps.removeFirst().action(self)
  }

  func present(_ frame: CellBuffer) -> Bool {
    if takesFrames { frames.append(frame) } else { refused += 1 }
    return takesFrames
  }

  func setMouse(_ isOn: Bool) { wantsMouse = isOn }

  /// The rows of the newest frame.
  var rows: [String] { frames.last?.rows ?? [] }
  /// The line that says what happened, of a frame.
  func line(_ frame: CellBuffer) -> String { frame.rows[frame.height - 2] }
}

/// The sources and the time of a scripted session.
final class ScriptedWorld {
  let clock = ScriptedClock()
  private(set) var sources: [ScriptedSource] = []
  private(set) var calculator: ScriptedCalculator?
  private(set) var saved: [Recording] = []
  private(set) var kept: [Recording] = []
  private(set) var pictures: [(frame: CellBuffer, name: String)] = []
  /// How long a source takes to answer, in nanoseconds.
  var answerTime: UInt64 = 200_000
  /// How long an answer takes to compute.
  var calculationTime: UInt64 = 1_000_000
  /// How many sources can be opened.
  var room = Int.max
  var canSave = true

  struct Refusal: Error, CustomStringConvertible {
    let description: String
  }

  var wiring: Session.Wiring {
    Session.Wiring(
      clock: { [clock] in clock.now }, wakeDescriptor: -1,
      drain: { for source in self.sources { source.isCalling = false } },
      open: { spec in
        if spec == .calculator {
          let calculator = ScriptedCalculator(self.clock, answerTime: self.calculationTime)
          self.calculator = calculator
          return calculator
        }
        guard self.sources.count < self.room else {
          throw Refusal(description: "no thread is left")
        }
        let source = ScriptedSource(spec, self.clock, answerTime: self.answerTime)
        self.sources.append(source)
        return source
      },
      save: { recording in
        guard self.canSave else { throw Refusal(description: "the disk is full") }
        self.saved.append(recording)
        return "saved-\(self.saved.count).toml"
      },
      keep: { recording in
        guard self.canSave else { throw Refusal(description: "the disk is full") }
        self.kept.append(recording)
        return "kept.toml"
      },
      replay: { "heatdeath replay \($0)" },
      savePicture: { frame, _, name in
        guard self.canSave else { throw Refusal(description: "the disk is full") }
        self.pictures.append((frame, name))
        return name + ".svg"
      },
      command: { "heatdeath --seed \($0.seed) --temperature \($0.temperature.value)" })
  }

  /// Nanoseconds until a source calls.
  var nextAnswer: UInt64? {
    (sources.map(\.due) + [calculator?.due]).compactMap(\.self).min().map {
      $0 > clock.now ? $0 - clock.now : 0
    }
  }

  func pass(_ nanoseconds: UInt64) {
    clock.now += nanoseconds
    for source in sources { source.pass() }
    calculator?.pass()
  }
}

/// What answers questions, one after the other, in a time that stands fixed.
final class ScriptedCalculator: AskedSource, @unchecked Sendable {
  // Confined to the thread of one test.
  private(set) var asked: [Inquiry] = []
  private(set) var isStopped = false
  /// When the next answer is there.
  fileprivate private(set) var due: UInt64?
  private var waiting: [Inquiry] = []
  private var answers: [AnsweredInquiry] = []
  private let clock: ScriptedClock
  private let answerTime: UInt64

  init(_ clock: ScriptedClock, answerTime: UInt64) {
    self.clock = clock
    self.answerTime = answerTime
  }

  func ask(_ inquiry: Inquiry) {
    asked.append(inquiry)
    waiting.removeAll(where: inquiry.replaces)
    waiting.append(inquiry)
    due = due ?? clock.now + answerTime
  }

  func latest() -> AnswerReport? {
    defer { answers = [] }
    return answers.isEmpty ? nil : AnswerReport(answers)
  }

  func stop() { isStopped = true }

  fileprivate func pass() {
    guard let due, due <= clock.now else { return }
    answers.append(waiting.removeFirst().answered())
    self.due = waiting.isEmpty ? nil : clock.now + answerTime
  }
}

/// A source without a thread: the driver that the program's own has, run while time passes.
final class ScriptedSource: CommandedSource, @unchecked Sendable {
  // Confined to the thread of one test.
  private(set) var driver: SimulationDriver
  private(set) var commands: [SimulationCommand] = []
  private(set) var isStopped = false
  fileprivate var isCalling = false
  /// When a report that was asked for will be there.
  fileprivate private(set) var due: UInt64?
  private var newest: RunReport?
  private let clock: ScriptedClock
  private let answerTime: UInt64

  init(_ spec: SourceSpec, _ clock: ScriptedClock, answerTime: UInt64) {
    self.clock = clock
    self.answerTime = answerTime
    switch spec {
    case .run(let scenario, let pace, let isRunning),
      .crowd(let scenario, runs: _, let pace, let isRunning):
      driver = SimulationDriver(
        scenario: scenario, pace: pace, running: isRunning, clock: { clock.now })
    case .replay(let recording, let pace, let isRunning):
      driver = SimulationDriver(
        following: recording, pace: pace, running: isRunning, clock: { clock.now })
    case .calculator, .log: fatalError("neither runs anything")
    }
  }

  func send(_ command: SimulationCommand) -> UInt64 {
    commands.append(command)
    return UInt64(commands.count)
  }

  func requestReport() { due = due ?? clock.now + answerTime }

  func latest() -> RunReport? {
    defer { newest = nil }
    return newest
  }

  func stop() { isStopped = true }

  private var performed = 0

  fileprivate func pass() {
    guard let due, due <= clock.now else { return }
    while performed < commands.count {
      performed += 1
      driver.perform(commands[performed - 1], sequence: UInt64(performed))
    }
    while driver.turn() == .none {}
    newest = driver.report
    isCalling = true
    self.due = nil
  }
}
