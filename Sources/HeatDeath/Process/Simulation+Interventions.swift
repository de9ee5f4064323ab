extension Simulation {
  /// Carries out an intervention at the present moment.
  ///
  /// - Throws: ``InterventionError``; then nothing has changed.
  /// - Complexity: O(n), and that of the leaps of a landing; an injection draws its samples as one
  ///   multinomial.
  public mutating func apply(_ intervention: Intervention) throws(InterventionError) {
    try apply(intervention) { _ in }
  }

  /// Carries out an intervention and takes into the path what it adds to it.
  mutating func apply(
    _ intervention: Intervention, recordingIn trajectory: inout Trajectory
  ) throws(InterventionError) {
    try apply(intervention) { trajectory.record($0) }
    if intervention.startsAnew {
      trajectory = Trajectory(start: self)
    } else if case .inject = intervention {
      // The jump belongs to the path whether or not another sample follows.
      trajectory.record(self)
    }
  }

  private mutating func apply(
    _ intervention: Intervention, afterEachLeap record: (Simulation) -> Void
  ) throws(InterventionError) {
    switch intervention {
    case .setTemperature(let temperature):
      settings.temperature = temperature
      adopt()
    case .setExternalData(let externalData):
      _ = try resolve(externalData.law)
      settings.externalData = externalData
      adopt()
    case .setLoop(let loop):
      do { try loop.policy.validate() } catch { throw .policy(error) }
      settings.loop = loop
      rebuild(counts: counts, engine: engineAllowed)
    case .setEngine(let engine):
      if let refusal = refusal(of: engine) { throw .engine(refusal) }
      rebuild(counts: counts, engine: engine)
    case .inject(let count, let law):
      try inject(count, from: law)
    case .reseed(let seed):
      settings.seed = seed
      startAnew()
    case .redraw(let seed):
      generator = Xoshiro256PlusPlus(seed: seed, stream: stream)
    case .restart:
      startAnew()
    case .start(let scenario):
      let drawn = samplesDrawn
      let refusal = scenario.loop.refusal(
        of: engine, externalFraction: scenario.externalData.fraction,
        initialSize: scenario.initialData.size)
      self = Simulation(scenario, stream: stream, engine: refusal == nil ? engine : .step)
      samplesDrawn = drawn
    case .land(let target):
      try checkLanding(at: target)
      while clock < target {
        leap(towards: target)
        record(self)
      }
    }
  }

  func checkLanding(at target: Int64) throws(InterventionError) {
    try checkLandingPlace(target)
    guard engine != .step else { throw .landingBySteps }
  }

  /// Whatever the engine.
  func checkLandingPlace(_ target: Int64) throws(InterventionError) {
    guard (clock...Dataset.maximumSize).contains(target) else {
      throw .landing(at: target, clock: clock)
    }
  }

  private mutating func inject(_ count: Int64, from law: ExternalLaw) throws(InterventionError) {
    guard (0...room).contains(count) else { throw .injection(count: count, room: room) }
    let point = try resolve(law)
    var injected = [Int64](repeating: 0, count: categoryCount)
    if case .category(let category) = law {
      injected[category] = count
    } else {
      injected = Multinomial(count: count, law: point).sample(using: &generator)
    }
    injectedCount += count
    var random = generator
    if state.changeRetraining({ $0.inject(injected, size: count, using: &random) }) {
      generator = random
    } else {
      rebuild(counts: zip(counts, injected).map { $0 + $1 }, engine: engine)
    }
  }

  mutating func startAnew() {
    if start.settings != settings {
      // Each part was checked when it came into force.
      start = try! scenario.with(settings)
    }
    generator = Xoshiro256PlusPlus(seed: seed, stream: stream)
    injectedCount = 0
    drawnSinceStart = 0
    rebuild(counts: scenario.initialData.counts, engine: engineAllowed)
    externalCountBefore = 0
    largestErrorBefore = 0
  }

  private func resolve(_ law: ExternalLaw) throws(InterventionError) -> SimplexPoint {
    do {
      return try law.resolved(initial: initialLaw)
    } catch {
      throw .law(error)
    }
  }

  /// Lets the engine go on with another temperature or other external data: where it keeps a model,
  /// with that model.
  private mutating func adopt() {
    let (temperature, fraction, law) = (temperature, externalData.fraction, externalPoint)
    let isKept = state.changeRetraining { engine in
      engine.setTemperature(temperature)
      engine.setExternalData(fraction: fraction, law: law)
    }
    if !isKept { rebuild(counts: counts, engine: engineAllowed) }
  }
}
