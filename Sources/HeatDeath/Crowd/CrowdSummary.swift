import RealModule

/// What the runs of a crowd have in common: who leads, where they are on average, how far apart.
///
/// A run counts for the category with the largest count, its leader; where several have it, for none.
/// A run has settled once its leader has more than 1 − 10⁻³ of the data.
public struct CrowdSummary: Hashable, Sendable {
  /// What a run's leader must have at least for the run to have settled.
  public static let settledShare = 1 - 1e-3

  /// k.
  public let clock: Int64
  /// m, how many runs it is taken from.
  public let runCount: Int
  /// How many runs each category leads.
  public let leaders: [Int]
  /// How many of these have settled.
  public let settled: [Int]
  /// The mean of each share.
  public let means: [Double]
  /// The variance of each share, Σ(x − x̄)²/(m − 1); 0 of a single run.
  public let variances: [Double]

  /// - Complexity: O(m·n).
  public init(_ figures: CrowdFigures, categoryCount n: Int) {
    clock = figures.clock
    runCount = figures.runCount
    var leaders = [Int](repeating: 0, count: n)
    var settled = leaders
    // About the first run's shares: what is near one point would cancel.
    var centre: [Double]?
    var sums = [Double](repeating: 0, count: n)
    var squares = sums
    figures.eachRun { counts in
      var size: Int64 = 0
      var (leader, largest, isTied) = (0, Int64(-1), false)
      for (category, count) in counts.enumerated() {
        size += count
        if count > largest {
          (leader, largest, isTied) = (category, count, false)
        } else if count == largest {
          isTied = true
        }
      }
      if !isTied {
        leaders[leader] += 1
        if Double(largest) > Self.settledShare * Double(size) { settled[leader] += 1 }
      }
      let scale = 1 / Double(size)
      if centre == nil { centre = counts.map { Double($0) * scale } }
      for (category, count) in counts.enumerated() {
        let distance = Double(count) * scale - (centre?[category] ?? 0)
        sums[category] += distance
        squares[category] += distance * distance
      }
    }
    self.leaders = leaders
    self.settled = settled
    let runs = Double(max(1, runCount))
    means = zip(centre ?? sums, sums).map { $0 + $1 / runs }
    variances = zip(sums, squares).map { sum, square in
      max(0, square - sum * sum / runs) / max(1, runs - 1)
    }
  }

  /// The standard deviation of each share.
  public var standardDeviations: [Double] { variances.map { Double.sqrt($0) } }

  /// The standard error of each mean.
  public var meanErrors: [Double] {
    variances.map { Double.sqrt($0 / Double(max(1, runCount))) }
  }

  /// The share of the runs that a category leads.
  public func share(ledBy category: Int) -> Double {
    Double(leaders[category]) / Double(max(1, runCount))
  }

  /// The standard error of ``share(ledBy:)``: √(p(1−p)/m) with (wins + 1)/(m + 2) for p, so that it is
  /// not 0 where a category leads no run.
  public func error(ofShareLedBy category: Int) -> Double {
    let p = Double(leaders[category] + 1) / Double(runCount + 2)
    return Double.sqrt(p * (1 - p) / Double(max(1, runCount)))
  }

  /// Runs in which several categories have the largest count.
  public var tiedCount: Int { runCount - leaders.reduce(0, +) }
}
