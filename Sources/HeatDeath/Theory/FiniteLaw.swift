/// The exact law of the counts after a few samples: softmax at any T with any λ, the exact learner,
/// data that accumulate, one sample a retraining, and at most three categories.
///
/// By dynamic programming over the counts: the probability of each is the sum over the draws that
/// lead to it. For longer runs the law is ``DirichletEnd`` and ``WinnerOdds`` in the end, and an
/// ensemble in between.
public struct FiniteLaw: Hashable, Sendable {
  /// The counts before the first draw.
  public let start: [Int64]

  /// m, the number of draws.
  public let draws: Int

  /// The most draws: for one or two categories 2,000, which visits some 2·10⁶ states, for three 200,
  /// which visits 1.4·10⁶ and has 20,301 outcomes.
  public static func mostDraws(categoryCount: Int) -> Int { categoryCount < 3 ? 2000 : 200 }

  /// The probabilities, in the order of ``outcomes``.
  private let probabilities: [Double]

  /// - Parameters:
  ///   - field: softmax, and q of as many categories as there are.
  ///   - dataset: the data that draws are added to.
  ///   - draws: m ≥ 0.
  /// - Throws: ``FiniteLawError``.
  /// - Precondition: `field` has q of the dataset's dimension.
  /// - Complexity: O(m) states for one category, O(m²) for two, O(m³) for three, with a power for
  ///   each category.
  public init(
    of field: MeanField, from dataset: Dataset, draws: Int
  ) throws(FiniteLawError) {
    guard case .softmax = field.sampler.kind else { throw .sampler }
    guard dataset.categoryCount <= 3 else { throw .categories(dataset.categoryCount) }
    let most = Self.mostDraws(categoryCount: dataset.categoryCount)
    guard draws >= 0, draws <= most else { throw .draws(draws, most: most) }
    guard dataset.size <= Dataset.maximumSize - Int64(draws) else {
      throw .draws(draws, most: Int(Dataset.maximumSize - dataset.size))
    }
    start = dataset.counts
    self.draws = draws
    var law = [1.0]
    for done in 0..<draws { law = Self.next(law, after: done, field, dataset.counts) }
    probabilities = law
  }

  /// Counts, and how probable they are.
  public struct Outcome: Hashable, Sendable {
    public let counts: [Int64]
    public let probability: Double
  }

  /// All counts with their probabilities, which add up to 1 to rounding; some may be 0.
  ///
  /// - Complexity: O(number of outcomes): 1, m + 1 or (m + 1)(m + 2)/2.
  public var outcomes: [Outcome] {
    var outcomes: [Outcome] = []
    Self.forEach(draws, start.count) { place, drawn in
      let counts = zip(start, [drawn.0, drawn.1, drawn.2]).map { $0 + Int64($1) }
      outcomes.append(Outcome(counts: counts, probability: probabilities[place]))
    }
    return outcomes
  }

  /// The probability of some counts; 0 where they cannot be reached.
  public func probability(of counts: [Int64]) -> Double {
    guard counts.count == start.count else { return 0 }
    var drawn: [Int] = []
    for (after, before) in zip(counts, start) {
      let (difference, overflow) = after.subtractingReportingOverflow(before)
      guard !overflow, difference >= 0, difference <= Int64(draws) else { return 0 }
      drawn.append(Int(difference))
    }
    guard drawn.reduce(0, +) == draws else { return 0 }
    return probabilities[Self.place(drawn[0], start.count > 2 ? drawn[1] : 0, draws, start.count)]
  }

  // MARK: - The lattice

  /// Where draws of the first and, of three, the second category stand.
  private static func place(_ first: Int, _ second: Int, _ draws: Int, _ dimension: Int) -> Int {
    switch dimension {
    case 1: 0
    case 2: first
    default: first * (2 * draws - first + 3) / 2 + second
    }
  }

  /// Every way to share out so many draws.
  private static func forEach(
    _ draws: Int, _ dimension: Int, _ body: (Int, (Int, Int, Int)) -> Void
  ) {
    guard dimension > 1 else { return body(0, (draws, 0, 0)) }
    var place = 0
    for first in 0...draws {
      for second in (dimension == 2 ? draws - first : 0)...(draws - first) {
        body(place, (first, second, draws - first - second))
        place += 1
      }
    }
  }

  private static func next(
    _ law: [Double], after done: Int, _ field: MeanField, _ start: [Int64]
  ) -> [Double] {
    let dimension = start.count
    let size = [1, done + 2, (done + 2) * (done + 3) / 2][dimension - 1]
    var later = [Double](repeating: 0, count: size)
    let exponent = field.temperature.exponent
    let generated = 1 - field.externalFraction
    var counts = start
    var weights = [Double](repeating: 0, count: dimension)
    forEach(done, dimension) { from, drawn in
      let probability = law[from]
      guard probability > 0 else { return }
      counts[0] = start[0] + Int64(drawn.0)
      if dimension > 1 { counts[1] = start[1] + Int64(drawn.1) }
      if dimension > 2 { counts[2] = start[2] + Int64(drawn.2) }
      let largest = counts.reduce(0, max)
      var total = 0.0
      for category in counts.indices {
        let count = counts[category]
        weights[category] = count > 0 ? powerOfRatio(count, largest, exponent: exponent) : 0
        total += weights[category]
      }
      for category in counts.indices {
        var share = generated * (weights[category] / total)
        if let outside = field.externalLaw {
          share += field.externalFraction * outside[category]
        }
        let place = place(
          drawn.0 + (category == 0 ? 1 : 0), drawn.1 + (category == 1 ? 1 : 0), done + 1, dimension)
        later[place] += probability * share
      }
    }
    return later
  }
}

/// Why the law of the counts is not computed.
public enum FiniteLawError: Error, Hashable, Sendable, CustomStringConvertible {
  /// More than three categories.
  case categories(Int)
  /// Fewer than 0 draws, or more than so many.
  case draws(Int, most: Int)
  /// The sampler is not softmax.
  case sampler

  public var description: String {
    switch self {
    case .categories(let count): "\(count) categories; the exact law is computed for up to 3"
    case .draws(let draws, let most): "\(draws) draws; accepted are 0 to \(most)"
    case .sampler: "the exact law is computed for softmax only"
    }
  }
}
