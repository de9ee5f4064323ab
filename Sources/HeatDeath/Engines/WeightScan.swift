/// Single samples of a handful of categories by partial sums of all weights.
///
/// Use it for some tens to hundreds of samples; a longer run is faster between bounds
/// (``StepEngine``), and many categories are in a tree (``WeightTree``).
enum WeightScan {
  /// Draws samples until `steps` are drawn or a weight is beyond `largest`.
  ///
  /// - Parameters:
  ///   - counts: c_i, advanced.
  ///   - weights: scratch, one for each category; those of the counts afterwards.
  ///   - reference: what weights are relative to, as ``CountPowers/weight(of:reference:)`` has it.
  /// - Returns: how many were drawn.
  /// - Complexity: O(n·steps), no allocation.
  static func draw(
    _ steps: Int64, into counts: inout [Int64], weights: inout [Double], powers: CountPowers,
    reference: Int64, largest: Double, using generator: inout some RandomNumberGenerator
  ) -> Int64 {
    // A copy on the stack stays in registers; behind `inout` it would not.
    var random = generator
    defer { generator = random }
    return counts.withUnsafeMutableBufferPointer { counts in
      weights.withUnsafeMutableBufferPointer { weights in
        for category in counts.indices {
          weights[category] = powers.weight(of: counts[category], reference: reference)
        }
        var step: Int64 = 0
        while step < steps {
          step += 1
          let category = category(random.nextUnitInterval(), weights: weights)
          let count = counts[category] + 1
          counts[category] = count
          let weight = powers.weight(of: count, reference: reference)
          weights[category] = weight
          if weight > largest { break }
        }
        return step
      }
    }
  }

  /// The category whose share of the summed weights holds the fraction `uniform` < 1.
  ///
  /// The last partial sum repeats the additions of the total and exceeds `uniform` times it, so the
  /// search ends at a category of positive weight.
  @inline(__always)
  static func category(
    _ uniform: Double, weights: UnsafeMutableBufferPointer<Double>
  ) -> Int {
    var total = 0.0
    for weight in weights { total += weight }
    let target = uniform * total
    var category = 0
    var cumulative = weights[0]
    while target >= cumulative {
      category += 1
      cumulative += weights[category]
    }
    return category
  }
}
