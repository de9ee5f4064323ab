import HeatDeath
import TerminalDrawing

/// What takes keys and the mouse: a stage, or an overlay over it. The topmost one takes them all.
protocol Layer: Sendable {
  /// The rows of the key table that count here, in the order of the footer.
  func keys(in shell: Shell) -> [Binding]

  /// What to say beside the name of a key that does nothing here.
  var advice: String { get }

  /// Whether drags turn the picture; a press on it then counts when it is released in place.
  var turnsByDragging: Bool { get }

  /// Answers a press, keys of the footer excepted.
  mutating func click(on target: ScreenTarget, in shell: inout Shell) -> [Effect]

  /// Answers a drag by so many cells.
  mutating func drag(right: Int, down: Int, in shell: inout Shell) -> [Effect]

  mutating func wheel(isUp: Bool, over target: ScreenTarget, in shell: inout Shell) -> [Effect]

  /// The point of the simplex that a pointer over `target` reads.
  func reads(_ target: ScreenTarget) -> SimplexPoint?

  /// Takes a pasted text.
  ///
  /// - Returns: whether there is a field for it.
  mutating func paste(_ text: String, in shell: inout Shell) -> Bool

  /// Takes a character that is in no row of the keys.
  ///
  /// - Returns: `nil` where nothing can be typed.
  mutating func type(_ character: Unicode.Scalar, in shell: inout Shell) -> [Effect]?

  /// The key that shows further keys in the last row.
  var moreKey: Key { get }

  /// What any input does while something is under way that it ends; `nil` while nothing is. The
  /// last row says it.
  var interruption: String? { get }

  /// Ends what is under way: by a key, or by the mouse.
  mutating func interrupt(by key: Key?, in shell: inout Shell) -> [Effect]

  /// What has to be known for what is shown now, and is computed beside the drawing. Of each kind
  /// and subject the newest is asked, once.
  func inquiries(in shell: Shell) -> [Inquiry]

  /// Takes an answer, to an inquiry of its own or of another layer.
  mutating func take(_ answer: AnsweredInquiry)

  /// What is told of it in lines, in the order of telling, to those who see no screen.
  func remarks(in shell: Shell, _ format: NumberFormat) -> [Remark]

  /// Whether a text stands in a field, which Enter takes.
  var hasText: Bool { get }
}

extension Layer {
  var turnsByDragging: Bool { false }
  func click(on target: ScreenTarget, in shell: inout Shell) -> [Effect] { [] }
  func drag(right: Int, down: Int, in shell: inout Shell) -> [Effect] { [] }
  func wheel(isUp: Bool, over target: ScreenTarget, in shell: inout Shell) -> [Effect] { [] }
  func reads(_ target: ScreenTarget) -> SimplexPoint? { nil }
  mutating func paste(_ text: String, in shell: inout Shell) -> Bool { false }
  mutating func type(_ character: Unicode.Scalar, in shell: inout Shell) -> [Effect]? { nil }
  var moreKey: Key { .tab }
  var interruption: String? { nil }
  mutating func interrupt(by key: Key?, in shell: inout Shell) -> [Effect] { [] }
  func inquiries(in shell: Shell) -> [Inquiry] { [] }
  func take(_ answer: AnsweredInquiry) {}
  func remarks(in shell: Shell, _ format: NumberFormat) -> [Remark] { [] }
  var hasText: Bool { false }

  /// All rows that count here: those of the layer, and the one that every layer has.
  func bindings(in shell: Shell) -> [Binding] {
    keys(in: shell).map(shell.keymap.applied) + [.more(moreKey)]
  }
}

/// What fills the screen, and the sources that feed it.
protocol Stage: Layer {
  var sources: [SourceID] { get }

  /// Whether what is shown changes by itself, so that frames are due.
  var isMoving: Bool { get }

  /// Whether something was asked of a source that no report has answered yet.
  var isAwaitingAnswers: Bool { get }

  /// n, as far as keys depend on it; 0 where they do not.
  var categoryCount: Int { get }

  /// How many corners the simplex of the picture has, n unless categories are shown in groups; 0 where
  /// there is none.
  var cornerCount: Int { get }

  /// Whether there is a tetrahedron that turns by itself while what is shown moves.
  var showsTetrahedron: Bool { get }

  /// What can be typed in the palette with something behind its name.
  func commands(in shell: Shell) -> [TypedCommand]

