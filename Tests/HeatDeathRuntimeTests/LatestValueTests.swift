import TestSupport
import Testing

@testable import HeatDeathRuntime

@Suite struct LatestValueTests {
  @Test("Only the newest value is taken, and only once")
  func newest() {
    let latest = LatestValue<Int>()
    #expect(latest.take() == nil)
    latest.publish(1)
    latest.publish(2)
    #expect(latest.take() == 2)
    #expect(latest.take() == nil)
  }

  /// Uses the place it was published in while it is being released: under the lock this would
  /// never end.
  private final class Reentrant: Sendable {
    let place: LatestValue<Reentrant>

    init(place: LatestValue<Reentrant>) { self.place = place }

    deinit { _ = place.take() }
  }

  @Test("A value that is replaced is released outside the lock")
  func release() {
    let place = LatestValue<Reentrant>()
    place.publish(Reentrant(place: place))
    place.publish(Reentrant(place: place))
    // The first one's end took the second out of its place.
    #expect(place.take() == nil)
  }

  @Test("Values seen by another thread never go back")
  func order() throws {
    let latest = LatestValue<[Int]>()
    let last = 20_000
    let publisher = try SystemThread(name: "publisher") {
      for value in 1...last { latest.publish([value, value]) }
    }
    var seen = 0
    let patience = Patience("the last value")
    while seen < last {
      try patience.check()
      guard let pair = latest.take() else { continue }
      #expect(pair[0] == pair[1])
      #expect(pair[0] > seen)
      seen = pair[0]
    }
    publisher.join()
  }
}
