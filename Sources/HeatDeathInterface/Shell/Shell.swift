import HeatDeath
import TerminalDrawing

/// The screen between two events: the stages, what lies over them, and how they are shown.
///
/// It is a value without clocks, threads or a terminal. Events and reports go in, ``Effect``s come
/// out, and ``screen(width:height:colors:)`` is a function of it.
public struct Shell: Sendable {
  /// Bottom first; the last one fills the screen, and those below wait as they were left.
  private(set) var stages: [any Stage] = []
  /// Over the last stage, bottom first.
  private(set) var overlays: [any Overlay] = []
  /// How all of it is shown.
  public var display: Display
  /// What was last said about a key.
  private(set) var answer: Answer?
  /// What a key asked last to be read out.
  private(set) var recital: Recital?
  /// The point of the simplex under the pointer.
  public internal(set) var pointer: SimplexPoint?
  /// Where the main button is held down.
  var grip: Grip?
  /// Which of the pages of keys the last row shows, counted on beyond the last one.
  private(set) var footerPage = 0
  /// How many keys, turns of the wheel, clicks and pastes there have been.
  var inputCount = 0
  /// What the last input began or went on with.
  private var gesture: Gesture?
  /// Seconds on the clock of whoever drives the screen; only differences matter.
  public var time = 0.0 {
    didSet {
      guard display.turnsByItself, time > oldValue, stage.showsTetrahedron, stage.isMoving else {
        return
      }
      display.turn(seconds: time - oldValue)
    }
  }
  /// The rows of keys that open further stages.
  let openings: [Binding]
  /// The lesson under way.
  var lesson: LessonGuide?
  /// Reads the lessons that may be chosen by key; `nil` where there are none.
  public var lessons: (@Sendable () -> [Lesson])?

  /// Which keys do what, where that is not as in the tables.
  public var keymap = Keymap.standard
  /// What was done by name, newest last.
  private(set) var history: [String] = []
  private static let longestHistory = 100

  private var sourceCount = 0
  /// What computes answers for every stage.
  private let calculator = SourceID(0)
  /// What the stage wanted to know when it was last asked, and what of it has no answer yet.
  private var inquiries: [Inquiry] = []
  private var unanswered: [Inquiry] = []

  /// A screen that shows a run.
  ///
  /// - Parameter openings: the rows that open further stages; ``StageOpenings/all`` but in tests.
  init(
    scenario: Scenario, recording: Recording? = nil, theme: Theme, glyphs: GlyphSet,
    isRunning: Bool = true, pace: Pace? = nil, openings: [Binding]
  ) {
    display = Display(theme: theme, glyphs: glyphs)
    self.openings = openings
    let recorded = recording.map { Pace.covering($0) }
    let controls = RunControls(pace: pace ?? recorded ?? .standard, isRunning: isRunning)
    stages = [RunStage(scenario, recording: recording, source: nextSource(), controls: controls)]
  }

  /// - Parameters:
  ///   - recording: what the run is to do again.
  ///   - pace: how fast it starts; `nil` stands for the usual pace, and for one that covers a recording.
  public init(
    scenario: Scenario, recording: Recording? = nil, theme: Theme, glyphs: GlyphSet,
    isRunning: Bool = true, pace: Pace? = nil
  ) {
    self.init(
      scenario: scenario, recording: recording, theme: theme, glyphs: glyphs, isRunning: isRunning,
      pace: pace,
      openings: StageOpenings.all)
  }

  /// A screen that shows logs of somebody else's loops.
  ///
  /// - Parameters:
  ///   - startsLive: whether the newest row is shown at first, and not the first one.
  ///   - isRunning: whether rows pass by themselves at first.
  ///   - rate: rows a second; `nil` for so many that the log passes in twenty seconds.
  public init(
    logs: [WatchedLog], startsLive: Bool, theme: Theme, glyphs: GlyphSet, isRunning: Bool = true,
    rate: Double? = nil
  ) {
    precondition(!logs.isEmpty, "there is a log to be watched")
    display = Display(theme: theme, glyphs: glyphs)
    openings = []
    stages = [
      WatchStage(
        logs.map { (nextSource(), $0) }, startsLive: startsLive, isPlaying: isRunning, rate: rate)
    ]
  }

  /// Begins: to be called once, before any event.
  public mutating func open() -> [Effect] {
    change(at: 0) { $0.open(in: &$1) } + [.open(calculator, .calculator)] + inquire()
  }

  // MARK: Stages and overlays

  /// The stage that fills the screen.
  var stage: any Stage { stages[stages.count - 1] }

  /// Who takes keys and the mouse.
  var top: any Layer { overlays.last ?? stage }

  /// The topmost stage or overlay of a type.
  subscript<L: Layer>(_ type: L.Type) -> L? {
    for overlay in overlays.reversed() {
      if let found = overlay as? L { return found }
    }
    for stage in stages.reversed() {
      if let found = stage as? L { return found }
    }
    return nil
  }

