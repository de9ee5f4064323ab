import HeatDeath
import Testing

@Suite("Engine selection") struct EngineSelectionTests {
  private let closed = ExternalData.none
  private let fed: ExternalData

  init() throws { fed = try ExternalData(fraction: 0.1) }

  @Test("without a screen long runs with few records are leapt")
  func headless() {
    let auto = EngineSelection.automatic
    let far = EngineSelection.leapDistance
    #expect(auto.engine(distance: far, records: 1, externalData: closed) == .leap)
    #expect(auto.engine(distance: far - 1, records: 1, externalData: closed) == .step)
    let records = Int(far / EngineSelection.leapSpacing)
    #expect(auto.engine(distance: far, records: records, externalData: closed) == .leap)
    #expect(auto.engine(distance: far, records: records + 1, externalData: closed) == .step)
    #expect(auto.engine(distance: .max, records: 1, externalData: fed) == .step)
    #expect(auto.engine(distance: 0, records: 0, externalData: closed) == .step)
  }

  @Test("on the screen large datasets are leapt where the pace counts decades")
  func screen() {
    let auto = EngineSelection.automatic
    let size = EngineSelection.leapSize
    let pace = Pace.decadesPerSecond(0.3)
    #expect(auto.engine(size: size, pace: pace, externalData: closed) == .leap)
    #expect(auto.engine(size: size - 1, pace: pace, externalData: closed) == .step)
    #expect(auto.engine(size: size, pace: pace, externalData: fed) == .step)
    #expect(auto.engine(size: size, pace: .stepsPerSecond(1), externalData: closed) == .step)
    #expect(EngineSelection.step.engine(size: size, pace: pace, externalData: closed) == .step)
    #expect(EngineSelection.leap.engine(size: 10, pace: pace, externalData: closed) == .leap)
    #expect(EngineSelection.leap.engine(size: 10, pace: pace, externalData: fed) == .step)
  }

  @Test("the simulation refuses to leap with external data and goes back to steps when they come")
  func simulation() throws {
    let scenario = try Scenario(
      initialData: Dataset(counts: [5, 3, 2]), temperature: Temperature(0.8), seed: 1)
    var simulation = Simulation(scenario, engine: .leap)
    simulation.advance(by: 999_999_990)
    #expect(simulation.size == 1_000_000_000 && simulation.engine == .leap)
    try simulation.apply(.setExternalData(fed))
    #expect(simulation.engine == .step)
    #expect(throws: InterventionError.leapWithExternalData(fraction: 0.1)) {
      try simulation.apply(.setEngine(.leap))
    }
    simulation.advance(by: 1000)
    #expect(simulation.size == 1_000_001_000 && simulation.externalCount > 0)
    try simulation.apply(.setExternalData(.none))
    try simulation.apply(.setEngine(.leap))
    let drawn = simulation.leap()
    #expect((1...74_600_075).contains(drawn))
  }
}
