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
      (drawn, undecided, above[0]) =
        largest.count <= 3
        ? drawByIntegers(span, boundCount: 2, using: &random)
        : drawByIntegers(span, boundCount: 4, using: &random)
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

  /// The draws of up to five categories: compares the 53 bits of a variate, m·2⁻⁵³, with ⌈2⁵³·bound⌉,
  /// which decides as m·2⁻⁵³ ≥ bound does.
  ///
  /// - Parameter boundCount: how many bounds there are, known to the compiler.
  @inline(__always)
  private func drawByIntegers(
    _ span: Int64, boundCount: Int, using generator: inout Xoshiro256PlusPlus
  ) -> (drawn: Int64, undecided: Double?, above: SIMD4<Int64>) {
    func integer(_ bound: Double) -> Int64 { Int64((min(bound, 1) * 0x1p53).rounded(.up)) }
    let (low0, high0) = (integer(lower[0][0]), integer(upper[0][0]))
    let (low1, high1) = (integer(lower[0][1]), integer(upper[0][1]))
    let (low2, high2) = (integer(lower[0][2]), integer(upper[0][2]))
    let (low3, high3) = (integer(lower[0][3]), integer(upper[0][3]))
    // Counted downwards by the sign of a difference: a branch would be mispredicted.
    var (below0, below1, below2, below3) = (Int64(0), Int64(0), Int64(0), Int64(0))
    for drawn in 0..<Int(span) {
      let bits = Int64(truncatingIfNeeded: generator.next() &>> 11)
      // One unsigned comparison for low ≤ bits < high.
      var isUndecided =
        Self.isBetween(bits, low0, high0) || Self.isBetween(bits, low1, high1)
      if boundCount > 2 {
        isUndecided =
          isUndecided || Self.isBetween(bits, low2, high2) || Self.isBetween(bits, low3, high3)
      }
      if isUndecided {
        return (
          Int64(drawn), Double(bits) * 0x1p-53,
          SIMD4(below0, below1, below2, below3) &+ Int64(drawn)
        )
      }
      below0 &+= (bits &- high0) &>> 63
      below1 &+= (bits &- high1) &>> 63
      if boundCount > 2 {
        below2 &+= (bits &- high2) &>> 63
        below3 &+= (bits &- high3) &>> 63
      }
    }
    return (span, nil, SIMD4(below0, below1, below2, below3) &+ span)
  }

  @inline(__always)
  private static func isBetween(_ bits: Int64, _ low: Int64, _ high: Int64) -> Bool {
    UInt64(bitPattern: bits &- low) < UInt64(bitPattern: high &- low)
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
