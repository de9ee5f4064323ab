import HeatDeath

extension PhaseMap {
  /// What a cell is, and how far its runs go.
  func settings(_ format: NumberFormat, isBrief: Bool) -> String {
    let size = size(format)
    if isBrief { return "\(diagram.runCount) runs to k = \(size)" }
    let start = "a cell: \(diagram.runCount) runs from the first data to k = \(size)"
    return isShort ? "\(start) only: no leap holds" : start
  }

  private func size(_ format: NumberFormat) -> String {
    let size = diagram.finalSize
    guard
      let power = (3...18).first(where: { String(size) == "1" + String(repeating: "0", count: $0) })
    else { return format.count(size) }
    return format.magnitude(power)
  }

  /// Which lines are drawn, and what they mean.
  func lines(_ format: NumberFormat) -> String {
    guard let thresholds else {
      return "no lines are drawn: thresholds are known for uniform fresh data alone"
    }
    let even = "1\(format.symbols.minus)T"
    if thresholds.allSatisfy({ $0.uniformThreshold == $0.collapseThreshold }) {
      return "the line, \(even): above it evenness holds, below it collapse does"
    }
    return
      "\(format.symbols.lambda)*, solid: above it no collapse lasts; \(even), dashed: above it evenness holds"
  }

  /// What a place holds.
  func words(_ column: Int, _ row: Int, _ format: NumberFormat, isBrief: Bool) -> String {
    let temperature = format.temperature(Self.temperature(column).value)
    let share = "\(format.symbols.lambda) \(format.fraction(Self.fraction(row)))"
    let start = isBrief ? "" : "T \(temperature), \(share): "
    guard let outcome = outcome(column, row) else {
      let runs = known(column, row)?.runCount ?? 0
      return start + "being computed, \(runs) of \(diagram.runCount) runs so far"
    }
    let kept = format.percent(outcome.meanRetained, complement: 1 - outcome.meanRetained)
    return start + fates(outcome, isBrief: isBrief) + (isBrief ? ", " : "; ") + "\(kept) is kept"
  }

  private func fates(_ outcome: PhaseOutcome, isBrief: Bool) -> String {
    let mixed = outcome.runCount - outcome.collapsedCount - outcome.uniformCount
    let kinds = [
      (outcome.collapsedCount, "collapsed"), (mixed, "mixed"), (outcome.uniformCount, "even"),
    ].filter { $0.0 > 0 }
    if kinds.count == 1 { return "all \(outcome.runCount) runs \(kinds[0].1)" }
    let rest = kinds.dropFirst().map { ", \($0.0) \($0.1)" }.joined()
    let runs = isBrief ? "" : " runs"
    return "\(kinds[0].0) of \(outcome.runCount)\(runs) \(kinds[0].1)\(rest)"
  }

  /// How far it has been computed.
  func progress(stride: Int) -> [String] {
    let (known, all) = (knownCount(stride: stride), Self.cellCount(stride: stride))
    return known == all
      ? ["\(all) cells", ""] : ["\(known) of \(all) cells", "\(known)/\(all)", ""]
  }
}
