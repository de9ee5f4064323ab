import RealModule

/// All solutions of (1−λ)τ(θ) + λq = θ at T > 1, λ > 0.
///
/// With p = 1/T and A = (1−λ)/Z a coordinate solves x − A x^p = λq_i: it has one positive root,
/// which increases with A, and where q_i = 0 it may stay at 0. So for every set of categories at
/// zero there is just one rest point, found by bisection over A in [(1−λ)n^{p−1}, 1−λ].
struct LevellingScan {
  /// p, 1 − λ, and λq_i.
  let exponent: Double
  let share: Double
  let outside: [Double]
  /// Whether of points that differ by an exchange of categories with q_i = 0 one alone is found.
  var isUpToExchange = false

  /// - Complexity: 2^z points for z categories with q_i = 0.
  func points() -> [SimplexPoint] {
    let bare = outside.indices.filter { outside[$0] == 0 }
    return (0...bare.count).flatMap { alive -> [SimplexPoint] in
      let factor = factor(alive: alive)
      let choices = RestPointScan.choices(alive, of: bare.count)
      return (isUpToExchange ? choices.prefix(1) : choices[...]).map { choice in
        var point = outside.map { root(outside: $0, factor: factor) }
        for (place, category) in bare.enumerated() where choice >> place & 1 == 0 {
          point[category] = 0
        }
        return SimplexPoint(weights: point)
      }
    }
  }

  /// The A at which the coordinates add up to 1, where so many with q_i = 0 are alive.
  private func factor(alive: Int) -> Double {
    let supplied = outside.filter { $0 > 0 }
    let count = Double(outside.count)
    let least = 0.9 * share * Double.exp((exponent - 1) * Double.log(count))
    return Bisection.narrow(least, 1.1 * share, rounds: 100) { factor in
      var sum = Double(alive) * root(outside: 0, factor: factor)
      for value in supplied { sum += root(outside: value, factor: factor) }
      return sum < 1
    }.high
  }

  /// The positive root of x − A x^p = λq_i, or 1.5 where it is larger, by Newton's method from the
  /// right, from where it comes near without passing, as the function is convex.
  private func root(outside: Double, factor: Double) -> Double {
    guard outside > 0 else {
      return min(1.5, Double.exp(Double.log(factor) / (1 - exponent)))
    }
    var x = 1.5
    for _ in 0..<200 {
      let generated = factor * Double.exp((exponent - 1) * Double.log(x))
      let excess = x * (1 - generated) - outside
      let next = x - excess / (1 - exponent * generated)
      guard next < x, next > 0 else { break }
      x = next
    }
    return x
  }
}
