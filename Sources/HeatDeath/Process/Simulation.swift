/// A closed-loop learning process while it runs: the paper's recursion (2).
///
///     Y(k+1) ~ τ(Θ(k)),   D(k+1) = D(k) ∪ {Y(k+1)},   Θ(k+1) = φ(f(w(k), D(k+1)))
///
/// with the sampler, learner, data policy and batches of a ``ClosedLoop``.
///
/// A simulation is a function of its scenario and its dated interventions alone: how its steps are
/// batched, and what the machine does meanwhile, changes nothing.
public struct Simulation: Sendable {
  /// What the simulation was created from; interventions do not change it.
  public let scenario: Scenario

  /// Which stream of the seed drives the simulation: its index in an ensemble.
  public private(set) var stream: UInt64

  /// Temperature, external data, loop and seed in force.
  public private(set) var settings: Settings

  /// The scenario that gives the present run from its last start on, but for later interventions:
  /// ``scenario`` with the settings that were in force then.
  public private(set) var start: Scenario

  /// Samples drawn over the whole life of the simulation; the clock that dates interventions.
  public private(set) var samplesDrawn: Int128 = 0

  /// Samples injected since the last start from the initial dataset.
  public private(set) var injectedCount: Int64 = 0

  /// Every intervention so far, oldest first.
  public private(set) var interventions: [DatedIntervention] = []

  /// The interventions since the last start, with the dataset size just after each.
  public private(set) var marks: [InterventionMark] = []

  private let initialLaw: SimplexPoint
  var state = EngineState.absent
  private var drawnSinceStart: Int64 = 0
  /// Made when single steps first need it; engines of one temperature share it.
  private var powers: CountPowers?
  var generator: Xoshiro256PlusPlus
  private var externalCountBefore: Int64 = 0
  private var largestErrorBefore = 0.0

  /// Starts at the scenario's initial dataset, k = ℓ.
  ///
  /// - Parameter stream: the index of this trajectory in an ensemble.
  /// - Parameter engine: what advances it at first.
  /// - Precondition: ``ClosedLoop/refusal(of:externalFraction:initialSize:)`` has nothing against
  ///   `engine`.
  public init(_ scenario: Scenario, stream: UInt64 = 0, engine: Engine = .step) {
    let refusal = scenario.loop.refusal(
      of: engine, externalFraction: scenario.externalData.fraction,
      initialSize: scenario.initialData.size)
    precondition(refusal == nil, "this engine cannot advance this loop")
    self.scenario = scenario
    self.stream = stream
    start = scenario
    settings = scenario.settings
    initialLaw = scenario.initialData.empiricalLaw
    generator = Xoshiro256PlusPlus(seed: scenario.seed, stream: stream)
    setUp(engine, at: scenario.initialData)
  }

  /// Goes back to the start of the scenario on another stream: what the initialiser gives, without
  /// making anew what the runs of an ensemble share.
  ///
  /// - Precondition: no intervention so far.
  public mutating func restart(stream: UInt64) {
    precondition(interventions.isEmpty, "interventions have changed what the scenario says")
    self.stream = stream
    samplesDrawn = 0
    startAnew()
  }

  /// The temperature in force.
  public var temperature: Temperature { settings.temperature }

  /// The external data in force.
  public var externalData: ExternalData { settings.externalData }

  /// Sampler, learner, policy and batch in force.
  public var loop: ClosedLoop { settings.loop }

  /// The seed in force.
  public var seed: UInt64 { settings.seed }

  /// n, the number of categories.
  public var categoryCount: Int { scenario.labels.count }

  /// The counts c_i of the dataset.
  public var counts: [Int64] { state.counts }

  /// k, the size of the dataset.
  public var size: Int64 { state.size }

  /// How many samples there have been since the last start: the initial ones, those drawn and those
  /// injected. It is k where nothing is ever discarded, and goes on where k stands still.
  public var clock: Int64 { scenario.initialData.size + drawnSinceStart + injectedCount }

  /// The engine in force.
  public var engine: Engine { state.engine }

