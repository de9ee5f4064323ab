/// Sixteen short runs of one scenario side by side: each lane is a ``StepEngine`` and draws the
/// samples that it would draw alone, bit for bit.
///
/// While datasets are small the bounds of ``DrawBounds`` do not hold for long, and a single run
/// mostly waits: a draw needs the weight that the one before it has changed, and which category it
/// takes cannot be foreseen. Here the others' draws fill that time, and comparing takes the place
/// of branching: a sample's category is the number of partial sums of weights that it is not below.
///
/// Use it where λ = 0 while every count stands in the table of ``CountPowers``; beyond, bounds make a
/// single run as fast.
///
/// - Complexity: O(n) a step and lane.
struct StepLanes {
  static let laneCount = 16

  private typealias Lanes = Xoshiro256PlusPlusLanes

  /// Two groups of eight lanes, drawn from in turns: what one has stored has reached the cache when
  /// its turn comes again.
  private static let groupCount = laneCount / Lanes.laneCount

  private let categoryCount: Int
  private let powers: CountPowers
  /// Category by category, group after group.
  private var counts: [SIMD8<Int64>]
  private var weights: [SIMD8<Double>]
  private var generators: [Lanes]
  private var largestCount: Int64 = 0

  /// - Parameter powers: shared by all lanes; not relative.
  init(categoryCount: Int, powers: CountPowers) {
    precondition(!powers.isRelative, "relative weights are not in a table")
    self.categoryCount = categoryCount
    self.powers = powers
    counts = Array(repeating: .zero, count: Self.groupCount * categoryCount)
    weights = Array(repeating: .zero, count: counts.count)
    generators = Array(repeating: Lanes(), count: Self.groupCount)
  }

  /// How many samples can be drawn before a count leaves the table.
  var room: Int64 { max(0, Int64(powers.tabulatedCount) - 1 - largestCount) }

  /// Puts a run into a lane. Lanes that hold none draw too, but what they draw means nothing.
  mutating func set(_ lane: Int, counts laneCounts: [Int64], generator: Xoshiro256PlusPlus) {
    let (group, place) = lane.quotientAndRemainder(dividingBy: Lanes.laneCount)
    generators[group][place] = generator
    for category in 0..<categoryCount {
      let count = laneCounts[category]
      counts[group * categoryCount + category][place] = count
      largestCount = max(largestCount, count)
      if count < powers.tabulatedCount {
        weights[group * categoryCount + category][place] = powers.weight(of: count)
      }
    }
  }

  func count(_ category: Int, lane: Int) -> Int64 {
    let (group, place) = lane.quotientAndRemainder(dividingBy: Lanes.laneCount)
    return counts[group * categoryCount + category][place]
  }

  func generator(lane: Int) -> Xoshiro256PlusPlus {
    let (group, place) = lane.quotientAndRemainder(dividingBy: Lanes.laneCount)
    return generators[group][place]
  }

  /// Draws `steps` samples in every lane.
  ///
  /// - Precondition: `steps` ≤ ``room``.
  /// - Complexity: O(n·steps), no allocation.
  mutating func advance(by steps: Int64) {
    precondition((0...room).contains(steps), "counts would leave the table")
    largestCount += steps
    let categoryCount = categoryCount
    // Pointers, because a lane of a vector in memory is written alone.
    powers.withTable { table in
      counts.withUnsafeMutableBufferPointer { counts in
        weights.withUnsafeMutableBufferPointer { weights in
          generators.withUnsafeMutableBufferPointer { generators in
            // With n known to the compiler it unrolls the loops over categories.
            if categoryCount == 3 {
              Self.draw(Int(steps), 3, counts, weights, generators, table)
            } else {
              Self.draw(Int(steps), categoryCount, counts, weights, generators, table)
            }
          }
        }
      }
    }
  }

  @inline(__always)
  private static func draw(
    _ steps: Int, _ categoryCount: Int, _ counts: UnsafeMutableBufferPointer<SIMD8<Int64>>,
    _ weights: UnsafeMutableBufferPointer<SIMD8<Double>>,
    _ generators: UnsafeMutableBufferPointer<Lanes>, _ table: UnsafeBufferPointer<Double>
  ) {
    let laneCount = Lanes.laneCount
    let allCounts = UnsafeMutableRawBufferPointer(counts).bindMemory(to: Int64.self)
    let allWeights = UnsafeMutableRawBufferPointer(weights).bindMemory(to: Double.self)
    for _ in 0..<steps {
      for group in 0..<groupCount {
        let start = group &* categoryCount
        var total = SIMD8<Double>.zero
        for category in 0..<categoryCount { total += weights[start &+ category] }
        let target = generators[group].nextUnitInterval() * total
        // Eight times the category: where its lanes begin.
        var offset = SIMD8<Int64>.zero
        var cumulative = SIMD8<Double>.zero
        for category in 0..<(categoryCount &- 1) {
          cumulative += weights[start &+ category]
          offset.replace(with: offset &+ Int64(laneCount), where: target .>= cumulative)
        }
        for lane in 0..<laneCount {
          let place =
            start &* laneCount &+ Int(truncatingIfNeeded: offset[lane]) &+ lane
          let count = allCounts[place] &+ 1
          allCounts[place] = count
          allWeights[place] = table[Int(truncatingIfNeeded: count)]
        }
      }
    }
  }
}
