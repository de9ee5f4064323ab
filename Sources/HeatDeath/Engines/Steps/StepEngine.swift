/// The exact engine for one retraining at a time and few categories: draw a category with
/// probability proportional to c_iᵖ (p = 1/T), or with probability λ an external sample from q, and
/// add it to the dataset.
///
/// Use it for short runs, for external data and wherever every single sample matters. Its cost
/// grows with the number of samples, so it cannot show what happens at T = 1.1 after 10¹¹ times
/// the data; for many categories ``TreeEngine`` is faster.
///
/// One step picks its category from one of 2⁵³ equidistant numbers u: the first whose cumulative
/// weight exceeds u times the total. Each probability is off by at most 2⁻⁵³ and the rounding of n
/// weights. Weights are a function of the counts alone (``CountPowers``), never of the way there:
/// splitting a run into batches of any sizes gives the same trajectory bit for bit.
///
/// Most draws need no weights: between bounds that hold for the next so many samples whatever they
/// are (``DrawBounds``), the category is certain.
///
/// - Complexity: O(n) a step, O(n) memory, no allocation while stepping.
struct StepEngine: Sendable {
  /// The counts c_i, advanced in place.
  private(set) var counts: [Int64]
  private(set) var size: Int64
  /// How many of the samples drawn came from outside.
  private(set) var externalCount: Int64 = 0

  let powers: CountPowers
  let externalFraction: Double
  private let externalCumulative: [Double]

  /// The weights of the present counts.
  private var weights: [Double]
  private var reference: Int64 = 1

  private var bounds: DrawBounds

  /// Creates an engine at `dataset`.
  ///
  /// - Parameter externalLaw: q, of the same dimension as the dataset; unused where λ = 0.
  init(
    dataset: Dataset, powers: CountPowers, externalFraction: Double, externalLaw: SimplexPoint
  ) {
    precondition(externalLaw.dimension == dataset.categoryCount, "q has another dimension")
    counts = dataset.counts
    size = dataset.size
    self.powers = powers
    self.externalFraction = externalFraction
    externalCumulative = Self.cumulative(externalLaw.coordinates)
    weights = Array(repeating: 0, count: counts.count)
    bounds = DrawBounds(categoryCount: counts.count)
    weigh()
  }

  /// Creates an engine with powers of its own.
  init(
    dataset: Dataset, temperature: Temperature, externalFraction: Double, externalLaw: SimplexPoint
  ) {
    self.init(
      dataset: dataset, powers: CountPowers(exponent: temperature.exponent),
      externalFraction: externalFraction, externalLaw: externalLaw)
  }

  /// Goes to another state of as many categories, as a new engine would have it, without allocating:
  /// one engine serves many runs in turn.
  ///
  /// - Parameter state: counts, not all of them 0.
  /// - Complexity: O(n).
  mutating func adopt(_ state: [Int64]) {
    precondition(state.count == counts.count, "another number of categories")
    size = 0
    for category in counts.indices {
      let count = state[category]
      counts[category] = count
      size += count
    }
    externalCount = 0
    weigh()
  }

  /// The weights up to a common factor: what the next sample is drawn by where λ = 0.
  var relativeWeights: [Double] { weights }

  /// Draws `steps` samples, retraining after each.
  ///
  /// - Precondition: 0 ≤ `steps` and the dataset stays within ``Dataset/maximumSize``.
  /// - Complexity: O(n·steps).
  mutating func advance(by steps: Int64, using generator: inout Xoshiro256PlusPlus) {
    precondition(steps >= 0 && steps <= Dataset.maximumSize - size, "no room for so many samples")
    size += steps
    var rest = steps
    while rest > 0 {
      if externalFraction == 0, bounds.isWorthwhile {
        drawWithinBounds(&rest, using: &generator)
      } else {
        drawSingly(
          &rest, atMost: externalFraction > 0 ? rest : bounds.pause, using: &generator)
      }
    }
  }
}

// MARK: Side by side

