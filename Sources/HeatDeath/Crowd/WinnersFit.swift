import RealModule

/// How often each category has won in a crowd, beside its odds: Pearson's χ²,
///
///     X² = Σ (m_i − m p_i)² / (m p_i)
///
/// over the m runs that have a leader, with m_i of them led by a category whose odds are p_i. Categories
/// that expect fewer than ``leastExpected`` runs count as one. Odds from fates are off by chance as well:
/// X² is then divided by 1 + m/f, f the number of fates.
///
/// - Source: K. Pearson, "On the criterion that a given system of deviations…", Philosophical Magazine
///   50 (1900).
public struct WinnersFit: Hashable, Sendable {
  /// X².
  public let statistic: Double

  /// Cells less one.
  public let degreesOfFreedom: Int

  /// How far the cell that is off most is, |m_i − m p_i|/√(m p_i (1 − p_i)): in standard errors.
  public let largestDeviation: Double

  /// The share of crowds that chance puts at least as far off, where the odds are right: from 0 to 1.
  public var pValue: Double {
    SpecialFunctions.upperGamma(Double(degreesOfFreedom) / 2, statistic / 2)
  }

  /// Runs that a cell expects at least.
  static let leastExpected = 5.0

  /// - Returns: `nil` while so many runs have not settled that who wins them could be seen, more than
  ///   √m/4, at most half a standard error; and where fewer than two cells are left.
  /// - Complexity: O(n log n).
  public init?(_ summary: CrowdSummary, odds: WinnerOdds) {
    let runs = summary.leaders.reduce(0, +)
    let open = summary.runCount - summary.settled.reduce(0, +)
    guard runs > 0, Double(open) <= Double.sqrt(Double(runs)) / 4,
      odds.odds.count == summary.leaders.count
    else { return nil }
    var excess = 1.0
    if case .fates(let count) = odds.method { excess += Double(runs) / Double(max(1, count)) }
    // From the smallest on, so that what expects too few is put together; what is left of it goes to the
    // largest.
    var cells: [(found: Double, expected: Double)] = []
    var rest = (found: 0.0, expected: 0.0)
    for category in odds.odds.indices.sorted(by: { odds.odds[$0] < odds.odds[$1] }) {
      rest.found += Double(summary.leaders[category])
      rest.expected += Double(runs) * odds.odds[category]
      if rest.expected >= Self.leastExpected {
        cells.append(rest)
        rest = (0, 0)
      }
    }
    guard cells.count > 1 else { return nil }
    cells[cells.count - 1].found += rest.found
    cells[cells.count - 1].expected += rest.expected
    var (statistic, largest) = (0.0, 0.0)
    for cell in cells {
      let gap = cell.found - cell.expected
      statistic += gap * gap / cell.expected / excess
      let variance = cell.expected * (1 - cell.expected / Double(runs)) * excess
      if variance > 0 { largest = max(largest, abs(gap) / Double.sqrt(variance)) }
    }
    guard statistic.isFinite else { return nil }
    self.statistic = statistic
    degreesOfFreedom = cells.count - 1
    largestDeviation = largest
  }
}

extension CrowdReport {
  /// How the crowd's winners compare with their odds; `nil` where there are none, or not yet.
  public var winnersFit: WinnersFit? {
    guard case .winner(let odds)? = prediction.forecast?.end else { return nil }
    return WinnersFit(summary, odds: odds)
  }
}
