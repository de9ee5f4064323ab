import TestSupport
import Testing

@testable import HeatDeath

@Suite struct InterventionTests {
  @Test("a simulation starts as its scenario says")
  func aSimulationStartsAsItsScenarioSays() throws {
    let external = try ExternalData(fraction: 0.25, law: .uniform)
    let simulation = Simulation(
      try scenario([5, 3, 2], temperature: 1.5, external: external, seed: 8))
    #expect(simulation.counts == [5, 3, 2])
    #expect(simulation.size == 10)
    #expect(simulation.categoryCount == 3)
    #expect(simulation.temperature.value == 1.5)
    #expect(simulation.externalData == external)
    #expect(simulation.seed == 8)
    #expect(simulation.samplesDrawn == 0)
  }

  @Test("a category at zero stays at zero until something comes from outside")
  func aCategoryAtZeroStaysAtZeroUntilSomethingComesFromOutside() throws {
    var simulation = Simulation(try scenario([5, 0, 2], temperature: .infinity))
    simulation.advance(by: 10_000)
    #expect(simulation.counts[1] == 0)
    try simulation.apply(.inject(count: 1, law: .category(1)))
    simulation.advance(by: 10_000)
    #expect(simulation.counts[1] > 3000)
  }

  @Test("a category of one takes every sample")
  func aCategoryOfOneTakesEverySample() throws {
    var simulation = Simulation(try scenario([5]))
    simulation.advance(by: 100)
    #expect(simulation.counts == [105])
  }

  @Test("a new temperature changes the future and not the past")
  func aNewTemperatureChangesTheFutureAndNotThePast() throws {
    var simulation = Simulation(try scenario([60, 50, 40], temperature: 0.2))
    simulation.advance(by: 1000)
    let before = simulation.counts
    try simulation.apply(.setTemperature(.infinite))
    #expect(simulation.counts == before)
    #expect(simulation.temperature == .infinite)
    simulation.advance(by: 30_000)
    let gains = zip(simulation.counts, before).map { Int($0 - $1) }
    // α = 10⁻⁴ at seed 1; before, one category took nearly everything.
    let uniform = [Double](repeating: 1.0 / 3, count: 3)
    #expect(PearsonTest(observed: gains, probabilities: uniform).pValue > 1e-4)
    let earlier = zip(before, [60, 50, 40]).map { Int($0 - $1) }
    #expect(PearsonTest(observed: earlier, probabilities: uniform).pValue < 1e-4)
  }

  @Test("setting the temperature in force changes nothing")
  func settingTheTemperatureInForceChangesNothing() throws {
    var touched = Simulation(try scenario([5, 3, 2], temperature: 0.7))
    var untouched = touched
    touched.advance(by: 12_345)
    try touched.apply(.setTemperature(try Temperature(0.7)))
    touched.advance(by: 12_345)
    untouched.advance(by: 24_690)
    #expect(touched.counts == untouched.counts)
  }

  @Test("an injection into one category adds there and draws nothing")
  func anInjectionIntoOneCategoryAddsThereAndDrawsNothing() throws {
    var simulation = Simulation(try scenario([5, 3, 2]))
    try simulation.apply(.inject(count: 70, law: .category(2)))
    #expect(simulation.counts == [5, 3, 72])
    #expect(simulation.injectedCount == 70)
    #expect(simulation.externalCount == 0)
    #expect(simulation.samplesDrawn == 0)
  }

  /// α = 10⁻⁴, seed 3: initial law (5, 0, 2)/7, uniform, and a law given by its probabilities.
  @Test(
    "an injection follows its law, whatever the data have become",
    arguments: [
      (ExternalLaw.initial, [5.0 / 7, 0, 2.0 / 7]), (.uniform, [1.0 / 3, 1.0 / 3, 1.0 / 3]),
      (.point(SimplexPoint(weights: [1, 2, 5])), [0.125, 0.25, 0.625]),
    ] as [(ExternalLaw, [Double])])
  func anInjectionFollowsItsLawWhateverTheDataHaveBecome(
    law: ExternalLaw, probabilities: [Double]
  ) throws {
    var simulation = Simulation(try scenario([5, 0, 2], temperature: 0.5, seed: 3))
    simulation.advance(by: 5000)
    let before = simulation.counts
    try simulation.apply(.inject(count: 20_000, law: law))
    let gains = zip(simulation.counts, before).map { Int($0 - $1) }
    #expect(gains.reduce(0, +) == 20_000)
    #expect(PearsonTest(observed: gains, probabilities: probabilities).pValue > 1e-4)
  }

  @Test("external data can be switched on and off")
  func externalDataCanBeSwitchedOnAndOff() throws {
    var simulation = Simulation(try scenario([5, 3, 0]))
    try simulation.apply(
      .setExternalData(try ExternalData(fraction: 1, law: .category(2))))
    simulation.advance(by: 500)
    #expect(simulation.counts == [5, 3, 500])
    #expect(simulation.externalCount == 500)
    try simulation.apply(.setExternalData(.none))
    simulation.advance(by: 500)
    #expect(simulation.externalCount == 500)
    #expect(simulation.size == 1008)
  }

  @Test("restart repeats the run and keeps the temperature")
  func restartRepeatsTheRunAndKeepsTheTemperature() throws {
    var simulation = Simulation(try scenario([5, 3, 2], temperature: 1.2, seed: 6))
    try simulation.apply(.setTemperature(try Temperature(0.9)))
    simulation.advance(by: 4000)
    let first = simulation.counts
    try simulation.apply(.inject(count: 10, law: .uniform))
    try simulation.apply(.restart)
    #expect(simulation.counts == [5, 3, 2])
    #expect(simulation.injectedCount == 0)
    #expect(simulation.temperature.value == 0.9)
    simulation.advance(by: 4000)
    #expect(simulation.counts == first)
    #expect(simulation.samplesDrawn == 8000)
  }

