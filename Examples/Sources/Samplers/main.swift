import HeatDeath

let theta = SimplexPoint(weights: [6, 3, 1])
let temperature = try Temperature(0.8)
let samplers: [(String, Sampler)] = [
  ("softmax", .softmax), ("mix", try .mixing(0.1)), ("top-p", try .topP(0.8)),
]
for (name, sampler) in samplers {
  let tau = sampler.law(at: theta, temperature: temperature)
  print(name, tau.coordinates.map { ($0 * 1000).rounded() / 1000 })
  switch sampler.assumptionClass(temperature: temperature, categoryCount: 3) {
  case .satisfies(let samplerClass): print("  Assumption 1 holds:", samplerClass)
  case .neither(let reason): print("  neither class:", reason)
  case .decidedNumerically(let reason): print("  not decided:", reason)
  case .breaks(let reason): print("  Assumption 1 does not hold:", reason)
  }
}
