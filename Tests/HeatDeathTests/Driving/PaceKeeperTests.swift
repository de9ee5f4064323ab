import Glibc
import Testing

@testable import HeatDeath

@Suite struct PaceKeeperTests {
  /// Cuts `total` nanoseconds into random parts of at most `longest`.
  static func cuts(_ total: UInt64, longest: UInt64, seed: UInt64) -> [UInt64] {
    var generator = Xoshiro256PlusPlus(seed: seed)
    var rest = total
    var parts: [UInt64] = []
    while rest > 0 {
      let part = min(rest, UInt64.random(in: 1...longest, using: &generator))
      parts.append(part)
      rest -= part
    }
    return parts
  }

  /// Lets time pass in `parts`, draws all that is due after each, and returns the size reached.
  static func grow(_ keeper: inout PaceKeeper, from size: Int64, parts: [UInt64]) -> Int64 {
    var size = size
    for part in parts {
      keeper.elapse(nanoseconds: part, size: size)
      let due = keeper.stepsDue
      keeper.pay(due)
      size += due
    }
    return size
  }

  @Test(
    "Steps a second add up exactly, however time is cut", arguments: [1, 3, 7.5, 100, 12_345.0])
  func stepsAddUp(rate: Double) {
    for seed in 0..<20 as Range<UInt64> {
      var keeper = PaceKeeper(pace: .stepsPerSecond(rate))
      let parts = Self.cuts(10_000_000_000, longest: 50_000_000, seed: seed)
      #expect(Self.grow(&keeper, from: 10, parts: parts) == 10 + Int64(rate * 10))
      #expect(!keeper.isCapped)
    }
  }

  @Test(
    "A decade takes 1/d seconds, however time is cut and wherever it starts",
    arguments: [0.1, 0.3, 1, 10], [10, 1000, 1_000_000_000_000] as [Int64])
  func decadesAddUp(rate: Double, start: Int64) {
    for seed in 0..<5 as Range<UInt64> {
      var keeper = PaceKeeper(pace: .decadesPerSecond(rate))
      let decade = UInt64(1e9 / rate)
      let parts = Self.cuts(decade, longest: 20_000_000, seed: seed)
      let end = Self.grow(&keeper, from: start, parts: parts)
      let expected = Double(start) * pow(10, rate * Double(decade) * 1e-9)
      // Nothing is due below a whole sample, and 10⁻⁹ is the error of ten thousand roundings.
      #expect(abs(Double(end) - expected) <= 1 + 1e-9 * Double(start))
    }
  }

  @Test("Without the carried fraction one step a second would never come")
  func fractionIsCarried() {
    var keeper = PaceKeeper(pace: .stepsPerSecond(1))
    for _ in 0..<9 { keeper.elapse(nanoseconds: 100_000_000, size: 10) }
    #expect(keeper.stepsDue == 0)
    keeper.elapse(nanoseconds: 100_000_000, size: 10)
    #expect(keeper.stepsDue == 1)
  }

  @Test("What cannot be drawn is dropped beyond a tenth of a second's worth, and that is told")
  func debtIsBounded() {
    var keeper = PaceKeeper(pace: .stepsPerSecond(1000))
    keeper.elapse(nanoseconds: 50_000_000, size: 10)
    #expect(keeper.stepsDue == 50)
    #expect(!keeper.isCapped)
    keeper.elapse(nanoseconds: 3_600_000_000_000, size: 10)
    #expect(keeper.stepsDue == 101)
    #expect(keeper.isCapped)
    keeper.pay(100)
    #expect(keeper.isCapped)
    keeper.pay(1)
    #expect(!keeper.isCapped)
  }

  @Test("Waking up late, within the horizon, loses nothing")
  func latenessIsMadeUp() {
    var keeper = PaceKeeper(pace: .stepsPerSecond(2))
    keeper.elapse(nanoseconds: 590_000_000, size: 10)
    #expect(keeper.stepsDue == 1)
    keeper.pay(1)
    #expect(!keeper.isCapped)
    #expect(keeper.nanosecondsUntilDue(size: 11).map { abs(Int64($0) - 410_000_000) <= 1 } == true)
  }

  @Test("A change of pace keeps the fraction and forgives whole samples")
  func paceChange() {
    var keeper = PaceKeeper(pace: .stepsPerSecond(100))
    keeper.elapse(nanoseconds: 57_500_000, size: 10)
    keeper.setPace(.stepsPerSecond(1))
    #expect(keeper.stepsDue == 0)
    #expect(keeper.nanosecondsUntilDue(size: 10).map { abs(Int64($0) - 250_000_000) <= 9 } == true)
  }

  @Test(
    "A sample is due exactly at the deadline where samples come singly",
    arguments: [
      .stepsPerSecond(1), .stepsPerSecond(30), .stepsPerSecond(100), .decadesPerSecond(0.1),
      .decadesPerSecond(0.3), .decadesPerSecond(1),
    ] as [Pace])
  func deadline(pace: Pace) throws {
    var keeper = PaceKeeper(pace: pace)
    var size: Int64 = 10
    for _ in 0..<20 {
      let wait = try #require(keeper.nanosecondsUntilDue(size: size))
      var early = keeper
      early.elapse(nanoseconds: wait - 100, size: size)
      #expect(early.stepsDue == 0)
      keeper.elapse(nanoseconds: wait, size: size)
      #expect(keeper.stepsDue == 1)
      #expect(keeper.nanosecondsUntilDue(size: size) == 0)
      keeper.pay(1)
      size += 1
    }
  }

  @Test("Where samples are due more often than a tick, a tick is waited")
  func tick() {
    #expect(
      PaceKeeper(pace: .stepsPerSecond(1000)).nanosecondsUntilDue(size: 10) == PaceKeeper.tick)
    #expect(
      PaceKeeper(pace: .decadesPerSecond(0.3)).nanosecondsUntilDue(size: 1_000_000)
        == PaceKeeper.tick)
  }

  @Test(
    "A pace that is not above zero asks for nothing, ever",
    arguments: [0, -1, .nan, -.infinity] as [Double])
  func noPace(rate: Double) {
    for pace in [Pace.stepsPerSecond(rate), .decadesPerSecond(rate)] {
      var keeper = PaceKeeper(pace: pace)
      keeper.elapse(nanoseconds: .max, size: 10)
      #expect(keeper.stepsDue == 0)
      #expect(keeper.nanosecondsUntilDue(size: 10) == nil)
    }
  }

  @Test(
    "No pace and no time asks for more than the largest dataset",
    arguments: [1e-300, 1, 1e18, 1e300, .infinity] as [Double])
  func extremes(rate: Double) {
    for pace in [Pace.stepsPerSecond(rate), .decadesPerSecond(rate)] {
      for size in [1, Dataset.maximumSize] {
        var keeper = PaceKeeper(pace: pace)
        for nanoseconds in [0, 1, 1_000_000_000, UInt64.max] {
          keeper.elapse(nanoseconds: nanoseconds, size: size)
          #expect((0...Dataset.maximumSize).contains(keeper.stepsDue))
          #expect(keeper.nanosecondsUntilDue(size: size) != nil)
        }
        keeper.pay(keeper.stepsDue)
        #expect(!keeper.isCapped)
      }
    }
  }
}
