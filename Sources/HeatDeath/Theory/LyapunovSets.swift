/// The two sets that the paper's theorems are about, of an index set I at a level a:
///
///     Ω_low_I(a)  = {θ : V_I(θ) ≤ a}         nearly even on I
///     Ω_high_I(a) = {θ : min_{i∈I} θ_i ≤ a}  hardly any of a member of I
///
/// Heat death leads into the first and mode collapse into the second, for every I and some small a.
/// They may overlap, and do for every a ≥ 1/n.
public struct LyapunovSets: Hashable, Sendable {
  /// I.
  public let set: CategorySet
  /// a, in [0, 1].
  public let level: Double

  /// - Precondition: a is in [0, 1], and I is not empty.
  public init(of set: CategorySet, level: Double) {
    precondition((0...1).contains(level), "a level is from 0 to 1")
    precondition(set.count > 0, "an index set has a member")
    self.set = set
    self.level = level
  }

  /// Whether a point is in each of the two.
  public struct Membership: Hashable, Sendable {
    /// In Ω_low; not where V_I is undefined.
    public let isLow: Bool
    /// In Ω_high.
    public let isHigh: Bool
  }

  /// - Precondition: every member of I is a category of `theta`.
  /// - Complexity: O(n).
  public func membership(of theta: SimplexPoint) -> Membership {
    let least = theta.coordinates.indices.filter(set.contains).map { theta[$0] }.min() ?? 1
    let value = Lyapunov.value(of: set, at: theta)
    return Membership(isLow: value.map { $0 <= level } ?? false, isHigh: least <= level)
  }

  /// The same of plain coordinates, without allocating: for every cell of a picture.
  ///
  /// - Precondition: every member of I is an index of `theta`.
  /// - Complexity: O(n).
  public func membership(of theta: [Double]) -> Membership {
    var (largest, smallest, sum) = (0.0, Double.infinity, 0.0)
    for category in theta.indices where set.contains(category) {
      largest = max(largest, theta[category])
      smallest = min(smallest, theta[category])
      sum += theta[category]
    }
    return Membership(
      isLow: sum > 0 && largest - smallest <= level * sum, isHigh: smallest <= level)
  }
}
