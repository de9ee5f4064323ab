// What a run was, and might have become.
extension Timeline {
  /// The branches of the present run that were left, newest first, and before them what was undone
  /// last: at most `branchesKept`.
  public var ghosts: [Ghost] {
    let back = undone.last.map { [$0] } ?? []
    let left = undoable.reversed().prefix { !$0.isOtherStart }
    return (back.filter { !$0.isOtherStart } + left).filter { $0.branching != nil }
      .prefix(Self.branchesKept).map { Ghost($0.present, $0.log, fork: $0.fork.clock) }
  }

  /// The moment that a look at another one leads to. Where more than some milliseconds of single
  /// steps lie on the way, it is the nearest one kept, if that is within half of what a screen's key
  /// moves by: 10^±¹⁄₆₄, under 4 % of k.
  ///
  /// - Parameter moment: one that is at hand.
  func reachable(_ target: Seek, from moment: PastMoment? = nil) -> Seek {
    let near = departure(for: target, from: moment)
    guard near.landing == nil, near.state.simulation.engine == .step,
      let size = target.size, size - near.clock > firstStride / 2,
      let clock = clocksKept.min(by: { abs($0 - size) < abs($1 - size) })
    else { return target }
    let tolerance = Double(size) * (Double.pow(10, 1.0 / 64) - 1)
    return Double(abs(clock - size)) <= tolerance ? .back(to: clock) : target
  }

  /// Where the states of the present run stand that are kept.
  private var clocksKept: [Int64] {
    checkpoints.filter { $0.eventCount >= start.eventCount }.map(\.state.simulation.clock)
      + waypoints.filter { $0.eventCount >= start.eventCount }.map(\.clock)
  }

  /// The moment from which another one of the present run is the nearest to be had.
  ///
  /// - Parameter moment: one that is at hand.
  func departure(for target: Seek, from moment: PastMoment? = nil) -> PastMoment {
    let clock = target.size ?? .max
    let kept = checkpoints.last {
      $0.eventCount >= start.eventCount && $0.state.simulation.clock <= clock
    }
    let waypoint = waypoints.last { $0.eventCount >= start.eventCount && $0.clock <= clock }
    let at = kept.map { PastMoment($0.state, eventCount: $0.eventCount) }
    let moments = [start, at, waypoint, moment.flatMap { $0.clock <= clock ? $0 : nil }]
    // Of several at one size the last one is the furthest.
    return moments.compactMap(\.self).reduce(start) { $1.clock >= $0.clock ? $1 : $0 }
  }

  /// Whether a moment is the present.
  func isPresent(_ moment: PastMoment) -> Bool {
    moment.eventCount == log.events.count
      && moment.state.simulation.samplesDrawn == present.simulation.samplesDrawn
  }

  /// The last moment with at most `drawn` samples drawn, bit for bit: between the ends of two leaps
  /// there is none.
  public func state(at drawn: Int128) -> RunState {
    guard drawn < present.simulation.samplesDrawn else { return present }
    let nearest = checkpoints.last { $0.state.simulation.samplesDrawn <= drawn }
    var state = nearest?.state ?? RunState(log.start)
    // What has been carried out once fits again.
    try! state.replay(log.events[(nearest?.eventCount ?? 0)...], to: drawn)
    return state
  }
}
