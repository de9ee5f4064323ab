extension Simulation {
  /// How many simulations gain most from being advanced together.
  public static let sideBySideCount = StepLanes.laneCount

  /// Draws `steps` samples in each of several simulations: what ``advance(by:)`` does, bit for bit,
  /// in less time for runs of one scenario by single steps of up to some thousand samples. Others
  /// are advanced one after the other.
  ///
  /// - Precondition: 0 ≤ `steps` ≤ ``room`` of each.
  /// - Complexity: as ``advance(by:)`` for each; allocates O(n) a simulation.
  public static func advance(_ simulations: inout [Simulation], by steps: Int64) {
    var start = 0
    while start < simulations.count {
      let end = min(start + sideBySideCount, simulations.count)
      if !advanceTogether(&simulations, start..<end, by: steps) {
        for index in start..<end { simulations[index].advance(by: steps) }
      }
      start = end
    }
  }

  /// - Returns: whether those at `indices` can be advanced together and were.
  private static func advanceTogether(
    _ simulations: inout [Simulation], _ indices: Range<Int>, by steps: Int64
  ) -> Bool {
    var engines: [StepEngine] = []
    engines.reserveCapacity(indices.count)
    for index in indices {
      guard case .single(.few(let engine)) = simulations[index].state, engine.externalFraction == 0,
        engine.powers.exponent == engines.first?.powers.exponent ?? engine.powers.exponent,
        engine.counts.count == engines.first?.counts.count ?? engine.counts.count
      else { return false }
      precondition(steps >= 0 && steps <= simulations[index].room, "no room for so many samples")
      engines.append(engine)
    }
    var generators = indices.map { simulations[$0].generator }
    // Dropped here, so that each engine has one owner and changes in place.
    for index in indices { simulations[index].state = .absent }
    StepEngine.advance(&engines, by: steps, using: &generators)
    for (offset, index) in indices.enumerated() {
      simulations[index].state = .single(.few(engines[offset]))
      simulations[index].generator = generators[offset]
      simulations[index].count(steps)
    }
    return true
  }
}
