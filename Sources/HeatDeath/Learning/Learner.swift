/// A learner: how the model's law Θ follows from the dataset it is trained on.
///
/// A validated value; ``TrainedModel`` is what it produces. Assumption 2 of the paper asks for
/// ‖Θ* − Θ‖ ≤ δ with Θ*_i = c_i/k the empirical law.
public struct Learner: Hashable, Sendable {
  /// What the learner does, with its parameters.
  public enum Kind: Hashable, Sendable {
    /// Θ = Θ*.
    case exact
    /// Θ_i = (c_i + α)/(k + nα), α ≥ 0: Laplace's rule.
    case smoothed(Double)
    /// Θ* plus a zero-mean perturbation of length at most δ ≥ 0: `SymmetricNoise`.
    case noisy(Double)
    /// Θ* moved by δ ≥ 0 straight towards the first category that has samples, and no further than
    /// to where that category has everything.
    case drifting(Double)
    /// Softmax logits trained by gradient descent on the cross-entropy at the rate η in
    /// (0, ``Learner/largestRate``]: `SoftmaxDescent`. One step a retraining from the last
    /// logits, or, where `resets`, trained anew from zero at every retraining.
    case gradientDescent(rate: Double, resets: Bool)
    /// The maximum-likelihood fit of softmax(A·w), w of rank r ≥ 1: `LowRankFit`.
    case lowRank(Int)
  }

  /// The largest rate of gradient descent. Steps beyond η = 4 may overshoot for ever; up to this
  /// rate the logits stay finite all the same.
  public static let largestRate = 1e6

  public let kind: Kind

  /// Creates a learner.
  ///
  /// - Throws: ``LearnerError`` when a parameter is out of its range.
  public init(_ kind: Kind) throws(LearnerError) {
    switch kind {
    case .exact: break
    case .smoothed(let alpha):
      guard alpha >= 0, alpha.isFinite else { throw .smoothing(alpha) }
    case .noisy(let delta):
      guard delta >= 0, delta.isFinite else { throw .noise(delta) }
    case .drifting(let delta):
      guard delta >= 0, delta.isFinite else { throw .drift(delta) }
    case .gradientDescent(let rate, _):
      guard rate > 0, rate <= Self.largestRate else { throw .rate(rate) }
    case .lowRank(let rank):
      guard rank >= 1 else { throw .rank(rank) }
    }
    self.kind = kind
  }

  private init(validated kind: Kind) { self.kind = kind }

  /// Θ = Θ*.
  public static let exact = Learner(validated: .exact)

  /// Θ_i = (c_i + α)/(k + nα).
  public static func smoothed(_ alpha: Double) throws(LearnerError) -> Learner {
    try Learner(.smoothed(alpha))
  }

  /// Θ* plus a zero-mean perturbation of length at most δ.
  public static func noisy(_ delta: Double) throws(LearnerError) -> Learner {
    try Learner(.noisy(delta))
  }

  /// Θ* moved by δ towards the first category that has samples.
  public static func drifting(_ delta: Double) throws(LearnerError) -> Learner {
    try Learner(.drifting(delta))
  }

  /// Softmax logits trained by gradient descent.
  public static func gradientDescent(
    rate: Double, resets: Bool = false
  ) throws(LearnerError) -> Learner {
    try Learner(.gradientDescent(rate: rate, resets: resets))
  }

  /// The maximum-likelihood fit of rank r.
  public static func lowRank(_ rank: Int) throws(LearnerError) -> Learner {
    try Learner(.lowRank(rank))
  }

  /// Whether Θ is a deterministic function of the counts trained on: not under noise, and not where
  /// training goes on from the last logits. The low-rank fit is one to its tolerance of 10⁻¹⁰.
  public var isFunctionOfCounts: Bool {
    switch kind {
    case .exact, .smoothed, .drifting, .lowRank: true
    case .noisy(let delta): delta == 0
    case .gradientDescent(_, let resets): resets
    }
  }

  /// Whether a category without samples has probability zero, so that it can die out for ever.
  public var keepsZeros: Bool {
    switch kind {
    case .exact, .noisy, .drifting: true
    case .smoothed(let alpha): alpha == 0
    case .gradientDescent, .lowRank: false
    }
  }

  /// Whether the model's law follows the streamlines of ``MeanField``, chance averaged out: that of an exact
  /// learner does and, since it moves straight towards the next sample's, that of a smoothed one. Any other
  /// learner adds a push of its own, which the mean flow knows nothing of.
  public var followsMeanFlow: Bool {
    if case .smoothed = kind { true } else { errorBound == 0 }
  }

  /// The δ that ‖Θ* − Θ‖ never exceeds, besides rounding; `nil` where none is known beforehand.
  public var errorBound: Double? {
    switch kind {
    case .exact: 0
    case .smoothed(let alpha): alpha == 0 ? 0 : nil
    case .noisy(let delta), .drifting(let delta): delta
    case .gradientDescent, .lowRank: nil
    }
  }
}
