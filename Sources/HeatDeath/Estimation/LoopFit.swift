import RealModule

/// Whether what was observed scatters around the model as it says: Pearson's χ² of blocks of a log.
///
/// Up to 16 blocks of neighbouring steps; in each, what every category got against what it was to get
/// given each step's beginning. A loop that follows another law, or changes on the way, is off to one
/// side in some block. Categories that expect fewer than 5 in a block are put together.
public struct LoopFit: Hashable, Sendable {
  /// X².
  public let statistic: Double
  /// Cells less blocks less what was estimated.
  public let degreesOfFreedom: Int

  /// Whether a statistic that is too small counts as well: rows that share samples scatter less than
  /// draws do.
  let isTwoSided: Bool

  /// The probability of a statistic at least this large, or for samples of their own this far to one
  /// side, where the model is right.
  public var pValue: Double {
    let upper = SpecialFunctions.upperGamma(Double(degreesOfFreedom) / 2, statistic / 2)
    return isTwoSided ? min(1, 2 * min(upper, 1 - upper)) : upper
  }

  /// Below this the model is said not to explain a log.
  public static let significance = 0.01

  /// Whether the model explains the log.
  public var isExplained: Bool { pValue >= Self.significance }

  static let mostBlocks = 16
  private static let leastExpected = 5.0

  /// - Returns: `nil` where nothing is left to test.
  private init?(statistic: Double, cells: Int, estimated: Int, isTwoSided: Bool = false) {
    guard cells > estimated, statistic.isFinite else { return nil }
    self.statistic = statistic
    degreesOfFreedom = cells - estimated
    self.isTwoSided = isTwoSided
  }

  /// Into how many blocks steps go.
  private static func blockCount(_ steps: Int) -> Int { max(1, min(mostBlocks, steps / 8)) }

  /// What one block has of each category.
  private struct Block {
    var observed: [Int: Double] = [:]
    var expected: [Int: Double] = [:]
    var variance: [Int: Double] = [:]

    mutating func add(_ category: Int, _ found: Double, _ mean: Double, variance: Double) {
      observed[category, default: 0] += found
      expected[category, default: 0] += mean
      self.variance[category, default: 0] += variance
    }

    /// Its part of X², and its degrees of freedom.
    var test: (statistic: Double, freedom: Int) {
      var rest = (found: 0.0, mean: 0.0, variance: 0.0)
      var sum = 0.0
      var cells = 0
      for (category, mean) in expected.sorted(by: { $0.key < $1.key }) {
        let found = observed[category] ?? 0
        let spread = variance[category] ?? 0
        if mean < LoopFit.leastExpected {
          rest = (rest.found + found, rest.mean + mean, rest.variance + spread)
        } else {
          sum += (found - mean) * (found - mean) / spread
          cells += 1
        }
      }
      if rest.mean >= LoopFit.leastExpected {
        sum += (rest.found - rest.mean) * (rest.found - rest.mean) / rest.variance
        cells += 1
      }
      return cells > 1 ? (sum, cells - 1) : (0, 0)
    }
  }

  /// Of totals: near steps by counts, far ones by times on the clock of the urn.
  ///
  /// A near step's counts scatter by the factor 1 + p·m/k more than independent draws, since what is
  /// drawn early changes what is drawn late.
  init?(_ likelihood: TotalsLikelihood, _ peak: LikelihoodPeak) {
    var (statistic, cells) = (0.0, 0)
    let near = likelihood.items.filter(\.isNear)
    let total = near.reduce(0) { $0 + $1.count }
    var blocks = [Block](repeating: Block(), count: Self.blockCount(near.count))
    var done = 0.0
    for item in near {
      let place = min(blocks.count - 1, Int(done / total * Double(blocks.count)))
      done += item.count
      let mean = likelihood.meanLaw(
        of: item, exponent: peak.exponent, external: peak.external)
      let excess = 1 + peak.exponent * (item.count - 1) / item.size
      for (index, category) in item.categories.enumerated() where mean[index] > 0 {
        let expected = item.count * mean[index]
        blocks[place].add(
          category, item.births[index], expected, variance: expected * excess)
      }
    }
    for block in blocks {
      let test = block.test
      statistic += test.statistic
      cells += test.freedom
    }
    if likelihood.law == nil {
      let far = likelihood.items.filter { !$0.isNear }
      let test = Self.clockTest(far, exponent: peak.exponent)
      statistic += test.statistic
      cells += test.freedom
    }
    self.init(
      statistic: statistic, cells: cells, estimated: likelihood.law == nil ? 1 : 2)
  }

