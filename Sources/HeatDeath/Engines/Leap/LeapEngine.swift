import RealModule

/// The engine that jumps any distance at once, with the law of the single steps to 10⁻⁵.
///
/// It holds for the exact learner, softmax at every T in (0, ∞], one sample a retraining and no
/// external data: then category i is drawn with weight c_iᵖ, p = 1/T, and on Rubin's continuous
/// clock the categories are independent pure-birth processes (`BirthProcess`). The sequence of
/// states visited is exactly the process, so a jump costs O(n) however long it is.
///
/// Use it for everything that single steps cannot reach: at T = 1.1 the deviation falls as
/// k^−0.09. Do not use it with external data, mixing, batches or another learner, where the
/// embedding does not hold.
///
/// | regime | what is drawn | error in law |
/// |---|---|---|
/// | T = 1 | Dirichlet–multinomial | none |
/// | T = ∞ | multinomial on the support | none |
/// | one category left | nothing | none |
/// | fewer than 24 samples expected for the rest | the leader's run to the next of them (`LeaderRun`) | none |
/// | few samples to go, or so far | single steps | none |
/// | otherwise | births within a clock that cannot pass the target | 4·10⁻⁶ a category and leap |
///
/// "None" is up to the rounding of probabilities in doubles, about 10⁻¹⁵. Counts and totals are
/// integers: k is exact to the unit at every size, and landing is exact. Above 2⁵³ the lowest bits
/// of one category are not equidistributed.
///
/// Overshoot is impossible but for chance below 10⁻¹⁶ a leap; it is a trapped error, never clamped,
/// because a clamp would hide a wrong law.
///
/// - Complexity: O(n) a leap, no allocation after the initialiser.
public struct LeapEngine: Sendable {
  /// The error in law, at most, of the state at any one size: what screen and output say.
  public static let lawError = 1e-5

  /// Weights beyond this, in units of the leader's at the start, call for a new reference.
  private static let largestWeight = 1e30

  /// The leader's runs are worth their price while no more samples are expected for the others.
  private static let fewestForOthers = 24.0

  /// Below this size samples are drawn one by one: from small counts a leap draws many single births
  /// in each category, and a sample of all costs no more than one of those. 0 where p > 1 and
  /// categories are many: most of them hardly draw.
  private var startSize: Int64

  /// The counts c_i, advanced in place.
  private(set) var counts: [Int64]

  /// k.
  private(set) var size: Int64

  /// p = 1/T.
  let exponent: Double

  /// The weights of counts.
  private let powers: CountPowers

  /// How many categories are not at zero; leaping never changes it.
  private(set) var supportCount: Int

  /// What has been done so far.
  private(set) var tally = LeapTally()

  /// (c_i/c_max)ᵖ, at most 1; scratch.
  private var weights: [Double]
  /// What a weight of 1 is, as ``weigh()`` has left it: that of ``powers`` with this reference,
  /// times this scale.
  private var reference: Int64 = 1
  private var scale = 1.0
  private var scratch: [Double]
  private var tree: WeightTree
  private var clocks: SafeClockCache

  /// Creates an engine with powers of its own.
  ///
  /// - Complexity: that of ``CountPowers``, which takes longer than a leap: share them among engines.
  init(dataset: Dataset, temperature: Temperature) {
    self.init(dataset: dataset, powers: CountPowers(exponent: temperature.exponent))
  }

  /// Creates an engine at `dataset`.
  ///
  /// - Parameter powers: cᵖ at the engine's temperature, p = 1/T.
  /// - Complexity: O(n).
  init(dataset: Dataset, powers: CountPowers) {
    // A copy of its own, and separate scratch: the first leap must not be the one that allocates.
    counts = dataset.counts.map { $0 }
    size = dataset.size
    exponent = powers.exponent
    self.powers = powers
    supportCount = dataset.counts.count { $0 > 0 }
    weights = Array(repeating: 0, count: dataset.categoryCount)
    scratch = Array(repeating: 0, count: dataset.categoryCount)
    tree = WeightTree(categoryCount: dataset.categoryCount)
    clocks = SafeClockCache()
    startSize = Self.startSize(supportCount: supportCount, exponent: powers.exponent)
  }

