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

  /// The moment from which another one of the present run is the nearest to be had.
  ///
  /// - Parameter moment: one that is at hand.
  func departure(for target: Seek, from moment: PastMoment? = nil) -> PastMoment {
    let clock =
      switch target {
      case .back(let size), .on(let size): size
      case .present: Int64.max
      }
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