  /// Θ, the law of the present model: that of the last retraining. Every figure of a moment, τ, V_I,
  /// the entropy and the divergence, is a function of this law.
  public var theta: SimplexPoint { state.theta ?? SimplexPoint(counts: counts) }

  /// τ(Θ), the law of the next generated sample, T and the sampler being what they are now.
  public var tau: SimplexPoint { loop.sampler.law(at: theta, temperature: temperature) }

  /// V_I(Θ); `nil` where it is undefined.
  public func lyapunov(of set: CategorySet) -> Double? { Lyapunov.value(of: set, at: theta) }

  /// ‖Θ* − Θ‖ at the last retraining, the δ of Assumption 2 as it was realised; 0 for the exact
  /// learner.
  public var learningError: Double { state.learningError }

  /// The largest ``learningError`` since the last start or change of engine.
  public var largestLearningError: Double { max(largestErrorBefore, state.largestLearningError) }

  /// Samples drawn from the external stream since the last start; injected ones do not count.
  public var externalCount: Int64 { externalCountBefore + state.externalCount }

  /// Whether by single steps every further sample falls into one category, since no other can come
  /// back or overtake: ``advance(by:)`` then takes the same time for any number of samples.
  ///
  /// - Complexity: O(n).
  public var isFrozen: Bool {
    mutating get { state.isFrozen }
  }

  /// How many of the next samples take no time to draw, because they are decided already: those left
  /// of a batch that was drawn at once, and where nothing is left to chance any number.
  ///
  /// - Complexity: O(n).
  public var freeSampleCount: Int64 {
    mutating get { state.freeSampleCount }
  }

  /// How many more samples can be drawn.
  public var room: Int64 { Dataset.maximumSize - clock }

  /// Draws `steps` samples, retraining after each batch.
  ///
  /// - Precondition: 0 ≤ `steps` ≤ ``room``.
  /// - Complexity: O(steps·log n) by single steps of the urn and O(n·steps) by others, some tens to
  ///   thousands of O(n) by leaps; no allocation.
  public mutating func advance(by steps: Int64) {
    precondition(steps >= 0 && steps <= room, "no room for so many samples")
    state.advance(by: steps, using: &generator)
    count(steps)
  }

  mutating func count(_ steps: Int64) {
    drawnSinceStart += steps
    samplesDrawn += Int128(steps)
  }

  /// Draws about 1/32 decade of samples as one leap, without landing on a size named beforehand.
  ///
  /// How long it is depends on the state and on chance, so a path made of such leaps does not
  /// depend on the pace at which they are asked for.
  ///
  /// - Parameter limit: a ``clock`` not to be passed.
  /// - Returns: how many samples were drawn, at least one.
  /// - Precondition: an engine that leaps is in force; ``clock`` < `limit` ≤
  ///   ``Dataset/maximumSize``.
  /// - Complexity: a few leaps of O(n), or as many single steps as the length has samples.
  @discardableResult
  public mutating func leap(limit: Int64 = Dataset.maximumSize) -> Int64 {
    precondition(engine != .step, "no engine that leaps is in force")
    precondition(limit > clock && limit <= Dataset.maximumSize, "no room for another leap")
    let before = size
    state.leap(limit: before + (limit - clock), using: &generator)
    count(size - before)
    return size - before
  }

  /// Draws the fate of this run at T < 1 from a generator of its own: what is drawn next does not
  /// depend on whether somebody asked.
  ///
  /// - Throws: ``FateError`` where T ≥ 1, or where the process is not the urn.
  public func drawFate() throws(FateError) -> Fate {
    guard isUrn else { throw .notAnUrn }
    var oracle = generator
    // The data were checked when they were counted.
    return try Fate.draw(
      from: try! Dataset(counts: counts), temperature: temperature, using: &oracle)
  }

  /// Draws `steps` samples and records the trajectory at the sizes it asks for.
  ///
  /// - Precondition: 0 ≤ `steps` ≤ ``room``.
  public mutating func advance(by steps: Int64, recordingIn trajectory: inout Trajectory) {
    precondition(steps >= 0 && steps <= room, "no room for so many samples")
    var rest = steps
    while rest > 0 {
      let batch = min(rest, max(1, trajectory.nextSize - clock))
      advance(by: batch)
      rest -= batch
      if clock >= trajectory.nextSize { trajectory.record(self) }
    }
  }

