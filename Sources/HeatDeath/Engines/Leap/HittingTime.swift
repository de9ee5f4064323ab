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
  /// - Complexity: O(1), at most four elementary functions.
  func sums(_ offset: Double) -> Sums {
    var sums = head
    guard offset >= headLength else { return partialHead(offset) }
    sums.weight = 0
    guard tailWeight > 0 else { return sums }
    let base = count + headLength
    let growth = (offset - headLength) / base
    let logGrowth = PowerSum.logOnePlus(growth)
    let shrinkage = 1 / (1 + growth)
    // (1+d)ʳ − 1 from d = expm1(−pL), without cancellation; 1 + d to all digits however small.
    let decay = -exponent * logGrowth
    let drop1: Double
    let ratio: Double
    if decay > -0.5 {
      drop1 = PowerSum.expMinusOne(decay)
      ratio = 1 + drop1
    } else {
      ratio = Double.exp(decay)
      drop1 = ratio - 1
    }
    let drop2 = drop1 * (2 + drop1)
    let drop3 = drop1 * (3 + drop1 * (3 + drop1))
    let drop4 = drop2 * (2 + drop2)
    // e^{(1−rp)L} from one exponential; the mean, which must be sharper, has its own.
    let power2 = Double.exp((1 - exponent) * logGrowth) * ratio
    let power3 = power2 * ratio
    let power4 = power3 * ratio
    @inline(__always)
    func tail(_ order: Double, _ drop: Double, _ power: Double?) -> Double {
      PowerSum.tail(
        exponent: order * exponent, base: base,
        integral: PowerSum.integral(
          logGrowth: logGrowth, base: base, exponent: order * exponent, power: power),
        drop: drop, shrinkage: shrinkage)
    }
    let square = tailWeight * tailWeight
    sums.g1 += tailWeight * tail(1, drop1, nil)
    sums.g2 += square * tail(2, drop2, power2)
    sums.g3 += square * tailWeight * tail(3, drop3, power3)
    sums.g4 += square * square * tail(4, drop4, power4)
    sums.weight = tailWeight * ratio
    return sums
  }

  /// The offset that the category reaches in `clock` if it never meets chance: the integral form of
  /// G_p(u) = clock solved for u; infinite beyond the mean explosion time c/(p−1) of p > 1.
  func meanOffset(clock: Double) -> Double {
    PowerSum.inverseIntegral(clock, base: count, exponent: exponent)
  }

  /// An offset, and the sums there.
  struct Typical: Sendable {
    let offset: Double
    let sums: Sums
  }

  /// ``meanOffset(clock:)``, at most `bound`, and the sums there: where the search for a quantile
  /// begins.
  func typical(clock: Double, bound: Double) -> Typical {
    let offset = min(bound, meanOffset(clock: clock))
    return Typical(offset: offset, sums: sums(offset))
  }

  /// The u, not an integer, at which the quantile of H_u with normal score z equals `clock`.
  ///
  /// The births of the category within `clock` are ⌊u⌋ when z is standard normal, because
  /// P(births ≥ m) = P(H_m ≤ clock) and the quantile increases in u.
  ///
  /// Newton's method within a bracket, to 10⁻⁷, 2⁻⁵⁰ of u or 10⁻⁸ of the births' standard deviation,
  /// which shifts their law by 4·10⁻⁹.
  ///
  /// - Parameters:
  ///   - bound: the answer is at most this, finite.
  ///   - typical: ``typical(clock:bound:)``, where the caller has it already.
  ///   - quantile: what is solved; other than the default only in tests, which break it.
  func offset(
    score z: Double, clock: Double, bound: Double, typical: Typical? = nil,
    quantile: (Sums, Double) -> Double = { $0.quantile($1) }
  ) -> Double {
    var low = 0.0
    var high = bound
    let typical = typical ?? self.typical(clock: clock, bound: bound)
    var (offset, sums) = (typical.offset, typical.sums)
    var lastChange = 0.0
    var isBoundTried = false
    for round in 0..<200 {
      if round > 0 { sums = self.sums(offset) }
      let deviation = Double.sqrt(sums.g2)
      let excess = quantile(sums, z) - clock
      if excess < 0 { low = offset } else { high = offset }
      // On the scale of the mean the quantile is nearly linear: solved there, then mapped to offsets
      // by the integral from half a wait before.
      let change = -excess / (1 + z * sums.weight / (2 * deviation))
      let base = count + offset - 0.5
      let next =
        offset
        + PowerSum.inverseIntegral(
          change / (sums.weight * (1 + exponent / (2 * base))), base: base, exponent: exponent)
      guard next >= low && next <= high else {
        if excess < 0, offset >= bound { return bound }
        lastChange = 0
        if excess < 0, !isBoundTried {
          // Where the quantile levels off, halving would end just below the bound.
          isBoundTried = true
          offset = bound
          continue
        }
        let middle = middle(low, high)
        if abs(middle - offset) <= 1e-7 + 0x1p-50 * middle { return middle }
        offset = middle
        continue
      }
      let step = abs(next - offset)
      // In standard deviations: what the slope leaves out, which is that of one weight for the step.
      let weightChange = step * exponent / base
      let left =
        abs(change) / sums.g2
        * (abs(z) * (abs(change) / (8 * sums.g2) + sums.weight * weightChange / 4)
          + (z * z + 1) / (3 * deviation))
      let isNear = max(weightChange, step / base) < 0.01
      offset = next
      if isNear && left <= 1e-8 { break }
      // What the next step would be, shrinking like the last; and how finely the mean is rounded.
      let following = step * min(1, abs(change) / lastChange)
      let grain = isNear ? max(offset, clock / sums.weight) : offset
      if following <= 1e-7 + 0x1p-50 * grain { break }
      lastChange = abs(change)
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
