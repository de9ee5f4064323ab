import RealModule

/// The exact engine for one retraining at a time: draw a category with probability proportional to
/// c_iᵖ (p = 1/T), or with probability λ an external sample from q, and add it to the dataset.
///
/// Use it for short runs, for external data and wherever every single sample matters. Its cost
/// grows with the number of samples, so it cannot show what happens at T = 1.1 after 10¹¹ times
/// the data.
///
/// A step takes no power: each weight c_iᵖ is a polynomial of degree 4 around an anchor count that
/// is renewed every 2⁻¹¹ of the count or sooner, so that its relative error stays below 4 ulp.
/// Weights are a function of the counts alone, never of the way there: splitting a run into
/// batches of any sizes gives the same trajectory bit for bit.
///
/// One step picks its category from one of 2⁵³ equidistant numbers, so each probability is off by
/// at most 2⁻⁵³.
///
/// - Complexity: O(n) a step, O(n) memory, no allocation while stepping.
public struct StepEngine: Sendable {
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
  private var anchors: [WeightAnchor]
  private var reference: Double
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
    if externalFraction > 0 {
      for _ in 0..<steps {
        if generator.nextUnitInterval() < externalFraction {
          externalCount += 1
          draw(externalCategory(generator.nextUnitInterval()))
        } else {
          draw(generatedCategory(generator.nextUnitInterval()))
        }
      }
    } else {
      for _ in 0..<steps { draw(generatedCategory(generator.nextUnitInterval())) }
    }
  }

  /// The weights up to a common factor: what the next sample is drawn by where λ = 0.
  var relativeWeights: [Double] { weights }

  @inline(__always)
  private func generatedCategory(_ uniform: Double) -> Int {
    weights.withUnsafeBufferPointer { weights in
      var total = 0.0
      for weight in weights { total += weight }
      let target = uniform * total
      var cumulative = 0.0
      var last = 0
      for category in 0..<weights.count {
        cumulative += weights[category]
        if target < cumulative { return category }
        if weights[category] > 0 { last = category }
      }
      return last
    }
  }

  private func externalCategory(_ uniform: Double) -> Int {
    let target = uniform * externalCumulative[externalCumulative.count - 1]
    return externalCumulative.firstIndex { target < $0 } ?? externalCumulative.count - 1
  }

  @inline(__always)
  private mutating func draw(_ category: Int) {
    let count = counts[category] + 1
    counts[category] = count
    if count < anchors[category].end {
      weights[category] = anchors[category].weight(of: count)
    } else {
      renewAnchor(of: category)
    }
  }

  /// Moves the anchor of a category that grew out of its block, and with it the common reference
  /// when the leader outgrew that.
  @inline(never)
  private mutating func renewAnchor(of category: Int) {
    let count = counts[category]
    if WeightAnchor.reference(of: count, exponent: exponent, bits: anchorBits) > reference {
      rebase()
      return
    }
    anchors[category] = WeightAnchor(
      count: count, reference: reference, exponent: exponent, bits: anchorBits)
    weights[category] = anchors[category].weight(of: count)
  }

  private mutating func rebase() {
    reference = WeightAnchor.reference(
      of: counts.max() ?? 1, exponent: exponent, bits: anchorBits)
    for category in counts.indices {
      let count = counts[category]
      anchors[category] =
        count > 0
        ? WeightAnchor(count: count, reference: reference, exponent: exponent, bits: anchorBits)
        : .empty
      weights[category] = count > 0 ? anchors[category].weight(of: count) : 0
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

/// The weight (c/r)ᵖ for all counts c of one block [a, e): a polynomial of degree 4 in c − a.
///
///     (c/r)ᵖ = (a/r)ᵖ · Σ_m binom(p, m) ((c−a)/a)^m
///
/// Blocks cut every octave of counts into 2^bits parts, with bits so large that p(e−a)/a ≤ 2⁻¹¹:
/// the omitted terms are below 2⁻⁵⁵/120 of the weight.
struct WeightAnchor: Sendable {
  /// The first count beyond the block.
  var end: Int64
  private var start: Int64
  private var value: Double
  private var slope1: Double
  private var slope2: Double
  private var slope3: Double
  private var slope4: Double

  /// The block of a category without samples: its weight is 0 at every exponent.
  static let empty = WeightAnchor(
    end: 1, start: 0, value: 0, slope1: 0, slope2: 0, slope3: 0, slope4: 0)

  private init(
    end: Int64, start: Int64, value: Double, slope1: Double, slope2: Double, slope3: Double,
    slope4: Double
  ) {
    self.end = end
    self.start = start
    self.value = value
    self.slope1 = slope1
    self.slope2 = slope2
    self.slope3 = slope3
    self.slope4 = slope4
  }

  /// The block that holds `count` ≥ 1.
  init(count: Int64, reference: Double, exponent p: Double, bits: Int) {
    let shift = Self.blockShift(of: count, bits: bits)
    let start = (count >> shift) << shift
    let a = Double(start)
    let value = Double.pow(a / reference, p)
    let first = p / a
    let second = first * (p - 1) / (2 * a)
    let third = second * (p - 2) / (3 * a)
    let fourth = third * (p - 3) / (4 * a)
    self.init(
      end: start + (1 << shift), start: start, value: value, slope1: value * first,
      slope2: value * second, slope3: value * third, slope4: value * fourth)
  }

  @inline(__always)
  func weight(of count: Int64) -> Double {
    let d = Double(count - start)
    return value + d * (slope1 + d * (slope2 + d * (slope3 + d * slope4)))
  }

  /// How many bits below the leading one a block start keeps.
  static func bits(exponent p: Double) -> Int {
    p <= 1 ? 11 : min(62, 11 + Int(Double.log2(p).rounded(.up)))
  }

  /// The count by whose p-th power all weights are divided: a function of the leader's count
  /// alone. A power of two while 2ᵖ is harmless, so that it changes only once an octave; the start
  /// of the leader's block beyond.
  static func reference(of leader: Int64, exponent p: Double, bits: Int) -> Double {
    let octaveBits = p <= 64 ? 0 : bits
    let shift = blockShift(of: leader, bits: octaveBits)
    return Double((leader >> shift) << shift)
  }

  private static func blockShift(of count: Int64, bits: Int) -> Int64 {
    let leadingBit = 63 - count.leadingZeroBitCount
    return Int64(max(0, leadingBit - bits))
  }
}
