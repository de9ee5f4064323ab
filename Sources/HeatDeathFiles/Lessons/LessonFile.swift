import HeatDeath

/// Reads a lesson: a title, and tables `[[card]]`, each with a text and what else a card does.
///
/// ```toml
/// title = "Who wins?"
///
/// [[card]]
/// counts = [5, 3, 2]
/// temperature = 0.8
/// text = "Three words, ten samples. The odds of A are {odds A}."
/// ```
///
/// The keys of a scenario set the scene; those that a card does not give are as on the card before.
package struct LessonFile {
  package let lesson: Lesson

  /// Reads a file; `-` is standard input.
  ///
  /// - Throws: ``DataError`` where it cannot be read or is no lesson: with the line, the key, the value
  ///   and what is accepted.
  package init(path: String) throws(DataError) {
    let document = try DocumentText(path: path, upTo: Self.mostBytes, "a lesson")
    try self.init(source: document.source, text: document.text)
  }

  private static let mostBytes = 1 << 20

  init(source: String, text: String) throws(DataError) {
    var sections = try DocumentSection.sections(of: text, source: source, start: "title")
    var head = sections.removeFirst()
    let title = try head.read("title", OptionValues.word)
    guard title.contains(where: { $0 != " " }) else {
      throw head.error("title", "the title is empty; accepted: a few words")
    }
    try head.finish()
    guard Lesson.cardCounts.contains(sections.count) else {
      throw DataError(
        source: source,
        "has \(sections.count) cards; accepted: from \(Lesson.cardCounts.lowerBound) to "
          + "\(Lesson.cardCounts.upperBound) tables [[card]]")
    }
    var reader = LessonCardReader()
    var cards: [LessonCard] = []
    for var section in sections {
      guard section.name == "card" else {
        throw DataError(
          source: source, place: section.place,
          "there is no table \(quoted(section.name)); accepted: [[card]]")
      }
      cards.append(try reader.card(&section))
    }
    lesson = Lesson(name: source, title: title, cards: cards)
  }
}
