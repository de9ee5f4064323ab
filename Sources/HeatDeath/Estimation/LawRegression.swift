import RealModule

/// T and the pace γ from laws alone, by least squares:
///
///     θ' − θ = γ((1−λ)τ_p(θ) + λq − θ) + noise,   0 < γ ≤ 1
///
/// with the noise of category i taken to have a variance in proportion to θ_i. Given p the equation is
/// linear in γ(1−λ) and γλ, so that the search is one over p alone. Near T = 1 only the product γ(p − 1)
/// is known, and with it the side of 1 that T is on: ``drift``. Errors come from the scatter of the
/// steps.
struct LawRegression {
  let exponent: Double
  /// `nil` where γ and p are not told apart.
  let exponentError: Double?
  let pace: Double
  let external: Double
  let externalError: Double
  /// γ(p − 1) at p = 1, over its standard error: positive where T < 1.
  let drift: Double
  let fit: LoopFit?
  let stepCount: Int

  private struct Item {
    let theta: [Double]
    var change: [Double]
    /// 1/√θ.
    let weights: [Double]
  }

  /// Below that share the noise is taken not to fall any further.
  private static let leastShare = 1e-6

  /// - Returns: `nil` where there are fewer than three steps, or laws do not move.
  init?(_ steps: [LoopObservations.Step], law: [Double]?) {
    let items = steps.compactMap { Self.item($0, law) }
    guard items.count >= 3, items.contains(where: { $0.change.contains { $0 != 0 } }) else {
      return nil
    }
    let exponents = [
      0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97, 0.999, 1.001, 1.03, 1.1, 1.25, 1.5, 2, 3, 5, 8, 12, 20,
    ]
    let values = exponents.map { Self.solve(items, law, exponent: $0).residual }
    guard let best = values.indices.min(by: { values[$0] < values[$1] }) else { return nil }
    var (low, high) = (exponents[max(0, best - 1)], exponents[min(values.count - 1, best + 1)])
    for _ in 0..<60 {
      let (left, right) = (low + 0.382 * (high - low), high - 0.382 * (high - low))
      let isLeft =
        Self.solve(items, law, exponent: left).residual
        < Self.solve(items, law, exponent: right).residual
      if isLeft { high = right } else { low = left }
    }
    let exponent = (low + high) / 2
    let solution = Self.solve(items, law, exponent: exponent)
    self.exponent = exponent
    pace = solution.own + solution.foreign
    external = pace > 0 ? solution.foreign / pace : 0
    stepCount = items.count
    drift = Self.drift(items, law)
    let parameters = law == nil ? 2 : 3
    let errors = Self.errors(items, law, exponent, solution, external)
    exponentError = errors?.exponent
    externalError = errors?.external ?? 0
    let residuals = items.map { Self.residual(of: $0, law, exponent, solution) }
    fit = LoopFit(residuals: residuals, estimated: parameters)
  }

  /// Which way shares move where each row is a sample of a law of its own: γ(p − 1) over its standard
  /// error, positive where they move apart, as below T = 1.
  ///
  /// The direction is taken from the row before the step. That of the step's own beginning has the
  /// noise of that row in it, which the change has with the other sign: shares would seem to be drawn
  /// together. Noise in the direction makes γ smaller and leaves its sign.
  ///
  /// - Returns: `nil` with fewer than ten steps, or where nothing moves.
  static func drift(ofSamples steps: [LoopObservations.Step]) -> Double? {
    let items = steps.compactMap { step -> Item? in
      guard let earlier = step.earlier else { return nil }
      let before = LoopObservations.Step(earlier: nil, from: earlier, to: step.from)
      guard var item = item(before, nil), let own = self.item(step, nil),
        own.change.count == item.theta.count
      else { return nil }
      item.change = own.change
      return item
    }
    guard items.count >= 10, items.contains(where: { $0.change.contains { $0 != 0 } }) else {
      return nil
    }
    return drift(items, nil, sharesNoise: true)
  }

  private static func item(_ step: LoopObservations.Step, _ law: [Double]?) -> Item? {
    let categories = law?.count ?? max(step.from.count, step.to.count)
    let old = (0..<categories).map { Double(step.before($0)) }
    let new = (0..<categories).map { Double(step.after($0)) }
    let (oldSum, newSum) = (old.reduce(0, +), new.reduce(0, +))
    guard oldSum > 0, newSum > 0, categories > 1 else { return nil }
    let theta = old.map { $0 / oldSum }
    return Item(
      theta: theta, change: zip(new, theta).map { $0 / newSum - $1 },
      weights: theta.map { 1 / Double.sqrt(max($0, leastShare)) })
  }

  private struct Solution {
    /// γ(1−λ) and γλ.
    var own: Double
    var foreign: Double
    var residual: Double
  }

  private static func solve(_ items: [Item], _ law: [Double]?, exponent: Double) -> Solution {
    var (aa, ab, bb, ay, by) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for item in items {
      let next = loopLaw(item.theta, exponent: exponent, external: 0, law: nil)
      for category in next.indices {
        let weight = item.weights[category] * item.weights[category]
        let a = next[category] - item.theta[category]
        let b = law.map { $0[category] - item.theta[category] } ?? 0
        aa += weight * a * a
        ab += weight * a * b
        bb += weight * b * b
        ay += weight * a * item.change[category]
        by += weight * b * item.change[category]
      }
    }
    var (own, foreign) = (0.0, 0.0)
    let determinant = aa * bb - ab * ab
    if law != nil, determinant > 1e-12 * aa * bb {
      own = (bb * ay - ab * by) / determinant
      foreign = (aa * by - ab * ay) / determinant
    }
    if law == nil || foreign < 0 || determinant <= 1e-12 * aa * bb {
      (own, foreign) = (aa > 0 ? ay / aa : 0, 0)
    }
    if own < 0 { (own, foreign) = (0, law != nil && bb > 0 ? max(0, by / bb) : 0) }
    let pace = own + foreign
    if pace > 1 { (own, foreign) = (own / pace, foreign / pace) }
    var solution = Solution(own: own, foreign: foreign, residual: 0)
    var sum = CompensatedSum()
    for item in items {
      for value in residual(of: item, law, exponent, solution) { sum.add(value * value) }
    }
    solution.residual = sum.value
    return solution
  }

