/// A step of the solution of a challenge: a key, or a wait such as `4s`.
public enum LessonStep: Hashable, Sendable {
  case key(LessonKey)
  case seconds(Int)

  /// - Throws: ``LessonSyntaxError`` for what is neither.
  public init(_ text: some StringProtocol) throws(LessonSyntaxError) {
    if text.count > 1, text.last == "s", let seconds = Int(text.dropLast()),
      (1...60).contains(seconds)
    {
      self = .seconds(seconds)
    } else {
      self = .key(try LessonKey(text))
    }
  }
}