extension StepEngine {
  /// Draws `steps` samples with each engine: those that ``advance(by:using:)`` draws, in less time
  /// while the datasets are small.
  ///
  /// - Precondition: the engines have the same powers and as many categories, up to
  ///   ``StepLanes/laneCount`` of them; λ = 0.
  static func advance(
    _ engines: inout [StepEngine], by steps: Int64, using generators: inout [Xoshiro256PlusPlus]
  ) {
    guard let first = engines.first else { return }
    var rest = steps
    if engines.count > 1, !first.powers.isRelative {
      var lanes = StepLanes(categoryCount: first.counts.count, powers: first.powers)
      for lane in engines.indices {
        lanes.set(lane, counts: engines[lane].counts, generator: generators[lane])
      }
      let drawn = min(steps, lanes.room)
      lanes.advance(by: drawn)
      rest -= drawn
      for lane in engines.indices {
        engines[lane].adopt(lanes, lane: lane, drawn: drawn)
        generators[lane] = lanes.generator(lane: lane)
      }
    }
    for lane in engines.indices {
      engines[lane].advance(by: rest, using: &generators[lane])
    }
  }

  private mutating func adopt(_ lanes: StepLanes, lane: Int, drawn: Int64) {
    for category in counts.indices { counts[category] = lanes.count(category, lane: lane) }
    size += drawn
    weigh()
  }
}

// MARK: Draws by weights

extension StepEngine {
  /// The same samples without the help of bounds: what tests compare with.
  mutating func advanceByWeightsAlone(by steps: Int64, using generator: inout Xoshiro256PlusPlus) {
    size += steps
    var rest = steps
    while rest > 0 { drawSingly(&rest, atMost: rest, using: &generator) }
  }
}

extension StepEngine {
  /// Draws samples by weights, and counts `rest` down, until a reference is outgrown or it is time
  /// to see whether bounds are worthwhile.
  private mutating func drawSingly(
    _ rest: inout Int64, atMost limit: Int64, using generator: inout Xoshiro256PlusPlus
  ) {
    let steps = min(rest, limit)
    // A copy on the stack stays in registers; behind `inout` it would not.
    var random = generator
    var drawnOutside: Int64 = 0
    var step: Int64 = 0
    var isOutgrown = false
    counts.withUnsafeMutableBufferPointer { counts in
      weights.withUnsafeMutableBufferPointer { weights in
        while step < steps, !isOutgrown {
          step += 1
          let category: Int
          if externalFraction > 0, random.nextUnitInterval() < externalFraction {
            drawnOutside += 1
            category = Self.category(random.nextUnitInterval(), cumulative: externalCumulative)
          } else {
            category = WeightScan.category(random.nextUnitInterval(), weights: weights)
          }
          let count = counts[category] + 1
          counts[category] = count
          if powers.isRelative {
            isOutgrown = powers.reference(of: count) > reference
            weights[category] = powers.weight(of: count, reference: reference)
          } else {
            weights[category] = powers.weight(of: count)
          }
        }
      }
    }
    generator = random
    externalCount += drawnOutside
    rest -= step
    if isOutgrown { weigh() }
    bounds.rest(for: step)
  }

  @inline(__always)
  private static func category(_ uniform: Double, cumulative: [Double]) -> Int {
    let target = uniform * cumulative[cumulative.count - 1]
    var category = 0
    while target >= cumulative[category] { category += 1 }
    return category
  }

  /// Sets all weights anew.
  private mutating func weigh() {
    if powers.isRelative {
      // Indices, because an iterator allocates in unoptimised builds.
      var leader: Int64 = 0
      for category in counts.indices { leader = max(leader, counts[category]) }
      reference = powers.reference(of: leader)
    }
    for category in counts.indices {
      weights[category] = powers.weight(of: counts[category], reference: reference)
    }
  }

  private static func cumulative(_ values: [Double]) -> [Double] {
    var sum = 0.0
    return values.map { value in
      sum += value
      return sum
    }
  }
}

// MARK: Draws between bounds

extension StepEngine {
  /// Draws samples for which the bounds suffice, then the one for which they do not, if any.
  private mutating func drawWithinBounds(
    _ rest: inout Int64, using generator: inout Xoshiro256PlusPlus
  ) {
    let span = min(rest, bounds.span)
    guard
      bounds.set(counts: counts, weights: weights, span: span, powers: powers, reference: reference)
    else { return }
    let (drawn, undecided) = bounds.draw(span, into: &counts, using: &generator)
    rest -= drawn
    weigh()
    guard let undecided else { return }
    rest -= 1
    let category = weights.withUnsafeMutableBufferPointer {
      WeightScan.category(undecided, weights: $0)
    }
    counts[category] += 1
    if powers.reference(of: counts[category]) > reference {
      weigh()
    } else {
      weights[category] = powers.weight(of: counts[category], reference: reference)
    }
  }
}
