import HeatDeath

// Each generation is learned from the last one alone, by a model that smooths.
let loop = ClosedLoop(
  sampler: .softmax, learner: try .smoothed(0.5), policy: .window(200), batch: nil)
let scenario = try Scenario(
  initialData: Dataset(counts: [50, 30, 20]), temperature: .one,
  externalData: ExternalData(fraction: 0.1, law: .uniform), loop: loop, seed: 7)
var simulation = Simulation(scenario)
simulation.advance(by: 5_000)
print("in the window:", simulation.counts, "drawn:", simulation.samplesDrawn)
print("fresh:", simulation.externalCount)
