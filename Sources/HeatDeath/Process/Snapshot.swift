/// An immutable view of a simulation at one moment: everything a screen needs.
public struct Snapshot: Sendable {
  /// What the simulation was created from.
  public let scenario: Scenario
  /// The scenario that gives the present run from its last start on, but for later interventions.
  let start: Scenario
  /// The counts c_i.
  public let counts: [Int64]
  /// k, the size of the dataset.
  public let size: Int64
  /// Samples there have been since the last start: k where nothing is discarded.
  public let clock: Int64
  /// The model's law Θ.
  public let theta: SimplexPoint
  /// ‖Θ* − Θ‖, and the largest so far.
  public let learningError: Double
  public let largestLearningError: Double
  public let samplesDrawn: Int128
  public let injectedCount: Int64
  public let externalCount: Int64
  /// Temperature, external data, loop and seed in force.
  public let settings: Settings
  /// The engine in force.
  public let engine: Engine
  /// Interventions since the last start, oldest first.
  public let marks: [InterventionMark]
  /// The path since the last start.
  public let trajectory: Trajectory
  /// How often the simulation started from the initial dataset: 0 before any restart or reseed.
  public let generation: Int

  public init(
    _ simulation: Simulation, trajectory: Trajectory, marks: [InterventionMark] = [],
    generation: Int
  ) {
    scenario = simulation.scenario
    start = simulation.start
    settings = simulation.settings
    counts = simulation.counts
    size = simulation.size
    clock = simulation.clock
    theta = simulation.theta
    tau = settings.loop.sampler.law(at: theta, temperature: settings.temperature)
    learningError = simulation.learningError
    largestLearningError = simulation.largestLearningError
    samplesDrawn = simulation.samplesDrawn
    injectedCount = simulation.injectedCount
    externalCount = simulation.externalCount
    engine = simulation.engine
    self.marks = marks
    self.trajectory = trajectory
    self.generation = generation
    // The law was resolved before it came into force.
    meanField =
      (try? MeanField(settings, initial: simulation.scenario.initialData.empiricalLaw))
      ?? MeanField(settings.loop.sampler, temperature: settings.temperature)
  }

  /// T in force.
  public var temperature: Temperature { settings.temperature }

  /// The external data in force.
  public var externalData: ExternalData { settings.externalData }

  /// Sampler, learner, data policy and batch in force.
  public var loop: ClosedLoop { settings.loop }

  /// The seed in force.
  public var seed: UInt64 { settings.seed }

  /// ℓ, the size of the initial dataset.
  public var initialSize: Int64 { scenario.initialData.size }

  /// n, the number of categories.
  public var categoryCount: Int { counts.count }

  /// The law of the next sample, (1−λ)τ(Θ) + λq: generated or from outside.
  public var nextSampleLaw: SimplexPoint { meanField.nextSampleLaw(tau: tau) }

  /// The mean flow of the settings in force.
  public let meanField: MeanField

  /// τ(Θ), the law of the next generated sample.
  public let tau: SimplexPoint

  /// What is known of the sampler in force under Assumption 1.
  public var assumptionClass: AssumptionClass {
    loop.sampler.assumptionClass(temperature: temperature, categoryCount: categoryCount)
  }

  /// V_I(Θ); `nil` where it is undefined.
  public func lyapunov(of set: CategorySet) -> Double? { Lyapunov.value(of: set, at: theta) }

  /// The sign of dV_I/dt along the whole mean drift, external data included:
  /// ``MeanField/trend(of:at:)``.
  ///
  /// - Returns: `nil` where V_I is undefined, and where the learner is not exact: what its errors do
  ///   is not known.
  public func trend(of set: CategorySet) -> LyapunovTrend? {
    guard loop.learner.errorBound == 0 else { return nil }
    return meanField.trend(of: set, at: theta, tau: tau)
  }

  /// The sign of V_I(τ(Θ)) − V_I(Θ), what the sampler alone does: exact where its class is proved,
  /// computed otherwise. With λ > 0 it may differ from ``trend(of:)``.
  ///
  /// - Returns: `nil` where V_I is undefined.
  public func samplerTrend(of set: CategorySet) -> LyapunovTrend? {
    meanField.samplerTrend(of: set, at: theta, tau: tau)
  }
}
