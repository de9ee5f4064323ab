import RealModule

/// The time on the continuous clock that one category takes from count c to infinity, where p > 1:
///
///     H = Σ_{m≥c} E_m / ρ_m,   ρ_m = (m/c)^p,   E_m standard exponentials
///
/// in units of c^{−p}, and as a distance x from its mean, which alone is known without cancellation
/// where counts are large or p is near 1.
///
/// Density and survival function are integrals of the transform
///
///     e^{ψ(z)} = e^{zx} E e^{−z(H − EH)},
///     ψ(z) = zx − Σ_m (ln(1 + z/ρ_m) − z/ρ_m)
///
/// along a parabola through its saddle point, close to the path of steepest descent, by the
/// trapezoid rule, which converges exponentially there. As the integrand is largest where the path
/// crosses the axis, far tails keep their relative accuracy, about 10⁻¹¹.
///
/// The sum over m is taken singly below some M with |z| ≤ 0.4 ρ_M, and beyond as the series
/// Σ_{r≥2} (−z)^r/r · Σ_{m≥M} ρ_m^{−r} with ``PowerSum``.
///
/// Tails below e^{−85}, about 10⁻³⁷, count as 0.
///
/// - Source: H. E. Daniels, "Saddlepoint approximations in statistics", Annals of Mathematical
///   Statistics 25 (1954), for the path; J. A. C. Weideman and L. N. Trefethen, "Parabolic and
///   hyperbolic contours for computing the Bromwich integral", Mathematics of Computation 76 (2007),
///   for the parabola.
struct ExplosionTime {
  /// What is known at one distance from the mean.
  struct Value {
    /// The density of H, in units of c^p.
    let density: Double
    /// P(H > EH + x).
    let survival: Double
  }

  /// The terms up to some M, and the series of those from M on.
  private struct Level {
    /// M − c.
    let head: Int
    /// |z| ≤ limit.
    let limit: Double
    /// Σ_{m<M} 1/ρ_m, and the rest of the mean.
    let headMean: Double
    let tailMean: Double
    /// 1/ρ_M.
    let inverseRate: Double
    /// How many powers of z/ρ_M matter, in bits.
    let budget: Double
  }

  /// M − c of the levels.
  private static let heads = [
    0, 1, 2, 4, 6, 9, 13, 19, 28, 42, 63, 94, 141, 211, 316, 474, 711,
  ]
  private static let ratio = 0.4
  /// The powers of z in a series: r = 2, …, 36.
  private static let orders = 35
  /// The step of the trapezoid rule in units of the saddle's width.
  private static let fineness = 0.3
  private static let mostNodes = 1000
  /// Tails below e to this count as 0.
  private static let leastExponent = -85.0

  /// 1/ρ_m of the terms taken singly.
  private let inverseRates: [Double]
  private var levels: [Level] = []
  /// The factors of z^r, ``orders`` for each level.
  private var coefficients: [Double] = []
  /// Where the last saddle point was.
  private var lastSaddle = 0.0

  /// The variance of H, Σ ρ_m^{−2}.
  let variance: Double

  /// - Precondition: `count` ≥ 1, `exponent` > 1.
  init(count: Double, exponent: Double) {
    variance = PowerSum(count: count, exponent: 2 * exponent).value(.infinity)
    let last = Self.heads.last ?? 0
    inverseRates = (0...last).map {
      PowerSum.weight(at: Double($0), count: count, exponent: exponent)
    }
    // Σ_{m≥M} ρ_m^{−r}, for one M after the other from the last one down.
    var sums = (0..<Self.orders).map { index in
      let order = index + 2
      let sum = PowerSum(count: count + Double(last), exponent: Double(order) * exponent)
      return Double.pow(inverseRates[last], order) * sum.value(.infinity)
    }
    var series: [[Double]] = []
    var head = last
    for next in Self.heads.reversed() {
      while head > next {
        head -= 1
        var power = inverseRates[head]
        for index in sums.indices {
          power *= inverseRates[head]
          sums[index] += power
        }
      }
      series.append(sums)
    }
    for (head, sums) in zip(Self.heads, series.reversed()) {
      levels.append(
        Level(
          head: head, limit: Self.ratio / max(1e-150, inverseRates[head]),
          headMean: inverseRates[..<head].reduce(0, +),
          tailMean: inverseRates[head]
            * PowerSum(count: count + Double(head), exponent: exponent).value(.infinity),
          inverseRate: inverseRates[head],
          budget: 55 + Double.log2(count + Double(head))))
      coefficients += sums.enumerated().map { index, sum in
        (index.isMultiple(of: 2) ? sum : -sum) / Double(index + 2)
      }
      // All others are infinitely fast.
      if inverseRates[head] < 1e-150 { break }
    }
  }

