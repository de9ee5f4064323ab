import HeatDeath
import TerminalDrawing

/// What becomes of each category in the end, in few characters: the odds that it takes everything,
/// where chance puts it, or its share where the flow leads.
///
/// Everything is in per cent. No odds and no live share are rounded to 0 or 100.
struct EndColumn {
  /// `nil` while it is being computed.
  let forecast: Forecast?
  /// The present counts.
  let counts: [Int64]
  let format: NumberFormat
  /// Whether a prediction is asked for that it would give away.
  var isVeiled = false
  /// Whether it is of another moment than the counts: all of it is dim then.
  var isOfAnotherMoment = false

  /// The most characters of a text.
  static let width = 9

  /// What the column is called, from the longest to the shortest.
  var headings: [String] {
    guard !isVeiled else { return ["in the end", "end"] }
    return switch forecast?.end {
    case .winner: ["wins in the end", "wins"]
    case .randomPoint: ["settles at", "settles"]
    case .restPoint(let end) where !end.isAttracting: ["on average", "average"]
    case .restPoint where forecast?.mayEndElsewhere == true: ["drawn to", "end"]
    case .uniform, .restPoint: ["share in the end", "in the end", "end"]
    case .unknown: ["no forecast", "end ?"]
    case nil: ["in the end", "end"]
    }
  }

  /// What stands in the row of a category, and whether there is nothing to be expected of it.
  func text(of category: Int) -> (text: String, isIdle: Bool) {
    let (text, isIdle) = words(of: category)
    return (text, isIdle || isOfAnotherMoment)
  }

  private func words(of category: Int) -> (text: String, isIdle: Bool) {
    guard !isVeiled else { return ("?", true) }
    switch forecast?.end {
    case nil: return (format.symbols.ellipsis.description, true)
    case .unknown: return (format.symbols.dash, true)
    case .winner(let winner):
      let odds = winner.odds[category]
      if case .fates = winner.method, odds > 0 {
        return (spread(odds, winner.errors[category]), false)
      }
      return (self.odds(category, winner), counts[category] == 0)
    case .randomPoint(let end):
      let deviation = end.standardDeviations[category]
      let mean = end.means[category]
      // Without a deviation it is at 0, or alone.
      return deviation > 0
        ? (spread(mean, deviation), false) : (short(mean, complement: 1 - mean), mean == 0)
    case .uniform(let end): return share(of: category, at: end.point)
    case .restPoint(let end): return share(of: category, at: end.point)
    }
  }

  /// What stands in the row of several categories that count as one.
  func text(of members: [Int]) -> (text: String, isIdle: Bool) {
    let (text, isIdle) = words(of: members)
    return (text, isIdle || isOfAnotherMoment)
  }

  private func words(of members: [Int]) -> (text: String, isIdle: Bool) {
    guard members.count != 1, !isVeiled else { return words(of: members[0]) }
    func sum(_ values: [Double]) -> (value: Double, rest: Double) {
      var sum = (value: 0.0, rest: 0.0)
      var isMember = [Bool](repeating: false, count: values.count)
      for member in members where values.indices.contains(member) { isMember[member] = true }
      for (value, isMember) in zip(values, isMember) {
        if isMember { sum.value += value } else { sum.rest += value }
      }
      return sum
    }
    switch forecast?.end {
    case nil: return (format.symbols.ellipsis.description, true)
    case .unknown: return (format.symbols.dash, true)
    case .winner(let winner):
      let (odds, others) = sum(winner.odds)
      let isIdle = members.allSatisfy { counts[$0] == 0 }
      if case .fates = winner.method, odds > 0 {
        // Fates fall into one category each: what they stray by adds up to less than this.
        let squares = members.reduce(0) { $0 + winner.errors[$1] * winner.errors[$1] }
        return (spread(odds, squares.squareRoot()), false)
      }
      if odds == 0, !isIdle { return (Self.nearlyNone, false) }
      let isAlone = members.reduce(0) { $0 + counts[$1] } == counts.reduce(0, +)
      if others == 0, !isAlone, odds > 0 { return (Self.nearlyAll, false) }
      return (format.odds(odds, complement: others), isIdle)
    case .randomPoint(let end):
      // Parts of a Dirichlet law add up to one of such a law.
      let (part, others) = sum(end.parameters)
      let total = part + others
      let deviation = (part / total * (others / total) / (total + 1)).squareRoot()
      return deviation > 0
        ? (spread(part / total, deviation), false)
        : (short(part / total, complement: others / total), part == 0)
    case .uniform(let end): return share(of: sum(end.point.coordinates))
    case .restPoint(let end): return share(of: sum(end.point.coordinates))
    }
  }

  private func share(
    of sum: (value: Double, rest: Double)
  ) -> (text: String, isIdle: Bool) {
    (short(sum.value, complement: sum.rest), sum.value == 0)
  }

  private func share(of category: Int, at point: SimplexPoint) -> (text: String, isIdle: Bool) {
    (short(point[category], complement: point.complement(of: category)), point[category] == 0)
  }

  /// The odds of a category. Those of one that has samples are never 0, even where they are too small
  /// to be computed, nor 1 beside another that has some.
  private func odds(_ category: Int, _ winner: WinnerOdds) -> String {
    let odds = winner.odds
    if counts[category] > 0, odds[category] == 0 { return Self.nearlyNone }
    let others = odds.indices.reduce(0) { $1 == category ? $0 : $0 + odds[$1] }
    let isAlone = counts.indices.allSatisfy { $0 == category || counts[$0] == 0 }
    if others == 0, !isAlone, odds[category] > 0 { return Self.nearlyAll }
    return format.odds(odds[category], complement: others)
  }

  /// A share in per cent; of one that would be written with a power of ten it is enough to say that it is
  /// nearly all or nearly none.
  private func short(_ value: Double, complement: Double) -> String {
    let isPower = value > 0 && complement > 0 && min(value, complement) < 1e-5
    let text = format.percent(value, complement: complement)
    return text.terminalColumns <= NumberFormat.percentColumns && !isPower
      ? text : value > complement ? Self.nearlyAll : Self.nearlyNone
  }

  private static let nearlyAll = ">99.99 %"
  private static let nearlyNone = "<0.01 %"

  /// A share and how far it may be off or stray, to the same digit, as in `50±15 %` and `30.9±0.1%`;
  /// alone where it strays less than the last digit tells.
  private func spread(_ value: Double, _ deviation: Double) -> String {
    let (mean, sigma) = (100 * value, 100 * deviation)
    guard sigma >= 0.05 else {
      return short(value, complement: 1 - value)
    }
    let digits = sigma >= 9.95 || mean >= 99.95 ? 0 : 1
    let (about, spread) = (
      format.fixed(mean, digits: digits), format.fixed(sigma, digits: digits)
    )
    let text = "\(about)\(format.symbols.plusMinus)\(spread)"
    // All of a column alike: with a digit there is no room for the blank, in ASCII not always for the sign.
    let short = digits == 0 ? "\(text) %" : "\(text)%"
    return short.terminalColumns <= Self.width ? short : text
  }
}
