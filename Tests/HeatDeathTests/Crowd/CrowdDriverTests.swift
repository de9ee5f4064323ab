import Testing

@testable import HeatDeath

@Suite struct CrowdDriverTests {
  private final class Clock: @unchecked Sendable {
    // Confined to the task of one test.
    var nanoseconds: UInt64 = 1_000_000_000
  }

  private func driver(
    runs: Int = 130, running: Bool = true, temperature: Double = 0.8
  ) throws -> (CrowdDriver, Clock) {
    let clock = Clock()
    let driver = try CrowdDriver(
      scenario: scenario([5, 3, 2], temperature: temperature), runs: runs,
      pace: .decadesPerSecond(1), running: running, clock: { clock.nanoseconds })
    return (driver, clock)
  }

  @Test("It goes from station to station at its pace, and sleeps in between")
  func pace() throws {
    var (driver, clock) = try driver()
    let first = driver.turn()
    guard case .until(let time) = first else {
      Issue.record("nothing was due yet")
      return
    }
    // From 10 to 14 samples at a decade a second.
    #expect(abs(Double(time - clock.nanoseconds) / 1e9 - 0.146) < 0.01)
    clock.nanoseconds = time
    while driver.turn() == .none { driver.carryAll() }
    #expect(driver.crowd.clock == 14)
    driver.perform(.pause, sequence: 1)
    clock.nanoseconds += 10_000_000_000
    let wait = driver.turn()
    #expect(wait == .forever && driver.crowd.clock == 14)
    driver.perform(.step(2), sequence: 2)
    while driver.turn() == .none { driver.carryAll() }
    #expect(driver.crowd.clock == 24 && driver.activity == .paused)
  }

  @Test("A change waits until all stand, those behind it too; a start anew does not wait")
  func waiting() throws {
    var (driver, clock) = try driver(running: false)
    driver.perform(.step(1), sequence: 1)
    _ = driver.turn()
    let taken = driver.takeLoad()
    var load = try #require(taken)
    driver.perform(.intervene(.setTemperature(.one)), sequence: 2)
    driver.perform(.setPace(.decadesPerSecond(3)), sequence: 3)
    let early = driver.report()
    #expect(early.lastCommand == 1)
    load.carry()
    driver.put(load)
    driver.carryAll()
    let report = driver.report()
    #expect(report.lastCommand == 3 && report.settings.temperature == .one)
    #expect(report.changes.map(\.clock) == [14] && report.pace == .decadesPerSecond(3))

    driver.perform(.step(1), sequence: 4)
    _ = driver.turn()
    driver.perform(.intervene(.restart), sequence: 5)
    let anew = driver.report()
    #expect(driver.crowd.clock == 10 && anew.lastCommand == 5)
    clock.nanoseconds += 1
  }

  @Test("A long way shows the last station first, and then those that have arrived")
  func partial() throws {
    var (driver, clock) = try driver(running: false)
    driver.perform(.leap(to: 1_000_000), sequence: 1)
    _ = driver.turn()
    let taken = driver.takeLoad()
    var load = try #require(taken)
    load.carry()
    driver.put(load)
    var report = driver.report()
    #expect(report.figures.runCount == 130 && report.figures.clock == 10)
    #expect(report.journey == .init(destination: 1_000_000, arrived: 64))
    clock.nanoseconds += 200_000_000
    report = driver.report()
    #expect(report.figures.runCount == 64 && report.figures.clock == 1_000_000)
    #expect(report.activity == .flying)
    driver.carryAll()
    report = driver.report()
    #expect(report.figures.runCount == 130 && report.journey == nil && report.activity == .paused)
  }

  @Test("What fails is told with its number, and nothing else has changed")
  func failures() throws {
    var (driver, _) = try driver(running: false)
    driver.perform(.undo, sequence: 1)
    driver.perform(.intervene(.inject(count: -3, law: .uniform)), sequence: 2)
    driver.perform(.leap(to: 3), sequence: 3)
    driver.perform(.start(try scenario([1, 1])), sequence: 4)
    let report = driver.report()
    #expect(report.failures.map(\.sequence) == [1, 2, 3, 4] && report.lastCommand == 4)
    #expect(report.failures.allSatisfy { !$0.error.description.isEmpty })
    #expect(report.changes.isEmpty && report.figures.clock == 10)
  }

  @Test("The forecast is that of the start, and goes with the first thing done")
  func forecast() throws {
    var (driver, _) = try driver(running: false)
    let start = driver.crowd.scenario.initialData
    func odds(_ report: CrowdReport) -> WinnerOdds? {
      guard case .winner(let odds)? = report.prediction.forecast?.end else { return nil }
      return odds
    }
    var report = driver.report()
    #expect(try odds(report) == WinnerOdds(of: start, temperature: Temperature(0.8)))
    // Where nothing has been drawn yet, the forecast is another.
    let half = try Temperature(0.5)
    driver.perform(.intervene(.setTemperature(half)), sequence: 1)
    report = driver.report()
    #expect(try odds(report) == WinnerOdds(of: start, temperature: half))
    driver.step()
    report = driver.report()
    #expect(odds(report) != nil)
    driver.perform(.intervene(.setTemperature(try Temperature(0.8))), sequence: 2)
    report = driver.report()
    #expect(report.prediction.forecast == nil)
    driver.perform(.intervene(.restart), sequence: 3)
    report = driver.report()
    #expect(odds(report) != nil)
  }

  @Test("A version tells whether there is news")
  func version() throws {
    var (driver, _) = try driver(running: false)
    let before = driver.version
    _ = driver.report()
    _ = driver.turn()
    #expect(driver.version == before)
    driver.step()
    #expect(driver.version > before)
  }

  @Test("Runs that have arrived are news after a while, and then three times a second")
  func partialNews() throws {
    var (driver, clock) = try driver(runs: 64 * 12, running: false)
    driver.perform(.step(1), sequence: 1)
    _ = driver.turn()
    var news: [Int] = []
    var before = driver.version
    for tenth in 1...11 {
      clock.nanoseconds += 100_000_000
      if var load = driver.takeLoad() {
        load.carry()
        driver.put(load)
      }
      if driver.version > before { news.append(tenth) }
      before = driver.version
    }
    #expect(news == [2, 5, 8, 11] && driver.report().figures.runCount == 64 * 11)
    driver.carryAll()
    #expect(driver.version > before)
  }
}