  /// The first level that holds up to |z|; `nil` where none does.
  private func level(for magnitude: Double, from start: Int = 0) -> Int? {
    var index = start
    while index < levels.count {
      if magnitude <= levels[index].limit { return index }
      index += 1
    }
    return nil
  }

  /// A point of time, twice: as a distance from the mean and from the beginning.
  struct Moment {
    let fromMean: Double
    let fromStart: Double
  }

  /// x + Σ_{m<M} 1/ρ_m, from whichever of the two cancels less.
  private func distance(_ moment: Moment, _ level: Level) -> Double {
    level.headMean > level.tailMean
      ? moment.fromStart - level.tailMean : moment.fromMean + level.headMean
  }

  // MARK: - On the real axis

  private struct Derivatives {
    var first: Double
    var second = 0.0
    var third = 0.0
  }

  /// ψ′, ψ″ and ψ‴ at a real z > −1, z ≠ 0.
  private func derivatives(_ z: Double, _ moment: Moment, level index: Int) -> Derivatives {
    let level = levels[index]
    let base = index * Self.orders
    var sum = Derivatives(first: distance(moment, level))
    for term in 0..<level.head {
      let inverse = inverseRates[term]
      let share = inverse / (1 + z * inverse)
      sum.first -= share
      sum.second += share * share
      sum.third -= 2 * share * share * share
    }
    var (first, second, third) = (0.0, 0.0, 0.0)
    var order = Double(terms(abs(z), level) + 1)
    var place = base + terms(abs(z), level)
    while place > base {
      place -= 1
      let coefficient = coefficients[place] * order
      first = first * z + coefficient
      second = second * z + coefficient * (order - 1)
      third = third * z + coefficient * (order - 1) * (order - 2)
      order -= 1
    }
    sum.first += first * z
    sum.second += second
    sum.third += third / z
    return sum
  }

  /// How many terms of the series matter: those above 2⁻⁵⁵ or so.
  @inline(__always)
  private func terms(_ magnitude: Double, _ level: Level) -> Int {
    // |z|/ρ_M ≤ 0.4 < 2^{bits + 1}.
    let bits = (magnitude * level.inverseRate).exponent
    guard bits > -200 else { return 2 }
    return max(2, min(Self.orders, Int(level.budget / Double(-1 - bits))))
  }

  /// The z ≠ 0, on the side of 0 that x asks for, where ψ(z) − ln|z| is least: z > 0 below the mean,
  /// −1 < z < 0 above it. `nil` where it lies beyond the last level.
  private mutating func saddle(_ moment: Moment) -> (z: Double, level: Int, Derivatives)? {
    let x = moment.fromMean
    var (low, high) = x < 0 ? (0.0, Double.infinity) : (-1.0, 0.0)
    let root = Double.sqrt(x * x + 4 * variance)
    let gaussian = (x < 0 ? -x + root : -x - root) / (2 * variance)
    var z = lastSaddle > low && lastSaddle < high ? lastSaddle : gaussian
    if x >= 0, z <= -1 { z = -x / (1 + x) - 1e-3 / (1 + x) }
    var found: (Double, Int, Derivatives)?
    for _ in 0..<100 {
      guard let level = level(for: abs(z)) else {
        // Perhaps only this trial is too far.
        let end = (x < 0 ? 1 : -1) * levels[levels.count - 1].limit
        let slope = derivatives(end, moment, level: levels.count - 1).first - 1 / end
        guard x < 0 ? slope > 0 : slope < 0 else { return nil }
        if x < 0 { high = min(high, end) } else { low = max(low, end) }
        z = low + (high - low) / 2
        continue
      }
      var sums = derivatives(z, moment, level: level)
      let slope = sums.first - 1 / z
      sums.second += 1 / (z * z)
      found = (z, level, sums)
      if slope > 0 { high = z } else { low = z }
      let step = -slope / sums.second
      if abs(step) * Double.sqrt(sums.second) < 0.05 { break }
      var next = z + step
      if !(next > low && next < high) {
        next = high < .infinity ? low + (high - low) / 2 : 4 * max(z, low)
      }
      z = next
    }
    lastSaddle = found?.0 ?? 0
    return found
  }

