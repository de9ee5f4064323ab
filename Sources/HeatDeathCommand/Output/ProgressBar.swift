import Glibc
import Synchronization

/// A line on a terminal that says how far a computation is and how long it may still take.
///
/// A thread of its own draws it ten times a second from a counter that workers add to.
final class ProgressBar: Sendable {
  private let total: Double
  private let unit: String
  private let runCount: Int
  private let runs: String
  private let done = Atomic<Int64>(0)
  private let runsDone = Atomic<Int>(0)
  private let skipped = Mutex(0.0)
  private let state = Mutex(State())

  private struct State: Sendable {
    var isFinished = false
    var isShown = false
  }

  /// - Parameters:
  ///   - total: the amount of work, > 0; may exceed any integer type.
  ///   - unit: what it is counted in.
  ///   - runCount: how many runs share it.
  ///   - runs: what these are called.
  init(total: Double, unit: String, runCount: Int, runs: String = "runs") {
    self.total = total
    self.unit = unit
    self.runCount = runCount
    self.runs = runs
  }

  /// Adds to the work done; may be called from any thread.
  func advance(by amount: Int64) { done.wrappingAdd(amount, ordering: .relaxed) }

  /// Leaves out work that was done before: it counts neither as time nor as speed.
  func skip(runs: Int, work: Double) {
    runsDone.wrappingAdd(runs, ordering: .relaxed)
    skipped.withLock { $0 = work }
  }

  /// Adds to the runs that are over; may be called from any thread.
  func finishRuns(_ count: Int) { runsDone.wrappingAdd(count, ordering: .relaxed) }

  /// Starts drawing on standard error. What is over within half a second draws nothing.
  func start() {
    let body = Unmanaged.passRetained(self)
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { pointer in
        if let pointer { Unmanaged<ProgressBar>.fromOpaque(pointer).takeRetainedValue().draw() }
        return nil
      }, body.toOpaque())
    if code == 0 { pthread_detach(thread) } else { body.release() }
  }

  /// Removes the line; nothing is drawn after this returns.
  func finish() {
    state.withLock { state in
      if state.isShown { StandardError.write("\r\(String(repeating: " ", count: Self.width))\r") }
      state = State(isFinished: true, isShown: false)
    }
  }

  private static let width = 72

  private func draw() {
    let start = InputProgress.seconds()
    usleep(500_000)
    while true {
      let isFinished = state.withLock { state in
        guard !state.isFinished else { return true }
        let line = Self.line(
          done: Double(done.load(ordering: .relaxed)),
          total: total - skipped.withLock { $0 }, unit: unit,
          runs: (runsDone.load(ordering: .relaxed), runCount), named: runs,
          elapsed: InputProgress.seconds() - start)
        StandardError.write("\r" + line)
        state.isShown = true
        return false
      }
      if isFinished { return }
      usleep(100_000)
    }
  }

  /// The line, always ``width`` columns of ASCII; a single run is not counted.
  static func line(
    done: Double, total: Double, unit: String, runs: (done: Int, total: Int) = (0, 1),
    named name: String = "runs", elapsed: Double
  ) -> String {
    let share = min(max(done / total, 0), 1)
    let filled = Int(share * 16)
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 16 - filled)
    let percent = String(Int(share * 100))
    let left = share > 0 ? duration(elapsed * (1 - share) / share) : "?"
    let rate = elapsed > 0 ? short(done / elapsed) : "?"
    let text =
      "[\(bar)] \(String(repeating: " ", count: 3 - percent.count))\(percent)% "
      + " \(rate) \(unit)/s  "
      + (runs.total > 1 ? "\(short(Double(runs.done)))/\(short(Double(runs.total))) \(name)  " : "")
      + "\(left) left"
    return text.count < width
      ? text + String(repeating: " ", count: width - text.count) : String(text.prefix(width))
  }

  /// A rate with about three digits: `950`, `31.2M`.
  static func short(_ value: Double) -> String {
    var value = value
    for suffix in ["", "k", "M", "G", "T"] {
      if value < 999.5 || suffix == "T" {
        let digits =
          value < 99.95 && !suffix.isEmpty ? (value * 10).rounded() / 10 : value.rounded()
        return digits == digits.rounded()
          ? "\(Int(min(digits, 1e15)))\(suffix)" : "\(digits)\(suffix)"
      }
      value /= 1000
    }
    return "?"
  }

  /// A length of time: `0:07`, `2:31:00`, `400 days`.
  static func duration(_ seconds: Double) -> String {
    guard seconds < 1e9 else { return "years" }
    let whole = Int(seconds.rounded(.up))
    func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    if whole < 3600 { return "\(whole / 60):\(padded(whole % 60))" }
    if whole < 100 * 3600 {
      return "\(whole / 3600):\(padded(whole / 60 % 60)):\(padded(whole % 60))"
    }
    return "\(whole / 86400) days"
  }
}
