import RealModule

/// The mean flow of softmax without external data from one point, in closed form.
///
///     θ_i(t) = e^{−t} (θ_i(0)^{1−p} + a)^{1/(1−p)},   p = 1/T,   t = ln(k/ℓ)
///
/// with the one a for which Σθ_i(t) = 1. Differences of θ_i^{1−p} scale by e^{−(1−p)t}, so that with
/// the category m that is last to move (the smallest at T > 1, the largest at T < 1)
///
///     θ_i = θ_m (1 + E_i)^{1/(1−p)},
///     E_i = e^{−(1−p)t} (θ_m(0)/θ_m)^{1−p} ((θ_i(0)/θ_m(0))^{1−p} − 1) ≥ 0
///
/// and θ_m is found by bisection. Nothing cancels: not near T = 1, nor near the uniform point.
/// Categories at zero stay there.
///
/// It is the law's mean path only: where data are few, and at T ≥ 2 at any size, noise is larger.
public struct Streamline: Hashable, Sendable {
  private let start: SimplexPoint
  /// 1 − p.
  private let rate: Double
  /// ln(θ_i(0)/θ_m(0)) of the positive coordinates.
  private let logRatios: [Double]
  private let slowest: Double

  /// - Complexity: O(n).
  public init(from start: SimplexPoint, temperature: Temperature) {
    self.start = start
    rate = 1 - temperature.exponent
    let positive = start.coordinates.filter { $0 > 0 }
    let slowest = (rate > 0 ? positive.min() : positive.max()) ?? 1
    self.slowest = slowest
    logRatios = positive.map { Double.log($0 / slowest) }
  }

  /// θ(t).
  ///
  /// - Parameter time: t ≥ 0.
  /// - Complexity: O(n), some 60 sums.
  public func point(after time: Double) -> SimplexPoint {
    guard rate != 0, time > 0 else { return start }
    let (_, growths) = shares(after: time)
    var place = 0
    return SimplexPoint(
      weights: start.coordinates.map { coordinate in
        guard coordinate > 0 else { return 0 }
        defer { place += 1 }
        return Double.exp(growths[place])
      })
  }

  /// V of the categories that are not at zero, max θ − min θ, to 10⁻¹² of itself.
  public func deviation(after time: Double) -> Double {
    let (share, growths): (Double, [Double])
    if rate == 0 || time <= 0 {
      (share, growths) = (slowest, logRatios)
    } else {
      (share, growths) = shares(after: time)
    }
    let (least, most) = (growths.min() ?? 0, growths.max() ?? 0)
    return share * Double.exp(least) * Double.expMinusOne(most - least)
  }

  /// The t at which V has fallen to a value, at T > 1.
  ///
  /// - Returns: 0 where V is no larger to begin with; `nil` at T ≤ 1, where it does not fall, for
  ///   values that are not positive, and where t overflows.
  public func time(untilDeviation value: Double) -> Double? {
    guard rate > 0, value > 0 else { return nil }
    guard deviation(after: 0) > value else { return 0 }
    var (low, high) = (0.0, 1.0)
    while deviation(after: high) > value {
      low = high
      high *= 2
      guard high < .infinity else { return nil }
    }
    return Bisection.narrow(low, high, rounds: 100) { deviation(after: $0) > value }.high
  }

  /// θ_m(t), and ln(θ_i(t)/θ_m(t)) of the positive coordinates.
  private func shares(after time: Double) -> (Double, [Double]) {
    // ln θ_m: it rises at T > 1 to 1/n, and at T < 1 to 1 for a single leader.
    let logShare = Bisection.narrow(Double.log(slowest), 0, rounds: 70) { logShare in
      var sum = 0.0
      for growth in growths(after: time, logShare: logShare) { sum += Double.exp(growth) }
      return sum * Double.exp(logShare) < 1
    }.high
    return (Double.exp(logShare), growths(after: time, logShare: logShare))
  }

  /// ln(1 + E_i)/(1−p).
  private func growths(after time: Double, logShare: Double) -> [Double] {
    let scale = -rate * time + rate * (Double.log(slowest) - logShare)
    return logRatios.map { ratio in
      let difference = Double.expMinusOne(rate * ratio)
      guard difference > 0 else { return 0 }
      let logarithm = scale + (difference < .infinity ? Double.log(difference) : rate * ratio)
      // ln(1 + e^x).
      let sum =
        logarithm > 40 ? logarithm : Double.log(onePlus: Double.exp(logarithm))
      return sum / rate
    }
  }
}
