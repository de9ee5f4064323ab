/// One cell of a ``PhaseDiagram``: R runs at one T and one λ, followed to K.
///
/// A cell is a function of the scenario, T, λ, K, R and the engine. Its runs draw from the streams
/// 0 to R − 1 of a seed of its own, made of the scenario's seed and the bits of T and λ. So cells
/// are independent of each other, a finer grid has the cells of a coarser one as they were, and runs
/// of ``scenario`` by ``engine`` are the very runs of the cell.
public struct PhaseCell: Hashable, Sendable {
  /// The scenario of the runs, with the cell's T, λ and seed.
  public let scenario: Scenario

  /// K, counted from ``Scenario/firstSize``.
  public let finalSize: Int64

  /// R ≥ 1.
  public let runCount: Int

  /// What advances the runs: where it was not chosen, leaps from ``leapDistance`` samples on where
  /// they are exact, and from ``splitDistance`` on where they are approximate.
  public let engine: Engine

  /// From so many samples on an exact leap takes less time than single steps.
  public static let leapDistance: Int64 = 1 << 14

  /// From so many samples on approximate leaps are taken: their error, ``Engine/weakError``, is far
  /// below the noise of any number of runs that single steps could make.
  public static let splitDistance: Int64 = 1 << 18

  private static let thresholds = LeapThresholds(
    leapDistance: leapDistance, splitDistance: splitDistance, spacing: 1)

  /// The cell of a scenario's own T and λ.
  ///
  /// - Parameters:
  ///   - scenario: its seed is replaced by the cell's.
  ///   - finalSize: K at which the runs are looked at.
  ///   - runCount: how many runs there are.
  ///   - selection: leaps that do not hold count as single steps.
  /// - Precondition: `finalSize` is at least ``Scenario/firstSize``, there is room for so many
  ///   samples, and there is at least one run.
  public init(
    of scenario: Scenario, finalSize: Int64, runCount: Int,
    engine selection: EngineSelection = .automatic
  ) {
    precondition(runCount >= 1 && finalSize >= scenario.firstSize, "nothing to run")
    var settings = scenario.settings
    settings.seed = Self.seed(
      settings.seed, settings.temperature, settings.externalData.fraction)
    // A seed fits everything.
    self.scenario = try! scenario.with(settings)
    self.finalSize = finalSize
    self.runCount = runCount
    let chosen = try? selection.engine(
      distance: finalSize - scenario.firstSize, records: 1, scenario: scenario,
      thresholds: Self.thresholds)
    engine = chosen ?? .step
  }

  /// The cell of another T and λ.
  ///
  /// - Parameters:
  ///   - base: the scenario, whose T, λ and seed are replaced.
  ///   - fraction: λ in [0, 1].
  init(
    of base: Scenario, temperature: Temperature, fraction: Double, finalSize: Int64, runCount: Int,
    engine selection: EngineSelection
  ) {
    // The law fitted the data before, and λ is checked.
    let external = try! ExternalData(fraction: fraction, law: base.externalData.law)
    let scenario = try! base.with(temperature: temperature, externalData: external)
    self.init(of: scenario, finalSize: finalSize, runCount: runCount, engine: selection)
  }

  private static func seed(_ seed: UInt64, _ temperature: Temperature, _ fraction: Double) -> UInt64
  {
    var result = seed
    for bits in [temperature.value.bitPattern, fraction.bitPattern] {
      var words = SplitMix64(seed: result)
      result = words.next() ^ bits
    }
    var words = SplitMix64(seed: result)
    return words.next()
  }

  /// Makes the runs and says what became of them.
  public func outcome() -> PhaseOutcome { outcome { _ in } }

  /// Makes the runs and says what became of them.
  ///
  /// - Parameter afterRuns: told, as the runs go by, how many more have ended; what it throws ends
  ///   the computation.
  /// - Complexity: R runs of K − ℓ single steps, or of some leaps.
  public func outcome<Failure>(
    afterRuns: (Int) throws(Failure) -> Void
  ) throws(Failure) -> PhaseOutcome {
    var outcome = PhaseOutcome(of: scenario)
    var group = newGroup()
    while outcome.runCount < runCount {
      let before = outcome.runCount
      add(runs: group.count, to: &outcome, in: &group)
      try afterRuns(outcome.runCount - before)
    }
    return outcome
  }

  /// Makes some of the runs, and counts them with those that went before.
  ///
  /// - Parameters:
  ///   - known: what became of the first runs; `nil` before the first of them.
  ///   - count: how many more to make, as far as there are.
  func outcome(after known: PhaseOutcome?, runs count: Int) -> PhaseOutcome {
    var outcome = known ?? PhaseOutcome(of: scenario)
    let end = min(runCount, outcome.runCount + count)
    var group = newGroup()
    while outcome.runCount < end { add(runs: end - outcome.runCount, to: &outcome, in: &group) }
    return outcome
  }

  /// As many runs as are made side by side.
  private func newGroup() -> [Simulation] {
    let count = engine == .step ? min(Simulation.sideBySideCount, runCount) : 1
    return Array(repeating: Simulation(scenario, engine: engine), count: count)
  }

  /// Makes the next runs, so many, as far as there are and the group reaches.
  private func add(
    runs count: Int, to outcome: inout PhaseOutcome, in group: inout [Simulation]
  ) {
    let first = outcome.runCount
    group.removeLast(group.count - min(group.count, count, runCount - first))
    for place in group.indices { group[place].restart(stream: UInt64(first + place)) }
    Simulation.advance(&group, by: finalSize - scenario.firstSize)
    for run in group { outcome.add(run.theta, generating: run.tau) }
  }
}
