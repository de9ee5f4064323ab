import RealModule

/// Softmax logits w ∈ ℝⁿ trained by gradient descent on the cross-entropy H(Θ*, softmax(w)).
///
///     w ← w + η·(Θ* − softmax(w))
///
/// - Warm: one step a retraining, from the last w. The first training is a full one: w is set where
///   the gradient is at most ``tolerance`` long, in closed form: ln Θ*_i, and for a category
///   without samples the logarithm of ``tolerance``/2n, since the optimum there is at minus
///   infinity and steps would take some 1/(η·tolerance) to come that near.
/// - Reset: every retraining starts at w = 0 and takes steps until the gradient is at most
///   ``tolerance`` long, but no more than ``stepLimit``. A small rate stops early: with η = 0.1 a
///   category of probability θ has closed about 1 − e^{−25.6·θ} of its way.
///
/// Θ is positive on every category, those without samples included, unless it is below the least
/// double. Steps with η above 4 may overshoot for ever, because the curvature reaches ½; the logits
/// stay finite, a step being no longer than 2η.
///
/// - Complexity: O(n) for a step; up to ``stepLimit`` steps a retraining where it resets.
struct SoftmaxDescent: Hashable, Sendable {
  /// The length of the gradient that ends training.
  static let tolerance = 1e-6

  /// The most steps of one retraining that starts at zero.
  static let stepLimit = 256

  let rate: Double
  let resets: Bool
  private var isTrained = false
  private var logits: [Double]
  private var law: [Double]

  init(rate: Double, resets: Bool, categoryCount: Int) {
    self.rate = rate
    self.resets = resets
    logits = Array(repeating: 0, count: categoryCount)
    law = logits
  }

  /// Replaces Θ* by Θ.
  mutating func train(_ theta: inout [Double]) {
    if resets {
      for category in logits.indices { logits[category] = 0 }
      var steps = 0
      SoftmaxLaw.compute(of: logits, into: &law)
      while steps < Self.stepLimit, gradientLength(theta) > Self.tolerance {
        step(towards: theta)
        steps += 1
      }
    } else if isTrained {
      step(towards: theta)
    } else {
      let floor = Double.log(Self.tolerance / Double(2 * theta.count))
      for category in logits.indices {
        logits[category] = theta[category] > 0 ? Double.log(theta[category]) : floor
      }
      SoftmaxLaw.compute(of: logits, into: &law)
      isTrained = true
    }
    for category in theta.indices { theta[category] = law[category] }
  }

  /// One step; `law` is softmax of the logits before and after it.
  private mutating func step(towards target: [Double]) {
    for category in logits.indices {
      logits[category] += rate * (target[category] - law[category])
    }
    SoftmaxLaw.compute(of: logits, into: &law)
  }

  private func gradientLength(_ target: [Double]) -> Double {
    var squares = 0.0
    for category in law.indices {
      let difference = target[category] - law[category]
      squares += difference * difference
    }
    return Double.sqrt(squares)
  }
}
