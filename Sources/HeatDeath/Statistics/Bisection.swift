/// Narrows a bracket around the place where a condition that holds below it ceases to hold.
enum Bisection {
  /// - Parameters:
  ///   - rounds: how often the bracket is halved, at most; it ends earlier where its ends are
  ///     neighbours.
  ///   - isBelow: whether a value is below the place.
  /// - Returns: the ends of the last bracket.
  static func narrow(
    _ low: Double, _ high: Double, rounds: Int, isBelow: (Double) -> Bool
  ) -> (low: Double, high: Double) {
    var (low, high) = (low, high)
    for _ in 0..<rounds {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { break }
      if isBelow(middle) { low = middle } else { high = middle }
    }
    return (low, high)
  }
}
