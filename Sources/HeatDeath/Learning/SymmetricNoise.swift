import RealModule

/// A perturbation of a law that is a martingale difference: its mean given the law is zero.
///
/// With m ≥ 2 categories above zero, v has length δ and a direction uniform on the sphere of
/// {x : Σ x = 0} over them: normal variates less their mean, scaled. Then Θ = Θ* + s·v, where s ≤ 1
/// is the largest number for which Θ* + s·v and Θ* − s·v both lie in the simplex:
///
///     s = min(1, min_i Θ*_i/|v_i|)
///
/// v and −v are equally likely and get the same s, so the mean stays zero near a face; to cut off
/// what leaves the simplex would push the law inwards. A category at zero stays there, and with
/// one category above zero nothing happens. ‖Θ − Θ*‖ = s·δ ≤ δ.
///
/// - Complexity: O(n), and m numbers of the generator.
/// - Source: G. Marsaglia, "Choosing a point from the surface of a sphere", Ann. Math. Stat. 43
///   (1972), for the direction.
struct SymmetricNoise: Hashable, Sendable {
  let length: Double
  private var direction: [Double]

  init(length: Double, categoryCount: Int) {
    self.length = length
    direction = Array(repeating: 0, count: categoryCount)
  }

  /// Replaces Θ* by Θ.
  mutating func perturb(_ theta: inout [Double], using generator: inout Xoshiro256PlusPlus) {
    if length == 0 { return }
    var support = 0
    var sum = 0.0
    for category in theta.indices where theta[category] > 0 {
      direction[category] = generator.nextNormal()
      sum += direction[category]
      support += 1
    }
    let mean = sum / Double(support)
    var squares = 0.0
    for category in theta.indices where theta[category] > 0 {
      direction[category] -= mean
      squares += direction[category] * direction[category]
    }
    guard support > 1, squares > 0 else { return }
    var scale = length / Double.sqrt(squares)
    for category in theta.indices where theta[category] > 0 {
      scale = min(scale, theta[category] / abs(direction[category]))
    }
    for category in theta.indices where theta[category] > 0 {
      // Below zero by rounding alone.
      theta[category] = max(0, theta[category] + scale * direction[category])
    }
  }
}
