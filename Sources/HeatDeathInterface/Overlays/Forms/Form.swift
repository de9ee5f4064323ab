import HeatDeath
import TerminalDrawing

/// What a form asks for: a few lines, each with a value that arrow keys change.
protocol FormContent: Sendable {
  var title: String { get }

  /// Whether letters and bars choose a category.
  var choosesCategory: Bool { get }

  /// Names and values, top to bottom. A line may come or go when one above it changes.
  func lines(in context: DrawingContext) -> [(name: String, value: String)]

  /// How many lines there are.
  var lineCount: Int { get }

  /// What the choice means, in a few words.
  func remark(in context: DrawingContext) -> String

  /// Changes the value of a line by fine steps.
  ///
  /// - Returns: why nothing changed, or `nil`.
  mutating func change(_ line: Int, by steps: Int) -> String?

  /// Chooses a category, whatever the line; `false` where there is none of that number.
  mutating func choose(_ category: Int) -> Bool

  /// Takes a point of the simplex that was clicked at.
  mutating func aim(at point: SimplexPoint)

  /// The point to be marked in the picture.
  var aimedAt: SimplexPoint? { get }

  /// Does what the form is for.
  func confirm(on run: inout RunStage, in shell: inout Shell) -> [Effect]
}

extension FormContent {
  var choosesCategory: Bool { false }
  mutating func choose(_ category: Int) -> Bool { false }
  mutating func aim(at point: SimplexPoint) {}
  var aimedAt: SimplexPoint? { nil }
}

/// A form over the run: moves between the lines of what it asks for, and applies or leaves it.
struct Form: Overlay {
  private(set) var content: any FormContent
  /// The line that arrow keys change.
  private(set) var line = 0

  init(_ content: any FormContent) { self.content = content }

  /// The row of the key that opens a form.
  static func opening<Content: FormContent>(
    _ key: Unicode.Scalar, footer: String, help: String,
    _ content: @escaping @Sendable (RunFeed) -> Content
  ) -> Binding {
    Binding(
      [
        .on(RunStage.self, .character(key)) { run, shell in
          shell.push(Form(content(run.feed)))
          return []
        }
      ], label: String(Character(key)), footer: footer, help: help)
  }

  var aim: SimplexPoint? { content.aimedAt }

  // MARK: Keys and mouse

  var advice: String { "Enter applies, Esc leaves" }

  func keys(in shell: Shell) -> [Binding] {
    guard content.choosesCategory else { return Self.keys }
    let last = Scenario.defaultLabel(shell.categoryCount - 1)
    return Self.keys + [
      Binding(Self.letters, label: "A–\(last)", footer: "category")
    ]
  }

  private static func on(
    _ key: Key, run: @escaping @Sendable (inout Form, inout Shell) -> [Effect]
  ) -> KeyAction {
    .on(Form.self, key, run: run)
  }

  private static let letters = (0..<Shell.categoryCounts.upperBound).map { category in
    on(.character(Unicode.Scalar(UInt8(65 + category)))) { $0.choose(category, in: &$1) }
  }

  private static let lineKeys: [(Key, Int)] = [
    (.up, -1), (.down, 1), (.tab, 1), (.backTab, -1), (.character("k"), -1), (.character("j"), 1),
  ]

  private static let valueKeys: [(Key, Int)] = [
    (.left, -1), (.right, 1), (.character("-"), -1), (.character("+"), 1), (.character("h"), -1),
    (.character("l"), 1), (.pageUp, 10), (.pageDown, -10),
  ]

  private static let keys: [Binding] = [
    .quit,
    Binding([on(.enter) { $0.confirm(in: &$1) }], label: "Enter", footer: "apply"),
    Binding(
      [
        on(.escape) { _, shell in
          shell.popOverlay()
          return []
        }
      ], label: "Esc", footer: "leave"),
    Binding(
      lineKeys.map { key, lines in on(key) { form, _ in form.move(by: lines) } },
      label: "Up Down", footer: "line"),
    Binding(
      valueKeys.map { key, steps in on(key) { $0.change(by: steps, in: &$1) } },
      label: "Left Right", footer: "change"),
  ]

  private mutating func move(by lines: Int) -> [Effect] {
    line = (line + lines + content.lineCount) % content.lineCount
    return []
  }

  private mutating func change(by steps: Int, in shell: inout Shell) -> [Effect] {
    if let reason = content.change(line, by: steps) { shell.notify(reason) }
    return []
  }

  private mutating func choose(_ category: Int, in shell: inout Shell) -> [Effect] {
    if !content.choose(category) {
      shell.notify("there is no category \(Scenario.defaultLabel(category)) here")
    }
    return []
  }

  private func confirm(in shell: inout Shell) -> [Effect] {
    shell.popOverlay()
    return shell.change(RunStage.self) { content.confirm(on: &$0, in: &$1) }
  }

  mutating func wheel(isUp: Bool, over target: ScreenTarget, in shell: inout Shell) -> [Effect] {
    change(by: isUp ? 1 : -1, in: &shell)
  }

  mutating func click(on target: ScreenTarget, in shell: inout Shell) -> [Effect] {
    switch target {
    case .bar(let category) where content.choosesCategory:
      return choose(category, in: &shell)
    case .picture(let point?): content.aim(at: point)
    case .picture(nil), .bar, .header, .key, .elsewhere: break
    }
    return []
  }

  // MARK: Drawing

  func place(over layout: ScreenLayout, in shell: Shell, look: Look) -> Placed? {
    guard let area = layout.centre, let context = shell.run?.context(in: shell, look) else {
      return nil
    }
    let width = min(area.width, 54)
    let height = min(area.height, content.lineCount + 6)
    return Placed(
      FormPart(form: self, context: context),
      in: Rect(
        x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2,
        width: width, height: height))
  }
}

/// The panel of a form.
struct FormPart: ScreenPart {
  let form: Form
  let context: DrawingContext

  func draw(into buffer: inout CellBuffer, in frame: Rect) {
    let lines = form.content.lines(in: context)
    let symbols = context.symbols
    buffer.fill(frame, with: Cell(" ", context.style(.text)))
    var inner = Panel(title: form.content.title, remark: "Enter apply").draw(
      into: &buffer, in: frame, palette: context.palette, symbols: symbols)
    if inner.height > lines.count + 1 { _ = inner.takeTop(1) }
    for (index, line) in lines.enumerated() {
      let row = inner.takeTop(1)
      guard !row.isEmpty else { return }
      buffer.write(line.name, x: row.x + 2, y: row.y, style: context.style(.muted))
      let isChosen = index == form.line
      let text = isChosen ? "\(symbols.lessOf) \(line.value) \(symbols.moreOf)" : "  \(line.value)"
      buffer.write(
        text.truncated(toColumns: row.width - 16, mark: symbols.ellipsis), x: row.x + 14, y: row.y,
        style: context.style(isChosen ? .accent : .text))
    }
    _ = inner.takeTop(1)
    buffer.write(
      form.content.remark(in: context).truncated(
        toColumns: inner.width - 4, mark: symbols.ellipsis),
      x: inner.x + 2, y: inner.y, style: context.style(.muted))
  }
}

extension DrawingContext {
  /// How a form calls the law of external data, with the marks of categories.
  func name(of law: ExternalLaw) -> String {
    InterventionText(format, (0..<snapshot.categoryCount).map(tag)).law(law)
  }
}
