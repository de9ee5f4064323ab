import TestSupport
import Testing

@testable import HeatDeath

/// Values come from Tests/ReferenceTables/generators.c, written from the published descriptions;
/// its first values are those that other implementations test against.
@Suite struct GeneratorTests {
  @Test("xoshiro256++ gives its published reference output")
  func xoshiroGivesItsPublishedReferenceOutput() {
    var generator = Xoshiro256PlusPlus(state: 1, 2, 3, 4)
    let expected: [UInt64] = [
      41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386,
      9_228_616_714_210_784_205,
      9_973_669_472_204_895_162, 14_011_001_112_246_962_877, 12_406_186_145_184_390_807,
      15_849_039_046_786_891_736,
      10_450_023_813_501_588_000,
    ]
    for value in expected { #expect(generator.next() == value) }
    for _ in 11..<1_000_000 { _ = generator.next() }
    #expect(generator.next() == 6_247_625_096_812_398_776, "the millionth output")
  }

  @Test("SplitMix64 gives its published reference output")
  func splitmix64GivesItsPublishedReferenceOutput() {
    var generator = SplitMix64(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431,
      16_408_922_859_458_223_821,
    ]
    for value in expected { #expect(generator.next() == value) }
  }

  /// A change here is a value-breaking change: every recorded seed would mean another run.
  @Test(
    "a seed and a stream always mean the same numbers",
    arguments: [
      (0, 0, [0x1846_8f2c_2114_127b, 0xabb8_fdce_63f8_b543, 0x0466_8df9_d36d_794d]),
      (0, 1, [0xa6dd_e254_43ed_03f7, 0x8308_3ef8_5b1c_bcbc, 0x39a8_bfe7_d18d_cc12]),
      (0, 1_000_000, [0x8c80_30fa_203a_7d6f, 0xdba6_5cc2_67b7_ba4c, 0x5fc6_d82c_6db4_4502]),
      (0, .max, [0xe8d0_ca5f_197d_9247, 0x7f57_92ee_a15c_5f24, 0xf78c_ac64_a66d_22bf]),
      (1, 0, [0x508b_8b76_f387_f1f1, 0x6b38_47c4_c5fc_95c1, 0x6276_fa34_2870_4305]),
      (42, 0, [0xd3ed_d74d_e8d5_e56a, 0x393f_a3fb_ad8f_ef9f, 0xe413_b61e_e83e_01c3]),
      (42, 1, [0x3007_b58f_956a_0cf7, 0x8b17_b42c_0970_2453, 0x9bf0_c1b9_c5f7_5bc3]),
      (42, 2, [0x91bd_e953_e96f_9fba, 0xf86f_6f20_1f63_050e, 0x1725_4c62_4299_9077]),
      (.max, 0, [0x67b3_1561_673f_2ba4, 0xa404_8711_9695_ff64, 0x576b_72ca_3000_f5dd]),
      (.max, .max, [0x382e_059d_3e64_6c19, 0x9760_63a7_1f78_beeb, 0x21fc_4bb6_64f6_ef68]),
    ] as [(UInt64, UInt64, [UInt64])])
  func aSeedAndAStreamAlwaysMeanTheSameNumbers(
    seed: UInt64, stream: UInt64, expected: [UInt64]
  ) {
    var generator = Xoshiro256PlusPlus(seed: seed, stream: stream)
    for value in expected { #expect(generator.next() == value) }
  }

  @Test("stream 0 is the default")
  func stream0IsTheDefault() {
    #expect(Xoshiro256PlusPlus(seed: 9) == Xoshiro256PlusPlus(seed: 9, stream: 0))
  }

  @Test("neighbouring seeds and streams share no state word")
  func neighbouringSeedsAndStreamsShareNoStateWord() {
    var words = Set<UInt64>()
    for seed in UInt64(0)..<64 {
      for stream in UInt64(0)..<64 {
        let generator = Xoshiro256PlusPlus(seed: seed, stream: stream)
        words.formUnion([generator.s0, generator.s1, generator.s2, generator.s3])
      }
    }
    #expect(words.count == 64 * 64 * 4)
  }

  @Test("copies of a generator go the same way")
  func copiesOfAGeneratorGoTheSameWay() {
    var original = Xoshiro256PlusPlus(seed: 3)
    _ = original.next()
    var copy = original
    #expect((0..<100).map { _ in original.next() } == (0..<100).map { _ in copy.next() })
    #expect(original == copy)
  }

  @Test("lanes give the numbers of their generators")
  func lanes() {
    var generators = (0..<8).map { Xoshiro256PlusPlus(seed: 5, stream: $0) }
    var lanes = Xoshiro256PlusPlusLanes()
    for lane in 0..<8 { lanes[lane] = generators[lane] }
    var uniform = lanes
    var isEqual = true
    for _ in 0..<2_000 {
      let bits = lanes.next()
      let variates = uniform.nextUnitInterval()
      for lane in 0..<8 {
        var same = generators[lane]
        isEqual = isEqual && variates[lane] == same.nextUnitInterval()
        isEqual = isEqual && bits[lane] == generators[lane].next()
      }
    }
    #expect(isEqual)
    for lane in 0..<8 { #expect(lanes[lane] == generators[lane]) }
  }

  @Test("unit variates are multiples of 2⁻⁵³ from 0 up to but not 1")
  func unitVariatesAreMultiplesOf2From0UpToButNot1() {
    #expect(Constant(word: 0).unit == 0)
    #expect(Constant(word: (1 << 11) - 1).unit == 0)
    #expect(Constant(word: 1 << 11).unit == 0x1p-53)
    #expect(Constant(word: .max).unit == 1 - 0x1p-53)
  }

  /// α = 10⁻⁴, seed 5; the mutant squares its variates.
  @Test("unit variates are uniform and independent of their predecessors")
  func unitVariatesAreUniformAndIndependentOfTheirPredecessors() {
    var generator = Xoshiro256PlusPlus(seed: 5)
    func pValue(_ transform: (Double) -> Double) -> Double {
      var observed = [Int](repeating: 0, count: 256)
      var last = 0
      for _ in 0..<100_000 {
        let cell = Int(transform(generator.nextUnitInterval()) * 16)
        observed[last * 16 + cell] += 1
        last = cell
      }
      let uniform = [Double](repeating: 1.0 / 256, count: 256)
      return PearsonTest(observed: observed, probabilities: uniform).pValue
    }
    #expect(pValue { $0 } > 1e-4)
    #expect(pValue { $0 * $0 } < 1e-4)
  }

  private struct Constant: RandomNumberGenerator {
    let word: UInt64
    func next() -> UInt64 { word }
    var unit: Double {
      var generator = self
      return generator.nextUnitInterval()
    }
  }
}
