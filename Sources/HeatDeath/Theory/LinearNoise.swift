import RealModule

/// Mean and covariance of the law of many runs, to the first order in 1/k: where the mean flow leads,
/// and how far chance scatters runs about it.
///
///     dθ/dt = g(θ) − θ,   dC/dt = (G − 1)C + C(G − 1)ᵀ + (diag(g) − ggᵀ − GCGᵀ)/s
///
/// with g = (1−λ)τ + λq, G its derivative, t = ln s and s = k + ½, by the classical Runge–Kutta rule.
/// Exact at T = 1 up to O(1/ℓ²). Use it where the flow contracts, or stands still: where it expands,
/// runs soon part, and no small deviation stays small.
///
/// - Source: N. G. van Kampen, "Stochastic processes in physics and chemistry", chapter X, whose
///   linear noise approximation this is for samples added one by one.
struct LinearNoise: Sendable {
  private(set) var mean: [Double]
  /// Row after row.
  private(set) var covariance: [Double]
  private var logSize: Double

  /// In units of t.
  private static let longestStep = 0.05

  init(from start: Dataset) {
    mean = start.empiricalLaw.coordinates
    covariance = Array(repeating: 0, count: mean.count * mean.count)
    logSize = Double.log(Double(start.size) + 0.5)
  }

  var standardDeviations: [Double] {
    mean.indices.map { Double.sqrt(max(0, covariance[$0 * (mean.count + 1)])) }
  }

  /// Takes `count` samples of a law into every run, each drawn anew.
  mutating func inject(_ count: Int64, law: SimplexPoint, at clock: Int64) {
    let size = Double(clock)
    let part = size / (size + Double(count))
    let n = mean.count
    for row in 0..<n {
      for column in 0..<n {
        let drawn = (row == column ? law[row] : 0) - law[row] * law[column]
        covariance[row * n + column] =
          part * part * covariance[row * n + column] + (1 - part) * (1 - part) * drawn
          / max(1, Double(count))
      }
    }
    for category in 0..<n { mean[category] = part * mean[category] + (1 - part) * law[category] }
    logSize = Double.log(size + Double(count) + 0.5)
  }

  /// - Complexity: O(n³) a step of t, and n + 1 laws of the sampler for each of its four parts.
  mutating func advance(to clock: Int64, _ field: MeanField) {
    let end = Double.log(Double(clock) + 0.5)
    let steps = max(1, ((end - logSize) / Self.longestStep).rounded(.up))
    let length = (end - logSize) / steps
    for _ in 0..<Int(steps) {
      let state = mean + covariance
      func moved(_ slope: [Double], by part: Double) -> [Double] {
        zip(state, slope).map { $0 + part * $1 }
      }
      let first = slope(state, logSize, field)
      let second = slope(moved(first, by: length / 2), logSize + length / 2, field)
      let third = slope(moved(second, by: length / 2), logSize + length / 2, field)
      let fourth = slope(moved(third, by: length), logSize + length, field)
      for index in state.indices {
        let sum = first[index] + 2 * second[index] + 2 * third[index] + fourth[index]
        let next = state[index] + length / 6 * sum
        if index < mean.count { mean[index] = next } else { covariance[index - mean.count] = next }
      }
      logSize += length
    }
    logSize = end
  }

  private func slope(_ state: [Double], _ logSize: Double, _ field: MeanField) -> [Double] {
    let n = mean.count
    let theta = state[..<n].map { max(0, $0) }
    let c = state[n...]
    let law = field.nextSampleLaw(at: SimplexPoint(weights: theta)).coordinates
    // The change of g on the way to each corner; deviations add up to 0, so these are enough.
    let part = 1e-6
    let columns = theta.indices.map { corner -> [Double] in
      guard theta[corner] > 0 else { return Array(repeating: 0, count: n) }
      var moved = theta.map { $0 * (1 - part) }
      moved[corner] += part
      let next = field.nextSampleLaw(at: SimplexPoint(weights: moved)).coordinates
      return zip(next, law).map { ($0 - $1) / part }
    }
    func product(_ row: Int, _ column: Int) -> Double {
      (0..<n).reduce(0) { $0 + columns[$1][row] * c[n + $1 * n + column] }
    }
    let gc = (0..<n).map { row in (0..<n).map { product(row, $0) } }
    let scale = Double.exp(-logSize)
    var slope = theta.indices.map { law[$0] - theta[$0] }
    for row in 0..<n {
      for column in 0..<n {
        let passed = (0..<n).reduce(0.0) { $0 + gc[row][$1] * columns[$1][column] }
        let drawn = (row == column ? law[row] : 0) - law[row] * law[column] - passed
        slope.append(
          gc[row][column] + gc[column][row] - 2 * c[n + row * n + column] + drawn * scale)
      }
    }
    return slope
  }
}
