/// A text of a lesson that means nothing: what was found and what is accepted.
public struct LessonSyntaxError: Error, Hashable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
