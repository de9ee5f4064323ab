/// Following a recording: what was done is done again, at the dates it has.
extension SimulationDriver {
  /// Does what was done at the present date, as far as more is to be drawn.
  mutating func follow() {
    while let plan, plan.landing == nil, wantsToRun || stepsAsked > 0 {
      switch plan.next(after: simulation.samplesDrawn) {
      case .samples: return
      case .end: return stopFollowing(.finished)
      case .checkpoint(let expected):
        let found = RecordedMoment(simulation, eventCount: plan.eventCount)
        guard found == expected else { return part(.state(found)) }
        self.plan?.removeCheckpoint()
      case .missed(let date):
        return part(.event(date, .date(date, samplesDrawn: simulation.samplesDrawn)))
      case .event(let intervention):
        do throws(InterventionError) {
          try carryOut(intervention)
        } catch {
          let date = simulation.samplesDrawn
          return part(.event(date, .intervention(error, date: date)))
        }
      }
    }
  }

  private mutating func carryOut(_ intervention: Intervention) throws(InterventionError) {
    forgetLast()
    guard case .land(let target) = intervention else {
      var isSwitch = false
      if case .setEngine = intervention { isSwitch = true }
      try timeline.apply(intervention, canBeUndone: !isSwitch)
      plan?.removeEvent()
      if intervention.startsAnew { moveAway(isReturn: false) }
      return
    }
    try simulation.checkLanding(at: target)
    try timeline.beginFlight(by: simulation.engine)
    let landing = ReplayPlan.Landing(target: target, date: simulation.samplesDrawn)
    plan?.landing = landing
    endLanding()
  }

  /// Draws one leap of a landing.
  mutating func fly(_ landing: ReplayPlan.Landing) {
    let before = simulation.clock
    timeline.fly(towards: landing.target)
    pay(simulation.clock - before)
    endLanding()
  }

  /// Ends a landing that has come to its target.
  private mutating func endLanding() {
    guard let landing = plan?.landing, simulation.clock == landing.target else { return }
    timeline.endFlight(to: landing.target, from: landing.date)
    plan?.landing = nil
    plan?.removeEvent()
  }

  private mutating func part(_ reason: RecordingMismatch.Reason) {
    guard let plan, let expected = plan.expected else { return }
    stopFollowing(
      .differs(RecordingMismatch(expected: expected, agreed: plan.agreed, reason: reason)))
  }

  /// Goes on without a recording: paused where that has come to its end.
  mutating func stopFollowing(_ state: ReplayState?) {
    replay = state
    if state == nil { followed = nil }
    guard plan != nil else { return }
    plan = nil
    if state != nil { pause() }
  }

  /// Follows the recording from a past moment, as far as the run is what was recorded.
  mutating func followAgain(from moment: PastMoment) {
    guard let followed else { return }
    plan = ReplayPlan(followed, from: moment)
    replay = .following(to: followed.end)
  }
}