  private static func startSize(supportCount: Int, exponent: Double) -> Int64 {
    let isMany = supportCount > SingleStepEngine.mostForScan
    return isMany && exponent > 1 ? 0 : 240 + 24 * Int64(supportCount)
  }

  /// Goes to another state of as many categories, as a new engine would have it, without allocating:
  /// one engine serves many runs in turn.
  ///
  /// - Parameter state: counts, not all of them 0.
  /// - Complexity: O(n).
  mutating func adopt(_ state: [Int64]) {
    precondition(state.count == counts.count, "another number of categories")
    size = 0
    supportCount = 0
    for category in counts.indices {
      let count = state[category]
      counts[category] = count
      size += count
      supportCount += count > 0 ? 1 : 0
    }
    startSize = Self.startSize(supportCount: supportCount, exponent: exponent)
  }

  /// Draws samples until the dataset has exactly `target` of them.
  ///
  /// - Precondition: ``size`` ≤ `target` ≤ ``Dataset/maximumSize``.
  /// - Complexity: some 10 to 70 leaps of O(n), and at most some thousands of single steps for few
  ///   categories, 90n for many.
  mutating func advance(to target: Int64, using generator: inout some RandomNumberGenerator) {
    precondition(
      (size...Dataset.maximumSize).contains(target),
      "a leap goes forward, to at most \(Dataset.maximumSize) samples")
    while size < target { pass(room: target - size, using: &generator) }
    assert(counts.reduce(0, +) == size)
  }

  /// Draws about 1/32 decade of samples: one leap on the screen.
  ///
  /// It ends between half of 1/32 decade, which depends on the state alone, and the whole of it,
  /// most often in its last tenth, and never beyond `limit`. Where exactly is left to chance.
  ///
  /// - Precondition: ``size`` < `limit` ≤ ``Dataset/maximumSize``.
  /// - Complexity: one or two leaps of O(n), or as many single steps as the length has samples.
  mutating func leap(
    limit: Int64 = Dataset.maximumSize, using generator: inout some RandomNumberGenerator
  ) {
    precondition(size < limit && limit <= Dataset.maximumSize, "no room for another leap")
    let length = Engine.leapLength(from: size, limit: limit)
    let end = size + length
    let enough = end - length / 2
    while size < enough { pass(room: end - size, using: &generator) }
  }

  /// Draws between 1 and `room` samples, by whatever the regime asks for.
  private mutating func pass(room: Int64, using generator: inout some RandomNumberGenerator) {
    if exponent == 0 || exponent == 1 || supportCount == 1 {
      return jump(room, using: &generator)
    }
    let leader = weigh()
    var others = 0.0
    for category in counts.indices where category != leader { others += weights[category] }
    // G_p(room) ≤ room often spares the sum.
    let fewest = min(Self.fewestForOthers, Double(room) / 16)
    if others * Double(room) < fewest
      || others * PowerSum(count: Double(counts[leader]), exponent: exponent).value(Double(room))
        < fewest
    {
      return runLeader(leader, room: room, using: &generator)
    }
    if room <= Int64(max(256, 2 * supportCount)) {
      return step(room, using: &generator)
    }
    if size < startSize {
      return step(min(room, startSize - size), using: &generator)
    }
    var clock = safeClock(room: room, leader: leader, total: 1 + others)
    if clock * (1 + others) < Double(room) / 2 {
      // Far away, where rates multiply on the way, allowances for each category reach farther.
      clock = max(clock, safeClockByCategory(room: room, leader: leader, total: 1 + others))
    }
    let enough = Double(max(32, supportCount / 4))
    if clock * (1 + others) < enough {
      return step(min(room, Int64(enough)), using: &generator)
    }
    leap(clock: clock, room: room, using: &generator)
  }

