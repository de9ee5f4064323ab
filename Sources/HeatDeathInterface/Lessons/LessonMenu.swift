import HeatDeath
import TerminalDrawing

/// The lessons there are, one to be chosen.
struct LessonMenu: Overlay {
  private let lessons: [Lesson]
  private var index = 0

  /// How the lesson went that has just come to its end.
  private var summary: String?

  init(_ lessons: [Lesson]) { self.lessons = lessons }

  /// After a lesson: the next one is chosen.
  init(_ lessons: [Lesson], after lesson: Lesson, summary: String) {
    self.lessons = lessons
    self.summary = summary
    let place = lessons.firstIndex { $0.name == lesson.name }
    index = place.map { min($0 + 1, lessons.count - 1) } ?? 0
  }

  static let opening = Binding(
    [KeyAction("lessons", .character("G")) { $0.openLessons() }], footer: "lessons",
    help: "guided lessons; the run waits meanwhile",
    obstacle: { $0.lessons == nil ? "there are no lessons here; ? lists the keys" : nil })

  var advice: String { "Up, Down choose, Enter or the number begins, Esc goes back" }

  func keys(in shell: Shell) -> [Binding] { Self.keys }

  private static let keys: [Binding] = [
    Binding(
      [
        .on(LessonMenu.self, .enter) { $0.lessons.isEmpty ? [] : $0.begin($0.index, in: &$1) }
      ], label: "Enter", footer: "begin"),
    Binding(
      [.escape, .character("q"), .character("G")].map(KeyAction.closing),
      label: "Esc", footer: "back"),
    Binding(
      [
        .on(LessonMenu.self, .up) { menu, _ in menu.move(by: -1) },
        .on(LessonMenu.self, .down) { menu, _ in menu.move(by: 1) },
      ], label: "Up Down", footer: "choose"),
    Binding(
      (1...9).map { digit in
        .on(LessonMenu.self, .character(Unicode.Scalar(0x30 + UInt8(digit)))) { menu, shell in
          menu.begin(digit - 1, in: &shell)
        }
      }, label: "1-9", help: "begin the lesson of that number"),
    Help.opening, .projector, .interrupt,
  ]

  private mutating func begin(_ index: Int, in shell: inout Shell) -> [Effect] {
    guard lessons.indices.contains(index) else {
      shell.notify(
        "there \(lessons.count == 1 ? "is one lesson" : "are \(lessons.count) lessons"); \(advice)")
      return []
    }
    return shell.begin(lessons[index])
  }

  private mutating func move(by rows: Int) -> [Effect] {
    index = max(0, min(lessons.count - 1, index + rows))
    return []
  }

  func remarks(in shell: Shell, _ format: NumberFormat) -> [Remark] {
    let titles = lessons.enumerated().map { "\($0 + 1): \($1.title)" }
    let chosen = titles.indices.contains(index) ? "chosen is lesson \(titles[index])" : ""
    return (summary.map { [Remark("summary", $0)] } ?? [])
      + titles.enumerated().map { Remark("lesson \($0)", "lesson \($1)") }
      + [Remark("advice", advice), Remark("chosen", chosen)]
  }

  func place(over layout: ScreenLayout, in shell: Shell, look: Look) -> Placed? {
    layout.body.map { body in
      let titles = lessons.map(\.title)
      let columns = (titles.map(\.terminalColumns).max() ?? 0) + 10
      let width = min(body.width, max(34, columns))
      let lines = summary?.wrapped(columns: width - 4, rows: 3, mark: look.symbols.ellipsis) ?? []
      let height = min(body.height, lessons.count + 2 + (lines.isEmpty ? 0 : lines.count + 1))
      return Placed(
        LessonMenuPart(summary: lines, titles: titles, chosen: index, look: look),
        in: body.middle(width: width, height: height))
    }
  }
}

/// The panel of the lessons.
private struct LessonMenuPart: ScreenPart {
  let summary: [String]
  let titles: [String]
  let chosen: Int
  let look: Look

  func draw(into buffer: inout CellBuffer, in frame: Rect) {
    buffer.fill(frame, with: Cell(" ", look.style(.text)))
    var inner = Panel(title: "lessons", remark: "Enter begins").draw(
      into: &buffer, in: frame, palette: look.palette, symbols: look.symbols)
    if !summary.isEmpty, inner.height > summary.count + 1 {
      for line in summary {
        let row = inner.takeTop(1)
        buffer.write(line, x: row.x + 1, y: row.y, style: look.style(.accent))
      }
      _ = inner.takeTop(1)
    }
    guard inner.height > 0 else { return }
    let first = max(0, chosen - inner.height + 1)
    for (row, title) in titles.dropFirst(first).prefix(inner.height).enumerated() {
      let isChosen = first + row == chosen
      let text = "\(isChosen ? ">" : " ") \(first + row + 1)  \(title)"
      buffer.write(
        text.truncated(toColumns: inner.width - 2, mark: look.symbols.ellipsis), x: inner.x + 1,
        y: inner.y + row, style: look.style(isChosen ? .strong : .text))
    }
  }
}
