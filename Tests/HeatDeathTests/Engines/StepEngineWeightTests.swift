import RealModule
import Testing

@testable import HeatDeath

@Suite struct StepEngineWeightTests {
  private func engine(_ counts: [Int64], temperature: Double) throws -> StepEngine {
    try StepEngine(
      dataset: Dataset(counts: counts), temperature: Temperature(temperature),
      externalFraction: 0, externalLaw: .uniform(counts.count))
  }

  /// The weight of a count as the engine computes it.
  private func weight(of count: Int64, leader: Int64, exponent: Double) -> Double {
    let bits = WeightAnchor.bits(exponent: exponent)
    let reference = WeightAnchor.reference(of: leader, exponent: exponent)
    let anchor = WeightAnchor(
      count: count, reference: reference, exponent: exponent, bits: bits)
    return anchor.weight(of: count)
  }

  @Test("weights agree with 60-digit arithmetic to 2 ulp at every exponent and count")
  func weightsAgreeWith60DigitArithmeticTo2UlpAtEveryExponentAndCount() throws {
    let worst = try largestError { count, reference, exponent in
      WeightAnchor(
        count: count, reference: reference, exponent: exponent,
        bits: WeightAnchor.bits(exponent: exponent)
      ).weight(of: count)
    }
    #expect(worst <= 2)
  }

  @Test("mutants with coarser blocks or a rounded quotient miss that bound")
  func mutantsWithCoarserBlocksOrARoundedQuotientMissThatBound() throws {
    let coarse = try largestError { count, reference, exponent in
      WeightAnchor(
        count: count, reference: reference, exponent: exponent,
        bits: WeightAnchor.bits(exponent: exponent) - 3
      ).weight(of: count)
    }
    #expect(coarse > 2)
    let rounded = try largestError { count, reference, exponent in
      Double.pow(Double(count) / Double(reference), exponent)
    }
    #expect(rounded > 100)
  }

  /// The largest error over the table, in ulp; the table's own rounding takes up to half an ulp.
  private func largestError(
    of weight: (_ count: Int64, _ reference: Int64, _ exponent: Double) -> Double
  ) throws -> Double {
    var worst = 0.0
    for row in WeightTable.rows.split(separator: "\n") {
      let fields = row.split(separator: ";")
      let exponent = try #require(Double(fields[0]))
      let leader = try #require(Int64(fields[1]))
      let count = try #require(Int64(fields[3]))
      let expected = try #require(Double(fields[4]))
      let reference = WeightAnchor.reference(of: leader, exponent: exponent)
      try #require(reference == Int64(fields[2]), "\(row)")
      worst = max(worst, abs(weight(count, reference, exponent) - expected) / expected.ulp)
    }
    return worst
  }

  @Test(
    "the polynomial meets the power at both ends of a block",
    arguments: [1e-6, 0.01, 0.5, 1 / 1.1, 1, 1.25, 2, 20, 256, 257, 1000])
  func thePolynomialMeetsThePowerAtBothEndsOfABlock(exponent: Double) {
    let bits = WeightAnchor.bits(exponent: exponent)
    for leadingBit in [0, 5, 10, 11, 12, 21, 22, 30, 40, 52, 53, 60] {
      let count: Int64 = (1 << leadingBit) + (1 << leadingBit) / 3
      let anchor = WeightAnchor(
        count: count, reference: count, exponent: exponent, bits: bits)
      let next = WeightAnchor(
        count: anchor.end, reference: count, exponent: exponent, bits: bits)
      let extended = anchor.weight(of: anchor.end)
      let renewed = next.weight(of: anchor.end)
      guard anchor.end > count + 1 else { continue }
      // The block's last count may err by 2 ulp, and so may the renewed anchor.
      #expect(abs(extended - renewed) <= 4 * renewed.ulp, "p = \(exponent), 2^\(leadingBit)")
    }
  }

  @Test("T = 1 weighs counts by themselves")
  func t1WeighsCountsByThemselves() throws {
    let weights = try engine([5, 3, 2, 0], temperature: 1).relativeWeights
    #expect(weights == [1.25, 0.75, 0.5, 0])
  }

  @Test("T = inf weighs every category that has samples the same")
  func tInfWeighsEveryCategoryThatHasSamplesTheSame() throws {
    var engine = try engine([1, 1_000_000_000_000, 0, 7], temperature: .infinity)
    #expect(engine.relativeWeights == [1, 1, 0, 1])
    var generator = Xoshiro256PlusPlus(seed: 1)
    engine.advance(by: 10_000, using: &generator)
    #expect(engine.relativeWeights == [1, 1, 0, 1])
  }

