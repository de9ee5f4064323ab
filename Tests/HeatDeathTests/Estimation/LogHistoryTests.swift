import TestSupport
import Testing

@testable import HeatDeath

/// What is kept of a log.
@Suite("What is kept of a log") struct LogHistoryTests {
  @Test("a short log is kept whole, a long one evenly and in bounded memory")
  func even() throws {
    var history = LogHistory()
    for number in 1...3000 as ClosedRange<Int64> {
      history.append(LogHistory.Row(number: number, amounts: [number, 1]))
    }
    #expect(history.rows.count == 3000 && history.stride == 1)
    for number in 3001...100_000 as ClosedRange<Int64> {
      history.append(LogHistory.Row(number: number, amounts: [number, 1]))
    }
    #expect(history.rows.count <= 4096 && history.rows.count > 2048)
    #expect(history.rows.allSatisfy { ($0.number - 1) % history.stride == 0 })
    #expect(history.rows.first?.number == 1 && history.last?.number == 100_000)
    #expect(zip(history.rows, history.rows.dropFirst()).allSatisfy { $0.number < $1.number })
  }

  @Test("with many categories fewer rows are kept")
  func manyCategories() {
    #expect(LogHistory.capacity(categoryCount: 100_000) == 64)
    #expect(LogHistory.capacity(categoryCount: 3) == 4096)
    var history = LogHistory()
    let row = [Int64](repeating: 1, count: 100_000)
    for number in 1...1000 as ClosedRange<Int64> {
      history.append(LogHistory.Row(number: number, amounts: row))
    }
    #expect(history.rows.count <= 64)
  }

  @Test("the path of a long log keeps its beginning, its end and no more than its capacity")
  func path() throws {
    var observations = LoopObservations(.counts)
    var counts: [Int64] = [2, 1]
    for step in 0..<50_000 {
      observations.append(counts)
      counts[step % 2] += 1
    }
    #expect(observations.rowCount == 50_000)
    #expect(observations.intervals.count <= 1025 && observations.intervals.count > 256)
    #expect(observations.intervals.first?.from == [2, 1])
    #expect(observations.intervals.last?.to == [25_002, 25_000])
    #expect(
      zip(observations.intervals, observations.intervals.dropFirst())
        .allSatisfy { $0.to == $1.from })
    #expect(observations.lastSteps.count <= 1024)
    #expect(observations.reading == .totals)
  }

  @Test("a log that begins anew has no step over the break, however often it does")
  func breaks() throws {
    var observations = LoopObservations(.counts)
    for _ in 0..<3000 {
      for row in [[2, 1], [4, 2], [5, 3], [9, 4]] as [[Int64]] { observations.append(row) }
    }
    #expect(
      observations.intervals.allSatisfy { zip($0.from, $0.to).allSatisfy { $0 <= $1 } })
    #expect(observations.intervals.count <= 1025)
    var other = LoopObservations(.counts)
    other.append([2, 1])
    other.beginAnew()
    other.append([3, 1])
    #expect(other.intervals.isEmpty && other.lastSteps.isEmpty)
  }

  @Test("a window keeps the last steps")
  func window() throws {
    var observations = LoopObservations(.counts, window: 10)
    var counts: [Int64] = [2, 1]
    for step in 0..<1000 {
      counts[step % 2] += 1
      observations.append(counts)
    }
    #expect(observations.intervals.count == 10 && observations.lastSteps.count == 10)
    #expect(observations.intervals.last?.to == counts)
    #expect(observations.steps.count < 20)
  }
}
