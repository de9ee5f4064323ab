import RealModule

/// Follows a ``MeanField`` to its end.
///
/// It is followed in expected counts y: dy/ds = g(y/Σy) with g = (1−λ)τ + λq and s the size of the
/// dataset, by Bogacki and Shampine's pair of orders 3 and 2. As the rule's weights are positive, no
/// step, however long, leaves the simplex; near a rest point, where steps grow without bound, the
/// rule becomes an iteration of g, which settles where the flow does.
///
/// A step is accepted where its estimated error is at most ``tolerance`` in every probability.
///
/// - Source: P. Bogacki and L. F. Shampine, "A 3(2) pair of Runge–Kutta formulas", Applied
///   Mathematics Letters 2 (1989).
struct MeanFlow {
  static let tolerance = 1e-7
  static let mostSteps = 4000
  /// A drift this small in every component is rounding.
  static let rest = 1e-14

  private let field: MeanField
  private var theta: [Double]
  /// g(θ).
  private var law: [Double]
  /// The size grows by this part of itself in the next step.
  private var growth = 0.01
  private var stage: [Double]
  private var second: [Double]
  private var third: [Double]
  private var fourth: [Double]

  init(_ field: MeanField, from start: SimplexPoint) {
    self.field = field
    theta = start.coordinates
    law = theta
    (stage, second, third, fourth) = (theta, theta, theta, theta)
    evaluate(at: theta, into: &law)
  }

  /// - Throws: ``UnsettledFlow/unsettled(drift:)``.
  mutating func settle() throws(UnsettledFlow) -> RestPoint {
    var tried = 0.2
    for _ in 0..<Self.mostSteps {
      let drift = drift
      if drift <= Self.rest {
        return RestPoint(point: SimplexPoint(weights: theta), isAttracting: isAttracting(theta))
      }
      if drift < tried / 2 {
        tried = drift
        if let rest = attractor() { return rest }
      }
      step()
    }
    throw .unsettled(drift: drift)
  }

  private var drift: Double {
    zip(law, theta).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }

  private func evaluate(at point: [Double], into law: inout [Double]) {
    field.findNextSampleLaw(at: point, into: &law)
  }

  /// The places that it comes by while it moves, at most so many besides the start.
  mutating func places(atMost count: Int) -> [FlowPath.Place] {
    var time = 0.0
    var places = [FlowPath.Place(time: time, point: SimplexPoint(weights: theta))]
    for _ in 0..<Self.mostSteps where places.count <= count && drift > Self.rest {
      let growth = step()
      guard growth > 0 else { continue }
      time += Double.log(onePlus: growth)
      places.append(FlowPath.Place(time: time, point: SimplexPoint(weights: theta)))
    }
    return places
  }

  /// Tries a step; where its error is too large it only makes the next one shorter.
  ///
  /// - Returns: by which part of itself the size has grown; 0 where the step was not taken.
  @discardableResult
  private mutating func step() -> Double {
    mix(law, by: growth / 2)
    evaluate(at: stage, into: &second)
    mix(second, by: 0.75 * growth)
    evaluate(at: stage, into: &third)
    for category in theta.indices {
      stage[category] = (2 * law[category] + 3 * second[category] + 4 * third[category]) / 9
    }
    mix(stage, by: growth)
    evaluate(at: stage, into: &fourth)
    var error = 0.0
    for category in theta.indices {
      let difference =
        -5.0 / 72 * law[category] + second[category] / 12 + third[category] / 9
        - fourth[category] / 8
      error = max(error, abs(difference))
    }
    error *= growth / (1 + growth)
    let taken = error <= Self.tolerance ? growth : 0
    if taken > 0 {
      swap(&theta, &stage)
      swap(&law, &fourth)
    }
    let factor = 0.9 * Double.root(Self.tolerance / max(error, 1e-300), 3)
    growth = min(1e9, max(1e-12, growth * max(0.2, min(5, factor))))
    return taken
  }

  /// Sets the stage to (θ + h·g)/(1 + h).
  private mutating func mix(_ law: [Double], by growth: Double) {
    var sum = 0.0
    for category in theta.indices {
      stage[category] = theta[category] + growth * law[category]
      sum += stage[category]
    }
    for category in theta.indices { stage[category] /= sum }
  }

  // MARK: - The end

  /// The attracting rest point by which the flow is caught already: Newton's method finds it nearby,
  /// and the flow contracts both here and there.
  private func attractor() -> RestPoint? {
    guard isAttracting(theta) else { return nil }
    var point = theta
    var first: Double?
    for _ in 0..<12 {
      var law = point
      evaluate(at: point, into: &law)
      let residual = zip(law, point).map { $0 - $1 }
      guard let step = LinearSystem.solve(oneMinus: derivative(at: point, law), residual) else {
        return nil
      }
      let length = step.reduce(0) { max($0, abs($1)) }
      let limit = first ?? length
      first = limit
      guard limit <= 0.1, length <= limit else { return nil }
      for category in point.indices { point[category] = max(0, point[category] + step[category]) }
      guard zip(point, theta).allSatisfy({ abs($0 - $1) <= 2 * limit }) else { return nil }
      let sum = point.reduce(0, +)
      for category in point.indices { point[category] /= sum }
      if length <= 1e-12 {
        return isAttracting(point)
          ? RestPoint(point: SimplexPoint(weights: point), isAttracting: true) : nil
      }
    }
    return nil
  }

  /// Whether iterating g's derivative takes every change of a point to nothing: all its eigenvalues
  /// are then below 1 in size, and the flow contracts. (Softmax, mixing and tilts have real ones that
  /// are not negative, so for them it is the same.)
  private func isAttracting(_ point: [Double]) -> Bool {
    var law = point
    evaluate(at: point, into: &law)
    return LinearSystem.powersVanish(derivative(at: point, law))
  }

  /// The derivative of g as a matrix by rows, from differences: column j is that along e_j − θ, so
  /// that on changes that add up to 0 it is the derivative. Categories that are at zero for ever
  /// are left out.
  private func derivative(at point: [Double], _ law: [Double]) -> [[Double]] {
    let n = point.count
    var matrix = Array(repeating: Array(repeating: 0.0, count: n), count: n)
    var moved = point
    var there = point
    for column in 0..<n where point[column] > 0 || law[column] > 0 {
      let distance = max(1e-7 * point[column], 1e-12)
      for row in 0..<n { moved[row] = (1 - distance) * point[row] }
      moved[column] += distance
      evaluate(at: moved, into: &there)
      for row in 0..<n { matrix[row][column] = (there[row] - law[row]) / distance }
    }
    return matrix
  }
}
