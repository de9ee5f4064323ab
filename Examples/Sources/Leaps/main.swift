import HeatDeath

let scenario = try Scenario(
  initialData: Dataset(counts: [5, 3, 2]), temperature: Temperature(1.1), seed: 7)
var simulation = Simulation(scenario)
simulation.advance(by: 100_000 - simulation.size)

// From here on with the law of single steps, to 10⁻⁵, and any distance at once.
try simulation.apply(.setEngine(.leap))
for exponent in [6, 9, 12, 15, 18] {
  var target: Int64 = 1
  for _ in 0..<exponent { target *= 10 }
  while simulation.size < target { simulation.leap(limit: target) }
  let spread = simulation.lyapunov(of: CategorySet(0..<3)) ?? 0
  print("k = 10^\(exponent): V =", (spread * 1e4).rounded() / 1e4)
}
