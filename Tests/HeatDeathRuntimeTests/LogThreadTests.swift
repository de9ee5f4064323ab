import HeatDeath
import TestSupport
import Testing

@testable import HeatDeathRuntime

/// A log that is read beside the screen.
@Suite struct LogThreadTests {
  /// Has a row a turn, as many as it is told.
  private final class Rows: LogDriver, Sendable {
    private struct State: Sendable {
      var target: Int64
      var history = LogHistory()
      var activity = LogReport.Activity.reading
    }

    private let state: Guarded<State>

    init(_ count: Int64) { state = Guarded(State(target: count)) }

    func grow(to count: Int64) { state.withLock { $0.target = count } }

    func turn() -> Bool {
      state.withLock { state in
        let number = (state.history.last?.number ?? 0) + 1
        guard number <= state.target else {
          state.activity = .waiting
          return false
        }
        state.history.append(LogHistory.Row(number: number, amounts: [number, 1]))
        state.activity = .reading
        return true
      }
    }

    var activity: LogReport.Activity { state.withLock { $0.activity } }

    var report: LogReport {
      state.withLock {
        LogReport(labels: ["A", "B"], history: $0.history, activity: $0.activity)
      }
    }
  }

  private func report(
    _ thread: LogThread, _ wake: WakeSignal, until condition: (LogReport) -> Bool
  ) throws -> LogReport {
    let patience = Patience("a report")
    while true {
      try patience.check()
      _ = wake.wait(timeoutNanoseconds: 1_000_000_000)
      if let report = thread.latest(), condition(report) { return report }
    }
  }

  @Test("It tells what came, of more that comes later, and the last of it when it has ended")
  func news() throws {
    let wake = try WakeSignal()
    let rows = Rows(5)
    let thread = try LogThread(wake: wake) { rows }
    let first = try report(thread, wake) { $0.activity == .waiting }
    #expect(first.history.last?.number == 5)
    rows.grow(to: 7)
    let second = try report(thread, wake) { $0.history.last?.number == 7 }
    #expect(second.history.rows.count == 7 && thread.lastReport == nil)
    thread.requestReport()
    #expect(try report(thread, wake) { _ in true }.history.last?.number == 7)
    thread.stop()
    thread.stop()
    #expect(thread.lastReport?.history.last?.number == 7)
  }
}
