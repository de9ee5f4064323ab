/// A closed-loop learning process while it runs: the paper's recursion (2).
///
///     Y(k+1) ~ τ(Θ(k)),   D(k+1) = D(k) ∪ {Y(k+1)},   Θ(k+1) = φ(f(w(k), D(k+1)))
///
/// with the sampler, learner, data policy and batches of a ``ClosedLoop``.
///
/// A simulation is a function of its scenario and its interventions and their dates alone: how its
/// steps are batched, and what the machine does meanwhile, changes nothing. A ``Timeline`` keeps them.
public struct Simulation: Sendable {
  /// What the simulation was created from, or the scenario that ``Intervention/start(_:)`` put in its
  /// place.
  public let scenario: Scenario

  /// Which stream of the seed drives the simulation: its index in an ensemble.
  public private(set) var stream: UInt64

  /// Temperature, external data, loop and seed in force.
  public internal(set) var settings: Settings

  /// The scenario that gives the present run from its last start on, but for later interventions:
  /// ``scenario`` with the settings that were in force then.
  public internal(set) var start: Scenario

  /// Samples drawn over the whole life of the simulation; the clock that dates interventions.
  public internal(set) var samplesDrawn: Int128 = 0

  /// Samples injected since the last start from the initial dataset.
  public internal(set) var injectedCount: Int64 = 0

  let initialLaw: SimplexPoint
  var state = EngineState.absent
  var drawnSinceStart: Int64 = 0
  /// Made when single steps first need it; engines of one temperature share it.
  private var powers: CountPowers?
  var generator: Xoshiro256PlusPlus
  var externalCountBefore: Int64 = 0
  var largestErrorBefore = 0.0

  /// Starts at the scenario's initial dataset, k = ℓ.
  ///
  /// - Parameters:
  ///   - scenario: what it begins with, its seed included.
  ///   - stream: the index of this trajectory in an ensemble.
  ///   - engine: what advances it at first.
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

  /// Goes back to the start of the scenario on another stream, by the engine in force: what the
  /// initialiser gives, without making anew what the runs of an ensemble share.
  public mutating func restart(stream: UInt64) {
    settings = scenario.settings
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

  private mutating func powers(exponent: Double) -> CountPowers {
    if let powers, powers.exponent == exponent { return powers }
    let powers = CountPowers(exponent: exponent)
    self.powers = powers
    return powers
  }

  /// The engine that leaps here: the exact one where it holds, else the approximate one where that
  /// holds, else `nil`.
  public var leapingEngine: Engine? {
    try? loop.leapingEngine(
      externalFraction: externalData.fraction, initialSize: scenario.initialData.size)
  }

  /// Whether the process is the urn, with nothing from outside.
  var isUrn: Bool { refusal(of: .leap) == nil }

  func refusal(of engine: Engine) -> EngineRefusal? {
    loop.refusal(
      of: engine, externalFraction: externalData.fraction,
      initialSize: scenario.initialData.size)
  }

  /// The engine in force, or single steps where it does not hold any more.
  var engineAllowed: Engine { refusal(of: engine) == nil ? engine : .step }

  mutating func rebuild(counts: [Int64], engine: Engine) {
    externalCountBefore += state.externalCount
    largestErrorBefore = largestLearningError
    // Every change of the counts was checked against the room left.
    setUp(engine, at: try! Dataset(counts: counts))
  }

  /// q; the law was resolved once when the scenario or the intervention was checked.
  var externalPoint: SimplexPoint {
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
