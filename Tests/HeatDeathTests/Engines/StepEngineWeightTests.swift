import RealModule
import Testing

@testable import HeatDeath

@Suite struct StepEngineWeightTests {
  private func engine(_ counts: [Int64], temperature: Double) throws -> StepEngine {
    try StepEngine(
      dataset: Dataset(counts: counts), temperature: Temperature(temperature),
      externalFraction: 0, externalLaw: .uniform(counts.count))
  }

  @Test("weights agree with 60-digit arithmetic to 4 ulp at every exponent and count")
  func weightsAgreeWith60DigitArithmeticTo4UlpAtEveryExponentAndCount() throws {
    let worst = try largestError { powers, count, reference in
      powers.weight(of: count, reference: reference)
    }
    #expect(worst <= 4)
  }

  @Test("mutants without the last term or with a rounded quotient miss that bound")
  func mutantsWithoutTheLastTermOrWithARoundedQuotientMissThatBound() throws {
    // The block's start in place of the count leaves the series out altogether.
    let constant = try largestError { powers, count, reference in
      let shift = max(0, 52 - count.leadingZeroBitCount)
      return powers.weight(of: (count >> Int64(shift)) << Int64(shift), reference: reference)
    }
    #expect(constant > 1e6)
    let rounded = try largestError { powers, count, reference in
      Double.pow(Double(count) / Double(reference), powers.exponent)
    }
    #expect(rounded > 100)
  }

  /// The largest error over the table, in ulp; the table's own rounding takes up to half an ulp.
  private func largestError(
    of weight: (_ powers: CountPowers, _ count: Int64, _ reference: Int64) -> Double
  ) throws -> Double {
    var worst = 0.0
    var powers = CountPowers(exponent: 1)
    for row in WeightTable.rows.split(separator: "\n") {
      let fields = row.split(separator: ";")
      let exponent = try #require(Double(fields[0]))
      if powers.exponent != exponent { powers = CountPowers(exponent: exponent) }
      let leader = try #require(Int64(fields[1]))
      let count = try #require(Int64(fields[3]))
      let expected = try #require(Double(fields[4]))
      let reference = powers.reference(of: leader)
      try #require(reference == Int64(fields[2]), "\(row)")
      worst = max(worst, abs(weight(powers, count, reference) - expected) / expected.ulp)
    }
    return worst
  }

  @Test(
    "the series meets the table at the end of a block",
    arguments: [1e-6, 0.01, 0.5, 1 / 1.1, 1, 1.25, 2, 3.5, 16])
  func theSeriesMeetsTheTableAtTheEndOfABlock(exponent: Double) {
    let powers = CountPowers(exponent: exponent)
    for leadingBit in [15, 21, 22, 30, 40, 51] {
      let start: Int64 = (1 << leadingBit) + (1 << leadingBit) / 4
      let growth = powers.weight(of: start) / powers.weight(of: start - 1)
      let expected = Double.exp(-exponent * Double.log(onePlus: -1 / Double(start)))
      // Two weights of 4 ulp each, and the quotient.
      #expect(abs(growth - expected) <= 10 * expected.ulp, "p = \(exponent), 2^\(leadingBit)")
    }
  }

  @Test("T = 1 weighs counts by themselves")
  func t1WeighsCountsByThemselves() throws {
    let weights = try engine([5, 3, 2, 0], temperature: 1).relativeWeights
    #expect(weights == [5, 3, 2, 0])
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
    arguments: [1.0, 2, 16, 64, 256, 257, 1000, 1e10, 1e19, 1e100, 1e308])
  func theLeaderSWeightNeitherVanishesNorOverflows(exponent: Double) {
    let powers = CountPowers(exponent: exponent)
    for leader: Int64 in [1, 2, 3, 4095, 4097, (1 << 40) - 1, Dataset.maximumSize] {
      let reference = powers.reference(of: leader)
      #expect(reference <= leader)
      let largest = powers.weight(of: leader, reference: reference)
      // 2²⁴ of them can be added.
      #expect(largest >= 1 && largest <= 0x1p999)
    }
  }

  @Test(
    "draws between bounds are those by weights, bit for bit",
    arguments: [0.05, 0.5, 0.8, 1, 1.5, 4, 1e6], [2, 3, 5, 6, 11, 24])
  func drawsBetweenBoundsAreThoseByWeightsBitForBit(temperature: Double, n: Int) throws {
    let dataset = try Dataset(counts: (0..<n).map { [40, 900, 0, 70_000, 7, 35_000][$0 % 6] })
    var bounded = try engine(dataset.counts, temperature: temperature)
    var single = bounded
    var generator = Xoshiro256PlusPlus(seed: 7, stream: UInt64(n))
    var sameGenerator = generator
    bounded.advance(by: 20_000, using: &generator)
    single.advanceByWeightsAlone(by: 20_000, using: &sameGenerator)
    #expect(bounded.counts == single.counts)
    #expect(generator == sameGenerator)
  }
}
