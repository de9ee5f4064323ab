import RealModule

/// The power of k by which V_I changes near the uniform point, where the loop's drift is linear.
///
/// For softmax at temperature T, with a fraction λ of external data that are uniform, or with mixing,
/// which is the same: a deviation from the uniform point changes as
///
///     dδ/dt = (p' − 1) δ,   p' = (1−λ)(1−ε)/T,   t = ln k
///
/// so that V_I of each I moves as k^{p'−1}: it grows below T = 1, stands still at T = 1 and falls
/// above, as k^{−(1−1/T)} without external data. Noise adds to each share a variance that falls as
/// 1/k (for p' < ½), as ln k/k (p' = ½), or freezes out (p' > ½). So where p' > ½ a path that has left
/// its noise behind follows the power from there on; where p' < ½ the mean is soon below the noise, and
/// V_I is the range of that: k^{−½}.
///
/// For the exact learner and data that accumulate, one sample or few a retraining.
public struct LyapunovRate: Hashable, Sendable {
  /// p'.
  public let multiplier: Double
  /// How many categories the uniform point has.
  public let support: Int

  /// - Parameters:
  ///   - field: sampler, T, λ and q of the loop.
  ///   - categoryCount: n ≥ 1.
  ///   - support: how many categories are alive, ≥ 1; all of them where zeros are revived.
  /// - Returns: `nil` for other samplers and laws of external data, whose end is not the uniform point.
  public init?(_ field: MeanField, categoryCount: Int, support: Int) {
    guard let multiplier = field.uniformMultiplier(categoryCount: categoryCount) else { return nil }
    self.multiplier = multiplier
    let revives = field.externalFraction > 0 || field.sampler.revivesZeros
    self.support = revives ? categoryCount : support
  }

  /// e, where V_I changes as k^e in the mean: p' − 1.
  public var exponent: Double { multiplier - 1 }

  /// A line that V_I is to follow from a place of the path on: V(k) = value·(k/size)^exponent.
  public struct Line: Hashable, Sendable {
    public let size: Double
    public let value: Double
    public let exponent: Double
    /// Beyond this k it does not hold any more: V_I has grown too large for a linear drift. Infinite
    /// where it falls.
    public let end: Double
    /// Whether it is the typical height of the noise, and not the mean path.
    public let isNoise: Bool

    /// V(k).
    public func value(atSize size: Double) -> Double {
      value * Double.exp(exponent * Double.log(size / self.size))
    }
  }

  /// The relative standard deviation of what chance will have made of a line.
  public static let tolerance = 1.0 / 3
  /// How far the drift may be from linear, as a part of its rate or of one half.
  public static let nonlinearity = 0.1

  /// How large V may become before its growth is not that of a power any more.
  public static let linear = 0.3

  /// The line from one place on, if it holds there.
  ///
  /// The mean path holds where V_I does not grow, or is at most half of ``linear``, where I ⊆ the support, p' > ½, no share is below half or above twice 1/n, the
  /// drift at θ differs from the linear one by at most ``nonlinearity``, and chance will change V_I by
  /// a part of at most ``tolerance`` ever after, one standard deviation: with v the variance of
  /// k·ΔV_I of one sample, 2n/|I|² at the uniform point,
  ///
  ///     sd ≈ √(v/((2p'−1)k)) / V_I
  ///
  /// The noise's height holds where p' < ½ and both what is left of the beginning of the window, and
  /// what the noise has yet to gain, are a tenth or less. It is E max − E min of |I| normal variates
  /// of variance 1/(n(1−2p')k), times n/|I|. At p' = ½ there is no line: √(ln k/k) is no power.
  ///
  /// - Parameters:
  ///   - set: I.
  ///   - theta: the law there, `size` its k; `next` the law of the sample after it.
  ///   - size: k there.
  ///   - next: the law of the sample after it.
  ///   - start: k at which the present settings came into force.
  ///   - initial: V_I of the law at `start`; `nil` where it is not known.
  ///   - field: the mean flow of the rate.
  /// - Complexity: O(n).
  public func line(
    of set: CategorySet, at theta: SimplexPoint, size: Int64, next: [Double], start: Int64,
    initial: Double?, in field: MeanField
  ) -> Line? {
    let (n, members) = (Double(support), Double(set.count))
    guard support >= 2, set.members.allSatisfy({ theta[$0] > 0 }) else { return nil }
    let size = Double(size)
    if multiplier < 0.5 {
      guard let initial else { return nil }
      let growth = size / Double(start)
      let height =
        n / members * Self.normalRange(of: set.count)
        * Double.sqrt(1 / (n * (1 - 2 * multiplier) * size))
      let left = initial * Double.exp(exponent * Double.log(growth))
      let missing = Double.exp((2 * multiplier - 1) * Double.log(growth))
      guard left <= Self.nonlinearity * height, missing <= Self.nonlinearity else { return nil }
      return Line(size: size, value: height, exponent: -0.5, end: .infinity, isNoise: true)
    }
    let isNear = theta.coordinates.allSatisfy { $0 == 0 || ($0 * n >= 0.5 && $0 * n <= 2) }
    guard multiplier > 0.5, isNear, let value = Lyapunov.value(of: set, at: theta), value > 0,
      let pull = field.pull(on: set, at: theta, next: next),
      abs(pull.slope / value - exponent) <= Self.nonlinearity * max(0.5, abs(exponent))
    else { return nil }
    let noise = Double.sqrt(pull.variance / ((2 * multiplier - 1) * size)) / value
    guard noise <= Self.tolerance else { return nil }
    guard exponent > 0 else {
      return Line(size: size, value: value, exponent: exponent, end: .infinity, isNoise: false)
    }
    guard value <= Self.linear / 2 else { return nil }
    let end = size * Double.exp(Double.log(Self.linear / value) / exponent)
    return Line(size: size, value: value, exponent: exponent, end: end, isNoise: false)
  }

  /// The mean of the largest less the smallest of so many standard normal variates,
  /// ∫ 1 − Φ(x)^m − (1 − Φ(x))^m dx, to 10⁻¹⁰: 1.1284 of two, 1.6926 of three.
  ///
  /// - Precondition: m ≥ 1.
  static func normalRange(of count: Int) -> Double {
    // The integrand is smooth and even, and vanishes with all its derivatives at ±9.
    let step = 1.0 / 32
    var sum = 0.0
    for index in -288...288 {
      let upper = 0.5 * Double.erfc(Double(index) * step / Double.sqrt(2))
      sum += 1 - Double.pow(1 - upper, count) - Double.pow(upper, count)
    }
    return sum * step
  }
}

extension MeanField {
  /// p': by how much the loop multiplies a small deviation from the uniform point of so many
  /// categories; `nil` where the uniform point is no rest point of softmax, or it is another sampler.
  func uniformMultiplier(categoryCount: Int) -> Double? {
    uniformShareKept(categoryCount: categoryCount).map { $0 * temperature.exponent }
  }

  /// (1−λ)(1−ε): how much of a sample's law is softmax's where the rest is uniform; `nil` where it is
  /// not, or softmax has no part in it.
  func uniformShareKept(categoryCount: Int) -> Double? {
    if let externalLaw {
      guard externalLaw.dimension == categoryCount, externalLaw.isUniform else { return nil }
    }
    switch sampler.kind {
    case .softmax: return 1 - externalFraction
    case .mixing(let epsilon): return (1 - externalFraction) * (1 - epsilon)
    default: return nil
    }
  }
}
