/// The exact engine for one retraining at a time: draw a category with probability proportional to
/// c_iᵖ (p = 1/T), or with probability λ an external sample from q, and add it to the dataset.
///
/// Use it for short runs, for external data and wherever every single sample matters. Its cost
/// grows with the number of samples, so it cannot show what happens at T = 1.1 after 10¹¹ times
/// the data.
///
/// A step takes no power: each weight c_iᵖ is a polynomial of degree 4 around an anchor count that
/// is renewed every 2⁻¹⁰/max(1, p) of the count (below 2¹¹·max(1, p) samples, at every sample of
/// the category), so that its error stays below 2 ulp. Weights are a function of the
/// counts alone, never of the way there: splitting a run into batches of any sizes gives the same
/// trajectory bit for bit.
///
/// One step picks its category from one of 2⁵³ equidistant numbers, so each probability is off by
/// at most 2⁻⁵³ and the rounding of n weights.
///
/// - Complexity: O(n) a step, O(n) memory, no allocation while stepping.
struct StepEngine: Sendable {
  /// The counts c_i, advanced in place.
  private(set) var counts: [Int64]
  private(set) var size: Int64
  /// How many of the samples drawn came from outside.
  private(set) var externalCount: Int64 = 0

  private let exponent: Double
  private let externalFraction: Double
  private let externalCumulative: [Double]

  /// Current relative weights (c_i/reference)ᵖ.
  private var weights: [Double]
  /// The weight that each category gets with its next sample, unless that leaves its block. Kept
  /// one sample ahead so that no step waits for a polynomial.
  private var nextWeights: [Double]
  private var anchors: [WeightAnchor]
  private var reference: Int64
  private let anchorBits: Int

  /// Creates an engine at `dataset`.
  ///
  /// - Parameter externalLaw: q, of the same dimension as the dataset; unused where λ = 0.
  init(
    dataset: Dataset, temperature: Temperature, externalFraction: Double,
    externalLaw: SimplexPoint
  ) {
    precondition(externalLaw.dimension == dataset.categoryCount, "q has another dimension")
    counts = dataset.counts
    size = dataset.size
    exponent = temperature.exponent
    self.externalFraction = externalFraction
    externalCumulative = Self.cumulative(externalLaw.coordinates)
    anchorBits = WeightAnchor.bits(exponent: exponent)
    weights = Array(repeating: 0, count: counts.count)
    nextWeights = weights
    anchors = Array(repeating: .empty, count: counts.count)
    reference = 1
    rebase()
  }

  /// Draws `steps` samples, retraining after each.
  ///
  /// - Precondition: 0 ≤ `steps` and the dataset stays within ``Dataset/maximumSize``.
  /// - Complexity: O(n·steps).
  mutating func advance(by steps: Int64, using generator: inout Xoshiro256PlusPlus) {
    precondition(steps >= 0 && steps <= Dataset.maximumSize - size, "no room for so many samples")
    size += steps
    var rest = steps
    while let category = advanceWithinBlocks(&rest, using: &generator) {
      renewAnchor(of: category)
    }
  }

  /// The weights up to a common factor: what the next sample is drawn by where λ = 0.
  var relativeWeights: [Double] { weights }

  /// Draws up to `rest` samples, and counts `rest` down.
  ///
  /// - Returns: the category that has just grown out of its block and needs a new anchor, or `nil`
  ///   when all samples are drawn.
  private mutating func advanceWithinBlocks(
    _ rest: inout Int64, using generator: inout Xoshiro256PlusPlus
  ) -> Int? {
    // Copies on the stack stay in registers; behind `inout` and buffers they would not.
    var remaining = rest
    var random = generator
    var drawnOutside: Int64 = 0
    defer {
      rest = remaining
      generator = random
      externalCount += drawnOutside
    }
    let externalFraction = externalFraction
    let externalCumulative = externalCumulative
    return counts.withUnsafeMutableBufferPointer { counts in
      weights.withUnsafeMutableBufferPointer { weights in
        nextWeights.withUnsafeMutableBufferPointer { nextWeights in
          anchors.withUnsafeBufferPointer { anchors in
            while remaining > 0 {
              remaining -= 1
              let category: Int
              if externalFraction > 0, random.nextUnitInterval() < externalFraction {
                drawnOutside += 1
                category = Self.category(random.nextUnitInterval(), cumulative: externalCumulative)
              } else {
                category = Self.category(random.nextUnitInterval(), weights: weights)
              }
              let count = counts[category] + 1
              counts[category] = count
              guard count < anchors[category].end else { return category }
              weights[category] = nextWeights[category]
              nextWeights[category] = anchors[category].weight(of: count + 1)
            }
            return nil
          }
        }
      }
    }
  }

  /// The category whose share of the summed weights holds the fraction `uniform` < 1.
  ///
  /// The last partial sum repeats the additions of the total and exceeds `uniform` times it, so the
  /// search ends at a category of positive weight.
  @inline(__always)
  private static func category(
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

  @inline(__always)
  private static func category(_ uniform: Double, cumulative: [Double]) -> Int {
    let target = uniform * cumulative[cumulative.count - 1]
    var category = 0
    while target >= cumulative[category] { category += 1 }
    return category
  }

  /// Moves the anchor of a category that grew out of its block, and with it the common reference
  /// when the leader outgrew that.
  @inline(never)
  private mutating func renewAnchor(of category: Int) {
    if WeightAnchor.reference(of: counts[category], exponent: exponent) > reference {
      rebase()
    } else {
      anchor(category)
    }
  }

  private mutating func rebase() {
    // Indices, because an iterator allocates in unoptimised builds.
    var leader: Int64 = 0
    for category in counts.indices { leader = max(leader, counts[category]) }
    reference = WeightAnchor.reference(of: leader, exponent: exponent)
    for category in counts.indices where counts[category] > 0 { anchor(category) }
  }

  private mutating func anchor(_ category: Int) {
    let count = counts[category]
    let anchor = WeightAnchor(
      count: count, reference: reference, exponent: exponent, bits: anchorBits)
    anchors[category] = anchor
    weights[category] = anchor.weight(of: count)
    nextWeights[category] = anchor.weight(of: count + 1)
  }

  private static func cumulative(_ values: [Double]) -> [Double] {
    var sum = 0.0
    return values.map { value in
      sum += value
      return sum
    }
  }
}
