import RealModule

extension Sampler {
  /// The law τ(θ) from which the next sample is drawn when the model's law is `theta`.
  ///
  /// Where a custom function gives no law, it is θ itself; ``apply(to:counts:temperature:into:)`` says so.
  ///
  /// - Complexity: that of ``apply(to:counts:temperature:into:)``.
  public func law(at theta: SimplexPoint, temperature: Temperature) -> SimplexPoint {
    if case .softmax = kind { return SoftmaxSampler(temperature).law(at: theta) }
    var law = [Double](repeating: 0, count: theta.dimension)
    apply(
      to: theta.coordinates, counts: theta.counted?.counts, temperature: temperature, into: &law)
    return SimplexPoint(weights: law)
  }

  /// Overwrites `law` by τ(θ), without allocating unless the sampler is a custom function.
  ///
  /// No temperature and no point overflows, and 0⁰ = 0: only mixing and a custom function give a
  /// category at zero anything. The probabilities are not negative and add up to 1 to n·2⁻⁵². Relative
  /// error of each: at most (n + 9 + m)·2⁻⁵³ with m models, for a tilt (n + 9 + 2|β|)·2⁻⁵³; below
  /// about 10⁻³⁰⁸ of the largest a probability loses bits or becomes 0.
  ///
  /// Equal coordinates get equal probabilities. Which categories are the most probable ones is
  /// decided by the counts where there are any, so that greedy, top-k, top-p and min-p tell counts
  /// apart that round to one double, and else by the coordinates of `theta`; at T = ∞ all that are
  /// positive are equal. Where top-k or top-p has fewer places than there are equally probable
  /// categories for them, these share the places: the mean over all ways to break the tie.
  ///
  /// Rounding may not add a category to top-p nor take one from min-p: a mass that falls short of P
  /// by less than (n + 2)·2⁻⁵² of it reaches P, and so does a probability of min-p that is short of
  /// P times the largest by no more than (4·max(1, 1/T) + 8)·2⁻⁵² of it.
  ///
  /// - Parameters:
  ///   - theta: a point of the simplex: coordinates that are not negative and add up to 1.
  ///   - counts: the counts that θ is the empirical law of, or Laplace's smoothing of it, where it
  ///     is one.
  ///   - temperature: T > 0, ∞ included.
  ///   - law: as many numbers as `theta` has.
  /// - Returns: `nil`, or why a custom function's output is no law; `law` is then `theta`.
  /// - Complexity: O(n), for models O(mn), for top-k and top-p at most 62 passes over n numbers.
  @discardableResult
  public func apply(
    to theta: [Double], counts: [Int64]? = nil, temperature: Temperature,
    into law: inout [Double]
  ) -> CustomSamplerFault? {
    precondition(theta.count == law.count, "a law has as many probabilities as the point")
    switch kind {
    case .softmax: Self.softmax(theta, temperature: temperature, into: &law)
    case .mixing(let epsilon):
      Self.softmax(theta, temperature: temperature, into: &law)
      let floor = epsilon / Double(law.count)
      for category in law.indices { law[category] = (1 - epsilon) * law[category] + floor }
    case .tilt(let beta): Self.tilt(theta, by: beta, into: &law)
    case .models(let models): Self.mix(models, theta, into: &law)
    case .greedy:
      let ranking = ProbabilityRanking(theta, counts: counts)
      let largest = ranking.largest
      for category in law.indices { law[category] = ranking[category] == largest ? 1 : 0 }
      Self.normalise(&law)
    case .topK(let kept):
      Self.softmax(theta, temperature: temperature, into: &law)
      if kept < law.count {
        Truncation.keep(.count(kept), of: &law, by: ranking(theta, counts, temperature))
      }
    case .topP(let mass):
      Self.softmax(theta, temperature: temperature, into: &law)
      if mass < 1 {
        Truncation.keep(.mass(mass), of: &law, by: ranking(theta, counts, temperature))
      }
    case .minP(let ratio):
      Self.softmax(theta, temperature: temperature, into: &law)
      if ratio > 0 {
        Truncation.keep(
          fromRatio: ratio, of: &law, by: ranking(theta, counts, temperature),
          exponent: temperature.exponent)
      }
    case .custom(let custom):
      return custom.apply(to: theta, temperature: temperature, into: &law)
    }
    return nil
  }

  private func ranking(
    _ theta: [Double], _ counts: [Int64]?, _ temperature: Temperature
  ) -> ProbabilityRanking {
    ProbabilityRanking(theta, counts: counts, isLevelled: temperature.value == .infinity)
  }

  private static func softmax(
    _ theta: [Double], temperature: Temperature, into law: inout [Double]
  ) {
    if temperature.value == 1 {
      for category in law.indices { law[category] = theta[category] }
      return
    }
    let largest = largest(of: theta)
    let exponent = temperature.exponent
    for category in law.indices {
      let coordinate = theta[category]
      law[category] =
        coordinate > 0 ? powerOfRatio(coordinate, largest, exponent: exponent) : 0
    }
    normalise(&law)
  }

  private static func tilt(_ theta: [Double], by beta: Double, into law: inout [Double]) {
    if beta == 0 {
      for category in law.indices { law[category] = theta[category] }
      return
    }
    let largest = largest(of: theta)
    for category in law.indices {
      let coordinate = theta[category]
      law[category] = coordinate * Double.exp(beta * (coordinate - largest))
    }
    normalise(&law)
  }

  /// Every power is computed twice, once for the model's sum, so that no buffer is needed.
  private static func mix(_ models: [WeightedModel], _ theta: [Double], into law: inout [Double]) {
    let largest = largest(of: theta)
    for category in law.indices { law[category] = 0 }
    // Unoptimised, an iterator over the models would allocate.
    for index in models.indices where models[index].weight > 0 {
      let exponent = models[index].temperature.exponent
      var sum = 0.0
      for category in law.indices where theta[category] > 0 {
        sum += powerOfRatio(theta[category], largest, exponent: exponent)
      }
      let factor = models[index].weight / sum
      for category in law.indices where theta[category] > 0 {
        law[category] += factor * powerOfRatio(theta[category], largest, exponent: exponent)
      }
    }
  }

  private static func largest(of theta: [Double]) -> Double {
    var largest = 0.0
    for category in theta.indices { largest = max(largest, theta[category]) }
    return largest
  }

  private static func normalise(_ law: inout [Double]) {
    var sum = 0.0
    for category in law.indices { sum += law[category] }
    for category in law.indices { law[category] /= sum }
  }
}
