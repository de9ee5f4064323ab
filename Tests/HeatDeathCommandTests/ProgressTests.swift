import Testing

@testable import HeatDeathCommand

/// The lines that say how far something is.
@Suite("Progress")
struct ProgressTests {
  @Test("The progress line keeps its width and stays between 0 and 100%")
  func progressLine() {
    for (done, total, elapsed) in [
      (0.0, 1.0, 0.0), (0, 4e18, 0.5), (5e8, 1e9, 10), (1e9, 1e9, 1e5), (2e9, 1e9, 3), (1, 4e30, 1),
    ] {
      let line = ProgressBar.line(done: done, total: total, unit: "samples", elapsed: elapsed)
      #expect(line.utf8.count == 72, "\(line)")
    }
    let half = ProgressBar.line(done: 5e8, total: 1e9, unit: "samples", elapsed: 10)
    #expect(half.hasPrefix("[########........]  50%  50M samples/s  0:10 left"))
    let many = ProgressBar.line(
      done: 5e17, total: 1e18, unit: "samples", runs: (12_345, 1_000_000), elapsed: 10)
    #expect(many.hasPrefix("[########........]  50%  50000T samples/s  12.3k/1M runs  0:10 left"))
  }

  @Test("Rates and durations are short")
  func shortForms() {
    #expect(
      [0, 950, 1200, 31_240_000, 999_600, 4e15].map(ProgressBar.short) == [
        "0", "950", "1.2k", "31.2M", "1M", "4000T",
      ])
    #expect(
      [0.2, 61, 3600, 9000, 1e6, 1e30].map(ProgressBar.duration) == [
        "0:01", "1:01", "1:00:00", "2:30:00", "11 days", "years",
      ])
  }

  @Test("A reading that takes long shows how far it is, and removes the line")
  func progress() {
    var time = 0.0
    var shown: [String] = []
    let progress = InputProgress(total: 4_000_000, write: { shown.append($0) }, now: { time })
    progress.advance(by: 1_000_000)
    #expect(shown.isEmpty)
    time = 0.6
    progress.advance(by: 200_000)
    progress.advance(by: 0)
    #expect(shown.count == 1)
    #expect(shown.last?.hasPrefix("\rreading: 1.2M of 4M bytes, 30%, 2M bytes/s ") == true)
    time = 0.9
    progress.advance(by: 0)
    #expect(shown.count == 2)
    progress.finish()
    #expect(shown.last == "\r" + String(repeating: " ", count: 60) + "\r")
    progress.finish()
    #expect(shown.count == 3)
    let endless = InputProgress.line(done: 5_000_000_000_000_000, total: nil, elapsed: 1e4)
    #expect(endless.hasPrefix("reading: 5000T bytes, 500G bytes/s") && endless.count == 60)
  }
}
