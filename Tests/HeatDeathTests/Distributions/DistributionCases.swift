import Testing

@testable import HeatDeath

struct PoissonCase: Sendable, CustomTestStringConvertible {
  let mean: Double
  let cells: IntegerCells
  let moments: Moments
  var testDescription: String { "mean \(mean)" }
}

struct BinomialCase: Sendable, CustomTestStringConvertible {
  let trials: Int64
  let probability: Double
  let cells: IntegerCells
  let moments: Moments
  var testDescription: String { "\(trials) trials of probability \(probability)" }
}

struct GammaCase: Sendable, CustomTestStringConvertible {
  let shape: Double
  let cells: RealCells
  var testDescription: String { "shape \(shape)" }
}

struct NormalCase: Sendable {
  let standardDeviation: Double
  let cells: RealCells
}

struct ExponentialCase: Sendable {
  let rate: Double
  let cells: RealCells
}
