import RealModule

/// The hypergeometric distribution: how many of m samples drawn without replacement from N, of
/// which K are marked, are marked.
///
///     P(x) = C(K, x) C(N−K, m−x) / C(N, m),   max(0, m+K−N) ≤ x ≤ min(m, K)
///
/// Drawn by inversion from the mode outwards, with P(mode) in Loader's form: exact to the rounding
/// of a sum of probabilities, about 10⁻¹⁵, for N up to ``Dataset/maximumSize``.
///
/// Not for m far beyond 10⁹: the search takes as many terms as the standard deviation.
public struct Hypergeometric: Hashable, Sendable {
  /// N.
  public let population: Int64

  /// K.
  public let marked: Int64

  /// m.
  public let draws: Int64

  private let mode: Int64
  private let modeProbability: Double

  /// - Precondition: 0 ≤ `marked` ≤ `population` ≤ ``Dataset/maximumSize``, 0 ≤ `draws` ≤
  ///   `population`.
  public init(population: Int64, marked: Int64, draws: Int64) {
    precondition((0...Dataset.maximumSize).contains(population), "population out of range")
    precondition((0...population).contains(marked), "more marked than there are")
    precondition((0...population).contains(draws), "more draws than there are")
    self.population = population
    self.marked = marked
    self.draws = draws
    mode = Int64((Int128(draws) + 1) * (Int128(marked) + 1) / (Int128(population) + 2))
    let isCertain =
      draws == 0 || marked == 0 || draws == population || marked == population
    guard !isCertain else {
      modeProbability = 1
      return
    }
    // With p = m/N the binomial weights of both groups and of the whole share their powers of p.
    let share = Double(draws) / Double(population)
    func log(_ successes: Int64, of trials: Int64) -> Double {
      Self.logBinomial(successes, trials: trials, probability: share)
    }
    modeProbability = Double.exp(
      log(mode, of: marked) + log(draws - mode, of: population - marked)
        - log(draws, of: population))
  }

  /// Draws one variate.
  ///
  /// - Complexity: O(1 + the standard deviation) on average, at most √m/2.
  public func sample(using generator: inout some RandomNumberGenerator) -> Int64 {
    let least = max(0, draws - (population - marked))
    let most = min(draws, marked)
    guard least < most else { return least }
    while true {
      var rest = generator.nextUnitInterval() - modeProbability
      if rest < 0 { return mode }
      var above = mode
      var below = mode
      var probabilityAbove = modeProbability
      var probabilityBelow = modeProbability
      while above < most || below > least {
        if above < most {
          probabilityAbove *= ratio(above)
          above += 1
          rest -= probabilityAbove
          if rest < 0 { return above }
        }
        if below > least {
          below -= 1
          probabilityBelow /= ratio(below)
          rest -= probabilityBelow
          if rest < 0 { return below }
        }
        // What is left is below the rounding of the sum: draw again.
        if probabilityAbove + probabilityBelow < 1e-25 { break }
      }
    }
  }

  /// P(x+1)/P(x).
  private func ratio(_ x: Int64) -> Double {
    Double(marked - x) / Double(x + 1)
      * (Double(draws - x)
        / Double(population - marked - draws + x + 1))
  }

  /// ln C(n, k) pᵏ (1−p)^{n−k}, for 0 < p < 1.
  ///
  /// - Source: C. Loader, "Fast and accurate computation of binomial probabilities", 2000.
  private static func logBinomial(_ count: Int64, trials: Int64, probability: Double) -> Double {
    let n = Double(trials)
    if count == 0 { return n * Double.log(onePlus: -probability) }
    if count == trials { return n * Double.log(probability) }
    let k = Double(count)
    let rest = Double(trials - count)
    let mean = n * probability
    let deviance =
      SpecialFunctions.deviance(offset: k - mean, mean: mean)
      + SpecialFunctions.deviance(offset: mean - k, mean: n * (1 - probability))
    return SpecialFunctions.stirlingError(n) - SpecialFunctions.stirlingError(k)
      - SpecialFunctions.stirlingError(rest) - deviance
      + 0.5 * Double.log(n / (2 * Double.pi * k * rest))
  }
}

/// The multivariate hypergeometric distribution: how m samples drawn without replacement from a
/// dataset fall into categories.
///
/// Drawn as conditional hypergeometrics: category i takes its share of what is left of the draws
/// from what is left of the population.
public enum MultivariateHypergeometric {
  /// Draws `draws` of the samples counted in `counts` into `sample`.
  ///
  /// - Parameter sample: n counts, overwritten.
  /// - Precondition: 0 ≤ `draws` ≤ the sum of `counts` ≤ ``Dataset/maximumSize``; as many categories
  ///   in both.
  /// - Complexity: O(n + √`draws`·√n); no allocation.
  static func draw(
    _ draws: Int64, from counts: [Int64], into sample: inout [Int64],
    using generator: inout some RandomNumberGenerator
  ) {
    precondition(counts.count == sample.count, "another number of categories")
    var population: Int64 = 0
    for category in counts.indices { population += counts[category] }
    var rest = draws
    for category in counts.indices {
      let drawn = Hypergeometric(population: population, marked: counts[category], draws: rest)
        .sample(using: &generator)
      sample[category] = drawn
      rest -= drawn
      population -= counts[category]
    }
  }
}
