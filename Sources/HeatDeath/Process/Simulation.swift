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
  public private(set) var samplesDrawn: Int64 = 0

  /// Samples injected since the last start from the initial dataset.
  public private(set) var injectedCount: Int64 = 0

  /// Every intervention so far, oldest first.
  public private(set) var interventions: [DatedIntervention] = []

  /// The interventions since the last start, with the dataset size just after each.
  public private(set) var marks: [InterventionMark] = []

  private let initialLaw: SimplexPoint
  private var engine: StepEngine
  private var generator: Xoshiro256PlusPlus
  private var externalCountBefore: Int64 = 0

  /// Starts at the scenario's initial dataset, k = ℓ.
  ///
  /// - Parameter stream: the index of this trajectory in an ensemble.
  public init(_ scenario: Scenario, stream: UInt64 = 0) {
    self.scenario = scenario
    self.stream = stream
    temperature = scenario.temperature
    externalData = scenario.externalData
    seed = scenario.seed
    initialLaw = scenario.initialData.empiricalLaw
    generator = Xoshiro256PlusPlus(seed: scenario.seed, stream: stream)
    engine = Self.engine(
      at: scenario.initialData, temperature: scenario.temperature,
      externalData: scenario.externalData, initialLaw: initialLaw)
  }

  /// n, the number of categories.
  public var categoryCount: Int { engine.counts.count }

  /// The counts c_i.
  public var counts: [Int64] { engine.counts }

  /// k, the size of the dataset.
  public var size: Int64 { engine.size }

  /// Samples drawn from the external stream since the last start; injected ones do not count.
  public var externalCount: Int64 { externalCountBefore + engine.externalCount }

  /// How many samples the dataset can still take.
  public var room: Int64 { Dataset.maximumSize - engine.size }

  /// Draws `steps` samples, retraining after each.
  ///
  /// - Precondition: 0 ≤ `steps` ≤ ``room``.
  /// - Complexity: O(n·steps); no allocation.
  public mutating func advance(by steps: Int64) {
    engine.advance(by: steps, using: &generator)
    samplesDrawn += steps
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
      if size >= trajectory.nextSize { trajectory.record(counts: engine.counts, size: size) }
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
      rebuildEngine(counts: engine.counts)
    case .setExternalData(let externalData):
      _ = try resolve(externalData.law)
      self.externalData = externalData
      rebuildEngine(counts: engine.counts)
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
    var counts = engine.counts
    if case .category(let category) = law {
      counts[category] += count
    } else {
      let drawn = Multinomial(count: count, law: point).sample(using: &generator)
      for category in counts.indices { counts[category] += drawn[category] }
    }
    injectedCount += count
    rebuildEngine(counts: counts)
  }

  private mutating func start(seed: UInt64) {
    self.seed = seed
    generator = Xoshiro256PlusPlus(seed: seed, stream: stream)
    injectedCount = 0
    marks = []
    rebuildEngine(counts: scenario.initialData.counts)
    externalCountBefore = 0
  }

  private func resolve(_ law: ExternalLaw) throws(InterventionError) -> SimplexPoint {
    do {
      return try law.resolved(initial: initialLaw)
    } catch {
      throw .law(error)
    }
  }

  private mutating func rebuildEngine(counts: [Int64]) {
    externalCountBefore += engine.externalCount
    // Every change of the counts above was checked against the room left.
    let dataset = try! Dataset(counts: counts)
    engine = Self.engine(
      at: dataset, temperature: temperature, externalData: externalData, initialLaw: initialLaw)
  }

  private static func engine(
    at dataset: Dataset, temperature: Temperature, externalData: ExternalData,
    initialLaw: SimplexPoint
  ) -> StepEngine {
    // The law was resolved once when the scenario or the intervention was checked.
    let law = try! externalData.law.resolved(initial: initialLaw)
    return StepEngine(
      dataset: dataset, temperature: temperature, externalFraction: externalData.fraction,
      externalLaw: law)
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