  // MARK: - Along the path

  /// Density and survival function at one moment.
  ///
  /// - Complexity: some 40 values of ψ, each of up to 711 factors and 36 terms, mostly of some ten.
  mutating func value(at moment: Moment) -> Value {
    let x = moment.fromMean
    guard let (saddle, start, sums) = saddle(moment) else {
      return Value(density: 0, survival: x < 0 ? 1 : 0)
    }
    // ψ‴ without the pole's part, which would bend the path the wrong way above the mean.
    let bend = min(0, sums.third / (6 * (sums.second - 1 / (saddle * saddle))))
    let step = Self.fineness / Double.sqrt(sums.second)
    let height = exponentAndFactor(saddle, 0, moment, level: start)
    let reference = height.exponent - Double.log(height.factor.0) - height.lost
    // e^ψ bounds the tail (Chernoff), so that no path is needed to see that it does not matter.
    guard reference > Self.leastExponent else {
      return Value(density: 0, survival: x < 0 ? 1 : 0)
    }
    var (density, mass) = (0.0, 0.0)
    var level = start
    var quiet = 0
    for node in 0..<Self.mostNodes {
      let v = Double(node) * step
      let (real, imaginary) = (saddle + bend * v * v, v)
      let square = real * real + imaginary * imaginary
      guard let needed = self.level(for: Double.sqrt(square), from: level) else { break }
      level = needed
      let value = exponentAndFactor(real, imaginary, moment, level: level)
      let (a, b) = value.factor
      let size = Double.exp(value.exponent - reference - value.lost) / (a * a + b * b)
      let (cosine, sine) = (Double.cos(value.phase), Double.sin(value.phase))
      // e^{iφ}/(a + ib), times dz/dv/i = 1 − 2i·bend·v.
      let (c, d) = (cosine * a + sine * b, sine * a - cosine * b)
      let turn = -2 * bend * v
      let (e, f) = (size * (c - turn * d), size * (d + turn * c))
      let weight = node == 0 ? 0.5 : 1
      density += weight * e
      mass += weight * (e * real + f * imaginary) / square
      quiet = abs(e) + abs(f) < 1e-15 * Double.sqrt(1 + turn * turn) ? quiet + 1 : 0
      if quiet == 2 { break }
    }
    let scale = Double.exp(reference) * step / .pi
    let tail = min(1, max(0, abs(mass) * scale))
    return Value(density: max(0, density * scale), survival: x < 0 ? 1 - tail : tail)
  }

  /// e^{ψ(z)} = e^{exponent + i·phase − lost}/factor: the product of the terms taken singly is kept
  /// apart, which saves their logarithms.
  private func exponentAndFactor(
    _ real: Double, _ imaginary: Double, _ moment: Moment, level index: Int
  ) -> (exponent: Double, phase: Double, factor: (Double, Double), lost: Double) {
    let level = levels[index]
    var (a, b) = (1.0, 0.0)
    var lost = 0.0
    for term in 0..<level.head {
      let inverse = inverseRates[term]
      let (c, d) = (1 + real * inverse, imaginary * inverse)
      (a, b) = (a * c - b * d, a * d + b * c)
      if abs(a) + abs(b) > 0x1p300 {
        a *= 0x1p-300
        b *= 0x1p-300
        lost += 300 * 0.693_147_180_559_945_309
      }
    }
    var (c, d) = (0.0, 0.0)
    let base = index * Self.orders
    var place = base + terms(Double.sqrt(real * real + imaginary * imaginary), level)
    while place > base {
      place -= 1
      (c, d) = (c * real - d * imaginary + coefficients[place], c * imaginary + d * real)
    }
    // Times z².
    let (e, f) = (real * real - imaginary * imaginary, 2 * real * imaginary)
    let distance = distance(moment, level)
    return (
      real * distance + c * e - d * f, imaginary * distance + c * f + d * e, (a, b), lost
    )
  }
}
