@testable import HeatDeath

/// The mean flow of a loop with external data, of the sampler alone where the fraction is 0.
func field(
  _ temperature: Double, _ fraction: Double, _ law: ExternalLaw, sampler: Sampler = .softmax,
  initial: [Int64] = [5, 3, 2]
) throws -> MeanField {
  try MeanField(
    Settings(
      temperature: Temperature(temperature),
      externalData: ExternalData(fraction: fraction, law: law),
      loop: ClosedLoop(sampler: sampler), seed: 1),
    initial: SimplexPoint(counts: initial))
}
