import HeatDeath
import Testing

@Suite("Engine selection") struct EngineSelectionTests {
  private let fed: ExternalData

  init() throws { fed = try ExternalData(fraction: 0.1) }

  private func scenario(
    _ loop: ClosedLoop = .paper, external: ExternalData = .none, counts: [Int64] = [5, 3, 2]
  ) throws -> Scenario {
    try Scenario(
      initialData: Dataset(counts: counts), temperature: Temperature(0.8), externalData: external,
      loop: loop, seed: 1)
  }

  @Test("without a screen long runs with few records are leapt")
  func headless() throws {
    let auto = EngineSelection.automatic
    let closed = try scenario()
    let far = EngineSelection.leapDistance
    #expect(try auto.engine(distance: far, records: 1, scenario: closed) == .leap)
    #expect(try auto.engine(distance: far - 1, records: 1, scenario: closed) == .step)
    let records = Int(far / EngineSelection.leapSpacing)
    #expect(try auto.engine(distance: far, records: records, scenario: closed) == .leap)
    #expect(try auto.engine(distance: far, records: records + 1, scenario: closed) == .step)
    #expect(try auto.engine(distance: 0, records: 0, scenario: closed) == .step)
  }

  @Test("where exact leaps do not hold, only runs too long for single steps are leapt")
  func approximateLeaps() throws {
    let auto = EngineSelection.automatic
    let far = EngineSelection.splitDistance
    let open = try scenario(external: fed)
    #expect(try auto.engine(distance: far, records: 1, scenario: open) == .split)
    #expect(try auto.engine(distance: far - 1, records: 1, scenario: open) == .step)
    #expect(try EngineSelection.leap.engine(distance: 5, records: 1, scenario: open) == .split)
    let replaced = try scenario(ClosedLoop(policy: .replace))
    #expect(try auto.engine(distance: .max, records: 1, scenario: replaced) == .step)
    #expect(throws: EngineRefusal.doesNotGrow(policy: "replace")) {
      try EngineSelection.leap.engine(distance: 5, records: 1, scenario: replaced)
    }
  }

  @Test("on the screen large datasets are leapt where the pace counts decades")
  func screen() throws {
    let size = EngineSelection.leapSize
    let pace = Pace.decadesPerSecond(0.3)
    func engine(
      _ selection: EngineSelection, size: Int64, pace: Pace = pace, loop: ClosedLoop = .paper,
      external: ExternalData = .none
    ) throws -> Engine {
      let simulation = Simulation(
        try scenario(loop, external: external, counts: [size - 3, 2, 1]))
      return selection.engine(for: simulation, pace: pace)
    }
    #expect(try engine(.automatic, size: size) == .leap)
    #expect(try engine(.automatic, size: size - 1) == .step)
    let splitSize = EngineSelection.splitSize
    #expect(try engine(.automatic, size: splitSize, external: fed) == .split)
    #expect(try engine(.automatic, size: splitSize - 1, external: fed) == .step)
    #expect(try engine(.automatic, size: size, loop: ClosedLoop(policy: .replace)) == .step)
    #expect(try engine(.automatic, size: size, pace: .stepsPerSecond(1)) == .step)
    #expect(try engine(.step, size: size) == .step)
    #expect(try engine(.leap, size: 10) == .leap)
    #expect(try engine(.leap, size: 10, external: fed) == .split)
  }

  @Test("the simulation refuses to leap with external data and goes back to steps when they come")
  func simulation() throws {
    var simulation = Simulation(try scenario(), engine: .leap)
    simulation.advance(by: 999_999_990)
    #expect(simulation.size == 1_000_000_000 && simulation.engine == .leap)
    try simulation.apply(.setExternalData(fed))
    #expect(simulation.engine == .step)
    #expect(
      throws: InterventionError.engine(.notAnUrn(part: "a fraction of the data is external"))
    ) {
      try simulation.apply(.setEngine(.leap))
    }
    simulation.advance(by: 1000)
    #expect(simulation.size == 1_000_001_000 && simulation.externalCount > 0)
    try simulation.apply(.setEngine(.split))
    simulation.advance(by: 1_000_000)
    #expect(simulation.size == 1_001_001_000 && simulation.externalCount > 90_000)
    try simulation.apply(.setExternalData(.none))
    try simulation.apply(.setEngine(.leap))
    let drawn = simulation.leap()
    #expect((1...74_700_000).contains(drawn))
  }
}
