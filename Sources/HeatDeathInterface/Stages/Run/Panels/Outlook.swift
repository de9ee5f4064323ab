import HeatDeath
import TerminalDrawing

/// Where things go from here, as pictures mark it and titles say it.
extension DrawingContext {
  /// Where the mean flow leads; `nil` where it does not come to rest, and where chance decides.
  var end: RestPoint? { feed.flowEnd.flatMap { $0.isAttracting ? $0 : nil } }

  /// Whether pictures mark the end. Where the sampler alone drives apart, which corner it is is still
  /// open: only who looks closer is shown the leader's.
  var showsEnd: Bool {
    guard !isVeiled else { return false }
    if case .unknown? = feed.forecast?.end { return false }
    guard let samplerClass = snapshot.assumptionClass.samplerClass else { return end != nil }
    return controls.zoom.exponent > 0 || settings.externalData.fraction > 0
      || samplerClass != .expanding
  }

  /// What holds with the settings in force, in words: the regime, or what fresh data make of it.
  ///
  /// - Parameter namesFreshData: whether it says at length that fresh data do it; else they have been
  ///   named.
  func outlook(isWide: Bool, namesFreshData: Bool = true) -> String {
    guard !isVeiled else { return "" }
    let settings = settings
    guard settings.externalData.fraction > 0 else {
      let assumption = snapshot.assumptionClass
      guard let samplerClass = assumption.samplerClass else { return samplerWords(isWide) }
      // The theorems are about data that are kept and learned exactly, or nearly so.
      if let other = otherLoopInWords { return "\(samplerClass.wordsOfSampler), \(other)" }
      return samplerClass.regime.words
    }
    let words =
      settings.externalData.fraction == 1
      ? namesFreshData ? "fresh data only" : "nothing else" : freshDataWords(isWide, namesFreshData)
    return otherLoopInWords.map { "\(words), \($0)" } ?? words
  }

  /// What becomes of the run in short: who is likely to win, as in `A wins in 78.5 % of runs`, or where the
  /// flow leads, as in `A 84.2 %`, the leader there and its share, or of several that lead alike how many
  /// they are. Odds of another moment are not named.
  ///
  /// - Parameter isWide: whether there is room to say of what odds are a part.
  func endInWords(isWide: Bool = false) -> String? {
    guard !isVeiled, !feed.isForecastOfAnotherMoment else { return nil }
    if settings.externalData.fraction == 0 {
      switch feed.forecast?.end {
      case .winner(let winner):
        let odds = winner.odds
        guard let leader = odds.indices.max(by: { odds[$0] < odds[$1] }),
          // Of two that are alike neither is named.
          odds.count(where: { $0 == odds[leader] }) == 1
        else { return nil }
        let name = tag(leader).truncated(toColumns: 10, mark: symbols.ellipsis)
        return "\(name) wins in \(ends.text(of: leader).text)\(isWide ? " of runs" : "")"
      case .uniform: return "even"
      case .restPoint: break
      case .randomPoint, .unknown, nil: return nil
      }
    }
    guard let end else { return nil }
    let shares = end.point.coordinates
    guard let leader = shares.indices.max(by: { shares[$0] < shares[$1] }) else { return nil }
    let drawn = hasSeveralEnds ? "drawn to " : ""
    if isEven(end.point) {
      // Where fresh data do it alone it has been said.
      let isSaid = drawn.isEmpty && snapshot.assumptionClass.samplerClass == .expanding
      return isSaid ? nil : "\(drawn)even"
    }
    let share = format.percent(of: leader, in: end.point)
    let count = leaders(of: shares)
    if count > 1 { return "\(count) alike, \(share) each" }
    let name = tag(leader).truncated(toColumns: 10, mark: symbols.ellipsis)
    return "\(drawn)\(name) \(share)"
  }

  /// Whether fresh data leave it open whether one leads or all are alike: chance may lead to another end than the
  /// mean flow does.
  private var hasSeveralEnds: Bool {
    settings.externalData.fraction > 0
      && feed.temperatureScale?.regime(at: settings.temperature.value) == .either
  }

  /// How many have the largest share, as far as tenths of a per cent tell.
  private func leaders(of shares: [Double]) -> Int {
    let largest = shares.max() ?? 0
    return shares.count { largest - $0 < 5e-4 }
  }

  /// Where it ends for those who sit far away, in the whole percent of a lecture room, from the longest to
  /// the shortest: `chance to take all: A 86%, B 14%, C <1%`. Nothing while it is not known.
  var endSentences: [String] {
    guard !isVeiled, !feed.isForecastOfAnotherMoment, let forecast = feed.forecast else {
      return []
    }
    switch forecast.end {
    case .winner(let winner):
      let odds = winner.odds
      guard let first = odds.indices.max(by: { odds[$0] < odds[$1] }) else { return [] }
      let alike = odds.count { $0 == odds[first] }
      if alike > 1, alike == odds.count(where: { $0 > 0 }) {
        return ["chance to take all: \(format.wholePercent(odds[first])) for each of \(alike)"]
      }
      // Of two that are alike neither is named as the winner.
      if alike > 1 {
        let figure = format.wholePercent(odds[first])
        return ["chance to take all: \(figure) for each of \(alike) alike"]
      }
      return listed(open(odds), "chance to take all:", "chance to win:")
    case .randomPoint(let end):
      // On average: chance decides.
      let means = self.list(end.means)
      return means.isAlike
        ? ["each of \(means.count) settles near \(means.figure(0))"]
        : listed(end.means, "settles near")
    case .uniform(let end):
      let even = evenSentence(end.point)
      // V of all categories, of which there may be more than a set holds.
      let shares = figures.theta.coordinates
      let value = (shares.max() ?? 0) - (shares.min() ?? 0)
      return ["V is \(format.lyapunov(value)); \(even)", even]
    case .restPoint(let end):
      guard end.isAttracting else { return [] }
      if isEven(end.point) {
        return [evenSentence(end.point, hasSeveralEnds ? "is drawn to" : "goes to")]
      }
      let shares = end.point.coordinates
      let count = leaders(of: shares)
      if count > 1 {
        let all = self.list(shares)
        let brief = "leads to \(count) alike, \(all.figure(0)) each"
        return (all.rest(from: count).map { ["\(brief), \($0)"] } ?? []) + [brief]
      }
      return listed(shares, hasSeveralEnds ? "drawn to" : "leads to")
    case .unknown: return []
    }
  }

