/// Whether a sampler satisfies Assumption 1 of the paper, and by which of its three properties.
public enum AssumptionClass: Hashable, Sendable {
  /// It does, with the class given.
  ///
  /// T = ∞ and ε = 1 count as contracting: they take every V_I to 0, though they keep order only
  /// weakly.
  case satisfies(SamplerClass)
  /// Order and continuity hold, but V_I falls at some points and rises at others.
  case neither(because: String)
  /// No proof either way: the sign of V_I(τ(θ)) − V_I(θ) is computed point by point.
  case decidedNumerically(because: String)
  /// τ is not continuous or not strictly order preserving.
  case breaks(because: String)

  /// The property of Assumption 1 that holds, if one is proved.
  public var samplerClass: SamplerClass? {
    if case .satisfies(let samplerClass) = self { samplerClass } else { nil }
  }
}
