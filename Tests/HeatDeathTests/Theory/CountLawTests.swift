import Testing

@testable import HeatDeath

/// The exact law of the counts after a few samples.
@Suite struct CountLawTests {
  private func law(
    _ counts: [Int64], _ temperature: Double, draws: Int, fraction: Double = 0,
    outside: [Double] = [1, 1, 1]
  ) throws -> FiniteLaw {
    try FiniteLaw(
      of: MeanField(
        temperature: Temperature(temperature), externalFraction: fraction,
        externalLaw: SimplexPoint(weights: outside)),
      from: Dataset(counts: counts), draws: draws)
  }

  private func meanDiversity(_ law: FiniteLaw) -> Double {
    law.outcomes.reduce(0) { sum, outcome in
      let size = Double(outcome.counts.reduce(0, +))
      let concentration = outcome.counts.reduce(0) { $0 + Double($1 * $1) } / (size * size)
      return sum + outcome.probability * (1 - concentration)
    }
  }

  /// docs/model.md.
  @Test("four draws from 1, 2, 3")
  func fourDraws() throws {
    let start: [Int64] = [1, 2, 3]
    for (temperature, probability, diversity) in [
      (0.5, 0.3583872573, 0.5314126784), (2, 0.0458347217, 0.5998228984),
    ] {
      let law = try law(start, temperature, draws: 4)
      #expect(law.outcomes.count == 15)
      #expect(abs(law.probability(of: [1, 2, 7]) - probability) < 1e-10)
      #expect(abs(meanDiversity(law) - diversity) < 1e-10)
      #expect(abs(law.outcomes.reduce(0) { $0 + $1.probability } - 1) < 1e-14)
      for outcome in law.outcomes {
        #expect(law.probability(of: outcome.counts) == outcome.probability)
      }
    }
    #expect(abs(meanDiversity(try law(start, 1, draws: 4)) - 0.5761904762) < 1e-10)
  }

  @Test("one draw has the law of the next sample, external data and all")
  func oneDraw() throws {
    let counts: [Int64] = [4, 0, 2]
    for (temperature, fraction) in [(0.5, 0.3), (2, 0), (.infinity, 0.2), (1e-300, 1)] {
      let field = MeanField(
        temperature: try Temperature(temperature), externalFraction: fraction,
        externalLaw: SimplexPoint(weights: [1, 2, 5]))
      let law = try FiniteLaw(of: field, from: Dataset(counts: counts), draws: 1)
      let next = field.nextSampleLaw(at: SimplexPoint(counts: counts))
      for category in 0..<3 {
        var grown = counts
        grown[category] += 1
        #expect(abs(law.probability(of: grown) - next[category]) < 1e-15)
      }
    }
  }

  @Test("two categories at T = 1 are Pólya's urn: from 1, 1 every outcome is as probable")
  func polya() throws {
    let law = try law([1, 1], 1, draws: 60, outside: [1, 1])
    #expect(law.outcomes.count == 61)
    #expect(law.outcomes.allSatisfy { abs($0.probability - 1.0 / 61) < 1e-14 })
    #expect(law.probability(of: [30, 30]) == 0 && law.probability(of: [0, 62]) == 0)
    #expect(try self.law([7], 2, draws: 5, outside: [1]).outcomes.map(\.counts) == [[12]])
  }

  @Test("is refused beyond three categories and so many draws")
  func refusals() throws {
    #expect(throws: FiniteLawError.categories(4)) {
      try law([1, 1, 1, 1], 1, draws: 1, outside: [1, 1, 1, 1])
    }
    #expect(throws: FiniteLawError.draws(201, most: 200)) { try law([1, 1, 1], 1, draws: 201) }
    #expect(throws: FiniteLawError.draws(-1, most: 200)) { try law([1, 1, 1], 1, draws: -1) }
    #expect(throws: FiniteLawError.draws(3, most: 0)) {
      try law([Dataset.maximumSize, 0, 0], 1, draws: 3)
    }
    #expect(throws: FiniteLawError.sampler) {
      try FiniteLaw(
        of: MeanField(.greedy, temperature: .one), from: Dataset(counts: [1, 1]), draws: 1)
    }
  }
}
