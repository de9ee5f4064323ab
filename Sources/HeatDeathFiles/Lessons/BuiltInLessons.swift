import HeatDeath

/// The lessons that come with the program.
package enum BuiltInLessons {
  /// In the order of teaching.
  static let texts: [(name: String, text: String)] = [
    ("collapse", CollapseLesson.text)
  ]

  /// All of them.
  package static func all() -> [Lesson] { texts.compactMap { named($0.name) } }

  /// The lesson of a name; `nil` where there is none.
  package static func named(_ name: String) -> Lesson? {
    guard let (_, text) = texts.first(where: { $0.name == name }) else { return nil }
    // They are tested.
    return try? LessonFile(source: name, text: text).lesson
  }

  package static var names: [String] { texts.map(\.name) }
}
