import RealModule

/// The sum of powers that clocks and hazards of a growing category are made of:
///
///     G_s(u) = Σ_{j=0}^{u−1} (1 + j/c)^{−s},   c ≥ 1, s ≥ 0, u ≥ 0
///
/// for u from 1 to infinity (where s > 1) in constant time, to 2·10⁻¹³ of itself or better. Everything is
/// relative to c: differences of powers such as (c+u)^{1−s} − c^{1−s} cancel, and at c = 4·10¹⁸,
/// u = 10⁶, s = 1.001 they would be off by 73 standard deviations of the clock.
///
/// Terms are added singly while c + j < b = max(24, 8s), or until they vanish; the rest is the
/// Euler–Maclaurin formula with the derivatives up to the seventh, whose next term is
/// s(s+1)⋯(s+8)/(4.8·10⁷ b⁹) of the first one left.
///
/// - Source: L. Euler and C. Maclaurin; NIST Digital Library of Mathematical Functions, 2.10.1.
struct PowerSum: Sendable {
  /// c.
  let count: Double

  /// s.
  let exponent: Double

  /// The terms added singly: how many, and their sum.
  private let headLength: Double
  private let head: Double

  /// (1 + j/c)^{−s} at the first j of the tail; 0 where the tail has vanished.
  private let tailWeight: Double

  /// - Precondition: `count` ≥ 1 and `exponent` ≥ 0.
  /// - Complexity: O(1): at most some hundreds of powers, none where c ≥ max(24, 8s).
  init(count: Double, exponent: Double) {
    self.count = count
    self.exponent = exponent
    let base = max(24, 8 * exponent)
    var length = 0.0
    var head = 0.0
    var weight = 1.0
    while count + length < base {
      head += weight
      length += 1
      weight = Self.weight(at: length, count: count, exponent: exponent)
      if weight < 0x1p-60 * head {
        weight = 0
        break
      }
    }
    headLength = length
    self.head = head
    tailWeight = weight
  }

  /// (1 + j/c)^{−s}.
  func weight(at offset: Double) -> Double {
    Self.weight(at: offset, count: count, exponent: exponent)
  }

  static func weight(at offset: Double, count: Double, exponent: Double) -> Double {
    Double.exp(-exponent * logOnePlus(offset / count))
  }

  /// G_s(u). Between integers it interpolates, increasing.
  ///
  /// - Parameter offset: u; infinity only where s > 1.
  /// - Complexity: O(1).
  func value(_ offset: Double) -> Double {
    if offset < headLength { return partialHead(offset) }
    if tailWeight == 0 { return head }
    let base = count + headLength
    let growth = (offset - headLength) / base
    let logGrowth = Self.logOnePlus(growth)
    return head
      + tailWeight
      * Self.tail(
        exponent: exponent, base: base,
        integral: Self.integral(logGrowth: logGrowth, base: base, exponent: exponent),
        drop: Self.expMinusOne(-exponent * logGrowth), shrinkage: 1 / (1 + growth))
  }

  /// The largest integer u ≤ `bound` with G_s(u) ≤ `sum`.
  ///
  /// Above 2⁵³ it is the nearest Double below.
  ///
  /// - Parameter total: G_s(`bound`), where the caller has it already.
  func largestOffset(sum: Double, bound: Double, total: Double? = nil) -> Double {
    guard total ?? value(bound) > sum else { return bound }
    var low = 0.0
    var partial = 0.0
    while low < headLength {
      partial += weight(at: low)
      if partial > sum { return low }
      low += 1
    }
    // G is concave, so tangents from below never pass the root; a bracket guards the rounding.
    var high = bound
    // Half a wait earlier the integral is the sum but for (s/b)²/24 of itself.
    let base = count + headLength - 0.5
    let guess =
      headLength
      + Self.inverseIntegral(
        (sum - head) / (tailWeight * (1 + exponent / (2 * base))), base: base, exponent: exponent)
    var offset = min(max(low, guess), bound)
    for _ in 0..<200 {
      let excess = value(offset) - sum
      if excess <= 0 { low = offset } else { high = offset }
      var next = offset - excess / weight(at: offset)
      let isInside = next >= low && next <= high
      if !isInside { next = low + (high - low) / 2 }
      let step = abs(next - offset)
      offset = next
      // What the next step would be: Newton's method squares its error.
      let following =
        isInside ? min(step, step * step * exponent / (count + low)) : step
      if following <= 1e-7 + 0x1p-51 * offset { break }
    }
    return min(bound, offset.rounded(.down))
  }