  /// Whether what moves by itself has been stopped.
  var isPaused: Bool { get }

  /// Whether the picture is magnified.
  var isZoomed: Bool { get }

  /// The seed and the k of what is shown, which name pictures of it; `nil` for those of the run below.
  var moment: (seed: UInt64, size: Int64)? { get }

  /// What pictures are called, where that is not their moment.
  var pictureName: String? { get }

  /// What stands where.
  func layout(width: Int, height: Int, in shell: Shell, look: Look) -> ScreenLayout

  /// What to say while no key is to be answered: true of what is shown now. Where a stage has nothing
  /// of its own to say, it is the advice.
  func line(in shell: Shell, _ format: NumberFormat) -> String

  /// The same to those who see no screen: with what stands elsewhere on it, and told anew only where
  /// there is news.
  func news(in shell: Shell, _ format: NumberFormat) -> Remark

  /// Seconds between two news at least, where no key was pressed and all goes on.
  var newsPeriod: Double { get }

  /// How everything stands, in sentences of which each makes sense alone.
  func summary(in shell: Shell, _ format: NumberFormat) -> [String]

  /// Whether all that the summary says has been computed.
  var isSummaryComplete: Bool { get }

  /// What the help says beside the keys: of the mouse, then of the signs on the screen.
  func legend(look: Look) -> [[HelpLine]]

  /// Comes to fill the screen for the first time.
  mutating func open(in shell: inout Shell) -> [Effect]

  /// Takes what is shown to a size, within seconds; where nothing goes on, nothing happens.
  mutating func fly(to size: Int64, in shell: inout Shell) -> [Effect]

  /// Another stage is about to fill the screen, or has gone again.
  func hide() -> [Effect]
  func show() -> [Effect]

  /// Takes note of the number that a source gave a command.
  mutating func sent(_ command: SimulationCommand, number: UInt64, to source: SourceID)

  mutating func receive(
    _ report: any SourceReport, from source: SourceID, in shell: inout Shell)

  /// What is to follow from the reports that have come.
  mutating func settle() -> [Effect]

  /// A source could not be opened.
  mutating func lost(_ source: SourceID, because reason: String, in shell: inout Shell) -> [Effect]
}

extension Stage {
  var sources: [SourceID] { [] }
  var isMoving: Bool { false }
  var isAwaitingAnswers: Bool { false }
  var categoryCount: Int { 0 }
  var cornerCount: Int { categoryCount }
  var showsTetrahedron: Bool { false }
  func commands(in shell: Shell) -> [TypedCommand] { TypedCommand.common }
  var isPaused: Bool { false }
  var isZoomed: Bool { false }
  var moment: (seed: UInt64, size: Int64)? { nil }
  var pictureName: String? { nil }
  func line(in shell: Shell, _ format: NumberFormat) -> String { advice }
  func news(in shell: Shell, _ format: NumberFormat) -> Remark {
    Remark("news", line(in: shell, format))
  }
  var newsPeriod: Double { 1 }
  func summary(in shell: Shell, _ format: NumberFormat) -> [String] { [line(in: shell, format)] }
  var isSummaryComplete: Bool { true }
  func legend(look: Look) -> [[HelpLine]] { [] }
  func open(in shell: inout Shell) -> [Effect] { [] }
  func fly(to size: Int64, in shell: inout Shell) -> [Effect] { [] }
  func hide() -> [Effect] { [] }
  func show() -> [Effect] { [] }
  func sent(_ command: SimulationCommand, number: UInt64, to source: SourceID) {}
  func receive(_ report: any SourceReport, from source: SourceID, in shell: inout Shell) {}
  func settle() -> [Effect] { [] }
  func lost(_ source: SourceID, because reason: String, in shell: inout Shell) -> [Effect] { [] }
}

/// What lies over a stage until it is left: the help, a form.
protocol Overlay: Layer {
  /// A point to be marked in the picture below.
  var aim: SimplexPoint? { get }

  /// What to draw over a stage with that layout, and where.
  func place(over layout: ScreenLayout, in shell: Shell, look: Look) -> Placed?
}

extension Overlay {
  var aim: SimplexPoint? { nil }
}

/// A line of the help.
struct HelpLine {
  let label: String
  let text: String

  init(_ label: String, _ text: String) {
    self.label = label
    self.text = text
  }
}
