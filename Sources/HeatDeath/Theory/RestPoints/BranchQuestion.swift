/// Where the mean flow of softmax rests at one λ: a column of a diagram of branches over λ.
public struct BranchQuestion: Question {
  public let temperature: Temperature
  /// λ, in [0, 1].
  public let fraction: Double
  /// q.
  public let law: SimplexPoint

  /// - Precondition: `fraction` is in [0, 1].
  public init(temperature: Temperature, fraction: Double, law: SimplexPoint) {
    precondition((0...1).contains(fraction), "a fraction is from 0 to 1")
    self.temperature = temperature
    self.fraction = fraction
    self.law = law
  }

  /// The rest points by their largest share, from the largest down, each share and stability once.
  ///
  /// Empty at T = 1 without external data, where every point rests, and for more categories than
  /// ``RestPoints/mostCategories``.
  ///
  /// - Complexity: for uniform q some milliseconds at n = 8, else as ``RestPoints``.
  public func answer() -> [BranchPoint] {
    let field = MeanField(
      temperature: temperature, externalFraction: fraction, externalLaw: law)
    let rest = try? RestPoints(of: field, categoryCount: law.dimension, upToExchange: true)
    var result: [BranchPoint] = []
    for member in rest?.members ?? [] {
      let point = BranchPoint(
        largestShare: member.point.coordinates.reduce(0, max),
        isStable: member.stability == .stable,
        unstableDirections: member.eigenvalues.count { $0 > RestPoints.marginalEigenvalue },
        count: exchanges(of: member.point))
      let known = result.firstIndex {
        $0.isStable == point.isStable && abs($0.largestShare - point.largestShare) < 1e-9
      }
      if let known {
        result[known].count += point.count
        result[known].unstableDirections = min(
          result[known].unstableDirections, point.unstableDirections)
      } else {
        result.append(point)
      }
    }
    return result.sorted { $0.largestShare > $1.largestShare }
  }

  /// How many points an exchange of categories with equal q_i, of any at λ = 0, makes of one.
  private func exchanges(of point: SimplexPoint) -> Int {
    var groups: [Double: [Double]] = [:]
    for category in 0..<law.dimension {
      groups[fraction == 0 ? 0 : law[category], default: []].append(point[category])
    }
    var result = 1
    for group in groups.values {
      // n over the number of each value, one factor at a time.
      var (placed, equal) = (0, 0)
      var last: Double?
      for value in group.sorted() {
        placed += 1
        equal = last.map { value - $0 < 1e-9 } ?? false ? equal + 1 : 1
        last = value
        result = result * placed / equal
      }
    }
    return result
  }
}

/// A rest point as a diagram of branches shows it.
public struct BranchPoint: Hashable, Sendable {
  /// max_i θ_i.
  public let largestShare: Double
  /// Whether the flow comes back to it from everywhere beside it.
  public let isStable: Bool
  /// How many independent directions the flow leaves it in, from 0 to n − 1; of points that count as one
  /// the least. From a point with one of them the flow goes two ways: what flows to it parts two ends.
  public fileprivate(set) var unstableDirections: Int
  /// How many rest points have both alike.
  public fileprivate(set) var count: Int
}
