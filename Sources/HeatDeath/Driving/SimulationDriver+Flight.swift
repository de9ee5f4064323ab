/// Flights: single steps as far as a run at a pace draws them, then leaps, in the time given.
extension SimulationDriver {
  /// How many samples a flight draws one by one at most where no engine leaps.
  public static let mostStepsOfFlight: Int64 = 1_000_000

  /// Begins to leap to a size, and lands there where no time is given; where no engine leaps and it is near
  /// enough, all samples are drawn one by one. Undo goes back before it.
  ///
  /// - Returns: whether it does.
  @discardableResult
  mutating func leap(
    to target: Int64, over seconds: Double?, canBeUndone: Bool = true, sequence: UInt64
  ) -> Bool {
    isGestureOpen = false
    let isNear = target - simulation.clock <= Self.mostStepsOfFlight
    // Where no engine leaps, the refusal of the approximate one says why.
    let engine = simulation.leapingEngine ?? (isNear ? .step : .split)
    do {
      // Before the engine changes for it.
      try simulation.checkLandingPlace(target)
      try timeline.beginFlight(by: engine, canBeUndone: canBeUndone)
    } catch {
      fail(.intervention(error), sequence: sequence)
      return false
    }
    forgetLast()
    pause()
    let takeOffClock = engine == .step ? target : takeOffClock(by: engine)
    if simulation.clock < min(takeOffClock, target) {
      // A run that was started again after a leap still leaps.
      timeline.takeOff(by: .step)
    }
    flight = Flight(
      to: target, from: simulation.clock, by: engine, leapingFrom: takeOffClock,
      now: clock(), seconds: seconds ?? 0)
    if seconds == nil { land() }
    return true
  }

  /// The clock up to which a flight draws single steps: as far as a run in decades draws them.
  private func takeOffClock(by engine: Engine) -> Int64 {
    guard selection == .automatic, simulation.loop.policy.grows else { return simulation.clock }
    let size = engine == .leap ? EngineSelection.leapSize : EngineSelection.splitSize
    return simulation.clock + max(0, size - simulation.size)
  }

  /// Draws the samples of a flight that are due.
  mutating func fly(_ flight: Flight, from start: UInt64) -> Wait {
    let drawnBefore = simulation.samplesDrawn
    var now = start
    while simulation.clock < flight.clockDue(at: now), now < start + batching.budget {
      fly(upTo: flight.clockDue(at: now))
      now = clock()
    }
    meter.count(Int64(simulation.samplesDrawn - drawnBefore), now: now)
    if simulation.clock == flight.target {
      land()
      return .forever
    }
    return simulation.clock < flight.clockDue(at: now) ? .none : .until(now + PaceKeeper.tick)
  }

  /// Draws some single steps of a flight, up to the size that is due, or one leap.
  ///
  /// - Precondition: ``simulation``'s clock < `due`.
  private mutating func fly(upTo due: Int64) {
    guard let flight else { return }
    let rest = min(due, flight.takeOffClock) - simulation.clock
    if rest > 0 {
      timeline.advance(by: min(rest, chunk))
    } else {
      if flight.date == nil {
        timeline.takeOff(by: flight.engine)
        let date = simulation.samplesDrawn
        self.flight?.date = date
      }
      timeline.fly(towards: flight.target)
    }
  }

  /// Draws what is left of a flight and the fate from there, where there is one.
  mutating func land() {
    guard let target = flight?.target else { return }
    while simulation.clock < target { fly(upTo: target) }
    endFlight()
    fate = try? simulation.drawFate()
  }

  mutating func endFlight() {
    guard let flight else { return }
    if let date = flight.date { timeline.endFlight(to: flight.target, from: date) }
    self.flight = nil
    meter = RateMeter(now: clock())
  }
}
