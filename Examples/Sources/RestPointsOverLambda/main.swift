import HeatDeath

let temperature = try Temperature(0.5)
for fraction in [0.1, 0.3, 0.4, 0.55] {
  let settings = Settings(
    temperature: temperature, externalData: try ExternalData(fraction: fraction, law: .uniform),
    seed: 7)
  let points = try RestPoints(of: settings, initial: .uniform(3)).members
  let stable = points.filter { $0.stability == .stable }
  let largest = stable.compactMap { $0.point.coordinates.max() }.max() ?? 0
  print(fraction, stable.count, "of", points.count, "attract;", (largest * 1e4).rounded() / 1e4)
}