  /// A sentence about shares, with and without those behind the first.
  ///
  /// - Parameter starts: how it begins, from the longest wording to the shortest.
  private func listed(_ shares: [Double], _ starts: String...) -> [String] {
    let list = list(shares)
    return [list.words, list.brief].flatMap { words in starts.map { "\($0) \(words)" } }
  }

  /// Shares of all categories in the whole percent of a lecture room.
  private func list(_ shares: [Double]) -> ShareList {
    let places = shares.indices.sorted {
      shares[$0] != shares[$1] ? shares[$0] > shares[$1] : $0 < $1
    }
    return ShareList(count: places.count) {
      short(places[$0])
    } figure: {
      format.wholePercent(shares[places[$0]])
    }
  }

  /// Odds, of what has samples between 0 and 1 even where they are too small to be computed.
  private func open(_ odds: [Double]) -> [Double] {
    let counts = figures.counts
    guard counts.count(where: { $0 > 0 }) > 1 else { return odds }
    return odds.indices.map { category in
      counts.indices.contains(category) && counts[category] > 0
        ? max(.leastNormalMagnitude, min(Double(1).nextDown, odds[category])) : odds[category]
    }
  }

  private func evenSentence(_ point: SimplexPoint, _ verb: String = "goes to") -> String {
    let count = point.coordinates.count { $0 > 0 }
    return count == 1 ? "one category is left" : "every share \(verb) 1/\(count)"
  }

  private func short(_ category: Int) -> String {
    let labels = snapshot.scenario.labels
    let label =
      labels.indices.contains(category) ? labels[category] : Scenario.defaultLabel(category)
    return label.truncated(toColumns: 10, mark: symbols.ellipsis).inSentence
  }

  private func isEven(_ point: SimplexPoint) -> Bool {
    let shares = point.coordinates
    return (shares.max() ?? 0) - (shares.min() ?? 0) < 0.005
  }

  /// The learner or data policy that is not the paper's.
  var otherLoop: String? {
    let loop = settings.loop
    guard loop.policy.grows else { return loop.policy.description }
    return loop.learner == .exact ? nil : loop.learner.description
  }

  /// The same in a lecture's words.
  private var otherLoopInWords: String? {
    otherLoop.map { _ in
      settings.loop.policy.grows ? settings.loop.learner.title : settings.loop.policy.title
    }
  }

  private func freshDataWords(_ isWide: Bool, _ namesFreshData: Bool) -> String {
    let agent = namesFreshData ? " by fresh data" : ""
    guard let samplerClass = snapshot.assumptionClass.samplerClass else {
      return samplerWords(isWide) + (namesFreshData ? ", with fresh data" : "")
    }
    let place: String
    switch samplerClass {
    case .identity:
      guard namesFreshData else { return "drawn to their law" }
      return isWide ? "drawn to the fresh data" : "drawn to fresh data"
    case .expanding: place = "corner"
    case .contracting:
      if let end, isEven(end.point) {
        return isWide && namesFreshData ? "heat death, fresh data too" : "heat death"
      }
      place = "centre"
    }
    // What it comes to, where that is known: one that leads, or all alike.
    guard samplerClass == .expanding, let end else {
      return isWide ? "held off the \(place)\(agent)" : "kept off the \(place)"
    }
    if hasSeveralEnds {
      return isWide ? "even or one leads: the past decides" : "even or one leads"
    }
    if isEven(end.point) { return isWide ? "becomes even\(agent)" : "becomes even" }
    return isWide ? "one leads, held off the corner\(agent)" : "one leads"
  }

  /// What a sampler of no class does; for experts, what the theory says of it.
  private func samplerWords(_ isWide: Bool) -> String {
    let assumption = snapshot.assumptionClass
    guard assumption.isBroken, !isExpert else { return assumption.words }
    let sampler = settings.loop.sampler
    if sampler.truncates {
      // What of all that has a share has no chance, now.
      let theta = figures.theta.coordinates
      let living = theta.indices.filter { theta[$0] > 0 }
      let cut = living.count { figures.tau[$0] == 0 }
      guard cut > 0 else { return isWide ? "cuts off none now" : "cuts off none" }
      return "cuts off \(cut) of \(living.count)\(isWide ? " now" : "")"
    }
    return sampler == .greedy ? "always the most frequent" : assumption.words
  }
}
