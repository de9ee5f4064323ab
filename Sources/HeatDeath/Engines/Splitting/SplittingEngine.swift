/// The approximate engine for growing datasets where the leap's embedding does not hold: external
/// data, other samplers, batches, and learners whose model is a function of the counts.
///
/// It crosses m samples in two halves, each drawn at once from one law (a weak trapezoidal rule):
///
///     X₁ ~ Multinomial(m/2, τ)             τ  = τ(Θ(c))
///     X₂ ~ Multinomial(m/2, [τ + s(τ' − τ)]₊)   τ' = τ(Θ(c + X₁)),   s = 2(m − 1)/m
///
/// so the law that changes on the way is met at second order, in its means and in its fluctuations.
/// s counts pairs of an earlier and a later sample: at m = 2 the rule is the single steps' law.
/// External samples need no such care: their number is binomial and their law is q throughout.
///
/// m is a function of the state: no count is expected to grow by more than ``tolerance`` of itself,
/// less where the sampler is steep. The weak error of a run is then of the order of ``tolerance``²
/// (10⁻³), and shrinks to a quarter when the tolerance is halved. Where that allows fewer than
/// ``shortest`` samples, samples are drawn one by one, which is exact.
///
/// Do not use it where ``LeapEngine`` holds, nor for samplers with jumps (greedy, top-k, top-p,
/// min-p), learners with a memory or noise of their own, or data that do not accumulate.
///
/// - Source: D. F. Anderson and M. Koyama, "Weak error analysis of numerical methods for stochastic
///   models of population processes", Multiscale Modeling & Simulation 10 (2012), whose rule for
///   Poisson counts this is for multinomial ones, with θ = ½.
/// - Complexity: O(n) and two evaluations of τ for each m samples; some 75 leaps a decade.
struct SplittingEngine: Sendable {
  /// By how much of itself a count may be expected to grow in one leap.
  static let standardTolerance = 1.0 / 32

  /// Leaps are not shorter than this.
  static let shortest: Int64 = 16

  private(set) var counts: [Int64]
  private(set) var size: Int64
  private(set) var externalCount: Int64 = 0
  /// ‖Θ* − Θ‖ of the present model, and the largest so far.
  private(set) var learningError = 0.0
  private(set) var largestLearningError = 0.0

  private let tolerance: Double
  private let sampler: Sampler
  private let temperature: Temperature
  private let batch: BatchSize
  private let externalFraction: Double
  private let externalLaw: [Double]
  /// Allowed relative growth of a count: ``tolerance`` over how steep the sampler is.
  private let growth: Double

  private var model: TrainedModel
  /// τ(Θ(c)) of the present counts.
  private var samplingLaw: [Double]
  private var firstLaw: [Double]
  private var secondLaw: [Double]
  private var tails: [Double]
  /// The samples of the present batch still to be drawn from ``samplingLaw``.
  private var left: Int64 = 0

  /// - Precondition: ``ClosedLoop`` and learner are such as ``EngineRefusal`` lets pass.
  init(
    dataset: Dataset, loop: ClosedLoop, batch: BatchSize, temperature: Temperature,
    externalFraction: Double, externalLaw: SimplexPoint, tolerance: Double = standardTolerance,
    using generator: inout Xoshiro256PlusPlus
  ) {
    let categoryCount = dataset.categoryCount
    counts = dataset.counts.map { $0 }
    size = dataset.size
    self.tolerance = tolerance
    sampler = loop.sampler
    self.temperature = temperature
    self.batch = batch
    self.externalFraction = externalFraction
    self.externalLaw = externalLaw.coordinates
    growth = tolerance / loop.sampler.steepness(temperature: temperature)
    model = TrainedModel(loop.learner, categoryCount: categoryCount)
    samplingLaw = Array(repeating: 0, count: categoryCount)
    firstLaw = samplingLaw
    secondLaw = samplingLaw
    tails = samplingLaw
    train(using: &generator)
  }

  /// Θ, the law of the present model.
  var theta: SimplexPoint { model.law }

  /// Draws samples until the dataset has exactly `target` of them.
  ///
  /// - Precondition: ``size`` ≤ `target` ≤ ``Dataset/maximumSize``.
  mutating func advance(to target: Int64, using generator: inout Xoshiro256PlusPlus) {
    precondition((size...Dataset.maximumSize).contains(target), "a leap goes forward")
    while size < target { pass(room: target - size, using: &generator) }
  }

  /// Draws about 1/32 decade of samples and never passes `limit`; how many depends on the state.
  mutating func leap(limit: Int64, using generator: inout Xoshiro256PlusPlus) {
    advance(to: size + Engine.leapLength(from: size, limit: limit), using: &generator)
  }

  /// Draws between 1 and `room` samples: a leap, or what is left of a batch.
  private mutating func pass(room: Int64, using generator: inout Xoshiro256PlusPlus) {
    let length = min(room, leapLength)
    if left == 0, length >= shortestLeap {
      leap(by: length / 2 * 2, using: &generator)
      return
    }
    if left == 0 { left = batch.next(using: &generator) }
    let samples = min(left, room)
    draw(samples, law: samplingLaw, using: &generator)
    left -= samples
    if left == 0 { train(using: &generator) }
  }

  /// A leap must be long against a batch, whose law stands still.
  private var shortestLeap: Int64 {
    max(Self.shortest, Int64(Double(batch.range.upperBound) / tolerance) - 1)
  }

  /// How many samples one leap may draw: a function of the state.
  var leapLength: Int64 {
    var length = Double(size)
    for category in counts.indices {
      let probability =
        (1 - externalFraction) * samplingLaw[category] + externalFraction * externalLaw[category]
      guard probability > 0 else { continue }
      length = min(length, growth * Double(max(1, counts[category])) / probability)
    }
    return Int64(length)
  }

  /// Draws `length` samples, an even number, in two halves.
  private mutating func leap(by length: Int64, using generator: inout Xoshiro256PlusPlus) {
    let half = length / 2
    for category in counts.indices { firstLaw[category] = samplingLaw[category] }
    draw(half, law: firstLaw, using: &generator)
    train(using: &generator)
    for category in counts.indices {
      secondLaw[category] = Self.secondShare(
        first: firstLaw[category], halfway: samplingLaw[category], length: length)
    }
    draw(half, law: secondLaw, using: &generator)
    train(using: &generator)
  }

  /// [τ + s(τ' − τ)]₊: a category's share of the second half of a leap, given its shares at the start
  /// and halfway.
  @inline(__always)
  static func secondShare(first: Double, halfway: Double, length: Int64) -> Double {
    let pairs = 2 * Double(length - 1) / Double(length)
    return max(0, first + pairs * (halfway - first))
  }

  /// Draws samples of `law` and from outside at once.
  private mutating func draw(
    _ samples: Int64, law: [Double], using generator: inout Xoshiro256PlusPlus
  ) {
    let external =
      externalFraction == 0
      ? 0
      : Binomial(trials: samples, success: externalFraction, failure: 1 - externalFraction)
        .sample(using: &generator)
    Multinomial.addSample(
      of: samples - external, weights: law, to: &counts, scratch: &tails, using: &generator)
    Multinomial.addSample(
      of: external, weights: externalLaw, to: &counts, scratch: &tails, using: &generator)
    externalCount += external
    size += samples
  }

  private mutating func train(using generator: inout Xoshiro256PlusPlus) {
    model.train(on: counts, using: &generator)
    learningError = model.error(on: counts)
    largestLearningError = max(largestLearningError, learningError)
    sampler.apply(
      to: model.theta, counts: model.lawCounts, temperature: temperature, into: &samplingLaw)
  }
}
