import HeatDeath
import TerminalDrawing

/// The card of a lesson along the bottom of the screen.
struct LessonCardPart: ScreenPart {
  private let content: Content
  private let look: Look

  /// What it is drawn from.
  private struct Content: Hashable {
    var title = ""
    var place = ""
    var keys = ""
    var blocks: [Block] = []
    let theme: Theme
    let depth: ColorDepth
    let glyphs: GlyphSet
  }

  /// A text and how it is written.
  private struct Block: Hashable {
    let text: String
    let role: Role
    /// Choices stand on a line as far as they fit.
    var choices: [String] = []
  }

  /// Wider lines are hard to read.
  private static let mostColumns = 110
  /// Rows of a card in a frame, unless it needs more: cards of the same height leave the picture as it
  /// is.
  private static let usualRows = 7
  /// What a stage keeps of its rows where there are enough.
  private static let stageRows = 15

  init(_ guide: LessonGuide, in shell: Shell, look: Look) {
    self.look = look
    let palette = look.palette
    var content = Content(theme: palette.theme, depth: palette.depth, glyphs: look.symbols.glyphs)
    content.title = guide.lesson.title
    content.place = "\(guide.index + 1) of \(guide.lesson.cards.count)"
    // A form over it has Enter and Esc to itself.
    content.keys =
      !shell.overlays.isEmpty
      ? ""
      : guide.keys(in: shell).compactMap { binding in
        binding.footer(shell).map { "\(binding.label) \($0)" }
      }.joined(separator: "  ")
    content.blocks = Self.blocks(guide, in: shell, LessonWords(format: look.format))
    self.content = content
  }

  private static func blocks(
    _ guide: LessonGuide, in shell: Shell, _ words: LessonWords
  ) -> [Block] {
    let report = shell.lessonReport
    func text(_ text: LessonText) -> String { report.map { words.text(text, in: $0) } ?? "" }
    var blocks: [Block] = []
    if guide.stand.chosen == nil {
      let text = report.map { guide.text(words, in: $0) } ?? ""
      blocks.append(Block(text: text, role: .text))
    }
    if let question = guide.card.question {
      let isOpen = guide.stand.chosen == nil
      blocks.append(
        isOpen
          ? Block(text: text(question.text), role: .strong)
          : Block(text: guide.stand.asked, role: .muted))
      blocks.append(Block(text: "", role: isOpen ? .accent : .muted, choices: choices(guide)))
      if let reply = guide.stand.reply, let chosen = guide.stand.chosen {
        let verdict = verdict(chosen, guide.stand.right, guide.card.question?.choices ?? [])
        blocks.append(Block(text: "\(verdict) \(reply)", role: .text))
      }
    }
    if let detour = shell.detourFromCard {
      blocks.append(Block(text: detour, role: .warning))
    } else if let wait = shell.waitOfLesson(words) {
      blocks.append(Block(text: "waits until \(wait)", role: .accent))
    } else if guide.isThrough {
      blocks.append(Block(text: guide.throughWords, role: .accent))
    }
    if let challenge = guide.card.challenge, let report {
      let verdict = guide.stand.verdict
      blocks.append(
        Block(
          text: words.challenge(challenge, guide.stand, in: report),
          role: verdict == .open ? .accent : verdict == .won ? .contracting : .warning))
    }
    return blocks
  }

  private static func choices(_ guide: LessonGuide) -> [String] {
    zip(LessonGuide.digits, guide.card.question?.choices ?? []).enumerated().map { index, choice in
      let mark =
        guide.stand.right == index
        ? " (right)" : guide.stand.chosen == index ? " (yours)" : ""
      return "\(choice.0)  \(choice.1)\(mark)"
    }
  }

  /// In words: a digit would say nothing a moment later.
  static func verdict(_ chosen: Int, _ right: Int?, _ choices: [String]) -> String {
    guard let right else { return "None of these." }
    return chosen == right
      ? "Right: \(choices[right])." : "You said: \(choices[chosen]). In fact: \(choices[right])."
  }

  // MARK: Drawing

  /// How many rows it takes of a window; 0 where there is room for none.
  func rows(width: Int, height: Int) -> Int {
    let most = max(height - Self.stageRows, min(height - 4, 8))
    guard most > 0, width > 0 else { return 0 }
    let isFramed = isFramed(width: width, rows: most)
    let needed = lines(width: width, isFramed: isFramed).count + (isFramed ? 2 : 1)
    return min(most, isFramed ? max(needed, Self.usualRows) : needed)
  }

  private func isFramed(width: Int, rows: Int) -> Bool { width >= 60 && rows >= 6 }

  private func lines(width: Int, isFramed: Bool) -> [(text: String, role: Role)] {
    let columns = max(1, min(Self.mostColumns, width - (isFramed ? 4 : 2)))
    let mark = look.symbols.ellipsis
    return content.blocks.flatMap { block -> [(text: String, role: Role)] in
      let texts =
        block.choices.isEmpty
        ? block.text.wrapped(columns: columns, rows: .max, mark: mark)
        : Self.packed(block.choices, columns: columns).map {
          $0.truncated(toColumns: columns, mark: mark)
        }
      return texts.map { ($0, block.role) }
    }
  }

  /// As many choices on a line as fit.
  private static func packed(_ choices: [String], columns: Int) -> [String] {
    choices.reduce(into: []) { lines, choice in
      let longer = lines.last.map { "\($0)    \(choice)" }
      if let longer, longer.terminalColumns <= columns {
        lines[lines.count - 1] = longer
      } else {
        lines.append(choice)
      }
    }
  }

  func appearance(in area: Rect) -> Appearance? { Appearance(Self.self, content) }

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let isFramed = isFramed(width: area.width, rows: area.height)
    var inner = area
    if isFramed {
      var panel = Panel(title: content.title, remark: content.place)
      panel.foot = content.keys
      inner = panel.draw(into: &buffer, in: area, palette: look.palette, symbols: look.symbols)
    } else {
      let title = "\(content.place): \(content.title)"
      let row = inner.takeTop(1)
      buffer.write(
        title.truncated(toColumns: row.width - 2, mark: look.symbols.ellipsis), x: row.x + 1,
        y: row.y, style: look.style(.strong))
    }
    var lines = lines(width: area.width, isFramed: isFramed)
    if lines.count > inner.height, inner.height > 0 {
      // What came last is what the card is about now; a cut says so.
      let isAnswered = content.blocks.contains { !$0.choices.isEmpty && $0.role == .muted }
      lines = isAnswered ? lines.suffix(inner.height) : Array(lines.prefix(inner.height))
      if !isAnswered { lines[inner.height - 1].text += " \(look.symbols.ellipsis)" }
    }
    for (row, line) in lines.enumerated() where row < inner.height {
      buffer.write(
        line.text.truncated(toColumns: inner.width - 2, mark: look.symbols.ellipsis),
        x: inner.x + 1, y: inner.y + row, style: look.style(line.role))
    }
  }
}