  /// Times of far steps, each less the step's own and over its deviation: in every block a χ² with one
  /// degree of freedom less than there are categories. A category takes part with a gamma law of shape
  /// 8 or more, which is nearly normal.
  private static func clockTest(
    _ items: [TotalsLikelihood.Item], exponent: Double
  ) -> (statistic: Double, freedom: Int) {
    guard !items.isEmpty else { return (0, 0) }
    let blockCount = blockCount(items.count)
    var sums = [[Int: (sum: Double, count: Double)]](repeating: [:], count: blockCount)
    for (number, item) in items.enumerated() {
      let largest = item.from.max() ?? 1
      var waits: [(category: Int, wait: ClockWait)] = []
      for (index, category) in item.categories.enumerated() where item.births[index] > 0 {
        let wait = ClockWait(item.from[index], item.births[index], exponent, largest: largest)
        if wait.shape >= 8 { waits.append((category, wait)) }
      }
      guard waits.count > 1 else { continue }
      let precision = waits.reduce(0) { $0 + 1 / $1.wait.variance }
      let time = waits.reduce(0) { $0 + $1.wait.mean / $1.wait.variance } / precision
      let block = number * blockCount / items.count
      for (category, wait) in waits {
        var cell = sums[block][category] ?? (0, 0)
        cell.sum += (wait.mean - time) / Double.sqrt(wait.variance)
        cell.count += 1
        sums[block][category] = cell
      }
    }
    var (statistic, freedom) = (0.0, 0)
    for block in sums where block.count > 1 {
      // In one order, or the last digit would depend on it.
      for (_, cell) in block.sorted(by: { $0.key < $1.key }) {
        statistic += cell.sum * cell.sum / cell.count
      }
      freedom += block.count - 1
    }
    return (statistic, freedom)
  }

  /// Of samples of their own.
  init?(_ likelihood: SamplesLikelihood, _ peak: LikelihoodPeak) {
    let items = likelihood.items
    var blocks = [Block](repeating: Block(), count: Self.blockCount(items.count))
    for (number, item) in items.enumerated() {
      let place = number * blocks.count / items.count
      let mean = loopLaw(
        item.theta, exponent: peak.exponent, external: peak.external, law: likelihood.law)
      let size = item.drawn.reduce(0, +)
      for (index, category) in item.categories.enumerated() where mean[index] > 0 {
        blocks[place].add(
          category, item.drawn[index], size * mean[index], variance: size * mean[index])
      }
    }
    let tests = blocks.map(\.test)
    // Sums of a block would hide that its steps scatter more, or less, than draws do.
    let scatter = Self.scatter(items, likelihood.law, peak)
    self.init(
      statistic: tests.reduce(scatter.statistic) { $0 + $1.statistic },
      cells: tests.reduce(scatter.freedom) { $0 + $1.freedom },
      estimated: likelihood.law == nil ? 1 : 2, isTwoSided: true)
  }

  /// X² of single steps, as one χ² each.
  private static func scatter(
    _ items: [SamplesLikelihood.Item], _ law: [Double]?, _ peak: LikelihoodPeak
  ) -> (statistic: Double, freedom: Int) {
    var (statistic, freedom) = (0.0, 0)
    for item in items {
      var block = Block()
      let mean = loopLaw(
        item.theta, exponent: peak.exponent, external: peak.external, law: law)
      let size = item.drawn.reduce(0, +)
      for (index, category) in item.categories.enumerated() where mean[index] > 0 {
        block.add(category, item.drawn[index], size * mean[index], variance: size * mean[index])
      }
      let test = block.test
      statistic += test.statistic
      freedom += test.freedom
    }
    return (statistic, freedom)
  }

  /// Of laws: sums of a block's residuals against what neighbouring residuals differ by, which is noise
  /// whatever the law is: that of the block or of the whole log, whichever is larger, since noise may
  /// fall as data grow. Blocks have 16 steps or more.
  ///
  /// - Parameters:
  ///   - residuals: of each step, a number a category.
  ///   - estimated: how many parameters.
  init?(residuals: [[Double]], estimated: Int) {
    let count = residuals.count
    guard count >= 16, let categories = residuals.first?.count, categories > 1,
      residuals.allSatisfy({ $0.count == categories })
    else { return nil }
    let scale = residuals.reduce(0) { $0 + $1.reduce(0) { $0 + $1 * $1 } } / Double(count)
    // The model to rounding.
    guard scale > 1e-24 else {
      self.init(statistic: 0, cells: estimated + 1, estimated: estimated)
      return
    }
    let overall = Self.noise(residuals[...])
    let blockCount = max(1, min(Self.mostBlocks, count / 16))
    var (statistic, cells) = (0.0, 0)
    for block in 0..<blockCount {
      let members = residuals[block * count / blockCount..<(block + 1) * count / blockCount]
      var sums = [Double](repeating: 0, count: categories)
      for row in members {
        for category in row.indices { sums[category] += row[category] }
      }
      let noise = max(overall, Self.noise(members), 1e-300)
      statistic += sums.reduce(0) { $0 + $1 * $1 } / Double(members.count) / noise
      cells += categories - 1
    }
    self.init(statistic: statistic, cells: cells, estimated: estimated)
  }

  /// The variance of a residual for each degree of freedom, from neighbours.
  private static func noise(_ residuals: ArraySlice<[Double]>) -> Double {
    var sum = 0.0
    for (row, next) in zip(residuals, residuals.dropFirst()) {
      for (one, other) in zip(row, next) { sum += (one - other) * (one - other) / 2 }
    }
    let categories = residuals.first?.count ?? 0
    return sum / Double(max(1, (residuals.count - 1) * (categories - 1)))
  }
}
