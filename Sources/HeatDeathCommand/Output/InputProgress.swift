import HeatDeathRuntime

/// A line on a terminal that says how much of an input was read, while that takes long.
///
/// The thread that reads draws it: no other may be there before signals are blocked.
final class InputProgress {
  /// How long may pass between two looks at the clock.
  static let period = 0.2

  private let total: Int64?
  private let write: (String) -> Void
  private let now: () -> Double
  private let start: Double
  private var nextDrawing: Double
  private var done: Int64 = 0
  private var isShown = false

  /// - Parameters:
  ///   - total: the number of bytes to read; `nil` where nobody knows.
  ///   - write: puts text on the terminal.
  ///   - now: the time in seconds.
  init(
    total: Int64?, write: @escaping (String) -> Void = StandardError.write,
    now: @escaping () -> Double = InputProgress.seconds
  ) {
    self.total = total
    self.write = write
    self.now = now
    start = now()
    // What is over within half a second draws nothing.
    nextDrawing = start + 0.5
  }

  deinit { finish() }

  /// Says that so many more bytes were read, or, with 0, that time went by.
  func advance(by count: Int) {
    done += Int64(count)
    let time = now()
    guard time >= nextDrawing else { return }
    nextDrawing = time + Self.period
    write("\r" + Self.line(done: done, total: total, elapsed: time - start))
    isShown = true
  }

  /// Removes the line.
  func finish() {
    if isShown { write("\r\(String(repeating: " ", count: Self.width))\r") }
    isShown = false
  }

  private static let width = 60

  /// The line, always ``width`` columns of ASCII: `reading: 1.2G of 4G bytes, 30%, 310M bytes/s`.
  static func line(done: Int64, total: Int64?, elapsed: Double) -> String {
    var text = "reading: \(ProgressBar.short(Double(done)))"
    if let total { text += " of \(ProgressBar.short(Double(total)))" }
    text += " bytes"
    if let total, total > 0 {
      // A file may grow while it is read.
      text += ", \(Int(min(Double(done) / Double(total), 1) * 100))%"
    }
    if elapsed > 0 { text += ", \(ProgressBar.short(Double(done) / elapsed)) bytes/s" }
    return text + String(repeating: " ", count: max(0, width - text.count))
  }

  static func seconds() -> Double { Double(systemMonotonicClock()) * 1e-9 }
}
