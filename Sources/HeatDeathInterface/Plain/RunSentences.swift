import HeatDeath
import RealModule

/// How a run stands, in sentences that need no screen around them.
struct RunSentences {
  let feed: RunFeed
  let format: NumberFormat
  /// Whether a prediction is asked for: what would give it away is not said meanwhile.
  var isVeiled = false

  private var snapshot: Snapshot { feed.snapshot }
  private var names: [String] { snapshot.scenario.names }

  private func name(_ category: Int) -> String { snapshot.scenario.name(of: category) }

  /// `k = 152`, or where the dataset does not grow the samples drawn.
  var place: String { Self.place(of: snapshot, format) }

  static func place(of snapshot: Snapshot, _ format: NumberFormat) -> String {
    snapshot.loop.policy.grows
      ? "k = \(format.restingCount(snapshot.size))"
      : "\(format.count(snapshot.clock - snapshot.initialSize)) samples drawn"
  }

  /// `3 categories, samples at first: A 5, B 3, C 2; T = 0.80, no fresh data, seed 7`.
  var beginning: String {
    let counts = zip(names, snapshot.scenario.initialData.counts).map {
      "\($0) \(format.count($1))"
    }
    return "\(counted(names.count, "category", "categories")), samples at first: "
      + "\(counts.joined(separator: ", ")); \(settings), seed \(snapshot.seed)"
  }

  /// T, the sampler where it is another than softmax, fresh data, the rest of the loop.
  var settings: String { Self.words(snapshot.settings, snapshot.scenario.labels, format) }

  static func words(_ settings: Settings, _ labels: [String], _ format: NumberFormat) -> String {
    var parts: [String] = []
    if settings.loop.sampler.usesTemperature {
      parts.append("T = \(format.temperature(settings.temperature.value))")
    }
    parts.append(
      settings.externalData.fraction > 0
        ? InterventionText(format, labels).stream(settings.externalData) : "no fresh data")
    if settings.loop != .paper { parts.append(InterventionText.words(settings.loop)) }
    return parts.joined(separator: ", ")
  }

  /// A line a category, the largest first: its share, its samples, the chance of the next one.
  var shares: [String] {
    let (theta, next) = (snapshot.theta, snapshot.nextSampleLaw)
    return theta.coordinates.indices.sorted { theta[$0] > theta[$1] }.map { category in
      let words =
        "\(name(category)) has a share of \(percent(theta, category)) "
        + "\(snapshot.loop.learnsItsData ? "of the data" : "in the model") and "
        + counted(snapshot.counts[category], "sample", "samples")
      return isVeiled
        ? words : "\(words); its chance to be the next sample is \(percent(next, category))"
    }
  }

  /// The same in one part of a sentence: `A 78.5 %, B 20.0 %, C 1.5 %`.
  var sharesInShort: String { list(snapshot.theta) }

  private func list(_ law: SimplexPoint) -> String {
    law.coordinates.indices.sorted { law[$0] > law[$1] }
      .map { "\(name($0)) \(percent(law, $0))" }.joined(separator: ", ")
  }

  private func percent(_ law: SimplexPoint, _ category: Int) -> String {
    format.percent(law[category], complement: law.complement(of: category))
  }

  /// V of all categories and of the pair of living ones that are furthest apart, of three every pair.
  var unevenness: [String] {
    // There are 2ⁿ sets.
    guard snapshot.categoryCount <= Shell.categoryCounts.upperBound else { return [] }
    let sets = CategorySet.all(ofCategories: snapshot.categoryCount)
    let whole = CategorySet(0..<snapshot.categoryCount)
    let others = sets.filter { $0 != whole && snapshot.lyapunov(of: $0) != nil }
    let told =
      snapshot.categoryCount <= 3
      ? others
      : others.max { (snapshot.lyapunov(of: $0) ?? 0) < (snapshot.lyapunov(of: $1) ?? 0) }
        .map { [$0] } ?? []
    let most = snapshot.categoryCount <= 3 ? "" : " (the largest of \(others.count) smaller sets)"
    return [sentence(of: whole, named: "all categories, the largest share less the smallest")]
      + told.map { set in
        sentence(
          of: set,
          named: "\(set.members.map { name($0) }.listed(by: "and")) alone, "
            + "their shares taken among them\(most)")
      }
  }