  /// Carries out an intervention at the present moment and dates it.
  ///
  /// - Throws: ``InterventionError``; then nothing has changed.
  /// - Complexity: O(n); an injection draws its samples as one multinomial.
  public mutating func apply(_ intervention: Intervention) throws(InterventionError) {
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
    case .restart:
      startAnew()
    }
    interventions.append(
      DatedIntervention(samplesDrawn: samplesDrawn, intervention: intervention))
    marks.append(InterventionMark(size: clock, intervention: intervention))
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

  private mutating func startAnew() {
    if start.settings != settings {
      // Each part was checked when it came into force.
      start = try! scenario.with(settings)
    }
    generator = Xoshiro256PlusPlus(seed: seed, stream: stream)
    injectedCount = 0
    drawnSinceStart = 0
    marks = []
    rebuild(counts: scenario.initialData.counts, engine: engineAllowed)
    externalCountBefore = 0
    largestErrorBefore = 0
  }

  private mutating func powers(exponent: Double) -> CountPowers {
    if let powers, powers.exponent == exponent { return powers }
    let powers = CountPowers(exponent: exponent)
    self.powers = powers
    return powers
  }

  private func resolve(_ law: ExternalLaw) throws(InterventionError) -> SimplexPoint {
    do {
      return try law.resolved(initial: initialLaw)
    } catch {
      throw .law(error)
    }
  }

  /// The engine that leaps here: the exact one where it holds, else the approximate one where that
  /// holds, else `nil`.
  public var leapingEngine: Engine? {
    try? loop.leapingEngine(
      externalFraction: externalData.fraction, initialSize: scenario.initialData.size)
  }

  /// Whether the process is the urn, with nothing from outside.
  private var isUrn: Bool { refusal(of: .leap) == nil }

  private func refusal(of engine: Engine) -> EngineRefusal? {
    loop.refusal(
      of: engine, externalFraction: externalData.fraction,
      initialSize: scenario.initialData.size)
  }

  /// The engine in force, or single steps where it does not hold any more.
  private var engineAllowed: Engine { refusal(of: engine) == nil ? engine : .step }

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

  private mutating func rebuild(counts: [Int64], engine: Engine) {
    externalCountBefore += state.externalCount
    largestErrorBefore = largestLearningError
    // Every change of the counts was checked against the room left.
    setUp(engine, at: try! Dataset(counts: counts))
  }

  /// q; the law was resolved once when the scenario or the intervention was checked.
  private var externalPoint: SimplexPoint {
    try! externalData.law.resolved(initial: initialLaw)
  }

  private mutating func setUp(_ engine: Engine, at dataset: Dataset) {
    let batch = loop.batchSize(initialSize: scenario.initialData.size)
    switch engine {
    case .step where loop.isUrn(initialSize: scenario.initialData.size):
      state = .single(
        SingleStepEngine(
          dataset: dataset, powers: powers(exponent: temperature.exponent),
          externalFraction: externalData.fraction, externalLaw: externalPoint))
    case .step:
      state = .retraining(
        RetrainingEngine(
          dataset: dataset, loop: loop, batch: batch, temperature: temperature,
          externalFraction: externalData.fraction, externalLaw: externalPoint, using: &generator))
    case .leap:
      state = .leaping(
        LeapEngine(dataset: dataset, powers: powers(exponent: temperature.exponent)))
    case .split:
      state = .splitting(
        SplittingEngine(
          dataset: dataset, loop: loop, batch: batch, temperature: temperature,
          externalFraction: externalData.fraction, externalLaw: externalPoint, using: &generator))
    }
  }
}

/// An intervention in the present run and the ``Simulation/clock`` just after it.
public struct InterventionMark: Hashable, Sendable {
  public let size: Int64
  public let intervention: Intervention

  public init(size: Int64, intervention: Intervention) {
    self.size = size
    self.intervention = intervention
  }
}