  @Test("reseed runs from the same data to another end, as a fresh seed would")
  func reseedRunsFromTheSameDataToAnotherEndAsAFreshSeedWould() throws {
    var simulation = Simulation(
      try scenario([500, 300, 200], temperature: 1.2, seed: 6), stream: 2)
    simulation.advance(by: 4000)
    let first = simulation.counts
    try simulation.apply(.reseed(7))
    #expect(simulation.counts == [500, 300, 200])
    #expect(simulation.seed == 7)
    simulation.advance(by: 4000)
    #expect(simulation.counts != first)
    var fresh = Simulation(try scenario([500, 300, 200], temperature: 1.2, seed: 7), stream: 2)
    fresh.advance(by: 4000)
    #expect(simulation.counts == fresh.counts)
    try simulation.apply(.restart)
    #expect(simulation.seed == 7, "a restart keeps the seed in force")
  }

  @Test(
    "an intervention that does not fit changes nothing",
    arguments: [
      (.inject(count: -1, law: .initial), .injection(count: -1, room: 3_999_999_999_999_998_990)),
      (
        .inject(count: .min, law: .category(0)),
        .injection(count: .min, room: 3_999_999_999_999_998_990)
      ),
      (
        .inject(count: 3_999_999_999_999_998_991, law: .uniform),
        .injection(count: 3_999_999_999_999_998_991, room: 3_999_999_999_999_998_990)
      ),
      (
        .inject(count: .max, law: .category(1)),
        .injection(count: .max, room: 3_999_999_999_999_998_990)
      ),
      (.inject(count: 1, law: .category(3)), .law(.category(3, categoryCount: 3))),
      (.inject(count: 1, law: .category(-1)), .law(.category(-1, categoryCount: 3))),
      (
        .inject(count: 1, law: .point(SimplexPoint(weights: [1, 1]))),
        .law(.dimension(2, categoryCount: 3))
      ),
      (
        .setExternalData(try! ExternalData(fraction: 0.5, law: .category(9))),
        .law(.category(9, categoryCount: 3))
      ),
      (
        .setExternalData(try! ExternalData(fraction: 0.5, law: .point(.uniform(4)))),
        .law(.dimension(4, categoryCount: 3))
      ),
    ] as [(Intervention, InterventionError)])
  func anInterventionThatDoesNotFitChangesNothing(
    intervention: Intervention, error: InterventionError
  ) throws {
    var simulation = Simulation(try scenario([5, 3, 2]))
    simulation.advance(by: 1000)
    let before = Fingerprint(simulation)
    #expect(throws: error) { try simulation.apply(intervention) }
    #expect(Fingerprint(simulation) == before)
  }

  @Test("messages of refused injections name the number and the room")
  func messagesOfRefusedInjectionsNameTheNumberAndTheRoom() {
    let error = InterventionError.injection(count: -4, room: 17)
    #expect(error.description == "-4 samples cannot be injected; accepted are 0 to 17")
    let law = InterventionError.law(.category(9, categoryCount: 3))
    #expect(law.description == "there is no category number 10; there are 3")
  }

  @Test("a dataset can be filled to the last sample and not beyond")
  func aDatasetCanBeFilledToTheLastSampleAndNotBeyond() throws {
    var simulation = Simulation(try scenario([5, 3, 2]))
    try simulation.apply(.inject(count: Dataset.maximumSize - 110, law: .category(0)))
    #expect(simulation.room == 100)
    simulation.advance(by: 60)
    try simulation.apply(.inject(count: 40, law: .category(1)))
    #expect(simulation.room == 0)
    #expect(simulation.size == Dataset.maximumSize)
    simulation.advance(by: 0)
    #expect(throws: InterventionError.injection(count: 1, room: 0)) {
      try simulation.apply(.inject(count: 1, law: .category(1)))
    }
    try simulation.apply(.inject(count: 0, law: .category(1)))
    try simulation.apply(.setTemperature(.infinite))
    #expect(simulation.counts.reduce(0, +) == Dataset.maximumSize)
  }

  @Test("a snapshot shows the simulation as it was")
  func aSnapshotShowsTheSimulationAsItWas() throws {
    let scenario = try scenario([5, 3, 2], temperature: 2)
    var simulation = Simulation(scenario)
    var trajectory = Trajectory(start: scenario.initialData)
    simulation.advance(by: 990, recordingIn: &trajectory)
    try simulation.apply(.inject(count: 24, law: .category(0)))
    let snapshot = Snapshot(simulation, trajectory: trajectory, generation: 0)
    let counts = simulation.counts
    simulation.advance(by: 100)
    #expect(snapshot.counts == counts)
    #expect(snapshot.size == 1024)
    #expect(snapshot.initialSize == 10)
    #expect(snapshot.categoryCount == 3)
    #expect(snapshot.injectedCount == 24)
    #expect(snapshot.samplesDrawn == 990)
    #expect(snapshot.theta.coordinates == counts.map { Double($0) / 1024 })
    let roots = counts.map { Double($0).squareRoot() }
    for (found, root) in zip(snapshot.tau.coordinates, roots) {
      #expect(abs(found - root / roots.reduce(0, +)) < 1e-15)
    }
  }
}
