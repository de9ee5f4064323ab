import HeatDeath

let scenario = try Scenario(
  initialData: Dataset(counts: [5, 3, 2]), temperature: Temperature(0.8), seed: 7)
var simulation = Simulation(scenario)
while simulation.size < 10_000 {
  simulation.advance(by: simulation.size)
  let shares = simulation.theta.coordinates.map { ($0 * 100).rounded() }
  print(simulation.size, shares)
}