  /// Lets the topmost stage or overlay of a type change itself and the shell; without one nothing
  /// happens.
  mutating func change<L: Layer>(
    _ type: L.Type, _ body: (inout L, inout Shell) -> [Effect]
  ) -> [Effect] {
    if let index = overlays.lastIndex(where: { $0 is L }) {
      return change(\.overlays, at: index, as: type, body)
    }
    guard let index = stages.lastIndex(where: { $0 is L }) else { return [] }
    return change(\.stages, at: index, as: type, body)
  }

  /// Lets who takes keys and the mouse change itself and the shell.
  mutating func changeTop(_ body: (inout any Layer, inout Shell) -> [Effect]) -> [Effect] {
    overlays.isEmpty
      ? change(\.stages, at: stages.count - 1, as: (any Layer).self, body)
      : change(\.overlays, at: overlays.count - 1, as: (any Layer).self, body)
  }

  /// Lets the stage that fills the screen change itself and the shell.
  mutating func changeStage(_ body: (inout any Stage, inout Shell) -> [Effect]) -> [Effect] {
    change(at: stages.count - 1, body)
  }

  private mutating func change(
    at index: Int, _ body: (inout any Stage, inout Shell) -> [Effect]
  ) -> [Effect] {
    change(\.stages, at: index, as: (any Stage).self, body)
  }

  /// What `body` makes of a layer is in its place when `body` has returned, unless the layer has
  /// gone or another has come in its place.
  private mutating func change<Element, L>(
    _ list: WritableKeyPath<Shell, [Element]>, at index: Int, as _: L.Type,
    _ body: (inout L, inout Shell) -> [Effect]
  ) -> [Effect] {
    guard var layer = self[keyPath: list][index] as? L else { return [] }
    let effects = body(&layer, &self)
    if self[keyPath: list].indices.contains(index), let changed = layer as? Element,
      type(of: self[keyPath: list][index] as Any) == type(of: layer as Any)
    {
      self[keyPath: list][index] = changed
    }
    return effects
  }

  /// The name of a source to be opened.
  mutating func nextSource() -> SourceID {
    sourceCount += 1
    return SourceID(sourceCount)
  }

  /// Lets another stage fill the screen; the present one waits below.
  mutating func push(_ stage: any Stage) -> [Effect] {
    // What waits for a menu already waits.
    let effects = isHeldByMenu ? [] : self.stage.hide()
    overlays = []
    pointer = nil
    footerPage = 0
    stages.append(stage)
    return effects + change(at: stages.count - 1) { $0.open(in: &$1) }
  }

  /// Goes back to the stage below.
  mutating func popStage() -> [Effect] { popStages(to: stages.count - 1) }

  /// Goes back to where there were so many stages.
  private mutating func popStages(to count: Int) -> [Effect] {
    guard count >= 1, count < stages.count else { return [] }
    return removeStages(above: count) + stage.show()
  }

  /// - Returns: the ends of the sources that feed no other stage.
  private mutating func removeStages(above count: Int) -> [Effect] {
    let left = stages[count...].flatMap(\.sources)
    stages.removeSubrange(count...)
    overlays = []
    pointer = nil
    footerPage = 0
    return left.filter { source in !stages.contains { $0.sources.contains(source) } }
      .map(Effect.close)
  }

  /// Lets a stage fill the screen in place of all above the first `count`, which go on waiting.
  mutating func replaceStages(above count: Int, by stage: any Stage) -> [Effect] {
    guard count < stages.count else { return push(stage) }
    let effects = removeStages(above: count)
    stages.append(stage)
    return effects + change(at: count) { $0.open(in: &$1) }
  }

  /// Goes back to the run, and says how that stands.
  ///
  /// - Parameter count: how many stages remain; `nil` for all but the last.
  mutating func returnToRun(leaving count: Int? = nil) -> [Effect] {
    let effects = popStages(to: count ?? stages.count - 1)
    let goesOn = run?.controls.isRunning ?? false
    let deed = goesOn ? "goes on" : "waits"
    notify(
      "back to the run, which \(deed) where it stood",
      while: { $0.run?.controls.isRunning == goesOn })
    return effects
  }

  /// Shows the lessons there are; the stage waits until one is chosen or the list is left.
  public mutating func openLessons() -> [Effect] {
    push(LessonMenu(lessons?() ?? []))
    return stage.hide()
  }

  mutating func push(_ overlay: any Overlay) {
    overlays.append(overlay)
    footerPage = 0
  }

  mutating func popOverlay() {
    _ = overlays.popLast()
    footerPage = 0
  }

  // MARK: Keys

  /// Takes the present input for one of a gesture.
  mutating func gesture(_ kind: Gesture.Kind, direction: Int = 0) -> Gesture {
    let next = Gesture(
      kind, direction: direction, time: time, input: inputCount, after: gesture)
    gesture = next
    return next
  }

  /// Shows the next page of keys in the last row.
  mutating func turnFooter() {
    if display.isPlain { return recite(.keysThatCount) }
    let footer = FooterView(look: Look(display, colors: .direct), shell: self)
    if footer.pages(width: display.size.width).count > 1 {
      footerPage += 1
    } else {
      notify("the last row shows every key there is here")
    }
  }

