import RealModule

/// The maximum-likelihood fit of the family φ(w) = softmax(A·w), w ∈ ℝʳ.
///
/// A holds the first r columns of the orthonormal discrete cosine basis without the constant one,
///
///     A_ij = √(2/n)·cos(πj(i + ½)/n),   i = 0…n−1,  j = 1…r,
///
/// so neighbouring categories have similar logits when r is small, and r ≥ n − 1 (cut to n − 1)
/// represents every law with positive probabilities.
///
/// Minimised is H(Θ*, φ(w)), which is convex, by damped Newton steps: d solves
/// (H + ``ridge``·1)·d = g with g = Aᵀ(Θ* − φ) and H = Aᵀ(diag φ − φφᵀ)A, and the step is t·d with
/// t = ln(1 + ρ)/ρ, where ρ is the range of A·d. The curvature changes by at most e^{tρ} along it, so
/// this t lowers the cross-entropy by (t + (t − 1)/ρ)·gᵀd > 0 at least: no line search is needed,
/// and t → 1 as d shrinks.
///
/// It ends where ‖g‖ ≤ ``tolerance``. For r ≥ n − 1 that is ‖Θ* − Θ‖ itself. Data on a face have
/// their optimum at infinity, where the tolerance ends the way after some forty steps. Each fit
/// starts from the last one, so it depends on earlier data by no more than the tolerance.
///
/// - Complexity: O(nr² + r³) for a step, one or two steps after one new sample.
/// - Source: F. Bach, "Self-concordant analysis for logistic regression", Electron. J. Stat. 4
///   (2010); the step length as in T. Sun and Q. Tran-Dinh, "Generalized self-concordant
///   functions", Math. Program. 178 (2019).
struct LowRankFit: Hashable, Sendable {
  /// The length of the gradient that ends the fit.
  static let tolerance = 1e-10

  /// What is added to the curvature, which rounding could otherwise make indefinite near a face;
  /// well below the curvature where the tolerance is met.
  static let ridge = 0x1p-42

  /// Never reached but where rounding hinders the tolerance; the fit then stays where it is.
  static let stepLimit = 1000

  /// r, at most n − 1.
  let rank: Int

  /// A by rows.
  private let basis: [Double]
  private var parameters: [Double]
  private var logits: [Double]
  private var law: [Double]
  /// g, then d.
  private var step: [Double]
  /// H, then its Cholesky factor in the lower triangle.
  private var curvature: [Double]
  /// Aᵀφ.
  private var mean: [Double]

  init(rank: Int, categoryCount: Int) {
    let rank = min(rank, categoryCount - 1)
    self.rank = rank
    let scale = Double.sqrt(2 / Double(categoryCount))
    var basis: [Double] = []
    basis.reserveCapacity(categoryCount * rank)
    for category in 0..<categoryCount {
      for column in 0..<rank {
        let angle =
          Double.pi * Double(column + 1) * (Double(category) + 0.5) / Double(categoryCount)
        basis.append(scale * Double.cos(angle))
      }
    }
    self.basis = basis
    parameters = Array(repeating: 0, count: rank)
    step = parameters
    mean = parameters
    curvature = Array(repeating: 0, count: rank * rank)
    logits = Array(repeating: 0, count: categoryCount)
    law = Array(repeating: 1 / Double(categoryCount), count: categoryCount)
  }

  /// Replaces Θ* by Θ.
  mutating func train(_ theta: inout [Double]) {
    var steps = 0
    while steps < Self.stepLimit, gradientLength(theta) > Self.tolerance {
      computeCurvature()
      solve()
      advance()
      steps += 1
    }
    for category in theta.indices { theta[category] = law[category] }
  }

  /// Sets `step` to g and returns its length.
  private mutating func gradientLength(_ target: [Double]) -> Double {
    for column in 0..<rank { step[column] = 0 }
    for category in law.indices {
      let difference = target[category] - law[category]
      for column in 0..<rank { step[column] += basis[category * rank + column] * difference }
    }
    var squares = 0.0
    for column in 0..<rank { squares += step[column] * step[column] }
    return Double.sqrt(squares)
  }

  /// H = Σ_i φ_i·(a_i − ā)(a_i − ā)ᵀ with ā = Aᵀφ: centred first, so nothing cancels.
  private mutating func computeCurvature() {
    for column in 0..<rank { mean[column] = 0 }
    for category in law.indices {
      for column in 0..<rank {
        mean[column] += law[category] * basis[category * rank + column]
      }
    }
    for entry in curvature.indices { curvature[entry] = 0 }
    for category in law.indices {
      let weight = law[category]
      for row in 0..<rank {
        let left = weight * (basis[category * rank + row] - mean[row])
        for column in 0..<(row + 1) {
          curvature[row * rank + column] +=
            left * (basis[category * rank + column] - mean[column])
        }
      }
    }
    for row in 0..<rank { curvature[row * rank + row] += Self.ridge }
  }

  /// Solves H·d = g by Cholesky's decomposition in place.
  private mutating func solve() {
    for row in 0..<rank {
      for column in 0..<(row + 1) {
        var sum = curvature[row * rank + column]
        for inner in 0..<column {
          sum -= curvature[row * rank + inner] * curvature[column * rank + inner]
        }
        curvature[row * rank + column] =
          row == column
          ? Double.sqrt(max(sum, Self.ridge)) : sum / curvature[column * rank + column]
      }
    }
    for row in 0..<rank {
      for inner in 0..<row { step[row] -= curvature[row * rank + inner] * step[inner] }
      step[row] /= curvature[row * rank + row]
    }
    for back in 0..<rank {
      let row = rank - 1 - back
      for inner in (row + 1)..<rank {
        step[row] -= curvature[inner * rank + row] * step[inner]
      }
      step[row] /= curvature[row * rank + row]
    }
  }

  /// w ← w + t·d, and what follows from w.
  private mutating func advance() {
    var least = Double.infinity
    var most = -Double.infinity
    for category in law.indices {
      let change = dot(step, rowOf: category)
      least = min(least, change)
      most = max(most, change)
    }
    let range = most - least
    let part = range > 0 ? Double.log(onePlus: range) / range : 1
    for column in 0..<rank { parameters[column] += part * step[column] }
    for category in law.indices { logits[category] = dot(parameters, rowOf: category) }
    SoftmaxLaw.compute(of: logits, into: &law)
  }

  private func dot(_ vector: [Double], rowOf category: Int) -> Double {
    var sum = 0.0
    for column in 0..<rank { sum += basis[category * rank + column] * vector[column] }
    return sum
  }
}
