import RealModule

extension HittingTime {
  /// A clock within which the category reaches offset u with probability at most e^{−B}: Chernoff's
  /// bound, rigorous for every sum of exponential waits.
  ///
  ///     max over σ > 0 of (Σ_{j<u} ln(1 + σ(1+j/c)^{−p}) − B)/σ
  ///
  /// Every σ gives a valid clock, so the maximum is only searched for to within half an octave.
  /// Where κ₂ is large the sum is bounded by four cumulants, ln(1+x) ≥ x − x²/2 + x³/3 − x⁴/4.
  /// Mean less so many standard deviations alone would forbid every leap once one category is
  /// small: from c = 1 at p = 2 it is negative whatever u.
  ///
  /// - Returns: in units of c^{−p}; 0 when no positive clock is known to be safe.
  /// - Complexity: O(1): some hundreds of logarithms where κ₂ < 256, none above.
  /// - Source: H. Chernoff, "A measure of asymptotic efficiency for tests of a hypothesis based on
  ///   the sum of observations", Annals of Mathematical Statistics 23 (1952).
  func safeClock(offset: Double, logProbability: Double) -> Double {
    let sums = sums(offset)
    let start = Double.sqrt(2 * logProbability / sums.g2)
    if sums.g2 >= 256 {
      return max(0, (Self.cumulantBound(sums, start) - logProbability) / start)
    }
    var best = 0.0
    var sigma = start / 2
    while sigma < 1e12 {
      let clock = (logLaplaceBound(sigma, offset: offset) - logProbability) / sigma
      if clock > best { best = clock } else if best > 0 { break }
      sigma *= 1.5
    }
    return best
  }

  /// Whether offset `m` is out of reach within `clock` but for a chance of e^{−B}, by a bound that
  /// costs a few logarithms: P(H_m ≤ t) ≤ t^m/m! · Π_{j<m} (1 + j/c)^p.
  ///
  /// Spares the search for a safe clock where a category hardly draws at all.
  static func isOutOfReach(
    offset: Double, clock: Double, count: Double, exponent: Double, logProbability: Double
  ) -> Bool {
    guard clock > 0 else { return true }
    let logClock = Double.log(clock)
    guard logClock < 0 else { return false }
    var bound = 0.0
    var waits = 0.0
    while waits < min(offset, 8) {
      bound += logClock - Double.log(waits + 1) + exponent * Double.log(onePlus: waits / count)
      waits += 1
      if bound <= -logProbability { return true }
    }
    return false
  }

  /// A lower bound of Λ(σ) = Σ_{j<u} ln(1 + σ(1+j/c)^{−p}): terms with σ(…) > 1/16 in blocks that
  /// count their last term only, the rest as σ(…)(1 − 1/32) with the integral for the sum.
  private func logLaplaceBound(_ sigma: Double, offset: Double) -> Double {
    let blocksPerGrowth = 12 * max(1, exponent)
    var sum = 0.0
    var start = 0.0
    while start < offset {
      let length = min(offset - start, max(1, ((count + start) / blocksPerGrowth).rounded(.down)))
      let last = sigma * PowerSum.weight(at: start + length - 1, count: count, exponent: exponent)
      sum += length * Double.log(onePlus: last)
      start += length
      if last <= 0.0625 { break }
    }
    guard start < offset else { return sum }
    let base = count + start
    let rest = PowerSum.integral(
      logGrowth: Double.log(onePlus: (offset - start) / base), base: base, exponent: exponent)
    let weight = PowerSum.weight(at: start, count: count, exponent: exponent)
    return sum + 0.96875 * sigma * weight * rest
  }

  private static func cumulantBound(_ sums: Sums, _ sigma: Double) -> Double {
    sigma * (sums.g1 - sigma * (sums.g2 / 2 - sigma * (sums.g3 / 3 - sigma * sums.g4 / 4)))
  }
}
