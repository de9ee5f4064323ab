/// A sampler τ: how the law of the next sample follows from the model's law θ.
///
/// A validated value: whatever ``Sampler/init(_:)`` accepts runs at every temperature and at every
/// point of the simplex.
///
/// ```swift
/// let sampler = try Sampler(.mixing(0.1))
/// let law = sampler.law(at: theta, temperature: .one)
/// ```
public struct Sampler: Hashable, Sendable {
  /// What the sampler does, with its parameters. T is the temperature it is asked at.
  public enum Kind: Hashable, Sendable {
    /// θ_i^{1/T}, normalised: ``SoftmaxSampler``.
    case softmax
    /// (1−ε)·softmax_T(θ) + ε/n, ε in [0, 1].
    case mixing(Double)
    /// θ_i·e^{βθ_i}, normalised, β > −1; T plays no part.
    case tilt(Double)
    /// Σ_m w_m·softmax_{T_m}(θ): several models that share one dataset; T plays no part.
    case models([WeightedModel])
    /// The most probable category, equally probable ones in equal parts: T → 0.
    case greedy
    /// The K ≥ 1 most probable categories of softmax_T(θ), normalised.
    case topK(Int)
    /// The smallest set of most probable categories of softmax_T(θ) whose mass reaches P in (0, 1],
    /// normalised.
    case topP(Double)
    /// The categories of softmax_T(θ) with at least P times the largest probability, P in [0, 1],
    /// normalised.
    case minP(Double)
    /// Any function.
    case custom(CustomSampler)
  }

  public let kind: Kind

  /// Creates a sampler. The weights of models are normalised.
  ///
  /// - Throws: ``SamplerError`` when a parameter is out of its range.
  public init(_ kind: Kind) throws(SamplerError) {
    switch kind {
    case .softmax, .greedy, .custom: break
    case .mixing(let epsilon):
      guard epsilon >= 0, epsilon <= 1 else { throw .mixing(epsilon) }
    case .tilt(let beta):
      guard beta > -1, beta.isFinite else { throw .tilt(beta) }
    case .topK(let kept):
      guard kept >= 1 else { throw .topK(kept) }
    case .topP(let mass):
      guard mass > 0, mass <= 1 else { throw .topP(mass) }
    case .minP(let ratio):
      guard ratio >= 0, ratio <= 1 else { throw .minP(ratio) }
    case .models(let models):
      self.kind = .models(try WeightedModel.normalised(models))
      return
    }
    self.kind = kind
  }

  private init(validated kind: Kind) { self.kind = kind }

  /// θ_i^{1/T}, normalised.
  public static let softmax = Sampler(validated: .softmax)

  /// The most probable category.
  public static let greedy = Sampler(validated: .greedy)

  /// (1−ε)·softmax_T(θ) + ε/n.
  public static func mixing(_ epsilon: Double) throws(SamplerError) -> Sampler {
    try Sampler(.mixing(epsilon))
  }

  /// θ_i·e^{βθ_i}, normalised.
  public static func tilt(_ beta: Double) throws(SamplerError) -> Sampler {
    try Sampler(.tilt(beta))
  }

  /// Σ_m w_m·softmax_{T_m}(θ).
  public static func models(_ models: [WeightedModel]) throws(SamplerError) -> Sampler {
    try Sampler(.models(models))
  }

  /// The `kept` most probable categories.
  public static func topK(_ kept: Int) throws(SamplerError) -> Sampler {
    try Sampler(.topK(kept))
  }

  /// The smallest set of most probable categories with this mass.
  public static func topP(_ mass: Double) throws(SamplerError) -> Sampler {
    try Sampler(.topP(mass))
  }

  /// The categories with at least `ratio` times the largest probability.
  public static func minP(_ ratio: Double) throws(SamplerError) -> Sampler {
    try Sampler(.minP(ratio))
  }

  /// Any function, known by its name.
  public static func custom(
    _ name: String, _ function: @escaping CustomSampler.Function
  ) -> Sampler {
    Sampler(validated: .custom(CustomSampler(name: name, function)))
  }

  /// Whether the temperature it is asked at matters. A custom function is taken to use it.
  public var usesTemperature: Bool {
    switch kind {
    case .softmax, .topK, .topP, .minP, .custom: true
    case .mixing(let epsilon): epsilon < 1
    case .tilt, .models, .greedy: false
    }
  }

  /// Whether τ gives something to categories at zero. A custom function is taken to.
  public var revivesZeros: Bool {
    switch kind {
    case .mixing(let epsilon): epsilon > 0
    case .custom: true
    case .softmax, .tilt, .models, .greedy, .topK, .topP, .minP: false
    }
  }

  /// Whether τ is continuous on the whole simplex at every finite temperature. (Softmax at T = ∞ is
  /// not: it jumps where a category vanishes.) A custom function is taken to be continuous.
  public var isContinuous: Bool {
    switch kind {
    case .softmax, .mixing, .tilt, .custom: true
    case .models(let models):
      models.allSatisfy { $0.weight == 0 || $0.temperature.value < .infinity }
    case .topP(let mass): mass == 1
    case .minP(let ratio): ratio == 0
    case .greedy, .topK: false
    }
  }
}
