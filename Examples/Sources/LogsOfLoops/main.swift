import HeatDeath

// The totals that a training loop logged; here they are those of a simulation.
let scenario = try Scenario(
  initialData: Dataset(counts: [50, 30, 20]), temperature: Temperature(0.9), seed: 7)
var loop = Simulation(scenario)
var observations = LoopObservations(.counts)
for _ in 0..<100 {
  observations.append(loop.counts)
  loop.advance(by: loop.size / 10)
}
let estimate = try LoopEstimate(of: observations)
print("T =", estimate.temperature.value, "±", estimate.temperatureError ?? .nan)
print("explained:", estimate.fit?.isExplained ?? false)
