/// Single samples of a handful of categories by partial sums of all weights.
///
/// A sample's category is the number of partial sums that it is not below: comparing takes the
/// place of a branch that nobody could foresee. All sums add in the same order, so the last one
/// exceeds a uniform's share of the total, and a category of weight 0 is never drawn.
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
        // With n known to the compiler it unrolls the loops over categories.
        return counts.count == 3
          ? draw(steps, 3, counts, weights, powers, reference, largest, &random)
          : draw(steps, counts.count, counts, weights, powers, reference, largest, &random)
      }
    }
  }

  @inline(__always)
  private static func draw(
    _ steps: Int64, _ categoryCount: Int, _ counts: UnsafeMutableBufferPointer<Int64>,
    _ weights: UnsafeMutableBufferPointer<Double>, _ powers: CountPowers, _ reference: Int64,
    _ largest: Double, _ generator: inout some RandomNumberGenerator
  ) -> Int64 {
    var step: Int64 = 0
    while step < steps {
      step += 1
      var total = 0.0
      for category in 0..<categoryCount { total += weights[category] }
      let target = generator.nextUnitInterval() * total
      var drawn = 0
      var cumulative = 0.0
      for category in 0..<(categoryCount &- 1) {
        cumulative += weights[category]
        drawn &+= target >= cumulative ? 1 : 0
      }
      let count = counts[drawn] &+ 1
      counts[drawn] = count
      let weight = powers.weight(of: count, reference: reference)
      weights[drawn] = weight
      if weight > largest { break }
    }
    return step
  }
}