  private static func residual(
    of item: Item, _ law: [Double]?, _ exponent: Double, _ solution: Solution
  ) -> [Double] {
    let next = loopLaw(item.theta, exponent: exponent, external: 0, law: nil)
    return next.indices.map { category in
      let theta = item.theta[category]
      let foreign = law.map { solution.foreign * ($0[category] - theta) } ?? 0
      let mean = solution.own * (next[category] - theta) + foreign
      return item.weights[category] * (item.change[category] - mean)
    }
  }

  /// θ(ln θ − Σ θ ln θ), the change of τ_p with p at p = 1, weighted.
  private static func direction(_ theta: [Double], exponent: Double) -> [Double] {
    let tau = loopLaw(theta, exponent: exponent, external: 0, law: nil)
    let logarithms = theta.map { $0 > 0 ? Double.log($0) : 0 }
    let mean = zip(tau, logarithms).reduce(0) { $0 + $1.0 * $1.1 }
    return zip(tau, logarithms).map { $0 * ($1 - mean) }
  }

  /// The regression at p = 1 on the direction in which T moves laws, and on q − θ.
  private static func drift(
    _ items: [Item], _ law: [Double]?, sharesNoise: Bool = false
  ) -> Double {
    let columns = items.map { item in
      var rows = [direction(item.theta, exponent: 1)]
      if let law { rows.append(zip(law, item.theta).map { $0 - $1 }) }
      return rows
    }
    guard let result = scatterErrors(items, columns, residuals: nil, sharesNoise: sharesNoise)
    else { return 0 }
    return result.errors[0] > 0 ? result.values[0] / result.errors[0] : 0
  }

  private static func errors(
    _ items: [Item], _ law: [Double]?, _ exponent: Double, _ solution: Solution,
    _ external: Double
  ) -> (exponent: Double, external: Double)? {
    let pace = solution.own + solution.foreign
    guard pace > 1e-12 else { return nil }
    let columns = items.map { item in
      let next = loopLaw(item.theta, exponent: exponent, external: external, law: law)
      // The pace counts as unknown where it is held at 1, too: there p is what makes up for it.
      var rows = [
        direction(item.theta, exponent: exponent).map { solution.own * $0 },
        zip(next, item.theta).map { $0 - $1 },
      ]
      if let law {
        let tau = loopLaw(item.theta, exponent: exponent, external: 0, law: nil)
        rows.append(zip(law, tau).map { pace * ($0 - $1) })
      }
      return rows
    }
    let residuals = items.map { residual(of: $0, law, exponent, solution) }
    guard let result = scatterErrors(items, columns, residuals: residuals) else { return nil }
    return (result.errors[0], law == nil ? 0 : result.errors[result.errors.count - 1])
  }

  /// Least squares over columns, with standard errors from the scatter of the steps.
  ///
  /// - Parameters:
  ///   - residuals: those of the fit; `nil` for those of these least squares.
  ///   - sharesNoise: whether neighbouring steps have the noise of the row between them, with different
  ///     signs, so that most of it cancels in a sum.
  private static func scatterErrors(
    _ items: [Item], _ columns: [[[Double]]], residuals: [[Double]]?, sharesNoise: Bool = false
  ) -> (values: [Double], errors: [Double])? {
    let size = columns.first?.count ?? 0
    var normal = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
    var right = [Double](repeating: 0, count: size)
    func weighted(_ item: Item, _ column: [Double]) -> [Double] {
      zip(item.weights, column).map { $0 * $1 }
    }
    func dot(_ one: [Double], _ other: [Double]) -> Double {
      zip(one, other).reduce(0.0) { $0 + $1.0 * $1.1 }
    }
    for (item, rows) in zip(items, columns) {
      let rows = rows.map { weighted(item, $0) }
      let change = weighted(item, item.change)
      for i in 0..<size {
        right[i] += dot(rows[i], change)
        for j in 0..<size { normal[i][j] += dot(rows[i], rows[j]) }
      }
    }
    guard let inverse = LinearSystem.inverse(normal) else { return nil }
    let values = inverse.map { dot($0, right) }
    var variances = [Double](repeating: 0, count: size)
    var neighbours = variances
    var last = variances
    for (index, (item, rows)) in zip(items, columns).enumerated() {
      let rows = rows.map { weighted(item, $0) }
      var own = residuals?[index] ?? weighted(item, item.change)
      if residuals == nil {
        for (value, row) in zip(values, rows) {
          for category in own.indices { own[category] -= value * row[category] }
        }
      }
      let scores = rows.map { dot($0, own) }
      for i in 0..<size {
        let influence = dot(inverse[i], scores)
        variances[i] += influence * influence
        neighbours[i] += 2 * influence * last[i]
        last[i] = influence
      }
    }
    if sharesNoise {
      for i in 0..<size { variances[i] = max(variances[i] + neighbours[i], 0.04 * variances[i]) }
    }
    let correction = Double(items.count) / Double(max(1, items.count - size))
    return (values, variances.map { Double.sqrt($0 * correction) })
  }
}
