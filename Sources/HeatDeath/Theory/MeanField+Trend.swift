extension MeanField {
  /// The sign of dV_I/dt along the flow.
  ///
  /// With g = (1−λ)τ(θ) + λq, a over the largest and b over the smallest coordinates of θ on I,
  ///
  ///     Σ_I θ · dV_I/dt = max_a g − min_b g − V_I(θ) Σ_I g
  ///
  /// which is the one-sided derivative, to the right, where several coordinates are largest or
  /// smallest. It is a sum of τ's part and q's. Each one's sign is decided without rounding where it
  /// can be: τ's where the sampler's class is proved, q's for laws of counts, for a q that is level
  /// where θ is extreme, and for a θ that is level. Where the two pull in opposite directions the
  /// sum is computed, next to V_I = 1 without its cancellation, and what is within rounding of 0
  /// counts as stationary.
  ///
  /// With λ = 0 and a sampler whose class is proved, as softmax of any T is, nothing is computed. With
  /// softmax V_I grows at T < 1 and falls at T > 1 however near it is to 0 or 1, wherever two
  /// categories of I with samples differ; it stays at T = 1, where those of I with samples are all
  /// alike (V_I = 0 where that is all of I), and where one has everything (V_I = 1).
  ///
  /// - Returns: `nil` where V_I is undefined.
  /// - Precondition: θ has as many categories as q.
  /// - Complexity: O(n), and one evaluation of τ.
  public func trend(of set: CategorySet, at theta: SimplexPoint) -> LyapunovTrend? {
    trend(of: set, at: theta, tau: sampler.law(at: theta, temperature: temperature))
  }

  /// The same where τ(θ) is known already.
  func trend(
    of set: CategorySet, at theta: SimplexPoint, tau: SimplexPoint
  ) -> LyapunovTrend? {
    let own = samplerTrend(of: set, at: theta, tau: tau)
    let isProved = samplerClass(categoryCount: theta.dimension) != nil
    if externalLaw == nil, isProved { return own }
    guard let extremes = Extremes(of: set, at: theta) else { return nil }
    guard let externalLaw else { return extremes.trend(towards: tau.coordinates) }
    let outside = extremes.exactTrend(towards: externalLaw)
    if externalFraction == 1, let outside { return outside }
    if isProved, let own, let outside {
      if own == outside || outside == .stationary { return own }
      if own == .stationary { return outside }
    }
    return extremes.trend(towards: nextSampleLaw(tau: tau).coordinates)
  }

  /// The sign of V_I(τ(θ)) − V_I(θ), the sampler's own part: exact where its class is proved, computed
  /// otherwise.
  ///
  /// - Returns: `nil` where V_I is undefined.
  func samplerTrend(
    of set: CategorySet, at theta: SimplexPoint, tau: SimplexPoint
  ) -> LyapunovTrend? {
    guard let samplerClass = samplerClass(categoryCount: theta.dimension) else {
      return Lyapunov.trend(of: set, from: theta, to: tau)
    }
    return Lyapunov.trend(
      of: set, at: theta, samplerClass: samplerClass, revivesZeros: sampler.revivesZeros)
  }

  /// Where θ is largest and smallest on I.
  struct Extremes {
    let set: CategorySet
    let theta: SimplexPoint
    let largest: [Int]
    let smallest: [Int]
    let value: Double

    init?(of set: CategorySet, at theta: SimplexPoint) {
      guard let value = Lyapunov.value(of: set, at: theta) else { return nil }
      self.set = set
      self.theta = theta
      self.value = value
      let ranking = ProbabilityRanking(theta.coordinates, counts: theta.counted?.counts)
      let ranks = (0..<theta.dimension).filter(set.contains).map { ($0, ranking[$0]) }
      let most = ranks.reduce(0) { max($0, $1.1) }
      let least = ranks.reduce(UInt64.max) { min($0, $1.1) }
      largest = ranks.filter { $0.1 == most }.map(\.0)
      smallest = ranks.filter { $0.1 == least }.map(\.0)
    }

    /// Whether θ is the same all over I.
    private var isLevel: Bool { largest == smallest }

    /// The sign by its formula; within rounding of 0 it is stationary.
    func trend(towards law: [Double]) -> LyapunovTrend {
      LyapunovTrend(ofSlopes: slopes(towards: law))
    }

    /// max_a g − min_b g − V_I Σ_I g, computed as it stands and as
    ///
    ///     max_a g·(1 − V_I) − min_b g·(1 + V_I) − V_I·(Σ_I g − max_a g − min_b g)
    ///
    /// which loses nothing next to V_I = 1, each with a bound of its error: those of
    /// ``Lyapunov/trend(of:from:to:)`` in proportion to what is added up.
    private func slopes(towards law: [Double]) -> [(value: Double, error: Double)] {
      let (most, least, sum) = reach(of: law)
      let unit = 0x1p-53
      let level = value * sum
      let plain = (
        value: most - least - level,
        error: unit * (16 * (most + least) + Double(set.count + 19) * level)
      )
      // Of a level θ every category is largest and smallest, and V_I is 0.
      guard !isLevel, let complement = Lyapunov.complement(of: set, at: theta) else {
        return [plain]
      }
      let leader = largest.first { law[$0] == most }
      let last = smallest.first { law[$0] == least }
      var rest = 0.0
      for category in law.indices
      where set.contains(category) && category != leader && category != last {
        rest += law[category]
      }
      let (gain, loss, others) = (most * complement, least * (1 + value), value * rest)
      let total = gain + loss + others
      return [
        plain, (gain - loss - others, unit * Double(set.count + 22) * total),
      ]
    }

    /// The number itself, in the way that has the smaller error; 0 within it.
    func slope(towards law: [Double]) -> Double {
      let best = slopes(towards: law).min { $0.error < $1.error }
      return best.map { abs($0.value) > $0.error ? $0.value : 0 } ?? 0
    }

    /// The largest of a law where θ is largest on I, the smallest where θ is smallest, and its sum on I.
    func reach(of law: [Double]) -> (most: Double, least: Double, sum: Double) {
      var sum = 0.0
      for category in law.indices where set.contains(category) { sum += law[category] }
      return (
        largest.reduce(0) { max($0, law[$1]) }, smallest.reduce(.infinity) { min($0, law[$1]) }, sum
      )
    }

    /// The sign where it takes no rounding to find; `nil` elsewhere.
    func exactTrend(towards law: SimplexPoint) -> LyapunovTrend? {
      let most = largest.reduce(0) { max($0, law[$1]) }
      let least = smallest.reduce(.infinity) { min($0, law[$1]) }
      if isLevel { return most > least ? .expanding : .stationary }
      if most <= least {
        let isFlat =
          most == least
          && (0..<theta.dimension).allSatisfy {
            !set.contains($0) || law[$0] == 0
          }
        return isFlat ? .stationary : .contracting
      }
      if let difference = countedDifference(towards: law) {
        return difference > 0 ? .expanding : difference < 0 ? .contracting : .stationary
      }
      if law == theta { return .stationary }
      let computed = trend(towards: law.coordinates)
      return computed == .stationary ? nil : computed
    }

    /// (max_a d − min_b d)Σ_I c − (max_I c − min_I c)Σ_I d for counts c of θ and d of q. Each product
    /// is below 2¹²⁴.
    private func countedDifference(towards law: SimplexPoint) -> Int128? {
      guard let own = theta.counted, own.isEmpirical, let other = law.counted, other.isEmpirical
      else { return nil }
      let most = largest.reduce(0) { max($0, other.counts[$1]) }
      let least = smallest.reduce(.max) { min($0, other.counts[$1]) }
      var (sum, otherSum): (Int64, Int64) = (0, 0)
      for category in own.counts.indices where set.contains(category) {
        sum += own.counts[category]
        otherSum += other.counts[category]
      }
      let range = own.counts[largest[0]] - own.counts[smallest[0]]
      return Int128(most - least) * Int128(sum) - Int128(range) * Int128(otherSum)
    }
  }
}
