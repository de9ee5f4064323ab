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
  /// - Complexity: O(n) for most learners; see ``SoftmaxDescent`` and ``LowRankFit``.
  public mutating func train(
    on counts: [Int64], using generator: inout Xoshiro256PlusPlus
  ) {
    precondition(counts.count == theta.count, "a model has as many categories as its dataset")
    var size: Int64 = 0
    for category in counts.indices { size += counts[category] }
    precondition(size > 0, "a model learns from at least one sample")
    let total = Double(size)
    for category in counts.indices { theta[category] = Double(counts[category]) / total }
    switch learner.kind {
    case .exact: break
    case .smoothed(let alpha): smooth(counts, size: total, alpha: alpha)
    case .drifting(let length): drift(by: length, counts)
    case .noisy: noise?.perturb(&theta, using: &generator)
    case .gradientDescent: descent?.train(&theta)
    case .lowRank: fit?.train(&theta)
    }
  }

  /// ‖Θ* − Θ‖ against the empirical law of `counts`, the Euclidean distance.
  ///
  /// - Complexity: O(n).
  public func error(on counts: [Int64]) -> Double {
    precondition(counts.count == theta.count, "a model has as many categories as its dataset")
    var size: Int64 = 0
    for category in counts.indices { size += counts[category] }
    let total = Double(size)
    var sum = 0.0
    for category in counts.indices {
      let difference = Double(counts[category]) / total - theta[category]
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
