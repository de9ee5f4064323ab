import RealModule

/// The binomial distribution: the number of successes in n trials of probability p.
///
///     P(k) = n!/(k!(n−k)!) pᵏ (1−p)^{n−k},   k = 0, …, n
///
/// Exact for n up to ``Dataset/maximumSize``: variates are integers formed in integer arithmetic
/// and the mean np is carried to a fraction of a unit, so even at n = 4·10¹⁸ the lowest bit is
/// equidistributed. What is left is the rounding of p itself, at most 2⁻⁵³ of it.
public struct Binomial: Hashable, Sendable {
  /// n.
  public let trials: Int64

  /// p.
  public let probability: Double

  /// Whether failures are counted and subtracted from n, because p > ½.
  private let isFlipped: Bool
  private let method: Method

  /// - Throws: ``DistributionError/trials(_:)`` when `trials` is not in 0…4·10¹⁸, or
  ///   ``DistributionError/probability(_:)`` when `probability` is not in [0, 1].
  public init(trials: Int64, probability: Double) throws(DistributionError) {
    guard (0...Dataset.maximumSize).contains(trials) else { throw .trials(trials) }
    guard (0...1).contains(probability) else { throw .probability(probability) }
    self.init(trials: trials, success: probability, failure: 1 - probability)
  }

  /// p = success/(success + failure), without the cancellation of 1 − p where one weight is tiny.
  ///
  /// - Precondition: 0 ≤ `trials` ≤ 4·10¹⁸; no weight is negative, one is positive, the sum finite.
  init(trials: Int64, success: Double, failure: Double) {
    precondition((0...Dataset.maximumSize).contains(trials), "trials out of range")
    let total = success + failure
    precondition(
      success >= 0 && failure >= 0 && total > 0 && total.isFinite,
      "weights of success and failure must be finite, not negative and not both zero")
    self.trials = trials
    probability = success / total
    isFlipped = success > failure
    let rarer = min(success, failure) / total
    let product = WideProduct(trials, rarer)
    method =
      if trials == 0 || rarer == 0 {
        .constant
      } else if product.value < 10 {
        .inversion(Inversion(trials: trials, probability: rarer))
      } else {
        .transformedRejection(
          TransformedRejection(trials: trials, probability: rarer, mean: product))
      }
  }

  /// Draws one variate.
  ///
  /// - Complexity: O(1) on average: at most 11 terms where n·min(p, 1−p) < 10, about 1.2 rejection
  ///   rounds above.
  public func sample(using generator: inout some RandomNumberGenerator) -> Int64 {
    let count =
      switch method {
      case .constant: Int64(0)
      case .inversion(let sampler): sampler.sample(using: &generator)
      case .transformedRejection(let sampler): sampler.sample(using: &generator)
      }
    return isFlipped ? trials - count : count
  }

  /// The algorithm by regime of n·min(p, 1−p).
  private enum Method: Hashable, Sendable {
    /// No trial, or an outcome that is certain.
    case constant
    /// Mean below 10.
    case inversion(Inversion)
    /// Mean from 10.
    case transformedRejection(TransformedRejection)
  }

  /// Sequential search from zero: P(0) = (1−p)ⁿ, P(k+1) = P(k)·(n−k)/(k+1)·p/(1−p).
  ///
  /// - Source: V. Kachitvichyanukul and B. W. Schmeiser, "Binomial random variate generation",
  ///   CACM 31 (1988), algorithm BINV.
  private struct Inversion: Hashable, Sendable {
    let trials: Int64
    let zeroProbability: Double
    let odds: Double

    init(trials: Int64, probability: Double) {
      self.trials = trials
      zeroProbability = Double.exp(Double(trials) * Double.log(onePlus: -probability))
      odds = probability / (1 - probability)
    }

    func sample(using generator: inout some RandomNumberGenerator) -> Int64 {
      // Beyond 110 successes, below 10⁻⁷⁰, only rounding keeps the sum from reaching the variate.
      let last = min(trials, 110)
      while true {
        var rest = generator.nextUnitInterval()
        var probability = zeroProbability
        for count in 0...last {
          rest -= probability
          if rest < 0 { return count }
          probability *= Double(trials - count) / Double(count + 1) * odds
        }
      }
    }
  }

  /// Hörmann's algorithm BTRS for p ≤ ½ and np ≥ 10, with the variate split into ⌊np⌋ and an offset.
  ///
  /// The log-density is Loader's: −δ(k) − δ(n−k) − D(k, np) − D(n−k, n(1−p)) − ½ ln(k(n−k)) up to a
  /// constant, with k − np formed without rounding.
  ///
  /// - Source: W. Hörmann, "The generation of binomial random variates", Journal of Statistical
  ///   Computation and Simulation 46 (1993).
  private struct TransformedRejection: Hashable, Sendable {
    let trials: Int64
    let probability: Double
    let mean: WideProduct
    let a: Double
    let b: Double
    let alpha: Double
    let squeeze: Double
    /// ln P at the mode, up to the same constant.
    let logModeDensity: Double

    init(trials: Int64, probability: Double, mean: WideProduct) {
      self.trials = trials
      self.probability = probability
      self.mean = mean
      let deviation = Double.sqrt(mean.value * (1 - probability))
      b = 1.15 + 2.53 * deviation
      a = -0.0873 + 0.0248 * b + 0.01 * probability
      alpha = (2.83 + 5.1 / b) * deviation
      squeeze = 0.92 - 4.2 / b
      let mode = (mean.fraction + probability).rounded(.down)
      logModeDensity = Self.logDensity(
        of: mean.floor + Int64(mode), offset: mode - mean.fraction, trials: trials,
        probability: probability, mean: mean.value)
    }

    func sample(using generator: inout some RandomNumberGenerator) -> Int64 {
      while true {
        let u = generator.nextUnitInterval() - 0.5
        let v = generator.nextUnitInterval()
        let edge = 0.5 - abs(u)
        let offset = ((2 * a / edge + b) * u + mean.fraction + 0.5).rounded(.down)
        if edge >= 0.07, v <= squeeze { return mean.floor + Int64(offset) }
        guard offset >= -4.5e18, offset <= 4.5e18 else { continue }
        let count = mean.floor + Int64(offset)
        guard (0...trials).contains(count) else { continue }
        let logHat = Double.log(v * alpha / (a / (edge * edge) + b))
        let logDensity = Self.logDensity(
          of: count, offset: offset - mean.fraction, trials: trials, probability: probability,
          mean: mean.value)
        if logHat <= logDensity - logModeDensity { return count }
      }
    }

    /// ln P(k) + ln(n!(e/n)ⁿ/√(2π)), whose second part is constant, given k − np.
    private static func logDensity(
      of count: Int64, offset: Double, trials: Int64, probability: Double, mean: Double
    ) -> Double {
      let n = Double(trials)
      if count == 0 || count == trials {
        let logOutcome = count == 0 ? Double.log(onePlus: -probability) : Double.log(probability)
        // At an end one factorial is 1: what Stirling's form of the other leaves is kept.
        return n * logOutcome - SpecialFunctions.stirlingError(n)
          + 0.5 * Double.log(2 * Double.pi / n)
      }
      let k = Double(count)
      let rest = Double(trials - count)
      return -SpecialFunctions.stirlingError(k) - SpecialFunctions.stirlingError(rest)
        - SpecialFunctions.deviance(offset: offset, mean: mean)
        - SpecialFunctions.deviance(offset: -offset, mean: n * (1 - probability))
        - 0.5 * (Double.log(k) + Double.log(rest))
    }
  }
}
