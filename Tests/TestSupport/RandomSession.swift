import HeatDeath
import Synchronization

/// A run through random commands: scenario, interventions, undos, looks at the past and branches, landings, flights, paces, starts.
public struct RandomSession {
  public private(set) var driver: SimulationDriver

  /// Loops for every engine: the urn, its leaps, the retraining one, and approximate leaps.
  public static let loops: [ClosedLoop] = [
    .paper,
    try! ClosedLoop(sampler: Sampler(parsing: "mix:0.1"), batch: BatchSize(5)),
    ClosedLoop(policy: .replace),
    try! ClosedLoop(learner: Learner(parsing: "noisy:0.05"), policy: .window(40)),
    try! ClosedLoop(learner: Learner(parsing: "smoothed:0.5")),
  ]

  /// - Parameters:
  ///   - loop: how the loop is closed at first.
  ///   - isLarge: whether every run begins with about 999,000 samples, so that even approximate leaps
  ///     begin soon: from a few samples a flight draws a million single steps first, and so does each
  ///     replay.
  public init(
    seed: UInt64, loop: ClosedLoop? = nil, commands: Int = 40, isLarge: Bool = false
  ) throws {
    var random = SeededRandom(seed: seed)
    // A look at the clock is what takes time.
    let time = Time()
    driver = SimulationDriver(
      scenario: try Self.externalScenario(
        &random, loop: loop ?? random.pick(Self.loops), isLarge: isLarge),
      pace: .decadesPerSecond(3), running: true,
      batching: .init(budget: 100_000, chunk: Int64(1 + random.next(5000))),
      clock: { time.nanoseconds.add(15_000, ordering: .relaxed).newValue })
    for number in 1...UInt64(commands) {
      for _ in 0..<(1 + random.next(6)) {
        guard case .until(let wake) = driver.turn() else { continue }
        time.nanoseconds.store(
          max(wake, time.nanoseconds.load(ordering: .relaxed)), ordering: .relaxed)
      }
      let command =
        random.next(5) == 0
        ? Self.commandOfPast(&random)
        : try Self.command(&random, isLarge: isLarge)
      driver.perform(command, sequence: number)
    }
  }

  private final class Time: Sendable {
    let nanoseconds = Atomic<UInt64>(1_000_000_000)
  }

  /// The size that large runs begin with, or a little less.
  private static let largeSize: Int64 = 999_000

  /// One of a few categories and temperatures, of 5 to 30 samples or of some 999,000.
  public static func scenario(
    _ random: inout SeededRandom, loop: ClosedLoop, isLarge: Bool = false
  ) throws -> Scenario {
    var counts = (0..<(2 + random.next(4))).map { Int64($0 == 0 ? 5 : random.next(6)) }
    if isLarge {
      let factor = largeSize / counts.reduce(0, +)
      counts = counts.map { factor * $0 }
    }
    return try Scenario(
      initialData: Dataset(counts: counts),
      temperature: Temperature(random.pick([0.5, 0.8, 1, 1.5])), loop: loop, seed: random.next())
  }

  /// One with external data of every kind.
  private static func externalScenario(
    _ random: inout SeededRandom, loop: ClosedLoop, isLarge: Bool
  ) throws -> Scenario {
    let scenario = try scenario(&random, loop: loop, isLarge: isLarge)
    let weights = scenario.labels.indices.map { _ in random.real(0.1...1) }
    let law: ExternalLaw = random.pick([
      .initial, .uniform, .category(1), .point(SimplexPoint(weights: weights)),
      .point(scenario.initialData.empiricalLaw),
    ])
    return try scenario.with(
      externalData: ExternalData(fraction: random.pick([0, 0, 0.1]), law: law))
  }

  /// A look at the past, often left for a branch by the next command, or another future.
  private static func commandOfPast(_ random: inout SeededRandom) -> SimulationCommand {
    let clock = random.pick([15, 40, 700, 20_000, 1_000_000, 700_000_000] as [Int64])
    return random.pick([
      .seek(.back(to: clock)), .seek(.back(to: clock)), .seek(.on(to: clock)), .seek(.present),
      .redo, .intervene(.redraw(random.next())),
    ])
  }

  /// - Parameter isLarge: whether new runs are large, and leaps go beyond their beginning.
  public static func command(
    _ random: inout SeededRandom, isLarge: Bool = false
  ) throws -> SimulationCommand {
    let law: ExternalLaw = random.pick([.initial, .uniform, .category(1), .category(4)])
    switch random.next(18) {
    case 0, 1: return .intervene(.setTemperature(try Temperature(random.pick([0.4, 1, 2]))))
    case 2: return .intervene(.inject(count: Int64(random.next(400)), law: law))
    case 3:
      let fraction = random.pick([0, 0, 0.1, 1])
      return .intervene(.setExternalData(try ExternalData(fraction: fraction, law: law)))
    case 4: return .intervene(.setLoop(random.pick(loops)))
    case 5: return .intervene(.setEngine(random.pick(Engine.allCases)))
    case 6: return .intervene(random.pick([.restart, .reseed(random.next())]))
    case 7: return .start(try scenario(&random, loop: random.pick(loops), isLarge: isLarge))
    case 8, 9, 10:
      // At once, or as a flight that the next commands may stop.
      return .leap(
        to: (isLarge ? largeSize : 0) + random.pick([1000, 200_000, 3_000_000, 1_000_000_000]),
        over: random.pick([nil, nil, 0.001, 0.05]))
    case 11: return .undo
    case 12: return .setPace(random.pick([.stepsPerSecond(1e5), .decadesPerSecond(3)]))
    case 13: return .pause
    case 14: return .step(Int64(random.next(2000)))
    case 15: return .continueGesture(.setTemperature(try Temperature(random.pick([0.6, 1.2]))))
    default: return .run
    }
  }
}
