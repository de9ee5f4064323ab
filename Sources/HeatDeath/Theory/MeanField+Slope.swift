extension MeanField {
  /// dV_I/dt along the flow, t = ln k.
  ///
  /// With g = (1−λ)τ(θ) + λq, a over the largest and b over the smallest coordinates of θ on I,
  ///
  ///     dV_I/dt = (max_a g − min_b g − V_I(θ) Σ_I g) / Σ_I θ
  ///
  /// which away from ties, where τ keeps the order and λ = 0, is (Σ_I τ/Σ_I θ)·(V_I(τ(θ)) − V_I(θ)).
  /// At a tie it is the derivative to the right. Its sign, without rounding, is ``trend(of:at:)``.
  ///
  /// A random path has this as its mean change too, to the noise's own pull: what adds noise also adds
  /// to a largest difference, by about its square over V_I for each unit of time. That counts only
  /// where V_I is no larger than its noise.
  ///
  /// - Returns: `nil` where V_I is undefined.
  /// - Precondition: θ has as many categories as q.
  /// - Complexity: O(n), and one evaluation of τ.
  public func slope(of set: CategorySet, at theta: SimplexPoint) -> Double? {
    pull(on: set, at: theta, next: nextSampleLaw(at: theta).coordinates)?.slope
  }

  /// What the next sample does to V_I in the mean, and how unevenly: the mean of k·ΔV_I and its
  /// variance, for one sample drawn from `law`.
  ///
  /// A sample of i ∈ I moves k·V_I by (1[i=a] − 1[i=b] − V_I)/Σ_I θ, one of another category not at
  /// all.
  func pull(
    on set: CategorySet, at theta: SimplexPoint, next law: [Double]
  ) -> (slope: Double, variance: Double)? {
    guard let extremes = Extremes(of: set, at: theta) else { return nil }
    let mass = theta.coordinates.indices.reduce(0) {
      set.contains($1) ? $0 + theta[$1] : $0
    }
    guard mass > 0 else { return nil }
    let (most, least, sum) = extremes.reach(of: law)
    let value = extremes.value
    // What rounding alone makes of 0, as for the identity, is 0.
    let mean = extremes.slope(towards: law)
    let rest = max(0, sum - most - least)
    let square =
      most * (1 - value) * (1 - value) + least * (1 + value) * (1 + value) + rest * value * value
    return (mean / mass, max(0, square - mean * mean) / (mass * mass))
  }
}