  @Test(
    "no temperature is so low that a weight is not a number",
    arguments: [1e-308, 1e-300, 1e-100, 1e-77, 1e-20, 1e-3])
  func noTemperatureIsSoLowThatAWeightIsNotANumber(temperature: Double) throws {
    for counts: [Int64] in [
      [5, 3, 2], [1, 1, 1], [7, 7, 0], [1_900_000_000_000_000_000, 1_899_999_999_999_999_999, 1],
    ] {
      var engine = try engine(counts, temperature: temperature)
      var generator = Xoshiro256PlusPlus(seed: 2)
      for _ in 0..<50 {
        engine.advance(by: 1, using: &generator)
        let weights = engine.relativeWeights
        #expect(weights.allSatisfy { $0 >= 0 && $0.isFinite }, "\(weights)")
        #expect(weights.contains { $0 > 0 })
        let leader = try #require(engine.counts.max())
        for (weight, count) in zip(weights, engine.counts) where count == leader {
          #expect(weight >= 1)
        }
      }
      #expect(engine.counts.reduce(0, +) == counts.reduce(0, +) + 50)
    }
  }

  @Test("at T = 1e-300 the leader takes every sample and ties are broken by chance")
  func atT1e300TheLeaderTakesEverySampleAndTiesAreBrokenByChance() throws {
    var winners = Set<Int>()
    for seed in UInt64(0)..<40 {
      var generator = Xoshiro256PlusPlus(seed: seed)
      var engine = try engine([7, 7, 6], temperature: 1e-300)
      engine.advance(by: 100, using: &generator)
      #expect(engine.counts[2] == 6)
      let winner = try #require(engine.counts.firstIndex(of: 107))
      winners.insert(winner)
    }
    #expect(winners == [0, 1])
  }

  @Test(
    "weights are a function of the counts, however the engine got there",
    arguments: [1e-3, 0.05, 0.5, 0.8, 1, 1.1, 1.5, 4, 1e6])
  func weightsAreAFunctionOfTheCountsHoweverTheEngineGotThere(
    temperature: Double
  ) throws {
    // Starts below, at and across the boundaries of octaves and blocks.
    for start: [Int64] in [
      [5, 3, 2], [1, 0, 1, 4094], [2047, 2046, 2040], [(1 << 20) - 50, 1 << 20, 3],
      [(1 << 31) - 1000, (1 << 31) - 900], [(1 << 53) - 3, 1 << 53, 7], [1 << 60, (1 << 60) - 5],
    ] {
      var engine = try engine(start, temperature: temperature)
      var generator = Xoshiro256PlusPlus(seed: 4)
      for batch: Int64 in [1, 2, 5, 100, 1000, 9000] {
        engine.advance(by: batch, using: &generator)
        let fresh = try self.engine(engine.counts, temperature: temperature)
        #expect(
          engine.relativeWeights == fresh.relativeWeights, "T = \(temperature), \(engine.counts)")
      }
    }
  }

  /// External samples can revive a category and can make a newcomer the leader.
  @Test("weights follow the counts where samples come from outside too")
  func weightsFollowTheCountsWhereSamplesComeFromOutsideToo() throws {
    let temperature = try Temperature(0.4)
    let law = SimplexPoint(weights: [0, 1, 0])
    var engine = StepEngine(
      dataset: try Dataset(counts: [3000, 0, 5]), temperature: temperature, externalFraction: 0.9,
      externalLaw: law)
    var generator = Xoshiro256PlusPlus(seed: 6)
    engine.advance(by: 20_000, using: &generator)
    #expect(engine.counts[1] > engine.counts[0])
    let fresh = StepEngine(
      dataset: try Dataset(counts: engine.counts), temperature: temperature,
      externalFraction: 0.9, externalLaw: law)
    #expect(engine.relativeWeights == fresh.relativeWeights)
  }

  @Test(
    "the leader's weight neither vanishes nor overflows",
    arguments: [1.0, 2, 64, 256, 257, 1000, 1e10, 1e19, 1e100, 1e308])
  func theLeaderSWeightNeitherVanishesNorOverflows(exponent: Double) {
    for leader: Int64 in [1, 2, 3, 4095, 4097, (1 << 40) - 1, Dataset.maximumSize] {
      let reference = WeightAnchor.reference(of: leader, exponent: exponent)
      #expect(reference <= leader)
      let largest = weight(of: leader, leader: leader, exponent: exponent)
      #expect(largest >= 1 && largest <= 0x1p370)
    }
  }
}
