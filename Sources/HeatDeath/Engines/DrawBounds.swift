/// Bounds on the cumulative shares of all categories that hold for the next so many samples,
/// whichever categories they fall into: a draw between them needs no weights.
///
/// With weights w now and w⁺ if all samples fell into that category, the cumulative share of the
/// categories up to k stays between
///
///     A/(A + R⁺) and A⁺/(A⁺ + R),   A = Σ_{j≤k} w_j,   R = Σ_{j>k} w_j
///
/// because a weight only ever grows. Both are widened by 2⁻⁴⁰ for the rounding of sums and weights;
/// the draws are then exactly those by weights.
///
/// The number of samples is doubled and halved such that about one in four batches ends at a draw
/// that falls between a lower and an upper bound. What it is changes the time, never the samples.
struct DrawBounds: Sendable {
  /// How many samples the next bounds should hold for.
  private(set) var span: Int64 = Self.leastSpan

  /// How many samples to draw without bounds while they are not worthwhile.
  private(set) var pause: Int64 = 0

  /// Below this many samples, draws by weights are as fast.
  private static let leastSpan: Int64 = 16
  private static let largestSpan: Int64 = 1024
  private static let leastPause: Int64 = 128

  /// Four categories' bounds to a vector, the last category's left out: nothing is beyond it.
  private var lower: [SIMD4<Double>]
  private var upper: [SIMD4<Double>]
  /// How many draws were at or above each upper bound.
  private var above: [SIMD4<Int64>]
  private var largest: [Double]

  init(categoryCount: Int) {
    // Bounds above 1 are never reached.
    lower = Array(repeating: SIMD4(repeating: 2), count: (categoryCount + 2) / 4)
    upper = lower
    above = Array(repeating: .zero, count: lower.count)
    largest = Array(repeating: 0, count: categoryCount)
  }

  var isWorthwhile: Bool { pause == 0 }

  /// Notes that `steps` samples were drawn without bounds.
  mutating func rest(for steps: Int64) {
    pause = max(0, pause - steps)
  }

  /// Sets bounds for `span` samples.
  ///
  /// - Returns: whether there are any; else samples must be drawn by weights for a while.
  mutating func set(
    counts: [Int64], weights: [Double], span: Int64, powers: CountPowers, reference: Int64
  ) -> Bool {
    var rest = 0.0
    var largestRest = 0.0
    for category in counts.indices {
      let count = counts[category]
      let large = count > 0 ? powers.weight(of: count + span, reference: reference) : 0
      largest[category] = large
      rest += weights[category]
      largestRest += large
    }
    var sum = 0.0
    var largestSum = 0.0
    var width = 0.0
    for category in 0..<(counts.count - 1) {
      sum += weights[category]
      largestSum += largest[category]
      rest = max(0, rest - weights[category])
      largestRest = max(0, largestRest - largest[category])
      let low = sum / (sum + largestRest) * (1 - 0x1p-40)
      let high = largestSum / (largestSum + rest) * (1 + 0x1p-40)
      lower[category >> 2][category & 3] = low
      upper[category >> 2][category & 3] = high
      width += high - low
    }
    // Not so where a weight overflowed, either.
    guard width * Double(span) < 2 else {
      self.span = max(Self.leastSpan, self.span / 2)
      pause = Self.leastPause
      return false
    }
    if width * Double(span) > 0.5 {
      self.span = max(Self.leastSpan, self.span / 2)
    } else if width * Double(span) < 0.125 {
      self.span = min(Self.largestSpan, self.span * 2)
    }
    return true
  }

  /// Draws up to `span` samples into `counts`.
  ///
  /// - Returns: how many the bounds decided, and the uniform variate of the next if they did not.
  mutating func draw(
    _ span: Int64, into counts: inout [Int64], using generator: inout Xoshiro256PlusPlus
  ) -> (drawn: Int64, undecided: Double?) {
    var random = generator
    var drawn: Int64 = 0
    var undecided: Double?
    if lower.count == 1 {
      // Up to five categories: everything stays in registers.
      let low = lower[0]
      let high = upper[0]
      var aboveHigh = SIMD4<Int64>.zero
      while drawn < span {
        let uniform = random.nextUnitInterval()
        let isAbove = SIMD4(repeating: uniform) .>= high
        if any(isAbove .!= (SIMD4(repeating: uniform) .>= low)) {
          undecided = uniform
          break
        }
        aboveHigh.replace(with: aboveHigh &+ 1, where: isAbove)
        drawn += 1
      }
      above[0] = aboveHigh
    } else {
      for vector in above.indices { above[vector] = .zero }
      while drawn < span {
        let uniform = random.nextUnitInterval()
        guard isDecided(uniform) else {
          undecided = uniform
          break
        }
        for vector in above.indices {
          let isAbove = SIMD4(repeating: uniform) .>= upper[vector]
          above[vector].replace(with: above[vector] &+ 1, where: isAbove)
        }
        drawn += 1
      }
    }
    generator = random
    var last = drawn
    for category in 0..<(counts.count - 1) {
      let next = above[category >> 2][category & 3]
      counts[category] += last - next
      last = next
    }
    counts[counts.count - 1] += last
    return (drawn, undecided)
  }

  @inline(__always)
  private func isDecided(_ uniform: Double) -> Bool {
    var differs = SIMDMask<SIMD4<Int64>>(repeating: false)
    for vector in lower.indices {
      differs .|= (SIMD4(repeating: uniform) .>= upper[vector])
        .!= (SIMD4(repeating: uniform) .>= lower[vector])
    }
    return !any(differs)
  }
}
