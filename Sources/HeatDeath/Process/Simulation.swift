/// A closed-loop learning process while it runs: the paper's recursion (2) with the exact learner.
///
///     Y(k+1) ~ τ(Θ(k)),   D(k+1) = D(k) ∪ {Y(k+1)},   Θ(k+1) = Θ*(k+1)
///
/// A simulation is a function of its scenario and its dated interventions alone: how its steps are
/// batched, and what the machine does meanwhile, changes nothing.
public struct Simulation: Sendable {
  /// What the simulation was created from; interventions do not change it.
  public let scenario: Scenario

  /// Which stream of the seed drives the simulation: its index in an ensemble.
  public let stream: UInt64

  /// The temperature in force.
  public private(set) var temperature: Temperature

  /// The external data in force.
  public private(set) var externalData: ExternalData

  /// The seed in force.
  public private(set) var seed: UInt64

  /// Samples drawn over the whole life of the simulation; the clock that dates interventions.
  public private(set) var samplesDrawn: Int128 = 0

  /// Samples injected since the last start from the initial dataset.
  public private(set) var injectedCount: Int64 = 0

  /// Every intervention so far, oldest first.
  public private(set) var interventions: [DatedIntervention] = []

  /// The interventions since the last start, with the dataset size just after each.
  public private(set) var marks: [InterventionMark] = []

  private let initialLaw: SimplexPoint
  /// The engine in force is the one that is there.
  private var stepEngine: StepEngine?
  private var leapEngine: LeapEngine?
  private var generator: Xoshiro256PlusPlus
  private var externalCountBefore: Int64 = 0

  /// Starts at the scenario's initial dataset, k = ℓ.
  ///
  /// - Parameter stream: the index of this trajectory in an ensemble.
  /// - Parameter engine: what advances it at first.
  /// - Precondition: the leap engine needs λ = 0.
  public init(_ scenario: Scenario, stream: UInt64 = 0, engine: Engine = .step) {
    precondition(
      engine == .step || scenario.externalData.fraction == 0, "the leap takes no external data")
    self.scenario = scenario
    self.stream = stream
    temperature = scenario.temperature
    externalData = scenario.externalData
    seed = scenario.seed
    initialLaw = scenario.initialData.empiricalLaw
    generator = Xoshiro256PlusPlus(seed: scenario.seed, stream: stream)
    setUp(engine, at: scenario.initialData)
  }

  /// n, the number of categories.
  public var categoryCount: Int { scenario.labels.count }

  /// The counts c_i.
  public var counts: [Int64] { stepEngine?.counts ?? leapEngine?.counts ?? [] }

  /// k, the size of the dataset.
  public var size: Int64 { stepEngine?.size ?? leapEngine?.size ?? 0 }

  /// The engine in force.
  public var engine: Engine { leapEngine == nil ? .step : .leap }

  /// Samples drawn from the external stream since the last start; injected ones do not count.
  public var externalCount: Int64 { externalCountBefore + (stepEngine?.externalCount ?? 0) }

  /// How many samples the dataset can still take.
  public var room: Int64 { Dataset.maximumSize - size }

  /// Draws `steps` samples, retraining after each.
  ///
  /// - Precondition: 0 ≤ `steps` ≤ ``room``.
  /// - Complexity: O(n·steps) by single steps, some tens of O(n) by leaps; no allocation.
  public mutating func advance(by steps: Int64) {
    precondition(steps >= 0 && steps <= room, "no room for so many samples")
    let target = size + steps
    stepEngine?.advance(by: steps, using: &generator)
    leapEngine?.advance(to: target, using: &generator)
    samplesDrawn += Int128(steps)
  }

  /// Draws about 1/32 decade of samples as one leap, without landing on a size named beforehand.
  ///
  /// How long it is depends on the state and on chance, so a path made of such leaps does not
  /// depend on the pace at which they are asked for.
  ///
  /// - Parameter limit: a size not to be passed.
  /// - Returns: how many samples were drawn, at least one.
  /// - Precondition: the leap engine is in force; ``size`` < `limit` ≤ ``Dataset/maximumSize``.
  /// - Complexity: one or two leaps of O(n), or as many single steps as the length has samples.
  @discardableResult
  public mutating func leap(limit: Int64 = Dataset.maximumSize) -> Int64 {
    precondition(leapEngine != nil, "the leap engine is not in force")
    let before = size
    leapEngine?.leap(limit: limit, using: &generator)
    samplesDrawn += Int128(size - before)
    return size - before
  }

