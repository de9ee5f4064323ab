import RealModule

extension SimplexPoint {
  /// Shannon's entropy −Σ θ_i ln θ_i in nats, in [0, ln n]; 0·ln 0 = 0.
  ///
  /// Next to a corner it is small, and is summed of what is small: −θ ln θ of the leader is
  /// −θ·log1p(θ − 1), with 1 − θ as in ``complement(of:)``. Relative error a few roundings.
  ///
  /// - Complexity: O(n).
  public var entropy: Double {
    var leader = 0
    for category in coordinates.indices where coordinates[category] > coordinates[leader] {
      leader = category
    }
    let isNearCorner = coordinates[leader] > 0.5
    var sum = CompensatedSum()
    for category in coordinates.indices where coordinates[category] > 0 {
      let value = coordinates[category]
      sum.add(
        category == leader && isNearCorner
          ? -value * Double.log(onePlus: -complement(of: category)) : -value * Double.log(value))
    }
    return max(0, sum.value)
  }

  /// e to the ``entropy``: how many categories there seem to be, in [1, n].
  ///
  /// - Complexity: O(n).
  public var diversity: Double { Double.exp(entropy) }

  /// The Kullback–Leibler divergence Σ θ_i ln(θ_i/φ_i) in nats from `reference` φ; infinite where
  /// φ_i = 0 < θ_i.
  ///
  /// Summed as Σ [θ_i ln(θ_i/φ_i) + φ_i − θ_i], in which no term is negative, each from θ_i − φ_i:
  /// of two empirical laws that difference is taken in integers, and the relative error is a few
  /// roundings however close they are. Of other laws the difference is that of the coordinates.
  ///
  /// - Complexity: O(n).
  public func divergence(from reference: SimplexPoint) -> Double {
    precondition(dimension == reference.dimension, "points of different simplices")
    var sum = CompensatedSum()
    for category in coordinates.indices {
      let (value, mean) = (coordinates[category], reference[category])
      guard mean > 0 else {
        if value > 0 { return .infinity }
        continue
      }
      let offset = difference(category, from: reference)
      sum.add(SpecialFunctions.deviance(offset: max(-mean, offset), mean: mean))
    }
    return sum.value
  }

  /// The total variation distance ½ Σ |θ_i − φ_i| from `reference` φ: the share of the samples that
  /// would have to be of another category, 0 to 1.
  ///
  /// Of two empirical laws each difference is taken in integers.
  ///
  /// - Complexity: O(n).
  public func totalVariation(from reference: SimplexPoint) -> Double {
    precondition(dimension == reference.dimension, "points of different simplices")
    var sum = CompensatedSum()
    for category in coordinates.indices {
      sum.add(abs(difference(category, from: reference)))
    }
    return min(1, sum.value / 2)
  }

  /// θ_i − φ_i, in integers where both have counts.
  private func difference(_ category: Int, from other: SimplexPoint) -> Double {
    if let counted, let other = other.counted { return counted.difference(category, from: other) }
    return coordinates[category] - other[category]
  }

  /// How far the entropy is below that of the uniform law on the same support, in nats: the
  /// divergence from that law. Next to it, where the difference of the entropies would cancel, as
  /// exact as ``divergence(from:)``.
  ///
  /// - Complexity: O(n).
  public var entropyDeficit: Double {
    divergence(from: SimplexPoint(counts: coordinates.map { $0 > 0 ? 1 : 0 }))
  }
}
