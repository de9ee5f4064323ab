extension Lesson {
  /// How many categories a lesson may show: those that the screen does.
  public static let categoryCounts = 2...8
  public static let cardCounts = 1...99
}
