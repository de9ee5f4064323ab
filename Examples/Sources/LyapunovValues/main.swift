import HeatDeath

let theta = SimplexPoint(counts: [6, 3, 1])
let sampler = Sampler.softmax
for temperature in [try Temperature(0.8), .one, try Temperature(1.5)] {
  print("T =", temperature.value)
  for set in CategorySet.all(ofCategories: 3) {
    guard let value = Lyapunov.value(of: set, at: theta),
      let after = Lyapunov.value(of: set, at: sampler.law(at: theta, temperature: temperature))
    else { continue }
    print(" ", set.members, (value * 1e4).rounded() / 1e4, "to", (after * 1e4).rounded() / 1e4)
  }
}
