import RealModule

/// The time on the continuous clock that one category takes from count c to c + u, when it draws
/// at rate (count)ᵖ: a sum of independent exponential waits.
///
///     H_u = Σ_{j=0}^{u−1} E_j (1 + j/c)^{−p}   in units of c^{−p}
///
/// Its cumulants are κ_r = (r−1)! G_{rp}(u), with ``PowerSum`` G: the mean to 10⁻¹⁴ of itself, the
/// fourth to 10⁻¹¹. The time is known by its law only:
/// its quantile function, by the expansion of Cornish and Fisher with four cumulants, and a bound
/// on its lower tail that no expansion enters.
///
/// **Where the expansion holds.** Its error in probability is below 4·10⁻⁶ for every p, c and u
/// with κ₂ ≥ 256, the variance in units of the first wait's. (The number of waits is the wrong
/// measure, and so is κ₁²/κ₂: at p = 0.9, c = 1, u = 20,000 it is 163, and the error 10⁻².)
///
/// - Source: E. A. Cornish and R. A. Fisher, "Moments and cumulants in the specification of
///   distributions", Revue de l'Institut International de Statistique 5 (1938).
struct HittingTime: Sendable {
  /// c.
  let count: Double

  /// p.
  let exponent: Double

  /// The first terms of the four sums, added singly; see ``PowerSum``.
  private let headLength: Double
  private let head: Sums

  /// The mean wait at the first offset beyond, 0 where the rest has vanished.
  private let tailWeight: Double

  /// - Precondition: `count` ≥ 1 and `exponent` ≥ 0.
  init(count: Double, exponent: Double) {
    self.count = count
    self.exponent = exponent
    let base = max(24, 16 * exponent)
    var length = 0.0
    var head = Sums()
    var weight = 1.0
    while count + length < base {
      head.add(weight)
      length += 1
      weight = PowerSum.weight(at: length, count: count, exponent: exponent)
      if weight < 0x1p-60 * head.g1 {
        weight = 0
        break
      }
    }
    headLength = length
    self.head = head
    tailWeight = weight
  }

  /// G_p, G_2p, G_3p and G_4p, and the mean of the next wait, at one offset.
  struct Sums: Sendable {
    var g1 = 0.0
    var g2 = 0.0
    var g3 = 0.0
    var g4 = 0.0
    /// (1 + u/c)^{−p}.
    var weight = 1.0

    @inline(__always)
    mutating func add(_ weight: Double) {
      let square = weight * weight
      g1 += weight
      g2 += square
      g3 += square * weight
      g4 += square * square
    }

    /// The quantile of H_u whose normal score is z: P(H_u ≤ quantile) ≈ Φ(z).
    @inline(__always)
    func quantile(_ z: Double) -> Double {
      let deviation = Double.sqrt(g2)
      let skewness = 2 * g3 / (g2 * deviation)
      let kurtosis = 6 * g4 / (g2 * g2)
      let square = z * z
      let score =
        z + skewness * (square - 1) / 6 + kurtosis * z * (square - 3) / 24
        - skewness * skewness * z * (2 * square - 5) / 36
      return g1 + deviation * score
    }
  }

  /// The four sums at offset u; infinity only where p > 1.
  ///
  /// - Complexity: O(1), six elementary functions.
  func sums(_ offset: Double) -> Sums {
    var sums = head
    guard offset >= headLength else { return partialHead(offset) }
    sums.weight = 0
    guard tailWeight > 0 else { return sums }
    let base = count + headLength
    let growth = (offset - headLength) / base
    let logGrowth = Double.log(onePlus: growth)
    let shrinkage = 1 / (1 + growth)
    // (1+d)ʳ − 1 from d = expm1(−pL), without cancellation.
    let drop1 = Double.expMinusOne(-exponent * logGrowth)
    let drop2 = drop1 * (2 + drop1)
    let drop3 = drop1 * (3 + drop1 * (3 + drop1))
    let drop4 = drop2 * (2 + drop2)
    func tail(_ order: Double, _ drop: Double) -> Double {
      PowerSum.tail(
        exponent: order * exponent, base: base, logGrowth: logGrowth, drop: drop,
        shrinkage: shrinkage)
    }
    let square = tailWeight * tailWeight
    sums.g1 += tailWeight * tail(1, drop1)
    sums.g2 += square * tail(2, drop2)
    sums.g3 += square * tailWeight * tail(3, drop3)
    sums.g4 += square * square * tail(4, drop4)
    sums.weight = tailWeight * (1 + drop1)
    return sums
  }

  /// The offset that the category reaches in `clock` if it never meets chance: the integral form of
  /// G_p(u) = clock solved for u; infinite beyond the mean explosion time c/(p−1) of p > 1.
  func meanOffset(clock: Double) -> Double {
    PowerSum.inverseIntegral(clock, base: count, exponent: exponent)
  }

  /// The u, not an integer, at which the quantile of H_u with normal score z equals `clock`.
  ///
  /// The births of the category within `clock` are ⌊u⌋ when z is standard normal, because
  /// P(births ≥ m) = P(H_m ≤ clock) and the quantile increases in u.
  ///
  /// Newton's method within a bracket, to 10⁻⁷ or 2⁻⁵⁰ of u.
  ///
  /// - Parameters:
  ///   - bound: the answer is at most this.
  ///   - quantile: what is solved; other than the default only in tests, which break it.
  func offset(
    score z: Double, clock: Double, bound: Double,
    quantile: (Sums, Double) -> Double = { $0.quantile($1) }
  ) -> Double {
    let typical = sums(min(bound, meanOffset(clock: clock)))
    var low = 0.0
    var high = bound
    var offset = min(
      bound, meanOffset(clock: max(clock / 16, clock - z * Double.sqrt(typical.g2))))
    for _ in 0..<200 {
      let sums = sums(offset)
      let excess = quantile(sums, z) - clock
      if excess < 0 { low = offset } else { high = offset }
      let slope = sums.weight * (1 + z * sums.weight / (2 * Double.sqrt(sums.g2)))
      var next = offset - excess / slope
      if !(next > low && next < high) {
        if excess < 0, offset >= bound { return bound }
        next = middle(low, high)
      }
      let step = abs(next - offset)
      offset = next
      if step <= 1e-7 + 0x1p-50 * offset { break }
    }
    return offset
  }

  /// The geometric mean of the two counts, as an offset.
  private func middle(_ low: Double, _ high: Double) -> Double {
    let logLow = Double.log(onePlus: low / count)
    let logHigh = Double.log(onePlus: high / count)
    let middle = count * Double.expMinusOne((logLow + logHigh) / 2)
    return middle > low && middle < high ? middle : low + (high - low) / 2
  }

  private func partialHead(_ offset: Double) -> Sums {
    var sums = Sums()
    var term = 0.0
    while term + 1 <= offset {
      sums.add(PowerSum.weight(at: term, count: count, exponent: exponent))
      term += 1
    }
    let weight = PowerSum.weight(at: term, count: count, exponent: exponent)
    sums.g1 += (offset - term) * weight
    sums.weight = weight
    return sums
  }
}
