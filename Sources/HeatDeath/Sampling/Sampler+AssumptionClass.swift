extension Sampler {
  /// Whether it cuts off categories by their rank or size.
  package var truncates: Bool {
    switch kind {
    case .topK, .topP, .minP: true
    case .softmax, .mixing, .tilt, .models, .greedy, .custom: false
    }
  }

  /// Whether ranks decide what can be drawn: it cuts off categories, or draws the first alone.
  var drawsByRank: Bool { truncates || self == .greedy }

  /// What is known of the sampler under Assumption 1 of the paper, for n categories at a
  /// temperature.
  ///
  /// With one category every sampler is the identity.
  ///
  /// - Parameters:
  ///   - temperature: T; a tilt and several models have their own besides.
  ///   - categoryCount: n ≥ 1.
  /// - Complexity: O(number of models).
  public func assumptionClass(
    temperature: Temperature, categoryCount: Int
  ) -> AssumptionClass {
    if categoryCount <= 1 { return .satisfies(.identity) }
    switch kind {
    case .softmax: return .satisfies(temperature.samplerClass)
    case .mixing(let epsilon):
      return Self.classOfMixing(
        epsilon, temperature: temperature, categoryCount: categoryCount)
    case .tilt(let beta):
      // τ_i/τ_j = (θ_i/θ_j)·e^{β(θ_i−θ_j)}: larger shares gain on smaller ones just when β > 0.
      // Order is kept because x·e^{βx} increases on [0, 1] for β > −1.
      return .satisfies(beta > 0 ? .expanding : beta < 0 ? .contracting : .identity)
    case .models(let models): return Self.classOfModels(models, categoryCount: categoryCount)
    case .greedy:
      return .breaks(
        because: "all but the most probable get 0, and the law jumps where the lead changes")
    case .topK(let kept):
      if kept >= categoryCount { return .satisfies(temperature.samplerClass) }
      return .breaks(
        because: "all but \(kept) get 0, and the law jumps where categories change places")
    case .topP(let mass):
      if mass == 1 { return .satisfies(temperature.samplerClass) }
      return .breaks(because: "the tail gets 0, and the law jumps where a category joins it")
    case .minP(let ratio):
      if ratio == 0 { return .satisfies(temperature.samplerClass) }
      return .breaks(
        because: "improbable categories get 0, and the law jumps where one passes the threshold")
    case .custom: return .decidedNumerically(because: "nothing is known of a custom function")
    }
  }

  /// On I the mixture has the spread (1−ε)(max τ − min τ) and the mass (1−ε)Σ_I τ + ε|I|/n, so its
  /// V_I is that of softmax times a factor below 1 when ε > 0.
  ///
  /// - T ≥ 1: V_I of softmax is at most V_I(θ), and the mixture's is below it: contracting.
  /// - T < 1: V_I falls near the faces, where ε/n levels what τ makes small. Near the uniform point
  ///   V_I of all categories is multiplied by (1−ε)/T, so above 1 it rises there: neither.
  /// - T < 1, (1−ε)/T ≤ 1 and two categories: V = (1−ε)·tanh(L/2T) against tanh(L/2) with
  ///   L = ln(θ_1/θ_2); tanh is concave, so the quotient is below (1−ε)/T: contracting. With three
  ///   categories the quotient may be larger than at the uniform point.
  private static func classOfMixing(
    _ epsilon: Double, temperature: Temperature, categoryCount: Int
  ) -> AssumptionClass {
    if epsilon == 0 { return .satisfies(temperature.samplerClass) }
    if epsilon == 1 || temperature.value >= 1 { return .satisfies(.contracting) }
    if (1 - epsilon) * temperature.exponent > 1 {
      return .neither(because: "T < 1 drives apart near the uniform point, mixing levels the rest")
    }
    if categoryCount == 2 { return .satisfies(.contracting) }
    return .decidedNumerically(because: "T < 1 drives apart what mixing levels")
  }

  /// V_I of the mixture is the mean of the models' V_I with weights w_m·Σ_I τ_m.
  ///
  /// With temperatures on both sides of 1 some V_I falls: on I = {i, j} with all the mass, as
  /// θ_j/θ_i → 0, the smallest exponent 1/T_m decides. Near the uniform point V_I of all categories
  /// is multiplied by Σ w_m/T_m, so above 1 some V_I rises: neither. Otherwise, with two
  /// categories, tanh(pL/2) is concave in p and the mixture contracts (Jensen); with three,
  /// nothing is decided.
  private static func classOfModels(
    _ models: [WeightedModel], categoryCount: Int
  ) -> AssumptionClass {
    var hasExpanding = false
    var hasContracting = false
    var meanExponent = 0.0
    for model in models where model.weight > 0 {
      switch model.temperature.samplerClass {
      case .identity: break
      case .expanding: hasExpanding = true
      case .contracting: hasContracting = true
      }
      meanExponent += model.weight * model.temperature.exponent
    }
    guard hasExpanding else { return .satisfies(hasContracting ? .contracting : .identity) }
    guard hasContracting else { return .satisfies(.expanding) }
    if meanExponent > 1 {
      return .neither(because: "models below T = 1 drive apart what models above T = 1 level")
    }
    if categoryCount == 2 { return .satisfies(.contracting) }
    return .decidedNumerically(
      because: "models below T = 1 drive apart what models above T = 1 level")
  }
}
