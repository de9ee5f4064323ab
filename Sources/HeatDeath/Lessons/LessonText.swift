/// One to three sentences of a lesson, in which quantities stand in braces: `A has {share A}`.
public struct LessonText: Hashable, Sendable {
  public let parts: [Part]

  public enum Part: Hashable, Sendable {
    case words(String)
    case value(LessonSubject)
  }

  public static let mostSentences = 3
  /// What fits on a card, in characters.
  public static let mostCharacters = 320

  /// - Throws: ``LessonSyntaxError`` for no text, too much of it, and for braces without a quantity.
  public init(_ text: String) throws(LessonSyntaxError) {
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      guard rest[open] == "{",
        let close = rest[rest.index(after: open)...].firstIndex(where: { $0 == "{" || $0 == "}" }),
        rest[close] == "}"
      else {
        throw LessonSyntaxError(
          "a brace stands alone; accepted: a quantity in braces, as in {share A}")
      }
      if open > rest.startIndex { parts.append(.words(String(rest[..<open]))) }
      parts.append(.value(try LessonSubject(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.words(String(rest))) }
    guard text.contains(where: { $0 != " " }) else {
      throw LessonSyntaxError("there is no text; accepted: one to three sentences")
    }
    guard text.count <= Self.mostCharacters else {
      throw LessonSyntaxError(
        "it has \(text.count) characters; accepted: up to \(Self.mostCharacters), for a card is read "
          + "beside a picture")
    }
    let sentences = Self.sentenceCount(of: text)
    guard sentences <= Self.mostSentences else {
      throw LessonSyntaxError(
        "it has \(sentences) sentences; accepted: up to \(Self.mostSentences)")
    }
    self.parts = parts
  }

  /// How often a sentence ends: by a stop with a blank or nothing behind it.
  private static func sentenceCount(of text: String) -> Int {
    text.split(separator: " ").count { word in
      word.last.map { ".?!".contains($0) } ?? false
    }
  }

  private var subjects: [LessonSubject] {
    parts.compactMap { if case .value(let subject) = $0 { subject } else { nil } }
  }

  /// Whether all that it names has been computed.
  public func isReady(in report: LessonReport) -> Bool {
    subjects.allSatisfy { $0.isReady(in: report) }
  }

  /// The labels that it names.
  public var labels: [String] { subjects.compactMap(\.quantity.label) }
}
