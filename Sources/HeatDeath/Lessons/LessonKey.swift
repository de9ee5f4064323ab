/// A key as lessons write it: a character, or the name of a key that has none.
public struct LessonKey: Hashable, Sendable, CustomStringConvertible {
  public let name: String

  public static let names = [
    "space", "Enter", "Esc", "Tab", "Backspace", "Delete", "Up", "Down", "Left", "Right", "Home",
    "End", "PageUp", "PageDown",
  ]

  /// - Throws: ``LessonSyntaxError`` for what is no key.
  public init(_ text: some StringProtocol) throws(LessonSyntaxError) {
    guard Self.names.contains(String(text)) || text.unicodeScalars.count == 1,
      text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F })
    else {
      throw LessonSyntaxError(
        "\"\(text)\" is no key; accepted: one character, or \(Self.names.joined(separator: ", "))")
    }
    name = String(text)
  }

  /// Whether it begins the run anew, as the program has its keys unless told.
  var startsAnew: Bool { name == "r" || name == "R" }

  public var description: String { name }
}
