import RealModule

/// A point of the probability simplex Δⁿ: n coordinates θ_i ≥ 0 with Σ θ_i = 1 to rounding.
public struct SimplexPoint: Hashable, Sendable {
  /// The n coordinates.
  public let coordinates: [Double]

  /// Normalises non-negative weights.
  ///
  /// - Precondition: at least one weight is positive, none is negative or NaN, and their sum is
  ///   finite.
  public init(weights: [Double]) {
    var sum = 0.0
    for weight in weights {
      precondition(weight >= 0, "a simplex point needs weights that are not negative")
      sum += weight
    }
    precondition(sum > 0 && sum.isFinite, "a simplex point needs a positive finite total weight")
    coordinates = weights.map { $0 / sum }
  }

  /// The empirical law Θ*_i = c_i/k of integer counts.
  ///
  /// - Precondition: no count is negative and at least one is positive.
  public init(counts: [Int64]) {
    self.init(weights: counts.map { Double($0) })
  }

  /// The uniform law on `dimension` categories.
  public static func uniform(_ dimension: Int) -> SimplexPoint {
    SimplexPoint(weights: Array(repeating: 1, count: dimension))
  }

  /// n, the number of categories.
  public var dimension: Int { coordinates.count }

  public subscript(category: Int) -> Double { coordinates[category] }

  /// Shannon's entropy −Σ θ_i ln θ_i in nats, in [0, ln n]; 0·ln 0 = 0.
  public var entropy: Double {
    var sum = 0.0
    for value in coordinates where value > 0 { sum -= value * Double.log(value) }
    return max(0, sum)
  }

  /// The Kullback–Leibler divergence Σ θ_i ln(θ_i/φ_i) in nats from `reference` φ; infinite where
  /// φ_i = 0 < θ_i.
  public func divergence(from reference: SimplexPoint) -> Double {
    precondition(dimension == reference.dimension, "points of different simplices")
    var sum = 0.0
    for (value, other) in zip(coordinates, reference.coordinates) where value > 0 {
      sum += value * (Double.log(value) - Double.log(other))
    }
    return max(0, sum)
  }
}
