import HeatDeath
import TerminalDrawing

/// Tells in lines what the screen would show, for screen readers, logs and terminals without one: of
/// each shell it is given what is new since the one before.
///
/// A line is a whole sentence or list that makes sense alone, without control characters, boxes and
/// signs that stand for words. Nothing is told twice, unless a key asks for it.
public struct PlainReader: Sendable {
  /// What was told of each layer, by subject.
  private var told: [String: [String: String]] = [:]
  private var answer: (text: String, time: Double, input: Int)?
  private var recital = 0
  /// The input that was last answered, the last one there was, and when.
  private var input = 0
  private var seenInput = 0
  private var inputTime = -Double.infinity
  /// What was told as news since the last input: what a run does all the time is told once.
  private var newsTold: Set<String> = []
  /// When news was last told.
  private var newsTime = -Double.infinity
  private var hasBegun = false

  /// Whether something waits for what is being computed.
  public private(set) var isWaiting = false
  /// When there is something to tell that waits for the hand to rest; `nil` where nothing does.
  public private(set) var due: Double?

  /// Seconds without a key after which what was typed is told.
  static let restOfTheHand = 0.6

  public init() {}

  /// What there is to tell.
  ///
  /// - Parameters:
  ///   - shell: the screen now; its time is the clock.
  ///   - isPatient: whether what is being computed is waited for; else it is told as it is.
  /// - Complexity: that of a frame's figures, without drawing.
  public mutating func lines(of shell: Shell, isPatient: Bool) -> [String] {
    let format = shell.format
    var lines: [String] = []
    let isAnswering = shell.inputCount != input
    if shell.inputCount != seenInput { (seenInput, inputTime) = (shell.inputCount, shell.time) }
    (isWaiting, due) = (false, nil)

    if !hasBegun { lines.append("heatdeath, told in lines: \(Self.firstKeys(of: shell))") }
    hasBegun = true
    if let text = newAnswer(in: shell) { lines.append(text) }
    lines += news(of: shell, format, isAnswering: isAnswering, isPatient: isPatient)
    if let recited = newRecital(in: shell, format, isPatient: isPatient) { lines += recited }

    // A key that changes nothing of all this is answered by what is so.
    if isAnswering, lines.isEmpty, !isWaiting, due == nil {
      lines = [shell.overlays.last?.advice ?? shell.line(format)]
    }
    if !isWaiting { input = shell.inputCount }
    return lines.map(\.spoken).filter { !$0.isEmpty }
  }

  /// What leads to everything else.
  private static func firstKeys(of shell: Shell) -> String {
    let rows = [Help.opening, .summary, .quit].map(shell.keymap.applied)
    return rows.compactMap { row in
      row.actions.first.map { "\($0.key.spokenName) \(row.firstWords)" }
    }.joined(separator: ", ")
  }

  private mutating func newAnswer(in shell: Shell) -> String? {
    guard let next = shell.answer, next.condition(shell) else { return nil }
    if let answer, answer == (next.text, next.time, shell.inputCount) { return nil }
    // One that stands through keys would have been dismissed by them.
    answer = (next.text, next.time, shell.inputCount)
    return next.text
  }

  /// What is new of the stage, of what lies over it, of the lesson, and of what happens.
  private mutating func news(
    of shell: Shell, _ format: NumberFormat, isAnswering: Bool, isPatient: Bool
  ) -> [String] {
    var lines: [String] = []
    let place = shell.stages.count - 1
    let stage = "\(place) \(type(of: shell.stage))"
    var present = Set(shell.stages.enumerated().map { "\($0) \(type(of: $1))" })
    if let lesson = shell.lesson {
      let name = "lesson \(lesson.lesson.title)"
      present.insert(name)
      lines += tell(lesson.remarks(in: shell, format), of: name, shell.time, isPatient)
    }
    guard !isWaiting else { return lines }
    lines += tell(shell.stage.remarks(in: shell, format), of: stage, shell.time, isPatient)
    for overlay in shell.overlays {
      let name = "over \(type(of: overlay))"
      present.insert(name)
      lines += tell(overlay.remarks(in: shell, format), of: name, shell.time, isPatient)
    }
    guard !isWaiting else { return lines }
    // What is left is forgotten: when it comes again, it is news.
    told = told.filter { present.contains($0.key) }
    let isDue =
      isAnswering || !shell.isMoving || shell.time >= newsTime + shell.stage.newsPeriod
      || told[stage]?["news"] == nil
    // Who fills in a form is not interrupted.
    guard shell.overlays.isEmpty, isDue else { return lines }
    let news = shell.stage.news(in: shell, format)
    if isAnswering { newsTold = [] }
    guard !newsTold.contains("\(stage) \(news.identity)") else { return lines }
    let happened = tell([news], of: stage, shell.time, isPatient)
    if !happened.isEmpty {
      newsTime = shell.time
      newsTold.insert("\(stage) \(news.identity)")
    }
    return lines + happened
  }

