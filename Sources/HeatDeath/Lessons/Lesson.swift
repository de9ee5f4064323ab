/// A guided walk: cards, one after the other, each a few sentences beside a live run.
public struct Lesson: Hashable, Sendable {
  /// What it is called by, in one word; of a file its path.
  public let name: String
  public let title: String
  /// At least one.
  public let cards: [LessonCard]

  public init(name: String, title: String, cards: [LessonCard]) {
    self.name = name
    self.title = title
    self.cards = cards
  }

  /// The last card up to one that sets a scene; `nil` where none does.
  public func sceneIndex(of card: Int) -> Int? {
    cards.indices.last { $0 <= card && cards[$0].scene?.scenario != nil }
  }
}
