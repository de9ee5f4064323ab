import RealModule

extension HittingTime {
  /// A clock within which the category reaches offset u with probability at most e^{−B}: Chernoff's
  /// bound, rigorous for every sum of exponential waits.
  ///
  ///     max over σ > 0 of (Σ_{j<u} ln(1 + σ(1+j/c)^{−p}) − B)/σ
  ///
  /// Every σ gives a valid clock, so the maximum is only searched for to within an octave.
  /// Where κ₂ is large the sum is bounded by four cumulants, ln(1+x) ≥ x − x²/2 + x³/3 − x⁴/4: at
  /// every σ, and sharply where σ ≲ 1.
  /// Mean less so many standard deviations alone would forbid every leap once one category is
  /// small: from c = 1 at p = 2 it is negative whatever u.
  ///
  /// - Returns: in units of c^{−p}; 0 when no positive clock is known to be safe.
  /// - Complexity: O(1): some hundreds of logarithms where κ₂ is small, below 24 to 256, none above.
  /// - Source: H. Chernoff, "A measure of asymptotic efficiency for tests of a hypothesis based on
  ///   the sum of observations", Annals of Mathematical Statistics 23 (1952).
  func safeClock(offset: Double, logProbability: Double) -> Double {
    let sums = sums(offset)
    let start = Double.sqrt(2 * logProbability / sums.g2)
    if sums.g2 >= 24 {
      let clock = (Self.cumulantBound(sums, start) - logProbability) / start
      // Below, the fourth cumulant may take more than there is.
      if sums.g2 >= 256 || clock > sums.g1 / 4 { return max(0, clock) }
    }
    var best = 0.0
    var sigma = start
    while sigma < 1e12 {
      let clock = (logLaplaceBound(sigma, offset: offset) - logProbability) / sigma
      if clock > best { best = clock } else if best > 0 { break }
      sigma *= 2
    }
    return best
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
