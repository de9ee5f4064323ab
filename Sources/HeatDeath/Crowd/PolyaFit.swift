import RealModule

/// How a crowd at T = 1 compares with its exact law: the Kolmogorov–Smirnov distance of each share.
///
/// A share's count at k is beta-binomial: c_i + X with
///
///     P(X = x) = C(m, x) B(c_i + x, ℓ − c_i + m − x) / B(c_i, ℓ − c_i),   m = k − ℓ
///
/// and in the end the share is Beta(c_i, ℓ − c_i), the Dirichlet law's margin. Sums are taken over at
/// most `mostDraws` draws; beyond, the law of so many stands for that of more, which is known where
/// ℓ ≤ `largestStart`.
///
/// - Source: for the distance A. N. Kolmogorov, "Sulla determinazione empirica di una legge di
///   distribuzione", Giornale dell'Istituto Italiano degli Attuari 4 (1933).
public struct PolyaFit: Sendable {
  /// The largest distance of the crowd's distribution function from the exact one, over all shares.
  public let distance: Double

  /// What chance alone exceeds once in 20 times: √(−½ ln(α/2)/m) with α = 0.05 over the number of
  /// shares, m runs.
  public let critical: Double

  /// The exact law of each share; `nil` of one that is 0 or 1 in every run.
  public let laws: [ShareLaw?]

  static let mostDraws: Int64 = 20_000
  static let largestStart: Int64 = 200

  /// - Returns: `nil` where the law is not summed up, see above, and where all runs stand at the
  ///   start.
  /// - Complexity: O(m log m + `mostDraws`) a category.
  init?(_ figures: CrowdFigures, initial: Dataset) {
    let draws = figures.clock - initial.size
    guard draws > 0, figures.runCount > 0 else { return nil }
    guard draws <= Self.mostDraws || initial.size <= Self.largestStart else { return nil }
    var largest = 0.0
    var shareCount = 0
    var laws = [ShareLaw?](repeating: nil, count: initial.categoryCount)
    // Equal counts have one law.
    var known: [Int64: [Double]] = [:]
    for (category, count) in initial.counts.enumerated() where count > 0 && count < initial.size {
      let law =
        known[count]
        ?? Self.distribution(count, of: initial.size, draws: Int(min(draws, Self.mostDraws)))
      known[count] = law
      laws[category] = .urn(cumulative: law, own: count, of: initial.size)
      largest = max(
        largest, Self.distance(figures, category, from: law, start: count, size: initial.size))
      shareCount += 1
    }
    guard shareCount > 0 else { return nil }
    self.laws = laws
    distance = largest
    // Two shares are one.
    let tests = Double(max(1, shareCount == 2 ? 1 : shareCount))
    critical = Double.sqrt(-Double.log(0.025 / tests) / 2 / Double(figures.runCount))
  }

  /// Whether chance alone explains the distance.
  public var isWithinChance: Bool { distance <= critical }

  /// P(X ≤ x) for x = 0…m.
  static func distribution(_ count: Int64, of size: Int64, draws: Int) -> [Double] {
    let (own, others, m) = (Double(count), Double(size - count), Double(draws))
    // ln of the ratio of neighbours, added up, and the largest taken off before exponentials.
    var logarithms = [0.0]
    logarithms.reserveCapacity(draws + 1)
    var (sum, largest) = (0.0, 0.0)
    for x in 0..<draws {
      let x = Double(x)
      sum += Double.log((m - x) / (x + 1) * ((own + x) / (others + m - x - 1)))
      logarithms.append(sum)
      largest = max(largest, sum)
    }
    var total = 0.0
    var law = logarithms.map { logarithm in
      total += Double.exp(logarithm - largest)
      return total
    }
    for x in law.indices { law[x] /= total }
    return law
  }

  private static func distance(
    _ figures: CrowdFigures, _ category: Int, from law: [Double], start: Int64, size: Int64
  ) -> Double {
    var counts: [Int64] = []
    counts.reserveCapacity(figures.runCount)
    figures.eachRun { counts.append($0[$0.startIndex + category]) }
    counts.sort()
    let draws = law.count - 1
    let isExact = figures.clock - size == Int64(draws)
    let scale = Double(size + Int64(draws)) / Double(figures.clock)
    func value(_ count: Int64, isBelow: Bool) -> Double {
      let x =
        isExact
        ? Int(count - start) - (isBelow ? 1 : 0) : Int(Double(count) * scale) - Int(start)
      return x < 0 ? 0 : law[min(x, draws)]
    }
    var largest = 0.0
    var index = 0
    while index < counts.count {
      var end = index + 1
      while end < counts.count, counts[end] == counts[index] { end += 1 }
      let runs = Double(counts.count)
      largest = max(
        largest, abs(Double(end) / runs - value(counts[index], isBelow: false)),
        abs(Double(index) / runs - value(counts[index], isBelow: true)))
      index = end
    }
    return largest
  }
}
