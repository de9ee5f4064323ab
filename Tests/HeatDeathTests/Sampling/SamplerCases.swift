import RealModule

@testable import HeatDeath

/// Every built-in sampler, with parameters at both ends of their ranges and between.
let builtInSamplers = [
  "softmax", "mix:0", "mix:0.1", "mix:0.75", "mix:1", "tilt:-0.999", "tilt:-0.5", "tilt:0",
  "tilt:3", "tilt:1e300", "models:0.8*0.5,1.5*0.5", "models:0.8*0.5,0.3*0.5", "models:1*1,2*0.001",
  "models:inf*1", "models:1*2,1*3", "models:0.25*0.9,inf*0.1", "models:0.01*0,2*1", "greedy",
  "top-k:1", "top-k:2", "top-k:3", "top-k:1000", "top-p:1e-300", "top-p:0.5", "top-p:0.9",
  "top-p:1", "min-p:0", "min-p:0.05", "min-p:1",
]

/// A point of the simplex whose coordinates span many magnitudes; about one in six is zero.
func wildPoint(
  _ dimension: Int, decades: Double, using generator: inout Xoshiro256PlusPlus
) -> SimplexPoint {
  while true {
    let weights = (0..<dimension).map { _ in
      generator.next() % 6 == 0
        ? 0 : Double.exp10(-decades * generator.nextUnitInterval())
    }
    if weights.contains(where: { $0 > 0 }) { return SimplexPoint(weights: weights) }
  }
}

/// A point of the simplex with coordinates of like size, none of them zero.
func tamePoint(_ dimension: Int, using generator: inout Xoshiro256PlusPlus) -> SimplexPoint {
  SimplexPoint(weights: (0..<dimension).map { _ in 0.05 + generator.nextUnitInterval() })
}