  /// Takes note of what was done by name.
  mutating func remember(_ line: String) {
    history.removeAll { $0 == line }
    history.append(line)
    history = history.suffix(Self.longestHistory)
  }

  // MARK: Sources

  /// The sources that feed what is shown.
  public var sources: [SourceID] { stage.sources }

  /// Whether what is shown changes by itself, so that frames are due.
  public var isMoving: Bool { stage.isMoving }

  /// Whether something that was asked takes its time: a flight, a way to another moment.
  public var isUnderWay: Bool { top.interruption != nil || isMoving && stage.isPaused }

  /// Whether a command was sent that no report has answered yet.
  public var isAwaitingReports: Bool { stages.contains { $0.isAwaitingAnswers } }

  /// Whether something was asked that no report has answered yet: what is shown is about to change.
  public var isAwaitingAnswers: Bool {
    !unanswered.isEmpty || isAwaitingReports
  }

  /// Asks what the stage and what lies over it want to know and has not been asked yet.
  mutating func inquire() -> [Effect] {
    let layers: [any Layer] = [stage] + overlays
    let wanted = layers.flatMap { $0.inquiries(in: self) } + (lesson?.inquiries ?? [])
    let new = wanted.filter { !inquiries.contains($0) }
    inquiries = wanted
    guard !new.isEmpty else { return [] }
    unanswered = unanswered.filter { old in !new.contains { $0.replaces(old) } } + new
    return new.map { .ask($0, of: calculator) }
  }

  /// How a picture of what is shown is called, without the ending of its format.
  public var pictureName: String {
    if let name = stage.pictureName { return name }
    guard let (seed, size) = stage.moment ?? stages[0].moment else { return "heatdeath" }
    return "heatdeath-seed\(seed)-k\(size)"
  }

  /// Takes note of the number that a source gave a command.
  public mutating func sent(_ command: SimulationCommand, number: UInt64, to source: SourceID) {
    for index in stages.indices where stages[index].sources.contains(source) {
      stages[index].sent(command, number: number, to: source)
    }
  }

  /// Takes what a source reports.
  public mutating func receive(_ report: any SourceReport, from source: SourceID) -> [Effect] {
    if let report = report as? AnswerReport {
      for answer in report.answers {
        unanswered.removeAll { $0 == answer.inquiry }
        for index in stages.indices { stages[index].take(answer) }
        for index in overlays.indices { overlays[index].take(answer) }
        lesson?.take(answer)
      }
      observeLesson()
      // An answer may lead to further questions.
      return inquire()
    }
    var effects: [Effect] = []
    for index in stages.indices where stages[index].sources.contains(source) {
      effects += change(at: index) { stage, shell in
        stage.receive(report, from: source, in: &shell)
        return stage.settle()
      }
    }
    observeLesson()
    return effects + inquire()
  }

  /// Takes note that a source could not be opened.
  public mutating func lost(_ source: SourceID, because reason: String) -> [Effect] {
    guard let index = stages.lastIndex(where: { $0.sources.contains(source) }) else { return [] }
    return change(at: index) { $0.lost(source, because: reason, in: &$1) }
  }

  // MARK: Words

  /// How numbers are written in what is said.
  var format: NumberFormat {
    NumberFormat(symbols: display.isPlain ? .spoken : Symbols(display.glyphs))
  }

  /// Asks for something to be read out as a whole.
  mutating func recite(_ kind: Recital.Kind) {
    recital = Recital(kind: kind, number: (recital?.number ?? 0) + 1)
  }

  /// Answers a key, until the next one, or until there is news.
  public mutating func notify(_ text: String) { notify(text, while: { _ in true }) }

  /// Answers a key with something that is so as long as `condition` holds of the screen, which is
  /// asked before every frame. It must not ask for the layout, of which the line is a part.
  mutating func notify(_ text: String, while condition: @escaping @Sendable (Shell) -> Bool) {
    answer = Answer(text: text, time: time, condition: condition)
  }

  /// Another key was pressed, or something happened: what was said no longer matters.
  public mutating func dismissAnswer() { answer = nil }

  /// The line that says what happens: the answer to the last key, else what the stage has to say.
  func line(_ format: NumberFormat) -> String {
    if let answer, time - answer.time < Answer.period, answer.condition(self) { return answer.text }
    return stage.line(in: self, format)
  }
}

/// What is said about a key, for some seconds and as long as it is so.
struct Answer: Sendable {
  let text: String
  let time: Double
  let condition: @Sendable (Shell) -> Bool

  /// Seconds that an answer stands where nothing happens.
  static let period = 10.0
}

/// The stages that keys open: a new one is a folder in Stages and a line here.
enum StageOpenings {
  static let all: [Binding] = [
    ComparisonStage.opening, CrowdStage.opening, MapStage.opening, LessonMenu.opening,
  ]
}
