import HeatDeath
import TerminalDrawing

/// A form over the run: moves between the lines of what it asks for, takes numbers that are typed,
/// and applies or leaves it.
struct Form: Overlay {
  private(set) var content: any FormContent
  /// The line that arrow keys change.
  private(set) var line = 0
  /// What is being typed on the line.
  private(set) var typing: Typing?

  /// A number that is being typed.
  struct Typing: Sendable {
    var text = ""
    /// The form before it, which an empty text leaves as it was.
    var before: any FormContent
    /// Why the text is no value, and what is.
    var error: String?

    /// A longer text is no number that anybody types.
    static let longest = 20
  }

  init(_ content: any FormContent) { self.content = content }

  /// A form that opens with the cursor in a number.
  init(typing content: any FormContent) {
    self.content = content
    typing = Typing(before: content)
  }

  var aim: SimplexPoint? { content.aimedAt }

  func inquiries(in shell: Shell) -> [Inquiry] { content.inquiries }

  mutating func take(_ answer: AnsweredInquiry) {
    content.take(answer)
    typing?.before.take(answer)
  }

  // MARK: Keys and mouse

  var advice: String { "Enter applies, Esc leaves" }

  // Tab moves through the lines, as in other forms.
  var moreKey: Key { .character("?") }

  func keys(in shell: Shell) -> [Binding] {
    guard content.choosesCategory else { return Self.keys }
    let count = min(shell.categoryCount, Self.letters.count)
    // Where labels are no letters, these stand for the categories in their order.
    let footer = Self.areLetters(Self.labels(in: shell)) ? "category" : "category 1 to \(count)"
    let last = Scenario.defaultLabel(count - 1)
    return Self.keys + [Binding(Self.letters, label: "A–\(last)", footer: footer)]
  }

  static func on(
    _ key: Key, run: @escaping @Sendable (inout Form, inout Shell) -> [Effect]
  ) -> KeyAction {
    .on(Form.self, key, run: run)
  }

  mutating func move(by lines: Int) -> [Effect] {
    typing = nil
    line = (line + lines + content.lineCount) % content.lineCount
    return []
  }

  mutating func change(by steps: Int, in shell: inout Shell) -> [Effect] {
    typing = nil
    if let reason = content.change(line, by: steps) { shell.notify(reason) }
    return []
  }

  static func labels(in shell: Shell) -> [String] { shell.run?.feed.wanted.labels ?? [] }

  /// Whether every category that a letter chooses is called by a letter.
  static func areLetters(_ labels: [String]) -> Bool {
    labels.prefix(letters.count).allSatisfy { label in
      label.count == 1 && label.allSatisfy { ("A"..."Z").contains($0) }
    }
  }

  /// Chooses the category that is called by a letter, or else the one in its place, A the first.
  mutating func choose(letter place: Int, in shell: inout Shell) -> [Effect] {
    let letter = Scenario.defaultLabel(place)
    return choose(Self.labels(in: shell).firstIndex(of: letter) ?? place, in: &shell)
  }

  mutating func choose(_ category: Int, in shell: inout Shell) -> [Effect] {
    if !content.choose(category) {
      let last = Scenario.defaultLabel(min(shell.categoryCount, Self.letters.count) - 1)
      shell.notify("there is no category \(Scenario.defaultLabel(category)) here: A to \(last)")
    }
    return []
  }

  mutating func confirm(in shell: inout Shell) -> [Effect] {
    if let error = typing?.error {
      shell.notify(error)
      return []
    }
    typing = nil
    // Below the overlay, so that the run can say something of it.
    var effects: [Effect]?
    _ = shell.change(RunStage.self) { run, shell in
      effects = content.confirm(on: &run, in: &shell)
      return []
    }
    guard let effects else { return [] }
    shell.popOverlay()
    return effects
  }

  mutating func wheel(isUp: Bool, over target: ScreenTarget, in shell: inout Shell) -> [Effect] {
    change(by: isUp ? 1 : -1, in: &shell)
  }

  mutating func click(on target: ScreenTarget, in shell: inout Shell) -> [Effect] {
    switch target {
    case .bar(let category) where content.choosesCategory:
      return choose(category, in: &shell)
    case .picture(let point?): content.aim(at: point)
    case .picture(nil), .bar, .group, .bars, .header, .cell, .moment, .key, .elsewhere: break
    }
    return []
  }

  // MARK: Typing

  /// Whether the line is one that a number can be typed on.
  var takesNumber: Bool { content.takesNumber(line) }

  /// Adds a character to the number.
  mutating func type(_ character: Unicode.Scalar, in shell: inout Shell) -> [Effect] {
    guard takesNumber else {
      shell.notify("a number stands on another line; Down leads there")
      return []
    }
    edit { $0.unicodeScalars.append(character) }
    return []
  }

  /// Removes the last character, or all of a number that stood there.
  mutating func erase(in shell: inout Shell) -> [Effect] {
    guard takesNumber else {
      shell.notify("there is no number on this line; Left and Right change it")
      return []
    }
    edit { _ = $0.popLast() }
    return []
  }

  mutating func paste(_ text: String, in shell: inout Shell) -> Bool {
    guard takesNumber, let first = text.split(whereSeparator: \.isNewline).first else {
      return false
    }
    edit { $0 += first.filter { !$0.isWhitespace } }
    return true
  }

  private mutating func edit(_ change: (inout String) -> Void) {
    var typing = typing ?? Typing(before: content)
    change(&typing.text)
    typing.text = String(typing.text.prefix(Typing.longest))
    content = typing.before
    typing.error = typing.text.isEmpty ? nil : content.type(typing.text, on: line)
    self.typing = typing
  }

  // MARK: Drawing

  /// The rows of a picture with its sentence, and from which room on it leaves something of the run
  /// in view.
  static let pictureRows = 13
  private static let leastHeightForPicture = 25

  func place(over layout: ScreenLayout, in shell: Shell, look: Look) -> Placed? {
    guard let area = layout.centre, let context = shell.run?.context(in: shell, look) else {
      return nil
    }
    let width = min(area.width, 54)
    let picture =
      area.height >= Self.leastHeightForPicture ? content.picture(in: context) : nil
    let pictureRows = picture == nil ? 0 : Self.pictureRows
    let height = min(area.height, content.lineCount + 6 + pictureRows)
    return Placed(
      FormPart(form: self, context: context, picture: picture),
      in: area.middle(width: width, height: height))
  }
}