  /// Draws the fate of this run at T < 1 from a generator of its own: what is drawn next does not
  /// depend on whether somebody asked.
  ///
  /// - Throws: ``FateError`` where T ≥ 1.
  public func drawFate() throws(FateError) -> Fate {
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
      let batch = min(rest, max(1, trajectory.nextSize - size))
      advance(by: batch)
      rest -= batch
      if size >= trajectory.nextSize { trajectory.record(counts: counts, size: size) }
    }
  }

  /// Carries out an intervention at the present moment and dates it.
  ///
  /// - Throws: ``InterventionError``; then nothing has changed.
  /// - Complexity: O(n); an injection draws its samples as one multinomial.
  public mutating func apply(_ intervention: Intervention) throws(InterventionError) {
    switch intervention {
    case .setTemperature(let temperature):
      self.temperature = temperature
      rebuild(counts: counts)
    case .setExternalData(let externalData):
      _ = try resolve(externalData.law)
      self.externalData = externalData
      // Where data come from outside, only single steps are right.
      rebuild(counts: counts, engine: externalData.fraction > 0 ? .step : engine)
    case .setEngine(let engine):
      guard engine == .step || externalData.fraction == 0 else {
        throw .leapWithExternalData(fraction: externalData.fraction)
      }
      rebuild(counts: counts, engine: engine)
    case .inject(let count, let law):
      try inject(count, from: law)
    case .reseed(let seed):
      start(seed: seed)
    case .restart:
      start(seed: seed)
    }
    interventions.append(
      DatedIntervention(samplesDrawn: samplesDrawn, intervention: intervention))
    marks.append(InterventionMark(size: size, intervention: intervention))
  }

  private mutating func inject(_ count: Int64, from law: ExternalLaw) throws(InterventionError) {
    guard (0...room).contains(count) else { throw .injection(count: count, room: room) }
    let point = try resolve(law)
    var counts = counts
    if case .category(let category) = law {
      counts[category] += count
    } else {
      let drawn = Multinomial(count: count, law: point).sample(using: &generator)
      for category in counts.indices { counts[category] += drawn[category] }
    }
    injectedCount += count
    rebuild(counts: counts)
  }

  private mutating func start(seed: UInt64) {
    self.seed = seed
    generator = Xoshiro256PlusPlus(seed: seed, stream: stream)
    injectedCount = 0
    marks = []
    rebuild(counts: scenario.initialData.counts)
    externalCountBefore = 0
  }

  private func resolve(_ law: ExternalLaw) throws(InterventionError) -> SimplexPoint {
    do {
      return try law.resolved(initial: initialLaw)
    } catch {
      throw .law(error)
    }
  }

  private mutating func rebuild(counts: [Int64], engine: Engine? = nil) {
    externalCountBefore += stepEngine?.externalCount ?? 0
    // Every change of the counts above was checked against the room left.
    setUp(engine ?? self.engine, at: try! Dataset(counts: counts))
  }

  private mutating func setUp(_ engine: Engine, at dataset: Dataset) {
    stepEngine = nil
    leapEngine = nil
    switch engine {
    case .step:
      // The law was resolved once when the scenario or the intervention was checked.
      let law = try! externalData.law.resolved(initial: initialLaw)
      stepEngine = StepEngine(
        dataset: dataset, temperature: temperature, externalFraction: externalData.fraction,
        externalLaw: law)
    case .leap:
      leapEngine = LeapEngine(dataset: dataset, temperature: temperature)
    }
  }
}

/// An intervention in the present run and the dataset size just after it.
public struct InterventionMark: Hashable, Sendable {
  public let size: Int64
  public let intervention: Intervention

  public init(size: Int64, intervention: Intervention) {
    self.size = size
    self.intervention = intervention
  }
}
