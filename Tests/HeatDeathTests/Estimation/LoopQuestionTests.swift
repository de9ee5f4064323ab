import TestSupport
import Testing

@testable import HeatDeath

/// What a log had told at a row of it.
@Suite("What a log had told at a row of it") struct LoopQuestionTests {
  private func history(_ rows: [[Int64]], anew: Set<Int> = []) -> LogHistory {
    var history = LogHistory()
    for (index, row) in rows.enumerated() {
      history.append(
        LogHistory.Row(number: Int64(index + 1), amounts: row), startsAnew: anew.contains(index))
    }
    return history
  }

  private func estimate(
    _ history: LogHistory, through number: Int64, _ reading: LoopObservations.Reading,
    window: Int? = nil
  ) throws -> LoopEstimate {
    try LoopEstimate(
      of: LoopObservations(
        reading == .laws ? .laws : .counts, from: history, through: number, reading: reading,
        window: window))
  }

  @Test("with all rows kept it is what these rows alone say, of totals and of samples")
  func prefix() throws {
    let totals = try SimulatedLog(temperature: 0.8).rows(seed: 3)
    let samples = try SimulatedLog(
      temperature: 0.9, counts: [400, 300, 300], loop: ClosedLoop(policy: .replace)
    ).rows(seed: 4)
    for (rows, reading) in [
      (totals, LoopObservations.Reading.totals), (samples, .samples),
    ] {
      let history = history(rows)
      for count in [5, 30, rows.count] {
        let expected = try LoopEstimate(of: .taking(Array(rows.prefix(count))))
        guard expected.reading == reading else { continue }
        #expect(try estimate(history, through: Int64(count), reading) == expected)
      }
    }
  }

  @Test("a window takes the steps of its rows")
  func window() throws {
    let rows = try SimulatedLog(temperature: 0.8).rows(seed: 5)
    var streamed = LoopObservations(.counts, window: 12)
    for row in rows.prefix(40) { streamed.append(row) }
    let expected = try LoopEstimate(of: streamed)
    let found = try estimate(history(rows), through: 40, .totals, window: 12)
    #expect(found == expected && found.stepCount == 12)
  }

  @Test("what begins anew is no step, whether or not the first row of it is kept")
  func anew() throws {
    let (first, second) = (
      try SimulatedLog(temperature: 0.8).rows(seed: 6),
      try SimulatedLog(temperature: 0.8).rows(seed: 7)
    )
    let both = first + second
    var streamed = LoopObservations(.counts)
    for (index, row) in both.enumerated() {
      if index == first.count { streamed.beginAnew() }
      streamed.append(row)
    }
    let expected = try LoopEstimate(of: streamed)
    let told = history(both, anew: [first.count])
    #expect(try estimate(told, through: Int64(both.count), .totals) == expected)
    // Counts that fall say it themselves.
    let untold = history(both)
    #expect(try estimate(untold, through: Int64(both.count), .totals) == expected)
  }

  /// Seeds 1 to 5; the chance that one of five is off by more than four errors is 0.03 %.
  @Test("rows that are thinned keep their steps: T of samples is right, though neighbours are gone")
  func thinned() throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      let log = SimulatedLog(
        temperature: 1.25, counts: [40, 30, 30], rows: 9000,
        loop: ClosedLoop(policy: .replace))
      let history = history(try log.rows(seed: seed))
      #expect(history.stride > 1)
      let found = try estimate(history, through: 9001, .samples)
      let error = try #require(found.exponentError)
      #expect(abs(found.exponent - 0.8) < 4 * error && error < 0.1, "seed \(seed)")
    }
  }

  @Test("an external law that does not fit is refused with both numbers")
  func externalLaw() throws {
    let history = history([[5, 3, 2], [6, 3, 2], [7, 4, 2]])
    let question = LoopQuestion(
      history, at: try #require(history.last), values: .counts, reading: .totals,
      labels: ["A", "B", "C"], externalLaw: .point(SimplexPoint(weights: [1, 2])))
    #expect(
      question.answer().estimate == .failure(.externalLaw(found: 2, categoryCount: 3)))
    let uniform = LoopQuestion(
      history, at: try #require(history.last), values: .counts, reading: .totals,
      labels: ["A", "B", "C"], externalLaw: .uniform)
    #expect(try uniform.answer().estimate.get().external != nil && uniform != question)
  }
}

/// What V_I has done, as far as scatter tells.
@Suite("What V_I has done") struct ObservedTrendTests {
  private let all = CategorySet(0..<3)

  @Test("what moves one way is told after a few steps, what stands still or jumps once is not")
  func smooth() {
    let apart: [[Int64]] = (0..<9).map { [10 + 5 * $0, 10, 10] }
    #expect(Lyapunov.observedTrend(of: all, along: apart) == .expanding)
    #expect(Lyapunov.observedTrend(of: all, along: apart.reversed()) == .contracting)
    #expect(Lyapunov.observedTrend(of: all, along: Array(apart.prefix(3))) == .stationary)
    #expect(Lyapunov.observedTrend(of: all, along: [[5, 3, 2], [5, 3, 2]]) == .stationary)
    let jump: [[Int64]] = [[10, 10, 10], [10, 10, 10], [90, 10, 10], [90, 10, 10]]
    #expect(Lyapunov.observedTrend(of: all, along: jump) == .stationary)
    #expect(Lyapunov.observedTrend(of: all, along: []) == nil)
    #expect(Lyapunov.observedTrend(of: CategorySet(1..<3), along: [[5, 0, 0]]) == nil)
    // Shorter rows lack what came later.
    #expect(Lyapunov.observedTrend(of: all, along: [[5, 5], [5, 5, 1]]) != nil)
  }

  /// V of two categories under fair steps; α of either side is 2.3 %, of both 4.6 %.
  @Test("of changes with mean zero one in twenty seems a trend")
  func level() {
    var random = SeededRandom(seed: 11)
    let pair = CategorySet(0..<2)
    var told = 0
    for _ in 0..<4000 {
      var first: Int64 = 70_000
      var laws: [[Int64]] = [[first, 100_000 - first]]
      for _ in 0..<16 {
        // Steps as unequal as those of a growing dataset.
        first += (random.next(2) == 0 ? 1 : -1) * Int64(10 + random.next(500))
        laws.append([first, 100_000 - first])
      }
      if Lyapunov.observedTrend(of: pair, along: laws) != .stationary { told += 1 }
    }
    // Binomial: 4000 at 0.046 have a standard deviation of 13; small sums are a little short-tailed.
    #expect((100...236).contains(told), "\(told)")
  }
}
