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
    Double.exp(-exponent * Double.log(onePlus: offset / count))
  }

  /// G_s(u). Between integers it interpolates, increasing.
  ///
  /// - Parameter offset: u; infinity only where s > 1.
  /// - Complexity: O(1).
  func value(_ offset: Double) -> Double {
    if offset < headLength { return partialHead(offset) }
    if tailWeight == 0 { return head }
    let base = count + headLength
    let rest = offset - headLength
    let logGrowth = Double.log(onePlus: rest / base)
    return head
      + tailWeight
      * Self.tail(
        exponent: exponent, base: base, logGrowth: logGrowth,
        drop: Double.expMinusOne(-exponent * logGrowth), shrinkage: 1 / (1 + rest / base))
  }

  /// The largest integer u ≤ `bound` with G_s(u) ≤ `sum`.
  ///
  /// Above 2⁵³ it is the nearest Double below.
  func largestOffset(sum: Double, bound: Double) -> Double {
    guard value(bound) > sum else { return bound }
    var low = 0.0
    var partial = 0.0
    while low < headLength {
      partial += weight(at: low)
      if partial > sum { return low }
      low += 1
    }
    // G is concave, so tangents from below never pass the root; a bracket guards the rounding.
    var high = bound
    let base = count + headLength
    let guess =
      headLength
      + Self.inverseIntegral((sum - head) / tailWeight, base: base, exponent: exponent)
    var offset = min(max(low, guess), bound)
    for _ in 0..<200 {
      let excess = value(offset) - sum
      if excess <= 0 { low = offset } else { high = offset }
      var next = offset - excess / weight(at: offset)
      if !(next > low && next < high) { next = low + (high - low) / 2 }
      let step = abs(next - offset)
      offset = next
      if step <= 1e-7 + 0x1p-51 * offset { break }
    }
    return min(bound, offset.rounded(.down))
  }

  /// ∫_0^u (1 + x/b)^{−s} dx with ln(1 + u/b) = `logGrowth`.
  @inline(__always)
  static func integral(logGrowth: Double, base: Double, exponent: Double) -> Double {
    let rate = 1 - exponent
    return base * (rate == 0 ? logGrowth : Double.expMinusOne(rate * logGrowth) / rate)
  }

  /// The u with ∫_0^u (1 + x/b)^{−s} dx = `value`; infinite where the integral never gets there.
  static func inverseIntegral(_ value: Double, base: Double, exponent: Double) -> Double {
    let rate = 1 - exponent
    let relative = value / base
    if rate == 0 { return base * Double.expMinusOne(relative) }
    guard rate * relative > -1 else { return .infinity }
    return base * Double.expMinusOne(Double.log(onePlus: rate * relative) / rate)
  }

  /// Σ_{j=0}^{u−1} (1 + j/b)^{−s} by the Euler–Maclaurin formula, b ≥ max(24, 4s).
  ///
  /// - Parameters:
  ///   - logGrowth: L = ln(1 + u/b).
  ///   - drop: (1 + u/b)^{−s} − 1 = expm1(−sL), which the caller may have from another exponent.
  ///   - shrinkage: 1/(1 + u/b).
  @inline(__always)
  static func tail(
    exponent s: Double, base: Double, logGrowth: Double, drop: Double, shrinkage: Double
  ) -> Double {
    let square = shrinkage * shrinkage
    let drop1 = (1 + drop) * shrinkage - 1
    let drop3 = (1 + drop) * shrinkage * square - 1
    let drop5 = (1 + drop) * shrinkage * square * square - 1
    let drop7 = (1 + drop) * shrinkage * square * square * square - 1
    let inverse = 1 / base
    let factor1 = s * inverse
    let factor3 = factor1 * ((s + 1) * inverse) * ((s + 2) * inverse)
    let factor5 = factor3 * ((s + 3) * inverse) * ((s + 4) * inverse)
    let factor7 = factor5 * ((s + 5) * inverse) * ((s + 6) * inverse)
    let corrections =
      -factor1 * drop1 / 12 + factor3 * drop3 / 720 - factor5 * drop5 / 30240
      + factor7 * drop7 / 1_209_600
    return integral(logGrowth: logGrowth, base: base, exponent: s) + (corrections - drop / 2)
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