  private func sentence(of set: CategorySet, named name: String) -> String {
    guard let value = snapshot.lyapunov(of: set) else {
      return "V of \(name), is undefined: none of them is left"
    }
    let words = "V of \(name), is \(format.lyapunov(value))"
    return isVeiled
      ? words : snapshot.trend(of: set).map { "\(words) and \(Self.word($0))" } ?? words
  }

  static func word(_ trend: LyapunovTrend) -> String {
    switch trend {
    case .expanding: "is pushed up"
    case .contracting: "is pushed down"
    case .stationary: "not pushed either way"
    }
  }

  /// How much of the dataset no model has made; `nil` where that is not known.
  var realData: String? {
    snapshot.realCount.map {
      "\(format.percent($0, of: snapshot.size)) of the dataset is real, not made by a model"
    }
  }

  /// Which categories led the earlier runs from the same start, when each was left.
  var formerRuns: [String] {
    feed.formerRuns.words { name($0) }.first.map { ["\($0) from the same start"] } ?? []
  }

  /// What becomes of the run under the settings in force, with odds.
  var end: String {
    if isVeiled { return "what the end will be is said once you have predicted it" }
    switch feed.forecast?.end {
    case nil: return "what the end will be is being computed"
    case .unknown(let reason): return "what the end will be is not known: \(reason)"
    case .winner(let winner):
      let places = winner.odds.indices.sorted { winner.odds[$0] > winner.odds[$1] }
      let odds = places.map { "\(name($0)) with \(self.odds(of: $0, winner))" }
      return "in the end one category takes everything: \(odds.joined(separator: ", "))"
    case .randomPoint(let end):
      let (means, deviations) = (end.means, end.standardDeviations)
      let shares = means.indices.sorted { means[$0] > means[$1] }.map { category in
        let mean = format.percent(means[category], complement: 1 - means[category])
        guard deviations[category] > 0 else { return "\(name(category)) at \(mean)" }
        let spread = format.percent(deviations[category], complement: 1 - deviations[category])
        return "\(name(category)) at \(mean) \(format.symbols.plusMinus)\(spread)"
      }
      return "shares settle where chance leaves them: \(shares.joined(separator: ", "))"
    case .uniform(let end):
      return "in the end all that are alive have the same share: \(list(end.point))"
    case .restPoint(let end):
      return "on average the run comes to rest at \(list(end.point))"
    }
  }

  /// Odds that are neither rounded to 0 nor to 1; of those that were drawn, with their error.
  private func odds(of category: Int, _ winner: WinnerOdds) -> String {
    let odds = winner.odds
    let others = odds.indices.reduce(0) { $1 == category ? $0 : $0 + odds[$1] }
    if odds[category] == 0, snapshot.counts[category] > 0 {
      guard case .fates = winner.method else {
        return format.oddsInWords(.leastNormalMagnitude, complement: 1)
      }
      return "less than \(format.percent(3 * winner.errors[category], complement: 1))"
    }
    guard others > 0 || snapshot.counts.count(where: { $0 > 0 }) == 1 else {
      return format.oddsInWords(1, complement: .leastNormalMagnitude)
    }
    let text = format.oddsInWords(odds[category], complement: others)
    guard case .fates = winner.method, winner.errors[category] > 0 else { return text }
    let error = format.percent(winner.errors[category], complement: 1)
    return "\(text) \(format.symbols.plusMinus)\(error)"
  }

  private func counted(_ count: some BinaryInteger, _ one: String, _ many: String) -> String {
    "\(format.count(Int64(count))) \(count == 1 ? one : many)"
  }
}
