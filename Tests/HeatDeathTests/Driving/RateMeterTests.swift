import Testing

@testable import HeatDeath

@Suite struct RateMeterTests {
  @Test("There is no rate before the first sample")
  func empty() {
    var meter = RateMeter(now: 5)
    meter.count(0, now: 1_000_000_000)
    #expect(meter.stepsPerSecond == 0)
  }

  @Test("The rate stands still at an even pace", arguments: [1, 3, 100, 1_000_000] as [UInt64])
  func even(rate: UInt64) {
    var meter = RateMeter(now: 0)
    let interval = max(1, 1_000_000_000 / rate)
    for index in 1...1000 as ClosedRange<UInt64> {
      meter.count(1, now: index * interval)
      #expect(abs(meter.stepsPerSecond * Double(interval) * 1e-9 - 1) < 1e-9)
    }
  }

  @Test("Half a second after a change the old rate is forgotten")
  func change() {
    var meter = RateMeter(now: 0)
    for index in 1...100 as ClosedRange<UInt64> { meter.count(1000, now: index * 10_000_000) }
    for index in 101...151 as ClosedRange<UInt64> { meter.count(1, now: index * 10_000_000) }
    #expect(abs(meter.stepsPerSecond - 100) < 1e-6)
  }
}
