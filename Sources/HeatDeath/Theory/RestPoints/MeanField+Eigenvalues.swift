extension MeanField {
  /// The n − 1 eigenvalues of (1−λ)Dτ − 1 on changes that add up to 0, for softmax at a point θ.
  ///
  /// Dτ = p(D − τdᵀ), with d = τ/θ and D its diagonal matrix, is symmetric in the scale √θ. Its
  /// eigenvalues κ on these changes solve Σ_i τ_i/(d_i − κ/p) = 0: one between any two neighbours
  /// among the different d_i, and each d_i as often as it occurs again. A category at zero has an
  /// eigenvalue of its own: d = 0 at T < 1, d = ∞ at T > 1.
  ///
  /// - Returns: increasing; +∞ for categories at zero where T > 1 and λ < 1.
  /// - Complexity: O(n²).
  func softmaxEigenvalues(at theta: SimplexPoint) -> [Double] {
    let exponent = temperature.exponent
    let law = sampler.law(at: theta, temperature: temperature)
    let share = 1 - externalFraction
    var result: [Double] = []
    var terms: [(rate: Double, weight: Double)] = []
    for category in 0..<theta.dimension {
      if theta[category] > 0 {
        terms.append((law[category] / theta[category], law[category]))
      } else {
        // At λ = 1 nothing is generated, and all comes back to q.
        let isDead = exponent > 1 || share == 0
        result.append(isDead ? -1 : exponent < 1 ? .infinity : share - 1)
      }
    }
    terms.sort { $0.rate < $1.rate }
    for index in terms.indices.dropLast() {
      let rate = Self.secularRoot(between: index, terms)
      result.append(share * exponent * rate - 1)
    }
    return result.sorted()
  }

  /// The root of Σ_i w_i/(d_i − x) between the d_i of an index and the next; it rises from −∞ to +∞.
  private static func secularRoot(
    between index: Int, _ terms: [(rate: Double, weight: Double)]
  ) -> Double {
    Bisection.narrow(terms[index].rate, terms[index + 1].rate, rounds: 200) { x in
      var sum = 0.0
      for term in terms { sum += term.weight / (term.rate - x) }
      return sum < 0
    }.low
  }
}
