import RealModule

/// A generative model as a ``Learner`` trains it: the law Θ, and what training goes on from.
///
/// ```swift
/// var model = TrainedModel(try Learner(.noisy(0.05)), categoryCount: 3)
/// model.train(on: [5, 3, 2], using: &generator)
/// model.theta
/// ```
///
/// A value: a copy is a checkpoint. Until the first training Θ is uniform.
public struct TrainedModel: Hashable, Sendable {
  public let learner: Learner

  /// The model's law Θ: probabilities that are not negative and add up to 1 to n·2⁻⁵².
  public private(set) var theta: [Double]

  /// The counts last trained on, and how many samples they are; 0 before the first training.
  private var trainingCounts: [Int64]
  private var trainingSize: Int64 = 0

  private var noise: SymmetricNoise?
  private var descent: SoftmaxDescent?
  private var fit: LowRankFit?

  /// Creates a model that is not trained yet.
  ///
  /// - Precondition: `categoryCount` ≥ 1.
  /// - Complexity: O(n), for a low rank O(nr + r²).
  public init(_ learner: Learner, categoryCount: Int) {
    precondition(categoryCount >= 1, "a model has at least one category")
    self.learner = learner
    theta = Array(repeating: 1 / Double(categoryCount), count: categoryCount)
    trainingCounts = Array(repeating: 0, count: categoryCount)
    switch learner.kind {
    case .exact, .smoothed, .drifting: break
    case .noisy(let length): noise = SymmetricNoise(length: length, categoryCount: categoryCount)
    case .gradientDescent(let rate, let resets):
      descent = SoftmaxDescent(rate: rate, resets: resets, categoryCount: categoryCount)
    case .lowRank(let rank): fit = LowRankFit(rank: rank, categoryCount: categoryCount)
    }
  }

  /// Trains the model on a dataset: one retraining. Allocates nothing.
  ///
  /// - Parameters:
  ///   - counts: the n counts of a ``Dataset``: not negative, not all zero.
  ///   - generator: used by a noisy learner alone, one number for each category with samples.
  /// - Complexity: O(n) for most learners; see `SoftmaxDescent` and `LowRankFit`.
  public mutating func train(
    on counts: [Int64], using generator: inout Xoshiro256PlusPlus
  ) {
    precondition(counts.count == theta.count, "a model has as many categories as its dataset")
    var size: Int64 = 0
    for category in counts.indices { size += counts[category] }
    precondition(size > 0, "a model learns from at least one sample")
    let total = Double(size)
    for category in counts.indices {
      theta[category] = Double(counts[category]) / total
      trainingCounts[category] = counts[category]
    }
    trainingSize = size
    switch learner.kind {
    case .exact: break
    case .smoothed(let alpha): smooth(counts, size: total, alpha: alpha)
    case .drifting(let length): drift(by: length, counts)
    case .noisy: noise?.perturb(&theta, using: &generator)
    case .gradientDescent: descent?.train(&theta)
    case .lowRank: fit?.train(&theta)
    }
  }

  /// The α for which Θ = (c + α)/(k + nα) of the counts last trained on; `nil` where Θ is no such
  /// law.
  private var pseudoCount: Double? {
    if learner.errorBound == 0 { return 0 }
    if case .smoothed(let alpha) = learner.kind { return alpha }
    return nil
  }

  /// The counts that Θ is the law of, or Laplace's smoothing of it; `nil` where it is neither.
  var lawCounts: [Int64]? { trainingSize > 0 && pseudoCount != nil ? trainingCounts : nil }

  /// Θ as a point that knows the counts it is the law of, where it is one of counts.
  ///
  /// - Complexity: O(n).
  public var law: SimplexPoint {
    guard trainingSize > 0, let pseudoCount,
      let counted = CountedLaw(counts: trainingCounts, pseudoCount: pseudoCount)
    else { return SimplexPoint(weights: theta) }
    return SimplexPoint(counted)
  }

  /// ‖Θ* − Θ‖ against the empirical law of `counts`, the Euclidean distance; of a Θ that is a law of
  /// counts, without cancellation.
  ///
  /// - Complexity: O(n).
  public func error(on counts: [Int64]) -> Double {
    precondition(counts.count == theta.count, "a model has as many categories as its dataset")
    var size: Int64 = 0
    for category in counts.indices { size += counts[category] }
    let total = Double(size)
    let alpha = trainingSize > 0 ? pseudoCount : nil
    let trainingTotal = Double(trainingSize) + Double(counts.count) * (alpha ?? 0)
    var sum = 0.0
    for category in counts.indices {
      let difference: Double
      if let alpha, trainingTotal.isFinite {
        // Nearly always: the exact learner on the whole dataset.
        if alpha == 0, size == trainingSize, counts[category] == trainingCounts[category] {
          continue
        }
        difference = CountedLaw.difference(
          (counts[category], size, 0, total),
          (trainingCounts[category], trainingSize, alpha, trainingTotal),
          categoryCount: counts.count)
      } else {
        difference = Double(counts[category]) / total - theta[category]
      }
      sum += difference * difference
    }
    return Double.sqrt(sum)
  }

  /// (c + α)/(k + nα) = (c/s + α/s)/(k/s + nα/s), with s = max(k, α) so that nothing overflows.
  private mutating func smooth(_ counts: [Int64], size: Double, alpha: Double) {
    if alpha == 0 { return }
    let scale = max(size, alpha)
    let part = alpha / scale
    let total = size / scale + Double(counts.count) * part
    for category in counts.indices {
      theta[category] = (Double(counts[category]) / scale + part) / total
    }
  }

  private mutating func drift(by length: Double, _ counts: [Int64]) {
    var first = 0
    while counts[first] == 0 { first += 1 }
    // The vector to the vertex; 1 − Θ*_first as the sum of the others, which does not cancel.
    var rest = 0.0
    var squares = 0.0
    for category in theta.indices where category != first {
      rest += theta[category]
      squares += theta[category] * theta[category]
    }
    let distance = Double.sqrt(squares + rest * rest)
    let part = length < distance ? length / distance : 1
    for category in theta.indices where category != first { theta[category] *= 1 - part }
    theta[first] += part * rest
  }
}
