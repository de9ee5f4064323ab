import RealModule

@testable import HeatDeath

/// Logs of the own engine, as somebody else would have written them.
struct SimulatedLog {
  var temperature = 1.0
  var fraction = 0.0
  var law: [Double]?
  var counts: [Int64] = [40, 30, 30]
  /// The size at the end; of replaced data nothing.
  var until: Int64 = 20_000
  var rows = 60
  /// Rows evenly in k, not in ln k.
  var isEven = false
  var loop = ClosedLoop.paper

  func rows(seed: UInt64) throws -> [[Int64]] {
    let external = try ExternalData(
      fraction: fraction, law: law.map { .point(SimplexPoint(weights: $0)) } ?? .uniform)
    let scenario = try Scenario(
      initialData: Dataset(counts: counts), temperature: Temperature(temperature),
      externalData: external, loop: loop, seed: seed)
    var simulation = Simulation(scenario, engine: until > 1_000_000 ? .leap : .step)
    var result = [simulation.counts]
    let start = scenario.initialData.size
    for row in 1...rows {
      if loop.policy == .replace {
        simulation.advance(by: start)
        result.append(simulation.counts)
        continue
      }
      let part = Double(row) / Double(rows)
      let size =
        isEven
        ? Double(start) + part * Double(until - start)
        : Double(start) * Double.pow(Double(until) / Double(start), part)
      let steps = Int64(size.rounded()) - simulation.size
      guard steps > 0 else { continue }
      simulation.advance(by: steps)
      result.append(simulation.counts)
    }
    return result
  }

  /// What is known of the log, given q where there is any.
  func estimate(
    seed: UInt64, as values: LoopObservations.Values = .counts
  ) throws -> LoopEstimate {
    let observations = LoopObservations.taking(try rows(seed: seed), as: values)
    let q = fraction > 0 ? SimplexPoint(weights: law ?? counts.map { _ in 1 }) : nil
    return try LoopEstimate(of: observations, externalLaw: q)
  }
}

extension LoopObservations {
  static func taking(_ rows: [[Int64]], as values: Values = .counts) -> LoopObservations {
    var observations = LoopObservations(values)
    for row in rows { observations.append(row) }
    return observations
  }
}
