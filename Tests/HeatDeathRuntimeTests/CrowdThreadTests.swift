import HeatDeath
import TestSupport
import Testing

@testable import HeatDeathRuntime

/// The threads in real time: nothing here depends on how fast they are.
@Suite struct CrowdThreadTests {
  private func scenario(_ temperature: Double = 0.8) throws -> Scenario {
    try Scenario.builtIn(seed: 5).with(temperature: Temperature(temperature))
  }

  private func thread(
    _ wake: WakeSignal, runs: Int = 700, workers: Int = 2, running: Bool = false
  ) throws -> CrowdThread {
    try CrowdThread(
      scenario: scenario(), runs: runs, pace: .decadesPerSecond(10), running: running,
      workerCount: workers, wake: wake)
  }

  /// The first report for which something holds.
  private func report(
    of crowd: CrowdThread, _ wake: WakeSignal, _ awaited: String,
    where condition: (CrowdReport) -> Bool
  ) throws -> CrowdReport {
    let patience = Patience(awaited)
    while true {
      try patience.check()
      crowd.requestReport()
      _ = wake.wait(timeoutNanoseconds: 50_000_000)
      if let report = crowd.latest(), condition(report) { return report }
    }
  }

  private func counts(_ report: CrowdReport) -> [[Int64]] {
    var all: [[Int64]] = []
    report.figures.eachRun { all.append(Array($0)) }
    return all
  }

  @Test("However many threads carry it, a crowd becomes the same, changes included")
  func workers() throws {
    var expected = try Crowd(scenario(), runs: 700)
    for _ in 0..<6 {
      expected.setOut()
      while var load = expected.takeLoad() {
        load.carry()
        expected.put(load)
      }
      if expected.clock == 32 {
        var settings = expected.settings
        settings.temperature = .one
        try expected.change(to: settings)
        try expected.inject(20, law: .uniform)
      }
    }
    for workers in 1...3 {
      let wake = try WakeSignal()
      let crowd = try thread(wake, workers: workers)
      crowd.send(.step(4))
      _ = try report(of: crowd, wake, "the fourth station") { $0.figures.clock == 32 }
      crowd.send(.intervene(.setTemperature(.one)))
      crowd.send(.intervene(.inject(count: 20, law: .uniform)))
      crowd.send(.step(2))
      let report = try report(of: crowd, wake, "the sixth station") {
        $0.figures.clock == expected.clock && $0.figures.runCount == 700
      }
      #expect(report.changes == expected.changes)
      #expect(counts(report) == counts(expected), "\(workers) threads")
      crowd.stop()
    }
  }

  private func counts(_ crowd: Crowd) -> [[Int64]] {
    var all: [[Int64]] = []
    crowd.figures.eachRun { all.append(Array($0)) }
    return all
  }

  @Test("It runs by itself, whatever is asked of it meanwhile, and no report is torn")
  func running() throws {
    let wake = try WakeSignal()
    let crowd = try thread(wake, runs: 300, running: true)
    let report = try report(of: crowd, wake, "three decades") { report in
      let counts = counts(report)
      #expect(counts.allSatisfy { $0.reduce(0, +) == report.figures.clock })
      #expect(counts.count == report.summary.runCount)
      return report.figures.clock >= 10_000
    }
    #expect(report.changes.isEmpty && report.figures.runCount == 300)
    crowd.send(.pause)
    _ = try self.report(of: crowd, wake, "the pause") { $0.lastCommand == 1 }
  }

  @Test("It ends in the middle of a long way, and says nothing after")
  func stopping() throws {
    for _ in 0..<5 {
      let wake = try WakeSignal()
      let crowd = try thread(wake, runs: 100_000)
      crowd.send(.leap(to: 1_000_000_000_000_000_000))
      crowd.requestReport()
      crowd.stop()
      _ = crowd.latest()
      crowd.requestReport()
      #expect(crowd.latest() == nil)
    }
  }

  @Test("Asked twice with nothing new, it answers once")
  func silence() throws {
    let wake = try WakeSignal()
    let crowd = try thread(wake)
    _ = try report(of: crowd, wake, "the first report") { _ in true }
    crowd.requestReport()
    #expect(!wake.wait(timeoutNanoseconds: 100_000_000) && crowd.latest() == nil)
    crowd.send(.setPace(.standard))
    _ = try report(of: crowd, wake, "the answer to a command") { $0.lastCommand == 1 }
  }

  @Test("What has no crowd is refused")
  func refusals() throws {
    let wake = try WakeSignal()
    #expect(throws: CrowdRefusal.self) { _ = try thread(wake, runs: 0) }
  }
}
