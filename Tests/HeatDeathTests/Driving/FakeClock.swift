import Synchronization

@testable import HeatDeath

/// A clock that stands still but for what a test, or the price of looking at it, adds.
final class FakeClock: Sendable {
  private let nanoseconds = Atomic<UInt64>(1_000_000_000)
  private let nanosecondsPerLook: UInt64

  /// - Parameter nanosecondsPerLook: a driver looks once a chunk of samples, so this is what a
  ///   chunk costs.
  init(nanosecondsPerLook: UInt64 = 0) { self.nanosecondsPerLook = nanosecondsPerLook }

  var now: UInt64 { nanoseconds.load(ordering: .relaxed) }

  func advance(to time: UInt64) { nanoseconds.store(max(time, now), ordering: .relaxed) }

  func advance(seconds: Double) { advance(to: now + UInt64(seconds * 1e9)) }

  var clock: MonotonicClock {
    { self.nanoseconds.add(self.nanosecondsPerLook, ordering: .relaxed).newValue }
  }
}
