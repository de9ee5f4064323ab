import HeatDeath
import TerminalDrawing
import Testing

@testable import HeatDeathInterface

/// What the present run started from, and what is said about keys.
@Suite struct StartTests {
  @Test("Restart and reseed start from the temperature and the external data in force")
  func starts() throws {
    var fixture = try Fixture(temperature: 0.8)
    #expect(fixture.state.start == fixture.simulation.scenario)
    try fixture.press(.character("T"), .character("T"))
    #expect(fixture.state.start.temperature.value == 0.8, "the run began at 0.8")
    try fixture.press(.character("r"))
    #expect(fixture.state.start.temperature.value == 0.9)
    #expect(fixture.state.start.seed == fixture.simulation.seed)
    // The scenario noted gives the run itself.
    fixture.advance(by: 1000)
    var again = Simulation(fixture.state.start)
    again.advance(by: 1000)
    #expect(again.counts == fixture.simulation.counts)
  }

  @Test("The number of categories of the user's own data brings these back")
  func original() throws {
    var fixture = try Fixture(counts: [29, 14, 17])
    try fixture.press(.character("n"))
    #expect(fixture.simulation.scenario.initialData.counts == [5, 3, 2, 2])
    try fixture.press(.character("N"))
    #expect(fixture.simulation.scenario.initialData.counts == [29, 14, 17])
    #expect(fixture.state.start == fixture.simulation.scenario)
  }

  @Test("More and fewer categories keep the way the loop is closed")
  func loop() throws {
    let loop = ClosedLoop(sampler: .greedy, learner: try .smoothed(0.5), policy: .window(20))
    var fixture = try Fixture(counts: [29, 14, 17], loop: loop)
    for key in ["n", "N", "N"] as [Unicode.Scalar] {
      try fixture.press(.character(key))
      #expect(fixture.simulation.loop == loop && fixture.state.start.loop == loop)
    }
  }

  @Test("What is said about a key goes with the next key")
  func answers() throws {
    var fixture = try Fixture()
    fixture.observe(at: 0)
    let news = fixture.state.line
    try fixture.press(.character("v"))
    #expect(fixture.state.line.contains("v does nothing here"))
    try fixture.press(.character("+"))
    #expect(fixture.state.line == news)
  }

  @Test("With external data the mark is the law of the next sample, not the model's alone")
  func nextSample() throws {
    let data = try ExternalData(fraction: 1, law: .category(0))
    let fixture = try Fixture(counts: [2, 30, 30], externalData: data)
    #expect(fixture.report.snapshot.nextSampleLaw.coordinates == [1, 0, 0])
    let half = try Fixture(
      counts: [2, 1, 1], temperature: 1,
      externalData: ExternalData(fraction: 0.5, law: .category(2)))
    #expect(half.report.snapshot.nextSampleLaw.coordinates == [0.25, 0.125, 0.625])
  }
}
