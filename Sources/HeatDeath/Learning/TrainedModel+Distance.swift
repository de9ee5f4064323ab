extension TrainedModel {
  /// ‖Θ* − Θ‖, the Euclidean distance from the empirical law of `counts`: what Assumption 2 of the
  /// paper bounds by δ.
  ///
  /// - Parameter size: the sum of `counts`, positive.
  /// - Complexity: O(n).
  func distance(toLawOf counts: [Int64], size: Int64) -> Double {
    var square = 0.0
    for category in counts.indices {
      let difference = Double(counts[category]) / Double(size) - theta[category]
      square += difference * difference
    }
    return square.squareRoot()
  }
}
