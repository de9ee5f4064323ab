import RealModule

/// Carries a dataset of about 4·10¹⁸ samples on to infinity at T < 1.
///
/// Three regimes, in this order:
///
/// 1. Few samples are left for the others: the leader's runs, ``LeaderRun``, with no end. Exact.
/// 2. The leader cannot lose any more, but for a chance of 10⁻¹⁶: its explosion time H(∞) on the
///    continuous clock is drawn, and every other category's births until then. (With rivals left
///    that is wrong: one cannot draw every H(∞), take the least, and read the others' clocks, for
///    what they reach until then depends on their own H(∞).)
/// 3. A near-tie at the scale of 10¹⁸, whose winner later noise decides: leaps by half the leader's
///    mean explosion time, in doubles, until regime 2.
///
/// Beyond 4·10¹⁸ a count is known by its logarithm only, right to 10⁻⁸.
///
/// - Source: the embedding as in ``BirthProcess``; for the explosion times also B. Davis, "Reinforced
///   random walk", Probability Theory and Related Fields 84 (1990).
struct EternalContinuation {
  /// The counts at the start, and what each category has gained since: a Double from 2⁵³ on.
  private let startCounts: [Int64]
  private var gains: [Double]
  private let exponent: Double

  /// p − 1 > 0.
  private var excess: Double { exponent - 1 }

  /// - Precondition: `exponent` > 1; some count is positive.
  init(counts: [Int64], exponent: Double) {
    startCounts = counts
    gains = Array(repeating: 0, count: counts.count)
    self.exponent = exponent
  }

  /// Draws the end.
  ///
  /// - Complexity: O(n) a sample of another category in regime 1, O(n) in all in regime 2.
  mutating func finish(using generator: inout some RandomNumberGenerator) -> Fate {
    while true {
      let leader = leader
      let time = HittingTime(count: count(leader), exponent: exponent)
      let end = time.sums(.infinity)
      let others = startCounts.indices.reduce(0) { sum, category in
        category == leader ? sum : sum + weight(category, leader: leader)
      }
      if others * end.g1 <= 200 { return finishByRuns(leader, using: &generator) }
      if hasWon(leader, end: end) { return finishByClock(leader, end: end, using: &generator) }
      leap(leader, time: time, end: end, using: &generator)
    }
  }

  private func count(_ category: Int) -> Double {
    Double(startCounts[category]) + gains[category]
  }

  private var leader: Int {
    startCounts.indices.reduce(0) { difference($1, from: $0) > 0 ? $1 : $0 }
  }

  /// ln(c_i/c_m), for near-ties from the difference of the counts.
  private func logShare(_ category: Int, leader: Int) -> Double {
    let ratio = count(category) / count(leader)
    guard ratio > 0.5 else { return Double.log(ratio) }
    return Double.log(onePlus: difference(category, from: leader) / count(leader))
  }

  /// c_i − c_m; in doubles, counts above 2⁵³ that differ by one would be equal.
  private func difference(_ category: Int, from other: Int) -> Double {
    Double(startCounts[category] - startCounts[other]) + (gains[category] - gains[other])
  }

  private func weight(_ category: Int, leader: Int) -> Double {
    count(category) > 0 ? Double.exp(exponent * logShare(category, leader: leader)) : 0
  }

  /// Regime 1.
  private mutating func finishByRuns(
    _ leader: Int, using generator: inout some RandomNumberGenerator
  ) -> Fate {
    while true {
      let others = startCounts.indices.reduce(0) { sum, category in
        category == leader ? sum : sum + weight(category, leader: leader)
      }
      let run = LeaderRun(count: count(leader), exponent: exponent, others: others)
      switch run.sample(room: .infinity, using: &generator) {
      case .undisturbed:
        return fate(winner: leader) { .exact(startCounts[$0] + Int64(gains[$0])) }
      case .ended(let length, let byOther):
        // At the moment of that sample every other weight has shrunk alike: the shares are the same.
        let category = byOther ? pick(total: others, except: leader, using: &generator) : leader
        gains[leader] += length
        gains[category] += 1
      }
    }
  }

  private func pick(
    total: Double, except leader: Int, using generator: inout some RandomNumberGenerator
  ) -> Int {
    var target = generator.nextUnitInterval() * total
    var last = leader
    for category in startCounts.indices where category != leader {
      let weight = weight(category, leader: leader)
      guard weight > 0 else { continue }
      last = category
      target -= weight
      if target < 0 { break }
    }
    return last
  }

