import HeatDeath
import RealModule

extension Sentence {
  /// What a leap to the end has come to, and where the fate is known, what comes after it. It stands
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
    let (labels, theta) = (snapshot.scenario.labels, snapshot.theta)
    let alive = theta.shares.filter { $0 > 0 }
    if let leader = snapshot.leader, theta.complement(of: leader) < remnant {
      let rest = theta.complement(of: leader)
      if snapshot.isOfData {
        let all = rest == 0 ? "all" : "all but \(format.small(100 * rest)) %"
        return "\(labels[leader]) has \(all) of the data"
      }
      return "the model gives \(labels[leader]) "
        + (rest == 0 ? "everything" : "all but \(format.small(100 * rest)) %")
    }
    if snapshot.assumptionClass.samplerClass == .contracting, snapshot.externalData.fraction == 0,
      let largest = alive.max(), let smallest = alive.min()
    {
      let name = alive.count < snapshot.categoryCount ? "living shares" : "shares"
      let difference = Double(largest - smallest) / Double(alive.reduce(0, +))
      return "no two \(name) differ by more than about \(format.small(100 * difference)) %"
    }
    let places = theta.coordinates.indices.sorted { theta[$0] > theta[$1] }
    let largest = places.prefix(4).map {
      "\(labels[$0]) \(format.percent(of: $0, in: theta))"
    }
    let more = places.count > 4 ? ", \(places.count - 4) others less" : ""
    return "at k = \(format.count(snapshot.size)): \(largest.joined(separator: ", "))\(more)"
  }

  /// The same in fewer words, for runs side by side, and what is still to come where the shares do not say
  /// it, as at k = 10¹⁸ they may not: `A all but 0.8 %`, `A stays at 54.7 %`, `A has 40.1 %, all will be
  /// alike`.
  ///
  /// - Parameter end: what becomes of the run; `nil` while it is not known.
  static func summary(
    of snapshot: Snapshot, before end: Forecast.End?, _ format: NumberFormat
  ) -> String {
    let theta = snapshot.theta
    let living = theta.coordinates.filter { $0 > 0 }
    let spread = (living.max() ?? 0) - (living.min() ?? 0)
    if let leader = snapshot.leader, theta.complement(of: leader) < remnant {
      let (label, rest) = (snapshot.scenario.labels[leader], theta.complement(of: leader))
      return rest == 0 ? "\(label) has all" : "\(label) all but \(format.small(100 * rest)) %"
    }
    let alike =
      spread == 0
      ? "all alike" : spread < remnant ? "alike to \(format.small(100 * spread)) %" : nil
    let words: String
    if let leader = snapshot.leader, alike == nil {
      let verb = if case .randomPoint? = end { "stays at" } else { "has" }
      words = "\(snapshot.scenario.labels[leader]) \(verb) \(format.percent(of: leader, in: theta))"
    } else {
      words = alike ?? "\(living.count { $0 == living.max() }) lead alike"
    }
    switch end {
    case .winner?: return "\(words), one will have all"
    case .uniform? where alike == nil && snapshot.leader != nil:
      return "\(words), all will be alike"
    default: return words
    }
  }

  /// What comes after the size shown: who takes the rest or, where that one has nearly all already, what the
  /// others are left with.
  private static func words(
    of fate: Fate, in snapshot: Snapshot, _ format: NumberFormat
  ) -> String {
    let labels = snapshot.scenario.labels
    let losers = fate.finalCounts.indices.filter { $0 != fate.winner && snapshot.counts[$0] > 0 }
      .sorted { fate.finalCounts[$0].order > fate.finalCounts[$1].order }
    guard snapshot.theta.complement(of: fate.winner) < remnant, !losers.isEmpty else {
      return "in the end \(labels[fate.winner]) takes all the rest"
    }
    var parts = losers.prefix(2).enumerated().map { place, category in
      let name = place == 0 ? "\(labels[category]) stops" : labels[category]
      let unit = place > 0 ? "" : fate.finalCounts[category] == .exact(1) ? " sample" : " samples"
      return switch fate.finalCounts[category] {
      case .exact(let count): "\(name) at \(format.count(count))\(unit)"
      case .logarithm(let logarithm):
        "\(name) at about \(format.magnitude(Int(logarithm / Double.log(10))))\(unit)"
      case .unbounded: name
      }
    }
    if losers.count > 2 { parts.append("the others earlier") }
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
