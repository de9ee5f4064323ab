import RealModule

extension Lyapunov {
  /// Whether V_I has grown, fallen or done neither along some laws, as far as their scatter tells.
  ///
  /// The sum of the changes ΔV over the root of the sum of their squares,
  ///
  ///     t = Σ ΔV / √(Σ ΔV²)
  ///
  /// is nearly standard normal where changes have mean zero and do not depend on each other, however
  /// unequal they are, and is √m for m equal ones. From |t| = 2 on it is a trend.
  ///
  /// - Parameters:
  ///   - set: I.
  ///   - laws: counts or integers in proportion to laws, oldest first; shorter rows lack their last
  ///     categories.
  /// - Returns: `nil` where V_I is undefined in the last law; `stationary` where nothing is told.
  /// - Source: self-normalised sums, de la Peña, Lai and Shao (2009), chapter 2.
  /// - Complexity: O(n) a law.
  public static func observedTrend(of set: CategorySet, along laws: [[Int64]]) -> LyapunovTrend? {
    guard let last = laws.last, value(of: set, counts: last) != nil else { return nil }
    var (sum, squares) = (0.0, 0.0)
    var before: Double?
    for law in laws {
      let present = value(of: set, counts: law)
      if let before, let present {
        sum += present - before
        squares += (present - before) * (present - before)
      }
      before = present
    }
    guard squares > 0 else { return .stationary }
    let t = sum / squares.squareRoot()
    return t >= 2 ? .expanding : t <= -2 ? .contracting : .stationary
  }
}