  /// Whether every rival explodes after the leader with probability 1 − 10⁻¹⁶.
  private func hasWon(_ leader: Int, end: HittingTime.Sums) -> Bool {
    let score = 9.0
    return startCounts.indices.allSatisfy { category in
      guard category != leader, count(category) > 0 else { return true }
      let time = HittingTime(count: count(category), exponent: exponent)
      let weight = weight(category, leader: leader)
      guard weight > 0 else { return true }
      let leaderDeviation = weight * Double.sqrt(end.g2)
      if count(category) < 1e6 {
        let logProbability = 37 + Double.log(Double(startCounts.count))
        return time.safeClock(offset: .infinity, logProbability: logProbability)
          > weight * end.g1 + score * leaderDeviation
      }
      let deviation = Double.sqrt(time.sums(.infinity).g2)
      return headStart(category, leader: leader) > score * (deviation + leaderDeviation)
    }
  }

  /// How much later than the leader a category explodes in the mean, κ₁(c_i) − w_i κ₁(c_m) in units
  /// of c_i^{−p}, with κ₁(c) = c/(p−1) + ½ + p/12c and without its cancellation.
  private func headStart(_ category: Int, leader: Int) -> Double {
    let logShare = logShare(category, leader: leader)
    let own = count(category)
    let weight = Double.exp(exponent * logShare)
    return -own * Double.expMinusOne(excess * logShare) / excess + (1 - weight) / 2
      + exponent / 12 * (1 / own - weight / count(leader))
  }

  /// Regime 2.
  private func finishByClock(
    _ leader: Int, end: HittingTime.Sums, using generator: inout some RandomNumberGenerator
  ) -> Fate {
    let explosion = end.quantile(generator.nextNormal())
    let process = BirthProcess(exponent: exponent)
    var finalCounts = [FinalCount](repeating: .unbounded, count: startCounts.count)
    for category in startCounts.indices where category != leader {
      let start = count(category)
      let weight = weight(category, leader: leader)
      let room = max(0, Double(Dataset.maximumSize) - start)
      let progress =
        start > 0
        ? process.drawSingly(
          from: start, clock: weight * explosion, limit: room, using: &generator)
        : .finished(births: 0)
      switch progress {
      case .finished(let births):
        finalCounts[category] = finalCount(category, births: births)
      case .remaining(let births, let time, let clock, let typical):
        let score = generator.nextNormal()
        let bound = BirthProcess.beyond(room)
        let offset = time.offset(
          score: score, clock: clock, bound: bound, typical: typical)
        if offset < bound {
          finalCounts[category] = finalCount(category, births: births + offset.rounded(.down))
          continue
        }
        let sums = time.sums(.infinity)
        let noise = sums.quantile(score) - sums.g1
        let lead =
          births > 0
          ? sums.g1 - clock
          : headStart(category, leader: leader) - weight * (explosion - end.g1)
        // c(1+u/c)^{1−p}/(p−1) is the clock that is left at offset u until the own explosion.
        let left = (lead + noise) * excess / time.count
        precondition(left > 0, "a category overtook a leader that should have won to 1e-16")
        finalCounts[category] = .logarithm(Double.log(time.count) - Double.log(left) / excess)
      }
    }
    return Fate(winner: leader, finalCounts: finalCounts)
  }

  private func finalCount(_ category: Int, births: Double) -> FinalCount {
    let total = count(category) + births
    return total <= Double(Dataset.maximumSize)
      ? .exact(startCounts[category] + Int64(gains[category]) + Int64(births))
      : .logarithm(Double.log(total))
  }

  /// Regime 3.
  private mutating func leap(
    _ leader: Int, time: HittingTime, end: HittingTime.Sums,
    using generator: inout some RandomNumberGenerator
  ) {
    // Not beyond 10⁶ times the count, so that doubles hold whatever p is.
    let clock = min(end.g1 / 2, time.sums(1e6 * count(leader)).g1)
    let process = BirthProcess(exponent: exponent)
    let weights = startCounts.indices.map { weight($0, leader: leader) }
    for category in startCounts.indices where weights[category] > 0 {
      gains[category] += process.births(
        from: count(category), clock: clock * weights[category], limit: 1e300,
        using: &generator)
    }
  }

  private func fate(winner: Int, others: (Int) -> FinalCount) -> Fate {
    Fate(
      winner: winner,
      finalCounts: startCounts.indices.map { $0 == winner ? .unbounded : others($0) })
  }
}
