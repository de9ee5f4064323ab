import RealModule

/// The end at T > 1: uniform on the categories that have samples, and how it is approached.
///
/// For softmax, data that accumulate and no external data.
public struct UniformEnd: Hashable, Sendable {
  /// The uniform point on the support.
  public let point: SimplexPoint

  public let temperature: Temperature

  /// ln ℓ, ℓ the present size.
  private let logSize: Double
  private let streamline: Streamline

  /// - Precondition: T > 1.
  public init(of dataset: Dataset, temperature: Temperature) {
    precondition(temperature.value > 1, "the end is uniform at temperatures above 1")
    self.temperature = temperature
    point = SimplexPoint(weights: dataset.counts.map { $0 > 0 ? 1 : 0 })
    logSize = Double.log(Double(dataset.size))
    streamline = Streamline(from: dataset.empiricalLaw, temperature: temperature)
  }

  /// Whether the distance left is that of the noise, and not of the mean flow, in the end: at T ≥ 2.
  /// The lead then changes for ever; below it there is an eventual leader.
  public var isDecidedByNoise: Bool { temperature.value >= 2 }

  /// The e for which deviations fall as k^{−e}: 1 − 1/T below T = 2 and ½ from there on; just at T = 2
  /// they fall as √(ln k/k).
  public var rate: Double { min(0.5, 1 - temperature.exponent) }

  /// V of the support at present, max θ − min θ.
  public var deviation: Double { streamline.deviation(after: 0) }

  /// ln k at which V has fallen to a tenth of ``deviation`` along the mean flow; `nil` where V is 0
  /// already, and where ln k overflows.
  public var logSizeOfTenth: Double? { logSize(untilDeviation: deviation / 10) }

  /// The limit of k·Var Θ_i, (1/n)(1 − 1/n)/(1 − 2/T) for T > 2 and n categories with samples; `nil`
  /// where it is infinite.
  public var varianceFactor: Double? {
    guard temperature.value > 2 else { return nil }
    let share = 1 / Double(point.coordinates.count { $0 > 0 })
    return share * (1 - share) / (1 - 2 * temperature.exponent)
  }

  /// ln k at which V of the support has fallen to a value along the mean flow, exactly; for small
  /// values k ≈ ℓ(V/v)^{T/(T−1)}.
  ///
  /// A run is as near at that size only if its noise is smaller: in the end at T < 2. For T > 2 see
  /// ``logSize(untilStandardDeviation:)``.
  ///
  /// - Parameter value: v > 0.
  /// - Returns: `nil` for values that are not positive, and where ln k overflows.
  public func logSize(untilDeviation value: Double) -> Double? {
    guard let time = streamline.time(untilDeviation: value) else { return nil }
    return logSize + time
  }

  /// ln k at which the standard deviation of a share has fallen to a value, by ``varianceFactor``:
  /// asymptotically, for T > 2.
  ///
  /// - Parameter value: the deviation, > 0.
  /// - Returns: `nil` at T ≤ 2 and for values that are not positive.
  public func logSize(untilStandardDeviation value: Double) -> Double? {
    guard let varianceFactor, value > 0 else { return nil }
    return Double.log(varianceFactor) - 2 * Double.log(value)
  }

  /// The logarithm of the density of Θ at size k, but for a constant: that of a normal law about
  /// ``point`` with the variance of ``varianceFactor``, alike in every direction. Asymptotically, for
  /// T > 2.
  ///
  /// - Parameters:
  ///   - theta: as many coordinates as ``point`` has.
  ///   - size: k > 0.
  /// - Returns: `nil` at T ≤ 2.
  public func logDensity(at theta: [Double], size: Double) -> Double? {
    guard let varianceFactor else { return nil }
    var squares = 0.0
    for (share, centre) in zip(theta, point.coordinates) {
      squares += (share - centre) * (share - centre)
    }
    let share = 1 / Double(point.coordinates.count { $0 > 0 })
    // On Σx = 0 the covariance is a multiple of 1, of which a component's variance is 1 − 1/n.
    guard share < 1 else { return 0 }
    return -squares * size * (1 - share) / (2 * varianceFactor)
  }
}
