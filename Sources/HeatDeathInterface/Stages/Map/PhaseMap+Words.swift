import HeatDeath

extension PhaseMap {
  /// What a cell is, and how far its runs go, for a window so wide.
  func settings(_ format: NumberFormat, width: Int) -> String {
    let (runs, size) = (diagram.runCount, format.restingCount(diagram.finalSize))
    if width < MapLayout.leastWords { return "\(runs) runs to k = \(size)" }
    if width < MapLayout.leastSentences { return "\(runs) runs a cell, each to k = \(size)" }
    let counts = zip(diagram.scenario.names, diagram.scenario.initialData.counts)
      .map { "\($0) \(format.count($1))" }.joined(separator: ", ")
    let first = counts.terminalColumns <= 24 ? "the first data (\(counts))" : "the first data"
    let start = "a cell: \(runs) runs from \(first) to k = \(size)"
    return isShort ? "\(start) only: no leap holds" : start
  }

  /// Which lines are drawn, and what they mean.
  func lines(_ format: NumberFormat, width: Int) -> String {
    let isWide = width >= MapLayout.leastSentences
    guard let thresholds else {
      return isWide
        ? "no lines: they are drawn for uniform fresh data alone"
        : "no lines: fresh data not uniform"
    }
    let (most, even) = ("\(format.symbols.lambda)*", "1\(format.symbols.minus)T")
    if thresholds.allSatisfy({ $0.uniformThreshold == $0.collapseThreshold }) {
      return isWide
        ? "in the end evenness holds above the line, \(even), and a lead lasts below it"
        : "line: \(even) (? explains)"
    }
    return isWide
      ? "in the end no lead lasts above \(most) (solid), evenness holds above \(even) (dashed)"
      : "lines: \(most) and \(even) (? explains)"
  }

  /// What a place holds.
  ///
  /// - Parameter isPlaced: whether a sentence that is not brief says at which T and λ.
  func words(
    _ column: Int, _ row: Int, _ format: NumberFormat, isBrief: Bool, isPlaced: Bool = true
  ) -> String {
    let temperature = format.temperature(Self.temperature(column).value)
    let share = "\(format.symbols.lambda) \(format.fraction(Self.fraction(row)))"
    let start = isBrief || !isPlaced ? "" : "T \(temperature), \(share): "
    guard let outcome = outcome(column, row) else {
      let runs = known(column, row)?.runCount ?? 0
      return isBrief
        ? "computed: \(runs) of \(diagram.runCount)"
        : start + "being computed, \(runs) of \(diagram.runCount) runs so far"
    }
    let kept = format.percent(outcome.meanRetained, complement: 1 - outcome.meanRetained)
    let fates = Self.fates(
      of: outcome.runCount, collapsed: outcome.collapsedCount, even: outcome.uniformCount,
      areOpen: Self.fraction(row) == 0 && Self.temperature(column) != .one)
    let largest = outcome.meanLargestShare
    let lead = format.percent(largest, complement: 1 - largest)
    guard isBrief || outcome.collapsedCount + outcome.uniformCount > 0 else {
      return "\(start)\(fates.long): one leads with \(lead) on average; \(kept) is kept"
    }
    return isBrief
      ? "\(fates.brief), \(kept) kept"
      : "\(start)\(fates.long); \(kept) of the initial law is kept"
  }

  /// How runs ended: how most of them did, and all of it.
  ///
  /// - Parameter areOpen: whether runs that are neither collapsed nor even at K become so yet. Fresh data
  ///   may hold them in between for ever, and at T = 1 chance does: of these it is not said.
  static func fates(
    of all: Int, collapsed: Int, even: Int, areOpen: Bool
  ) -> (brief: String, long: String) {
    let open = all - collapsed - even
    let yet = areOpen ? " yet" : ""
    let kinds = [(collapsed, "one-sided"), (even, "even")].filter { $0.0 > 0 }
      .sorted { $0.0 > $1.0 }
    guard let most = kinds.first else {
      return ("\(open)/\(all) neither\(yet)", "no run is one-sided or even\(yet)")
    }
    let brief = most.0 >= open ? "\(most.0)/\(all) \(most.1)" : "\(open)/\(all) neither\(yet)"
    if most.0 == all { return (brief, "all \(all) runs \(most.1)") }
    let rest = kinds.dropFirst().map { ", \($0.0) \($0.1)" }.joined()
    let left = open > 0 ? ", \(open) \(areOpen && kinds.count == 1 ? "not" : "neither")\(yet)" : ""
    return (brief, "\(most.0) of \(all) runs \(most.1)\(rest)\(left)")
  }

  /// How far it has been computed.
  func progress(stride: Int) -> [String] {
    let (known, all) = (knownCount(stride: stride), Self.cellCount(stride: stride))
    return known == all
      ? ["\(all) cells", ""] : ["\(known) of \(all) cells", "\(known)/\(all)", ""]
  }
}