  /// - Returns: the texts of those remarks that are new.
  private mutating func tell(
    _ remarks: [Remark], of layer: String, _ time: Double, _ isPatient: Bool
  ) -> [String] {
    var lines: [String] = []
    for remark in remarks where told[layer]?[remark.subject] != remark.identity {
      if !remark.isComplete, isPatient {
        // What follows makes no sense before it.
        isWaiting = true
        break
      }
      if remark.isTyped, time < inputTime + Self.restOfTheHand {
        due = inputTime + Self.restOfTheHand
        continue
      }
      let isFirst = told[layer]?[remark.subject] == nil
      told[layer, default: [:]][remark.subject] = remark.identity
      if !(isFirst && remark.isUnsaidAtFirst) { lines.append(remark.text) }
    }
    return lines
  }

  private mutating func newRecital(
    in shell: Shell, _ format: NumberFormat, isPatient: Bool
  ) -> [String]? {
    guard let next = shell.recital, next.number != recital else { return nil }
    if case .summary = next.kind, isPatient, !shell.stage.isSummaryComplete {
      isWaiting = true
      return nil
    }
    recital = next.number
    switch next.kind {
    case .summary:
      let words = LessonWords(format: format)
      let challenge = shell.lesson.flatMap { guide in
        shell.lessonReport.flatMap { report in
          guide.card.challenge.map { words.challenge($0, guide.stand, in: report) }
        }
      }
      return shell.stage.summary(in: shell, format) + (challenge.map { [$0] } ?? [])
    case .help: return help(in: shell)
    case .keysThatCount:
      return ["keys: \(FooterView(look: .spoken(shell.display), shell: shell).inWords)"]
    }
  }

  /// A line for each row of keys.
  private func help(in shell: Shell) -> [String] {
    let rows = (shell.lesson?.keys(in: shell) ?? []) + shell.stage.bindings(in: shell)
    return rows.filter { !$0.help.isEmpty && shell.hasUse(of: $0) }.map { row in
      let names = row.label.isEmpty ? "" : row.spokenLabel
      return "\(names): \(row.helpLine)\(row.isOfPictures ? "; in pictures only" : "")"
    }
  }
}

extension Shell {
  /// Whether a row of keys is worth telling: without a mouse that of the mouse is not.
  func hasUse(of row: Binding) -> Bool {
    display.hasMouse || row.actions.first?.name != Binding.mouse.actions.first?.name
  }
}

extension Binding {
  /// The keys of the label with signs that readers leave out by their names: `t, T`.
  fileprivate var spokenLabel: String {
    let keys = label.split(separator: " ").map(String.init)
    return keys.map { $0.unicodeScalars.count == 1 ? Key.spokenName(of: $0) : $0 }
      .joined(separator: ", ")
  }

  fileprivate var firstWords: String {
    switch actions.first?.name {
    case "help": "lists the keys"
    case "summary": "says how everything stands"
    default: "quits"
    }
  }
}

extension Key {
  /// The key's name for those who hear it.
  fileprivate var spokenName: String { Self.spokenName(of: name) }

  fileprivate static func spokenName(of name: String) -> String { signs[name] ?? name }

  /// What readers of screens leave out in between words.
  private static let signs = [
    "?": "question mark (?)", ":": "colon (:)", ".": "full stop (.)", "-": "minus (-)",
    "+": "plus (+)", "=": "equals (=)", "[": "left bracket ([)", "]": "right bracket (])",
    "<": "less (<)", ">": "greater (>)", "/": "slash (/)", "_": "underline (_)",
  ]
}
