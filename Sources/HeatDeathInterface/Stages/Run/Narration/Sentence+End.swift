import HeatDeath
import RealModule

extension Sentence {
  /// What a flight has come to, and where the fate is known, what comes after it. It stands
  /// until anything changes.
  static func end(in report: RunReport) -> Sentence {
    let (snapshot, fate) = (report.snapshot, report.fate)
    let (generation, clock, theta) = (snapshot.generation, snapshot.clock, snapshot.theta)
    return Sentence(
      .deed,
      while: {
        $0.fate == fate && $0.snapshot.generation == generation && $0.snapshot.clock == clock
          && $0.snapshot.theta == theta
      },
      words: { format in
        let end = words(of: snapshot, format)
        return fate.map { "\(end); \(words(of: $0, in: snapshot, format))" } ?? end
      })
  }

  /// A leader with all but this share has taken over.
  private static let remnant = 0.05

  /// The shares in few words: `A has all but 0.8 % of the data`.
  static func words(of snapshot: Snapshot, _ format: NumberFormat) -> String {
    let (scenario, theta) = (snapshot.scenario, snapshot.theta)
    let alive = theta.shares.filter { $0 > 0 }
    if let leader = snapshot.leader, theta.complement(of: leader) < remnant {
      let rest = theta.complement(of: leader)
      if snapshot.isOfData {
        let all = rest == 0 ? "all" : "all but \(format.small(100 * rest)) %"
        return "\(scenario.name(of: leader)) has \(all) of the data"
      }
      return "the model gives \(scenario.name(of: leader)) "
        + (rest == 0 ? "everything" : "all but \(format.small(100 * rest)) %")
    }
    if snapshot.assumptionClass.samplerClass == .contracting, snapshot.externalData.fraction == 0,
      let largest = alive.max(), let smallest = alive.min()
    {
      let name = alive.count < snapshot.categoryCount ? "living share" : "share"
      let difference = Double(largest - smallest) / Double(alive.reduce(0, +))
      let whose = snapshot.isOfData ? "" : "model's "
      return
        "the \(whose)largest \(name) is \(format.small(100 * difference)) percentage points above the "
        + "smallest"
    }
    let places = theta.coordinates.indices.sorted { theta[$0] > theta[$1] }
    let shares = ShareList(count: places.count) {
      scenario.name(of: places[$0])
    } figure: {
      format.percent(of: places[$0], in: theta)
    }
    let giver = snapshot.isOfData ? "" : "the model gives "
    return "at k = \(format.restingCount(snapshot.size)): \(giver)\(shares.words)"
  }

  /// The same in fewer words, for runs side by side, and what is still to come where the shares do not say
  /// it, as at k = 10¹⁸ they may not: `A has all but 0.8 %`, `A stays at 54.7 %`, `A has 40.1 %, all will be
  /// alike`.
  ///
  /// - Parameter end: what becomes of the run; `nil` while it is not known.
  /// - Returns: three wordings, from the longest to the shortest: the second without what is to come, the
  ///   third the figure alone, `A 54.7 %`.
  static func summaries(
    of snapshot: Snapshot, before end: Forecast.End?, _ format: NumberFormat
  ) -> [String] {
    let theta = snapshot.theta
    let living = theta.coordinates.filter { $0 > 0 }
    let spread = (living.max() ?? 0) - (living.min() ?? 0)
    if let leader = snapshot.leader, theta.complement(of: leader) < remnant {
      let (name, rest) = (snapshot.scenario.name(of: leader), theta.complement(of: leader))
      let words = "\(name) has all" + (rest == 0 ? "" : " but \(format.small(100 * rest)) %")
      return [words, words, "\(name) \(format.percent(of: leader, in: theta))"]
    }
    // Of some that are left alike the others are no more.
    let left = living.count < theta.dimension ? "\(living.count) left, " : ""
    let alike =
      spread == 0
      ? (left.isEmpty ? "all alike" : "\(left)alike")
      : spread < remnant ? "\(left)alike to \(format.small(100 * spread)) %" : nil
    let (words, figure): (String, String)
    if let leader = snapshot.leader, alike == nil {
      let verb = if case .randomPoint? = end { "stays at" } else { "has" }
      let (name, share) = (
        snapshot.scenario.name(of: leader), format.percent(of: leader, in: theta)
      )
      (words, figure) = ("\(name) \(verb) \(share)", "\(name) \(share)")
    } else if let alike {
      (words, figure) = (alike, spread == 0 ? alike : "\(left)nearly alike")
    } else {
      words = "\(living.count { $0 == living.max() }) lead alike"
      figure = words
    }
    switch end {
    case .winner?: return ["\(words), one will have nearly all", words, figure]
    case .uniform? where alike == nil && snapshot.leader != nil:
      return ["\(words), all will be alike", words, figure]
    default: return [words, words, figure]
    }
  }

  /// What comes after the size shown: who takes the rest or, where that one has nearly all already, what the
  /// others are left with.
  private static func words(
    of fate: Fate, in snapshot: Snapshot, _ format: NumberFormat
  ) -> String {
    let scenario = snapshot.scenario
    let losers = fate.finalCounts.indices.filter { $0 != fate.winner && snapshot.counts[$0] > 0 }
      .sorted { fate.finalCounts[$0].order > fate.finalCounts[$1].order }
    guard snapshot.theta.complement(of: fate.winner) < remnant, !losers.isEmpty else {
      return "in the end \(scenario.name(of: fate.winner)) takes nearly all"
    }
    // One end of the many that are possible: chance may make it a little more or less.
    func count(_ place: Int) -> String {
      switch fate.finalCounts[losers[place]] {
      case .exact(let count): format.about(count, atLeast: snapshot.counts[losers[place]])
      case .logarithm(let logarithm):
        "about \(format.magnitude(Int(logarithm / Double.log(10))))"
      case .unbounded: format.symbols.infinity
      }
    }
    let named = losers.count > 3 ? 2 : losers.count
    var parts = (0..<named).map { place in
      let name = scenario.name(of: losers[place])
      guard place == 0 else { return "\(name) at \(count(place))" }
      return "\(name) stops near \(count(place)) sample\(count(place) == "1" ? "" : "s")"
    }
    if named < losers.count {
      let others = ShareList(count: losers.count) {
        scenario.name(of: losers[$0])
      } figure: {
        count($0)
      }
      parts.append(others.rest(from: named) ?? "\(losers.count - named) others no more")
    }
    return "in the end \(parts.joined(separator: ", "))"
  }
}

extension FinalCount {
  /// In the order of their sizes.
  fileprivate var order: Double {
    switch self {
    case .exact(let count): count > 0 ? Double.log(Double(count)) : -1
    case .logarithm(let logarithm): logarithm
    case .unbounded: .infinity
    }
  }
}