  /// ∫_0^u (1 + x/b)^{−s} dx with L = ln(1 + u/b) = `logGrowth`.
  ///
  /// - Parameter power: e^{(1−s)L}, where the caller has it from other exponents.
  @inline(__always)
  static func integral(
    logGrowth: Double, base: Double, exponent: Double, power: Double? = nil
  ) -> Double {
    let rate = 1 - exponent
    let argument = rate * logGrowth
    // The series needs no division by a rate that may be 0; ∞·0 is not small. It also stands in for
    // a power near 1, whose difference would cancel.
    if abs(argument) < seriesRange { return base * (logGrowth * growthSeries(argument)) }
    if rate == 0 { return base * logGrowth }
    return base * ((power.map { $0 - 1 } ?? expMinusOne(argument)) / rate)
  }

  /// The u with ∫_0^u (1 + x/b)^{−s} dx = `value`, to 10⁻⁹ of itself where it is small against b/s
  /// and to some 10⁻¹⁵ elsewhere; infinite where the integral never gets there.
  static func inverseIntegral(_ value: Double, base: Double, exponent: Double) -> Double {
    let rate = 1 - exponent
    let relative = value / base
    if abs(relative) * max(1, exponent) < 1e-3 {
      return value * (1 + relative * exponent * (0.5 + relative * (2 * exponent - 1) / 6))
    }
    if rate == 0 { return base * expMinusOne(relative) }
    guard rate * relative > -1 else { return .infinity }
    return base * expMinusOne(Double.log(onePlus: rate * relative) / rate)
  }

  /// Σ_{j=0}^{u−1} (1 + j/b)^{−s} by the Euler–Maclaurin formula, b ≥ max(24, 4s).
  ///
  /// - Parameters:
  ///   - integral: ∫_0^u (1 + x/b)^{−s} dx.
  ///   - drop: (1 + u/b)^{−s} − 1 = expm1(−s ln(1 + u/b)).
  ///   - shrinkage: 1/(1 + u/b).
  @inline(__always)
  static func tail(
    exponent s: Double, base: Double, integral: Double, drop: Double, shrinkage: Double
  ) -> Double {
    let square = shrinkage * shrinkage
    let weight1 = (1 + drop) * shrinkage
    let weight3 = weight1 * square
    let weight5 = weight3 * square
    let weight7 = weight5 * square
    let inverse = 1 / base
    let factor1 = s * inverse
    let factor3 = factor1 * ((s + 1) * inverse) * ((s + 2) * inverse)
    let factor5 = factor3 * ((s + 3) * inverse) * ((s + 4) * inverse)
    let factor7 = factor5 * ((s + 5) * inverse) * ((s + 6) * inverse)
    let corrections =
      factor1 * (1 - weight1) * (1.0 / 12) - factor3 * (1 - weight3) * (1.0 / 720)
      + factor5 * (1 - weight5) * (1.0 / 30240) - factor7 * (1 - weight7) * (1.0 / 1_209_600)
    return integral + (corrections - drop / 2)
  }

  private func partialHead(_ offset: Double) -> Double {
    var sum = 0.0
    var term = 0.0
    while term + 1 <= offset {
      sum += weight(at: term)
      term += 1
    }
    return sum + (offset - term) * weight(at: term)
  }
}

// MARK: Elementary functions

extension PowerSum {
  /// Up to here ``growthSeries(_:)`` holds.
  static let seriesRange = 0.0625

  /// (eˣ − 1)/x for |x| ≤ 1/16, to 10⁻¹⁵ of itself: the series up to x⁷/8!.
  @inline(__always)
  static func growthSeries(_ x: Double) -> Double {
    let high = 1.0 / 120 + x * (1.0 / 720 + x * (1.0 / 5040 + x * (1.0 / 40320)))
    return 1 + x * (0.5 + x * (1.0 / 6 + x * (1.0 / 24 + x * high)))
  }

  /// eˣ − 1 to some 10⁻¹⁶ of itself, in less time than the function of that name: by the series
  /// near 0, and where nothing cancels, beyond 1/2, by the exponential.
  @inline(__always)
  static func expMinusOne(_ x: Double) -> Double {
    if abs(x) < seriesRange { return x * growthSeries(x) }
    return abs(x) > 0.5 ? Double.exp(x) - 1 : Double.expMinusOne(x)
  }

  /// ln(1 + x) to some 10⁻¹⁶ of itself for x > −1, in less time than the function of that name: near
  /// 0 by the series of 2 artanh(x/(2 + x)), beyond 1/2 by the logarithm.
  @inline(__always)
  static func logOnePlus(_ x: Double) -> Double {
    guard abs(x) < 0.125 else {
      return x > 0.5 ? Double.log(1 + x) : Double.log(onePlus: x)
    }
    let ratio = x / (2 + x)
    let square = ratio * ratio
    let high = 1.0 / 7 + square * (1.0 / 9 + square * (1.0 / 11 + square * (1.0 / 13)))
    return 2 * ratio * (1 + square * (1.0 / 3 + square * (1.0 / 5 + square * high)))
  }
}
