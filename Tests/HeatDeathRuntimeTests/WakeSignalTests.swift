import Glibc
import Synchronization
import Testing

@testable import HeatDeathRuntime

@Suite struct WakeSignalTests {
  /// A minute: a bound for what comes at once.
  private static let long: UInt64 = 60_000_000_000

  @Test("Signals before a drain count as one")
  func coalesce() throws {
    let signal = try WakeSignal()
    #expect(!signal.drain())
    signal.signal()
    signal.signal()
    #expect(signal.drain())
    #expect(!signal.drain())
  }

  @Test("A signal that came first ends the wait at once, and only that one")
  func signalledBefore() throws {
    let signal = try WakeSignal()
    signal.signal()
    #expect(signal.wait(timeoutNanoseconds: Self.long))
    #expect(!signal.wait(timeoutNanoseconds: 0))
  }

  @Test("The wait ends without a signal when its time is over")
  func timeout() throws {
    let signal = try WakeSignal()
    #expect(!signal.wait(timeoutNanoseconds: 1_500_000))
    signal.signal()
    #expect(signal.wait(timeoutNanoseconds: .max))
  }

  @Test("The descriptor is readable exactly while the flag is raised")
  func pollable() throws {
    let signal = try WakeSignal()
    var entry = pollfd(fd: signal.fileDescriptor, events: Int16(POLLIN), revents: 0)
    #expect(poll(&entry, 1, 0) == 0)
    signal.signal()
    #expect(poll(&entry, 1, 0) == 1)
    signal.drain()
    #expect(poll(&entry, 1, 0) == 0)
  }

  @Test("Two threads hand a turn to and fro without losing one")
  func pingPong() throws {
    let ping = try WakeSignal()
    let pong = try WakeSignal()
    let rounds = 2000
    let turns = Atomic<Int>(0)
    let thread = try SystemThread(name: "ping-pong") {
      for _ in 0..<rounds {
        guard ping.wait(timeoutNanoseconds: Self.long) else { return }
        turns.add(1, ordering: .relaxed)
        pong.signal()
      }
    }
    for round in 1...rounds {
      ping.signal()
      try #require(pong.wait(timeoutNanoseconds: Self.long), "round \(round) never came")
      let taken = turns.load(ordering: .relaxed)
      #expect(taken == round)
    }
    thread.join()
  }
}
