import Testing

@testable import HeatDeathRuntime

/// How many samples are drawn between two looks at the clock.
@Suite("Stride keeper") struct StrideKeeperTests {
  @Test(
    "a stride comes to take its time, whatever a sample takes",
    arguments: [1, 30, 20_000, 3_000_000] as [UInt64])
  func aStrideComesToTakeItsTime(nanosecondsASample: UInt64) {
    var keeper = StrideKeeper()
    var longest: UInt64 = 0
    for _ in 0..<40 {
      let took = UInt64(keeper.stride) * nanosecondsASample
      longest = max(longest, took)
      keeper.learn(samples: keeper.stride, nanoseconds: took)
      #expect(keeper.lastDuration == took)
    }
    let took = UInt64(keeper.stride) * nanosecondsASample
    #expect(took > StrideKeeper.targetDuration / 2 && took <= StrideKeeper.targetDuration)
    // It starts small enough for slow engines.
    #expect(longest <= max(4 * StrideKeeper.targetDuration, 16 * nanosecondsASample))
  }

  @Test("a stride stays a number of samples")
  func aStrideStaysANumberOfSamples() {
    var keeper = StrideKeeper()
    for _ in 0..<100 { keeper.learn(samples: keeper.stride, nanoseconds: 0) }
    #expect(keeper.stride == 1 << 40)
    for _ in 0..<100 { keeper.learn(samples: keeper.stride, nanoseconds: .max) }
    #expect(keeper.stride == 1)
  }

  @Test("short rests and free samples teach nothing")
  func shortRestsAndFreeSamplesTeachNothing() {
    var keeper = StrideKeeper()
    for _ in 0..<3 { keeper.learn(samples: keeper.stride, nanoseconds: 1000) }
    let stride = keeper.stride
    keeper.learn(samples: stride / 2, nanoseconds: 1000)
    keeper.learn(samples: stride * 1000, nanoseconds: 1)
    #expect(keeper.stride == stride)
    keeper.learn(samples: stride / 2, nanoseconds: 2 * StrideKeeper.targetDuration)
    #expect(keeper.stride < stride)
  }
}