  /// The laws that need no clock: T = 1, T = ∞, and a single category.
  private mutating func jump(_ room: Int64, using generator: inout some RandomNumberGenerator) {
    tally.leaps += 1
    size += room
    for category in counts.indices {
      let count = counts[category]
      weights[category] =
        count == 0
        ? 0 : exponent == 1 ? Gamma(validatedShape: Double(count)).sample(using: &generator) : 1
    }
    Multinomial.addSample(
      of: room, weights: weights, to: &counts, scratch: &scratch, using: &generator)
  }

  /// Advances every category by the same clock, in units of the leader's wait. Not private, so that
  /// a test can see what becomes of a clock that is too long.
  ///
  /// - Precondition: the weights are those of the present counts.
  mutating func leap(
    clock: Double, room: Int64, using generator: inout some RandomNumberGenerator
  ) {
    tally.leaps += 1
    let process = BirthProcess(exponent: exponent, powers: powers)
    var rest = room
    for category in counts.indices where weights[category] > 0 {
      let births = Int64(
        process.births(
          from: Double(counts[category]), clock: clock * weights[category], limit: Double(room),
          using: &generator))
      rest -= births
      // Not a precondition: that keeps its message to itself where optimised.
      guard rest >= 0 else {
        fatalError("a leap passed its target: a clock that should be safe to 1e-16 was not")
      }
      counts[category] += births
    }
    size += room - rest
  }

  /// A clock within which all categories together draw at most `room` = m samples, but for a chance
  /// of 10⁻¹⁶: the m-th sample of all comes no sooner than m waits at the largest total rate R that
  /// m samples can bring about, and P(m waits at rate 1 ≤ m(1−δ)) ≤ e^{−mδ²/2}.
  ///
  /// R is reached where p ≥ 1 by giving all to the leader; where p < 1 it is at most that of equal
  /// counts (Jensen), and at most that of the steepest growth there is, the smallest count's.
  private func safeClock(room: Int64, leader: Int, total: Double) -> Double {
    let room = Double(room)
    let largest = Double(counts[leader])
    var rate: Double
    if exponent >= 1 {
      rate = total - 1 + Double.pow(1 + room / largest, exponent)
    } else {
      var least = Int64.max
      for category in counts.indices where counts[category] > 0 {
        least = min(least, counts[category])
      }
      let smallest = Double(least)
      let steepest = exponent * Double.pow(smallest / largest, exponent) / smallest
      let support = Double(supportCount)
      let equal =
        support * Double.pow((Double(size) + room) / (support * largest), exponent)
      rate = min(total + room * steepest, equal)
    }
    // For the rounding of sums, weights and powers.
    rate *= 1 + 1e-9
    return max(0, (room - Double.sqrt(74 * room)) / rate)
  }

  /// A clock within which all categories together draw at most `room` samples, but for a chance of
  /// 10⁻¹⁶: each gets an allowance, and the clock is the least that is safe for all.
  ///
  /// Allowances go by weight, but for a slack shared evenly: enough for the fluctuations √room and
  /// for the weights' change on the way, a tenth at most.
  private mutating func safeClockByCategory(
    room: Int64, leader: Int, total: Double
  ) -> Double {
    let support = Double(supportCount)
    let room = Double(room)
    let slack = min(
      0.1,
      10 * Double.sqrt(support / room) + (1 + exponent) * room / Double(size))
    // −ln(10⁻¹⁶/n).
    let logProbability = 37 + Double.log(support)
    let exponent = exponent
    clocks.removeAll()
    func offset(_ weight: Double) -> Double {
      (room * ((1 - slack) * weight / total + 0.999 * slack / support)).rounded(.down) + 1
    }
    var least = HittingTime(count: Double(counts[leader]), exponent: exponent)
      .safeClock(offset: offset(1), logProbability: logProbability)
    for category in counts.indices where weights[category] > 0 && category != leader {
      if least == 0 { return 0 }
      let weight = weights[category]
      let count = counts[category]
      let clock = clocks.value(for: count) {
        let offset = offset(weight)
        if WeightGrowth(count: Double(count), exponent: exponent)
          .isOutOfReach(births: offset, clock: least * weight, logProbability: logProbability)
        {
          return .infinity
        }
        return HittingTime(count: Double(count), exponent: exponent)
          .safeClock(offset: offset, logProbability: logProbability)
      }
      least = min(least, clock / weight)
    }
    return least
  }

