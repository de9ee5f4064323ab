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
  func outlook(isWide: Bool) -> String {
    guard !isVeiled else { return "" }
    let settings = settings
    guard settings.externalData.fraction > 0 else {
      let assumption = snapshot.assumptionClass
      guard let samplerClass = assumption.samplerClass else { return assumption.words }
      // The theorems are about data that are kept and learned exactly, or nearly so.
      if let other = otherLoop { return "\(samplerClass.words), \(other)" }
      return samplerClass.regime.words
    }
    let words = settings.externalData.fraction == 1 ? "fresh data only" : freshDataWords(isWide)
    return otherLoop.map { "\(words), \($0)" } ?? words
  }

  /// What becomes of the run in short: who is likely to win, as in `A wins, 78.5 %`, or where the flow
  /// leads, as in `A 0.84`, the leader there and its share.
  var endInWords: String? {
    guard !isVeiled else { return nil }
    if settings.externalData.fraction == 0 {
      switch feed.forecast?.end {
      case .winner(let winner):
        let odds = winner.odds
        guard let leader = odds.indices.max(by: { odds[$0] < odds[$1] }),
          // Of two that are alike neither is named.
          odds.count(where: { $0 == odds[leader] }) == 1
        else { return nil }
        let name = tag(leader).truncated(toColumns: 10, mark: symbols.ellipsis)
        return "\(name) wins, \(ends.text(of: leader).text)"
      case .uniform: return "even"
      case .restPoint: break
      case .randomPoint, .unknown, nil: return nil
      }
    }
    guard let end else { return nil }
    let shares = end.point.coordinates
    guard let leader = shares.indices.max(by: { shares[$0] < shares[$1] }) else { return nil }
    if isEven(end.point) { return "even" }
    let name = tag(leader).truncated(toColumns: 10, mark: symbols.ellipsis)
    return "\(name) \(format.share(of: leader, in: end.point, digits: 2))"
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

  private func freshDataWords(_ isWide: Bool) -> String {
    guard let samplerClass = snapshot.assumptionClass.samplerClass else {
      return "\(snapshot.assumptionClass.words), fresh data"
    }
    let place: String
    switch samplerClass {
    case .identity: return isWide ? "drawn to the fresh data" : "drawn to fresh data"
    case .expanding: place = "corner"
    case .contracting:
      if let end, isEven(end.point) { return isWide ? "heat death, fresh data too" : "heat death" }
      place = "centre"
    }
    // What it comes to, where that is known: one that leads, or all alike.
    guard samplerClass == .expanding, let end else {
      return isWide ? "held off the \(place) by fresh data" : "kept off the \(place)"
    }
    if isEven(end.point) { return isWide ? "held even by fresh data" : "held even" }
    return isWide ? "one leads, held off the corner by fresh data" : "one leads, held"
  }
}
