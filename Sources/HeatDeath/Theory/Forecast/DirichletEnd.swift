import RealModule

/// The end at T = 1: a random point with the law Dirichlet(c), c the present counts.
///
/// For the identity as the sampler, the exact learner, data that accumulate, one sample a
/// retraining and no external data; with a learner smoothed by α it is Dirichlet(c + α).
public struct DirichletEnd: Hashable, Sendable {
  /// The law's parameters. A category with 0 stays at 0.
  public let parameters: [Double]

  /// - Precondition: α ≥ 0.
  public init(of dataset: Dataset, pseudoCount: Double = 0) {
    precondition(pseudoCount >= 0, "a pseudo-count is not negative")
    parameters = dataset.counts.map { Double($0) + pseudoCount }
  }

  /// Σ of the parameters: k.
  public var total: Double { parameters.reduce(0, +) }

  /// E Θ_i(∞) = c_i/k.
  public var means: [Double] {
    let total = total
    return parameters.map { $0 / total }
  }

  /// The standard deviation of Θ_i(∞), √(θ_i(1−θ_i)/(k+1)).
  public var standardDeviations: [Double] {
    let total = total
    return parameters.map { parameter in
      // The others' sum, not 1 − θ, which cancels.
      let others = max(0, total - parameter)
      return Double.sqrt(parameter / total * (others / total) / (total + 1))
    }
  }

  /// The logarithm of the density at a point, but for a constant: Σ(c_i − 1) ln θ_i over the
  /// categories with a positive parameter.
  ///
  /// - Parameter theta: as many coordinates as there are parameters.
  /// - Returns: ∞ on a face where the density is unbounded, −∞ where it is 0.
  public func logDensity(at theta: [Double]) -> Double {
    var sum = 0.0
    for (parameter, share) in zip(parameters, theta) where parameter > 0 && parameter != 1 {
      sum += (parameter - 1) * Double.log(share)
    }
    return sum
  }
}