  /// Sets all weights relative to the category with the largest count, and returns it.
  mutating func weigh() -> Int {
    var leader = 0
    for category in counts.indices where counts[category] > counts[leader] { leader = category }
    reference = powers.reference(of: counts[leader])
    scale = 1 / powers.weight(of: counts[leader], reference: reference)
    for category in counts.indices { weights[category] = weight(of: counts[category]) }
    weights[leader] = 1
    return leader
  }

  /// The weight of a count in units of the leader's of ``weigh()``.
  @inline(__always)
  private func weight(of count: Int64) -> Double {
    powers.weight(of: count, reference: reference) * scale
  }

  /// Draws up to `steps` samples one by one; fewer when a weight outgrows its reference.
  private mutating func step(_ steps: Int64, using generator: inout some RandomNumberGenerator) {
    let drawn =
      counts.count <= SingleStepEngine.mostForScan
      ? WeightScan.draw(
        steps, into: &counts, weights: &weights, powers: powers, reference: reference,
        largest: Self.largestWeight / scale, using: &generator)
      : stepByTree(steps, using: &generator)
    size += drawn
    tally.singleSteps += drawn
  }

  private mutating func stepByTree(
    _ steps: Int64, using generator: inout some RandomNumberGenerator
  ) -> Int64 {
    let (powers, reference, scale) = (powers, reference, scale)
    var random = generator
    defer { generator = random }
    let looksAhead = tree.looksAhead
    return counts.withUnsafeMutableBufferPointer { counts in
      tree.setAll { powers.weight(of: counts[$0], reference: reference) * scale }
      return tree.withNodes { nodes in
        var step: Int64 = 0
        while step < steps {
          let end = min(steps, step + WeightTree.drawsAhead)
          if looksAhead { nodes.lookAhead(Int(end - step), counts: counts, random) }
          while step < end {
            step += 1
            let category = nodes.category(at: random.next())
            let count = counts[category] + 1
            counts[category] = count
            let weight = powers.weight(of: count, reference: reference) * scale
            nodes.change(
              category, from: powers.weight(of: count - 1, reference: reference) * scale,
              to: weight)
            if weight > Self.largestWeight || nodes.isFull { return step }
          }
        }
        return step
      }
    }
  }

  /// Draws up to `room` samples as runs of the leader, each ended by one sample of another category.
  private mutating func runLeader(
    _ leader: Int, room: Int64, using generator: inout some RandomNumberGenerator
  ) {
    weights[leader] = 0
    tree.setAll { weights[$0] }
    var rest = room
    runs: for _ in 0..<64 where rest > 0 {
      tally.leaderRuns += 1
      let run = LeaderRun(
        count: Double(counts[leader]), exponent: exponent,
        others: tree.total / weight(of: counts[leader]))
      switch run.sample(room: Double(rest), using: &generator) {
      case .undisturbed:
        counts[leader] += rest
        rest = 0
      case .ended(let length, let byOther):
        let samples = Int64(length)
        counts[leader] += samples
        rest -= samples + 1
        guard byOther else {
          counts[leader] += 1
          continue
        }
        let category = tree.category(at: generator.next())
        counts[category] += 1
        let weight = weight(of: counts[category])
        tree.change(category, from: weights[category], to: weight)
        weights[category] = weight
        if weight > Self.largestWeight || tree.isFull { break runs }
      }
    }
    size += room - rest
  }
}
