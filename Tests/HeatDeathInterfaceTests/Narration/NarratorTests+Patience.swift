import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

// What waits its turn, and what is no news.
extension NarratorTests {
  @Test("Answers to keys are not interrupted for two seconds by what the process does")
  func answers() throws {
    var fixture = try Fixture(counts: [3, 4], temperature: 0.1)
    fixture.observe(at: 0)
    fixture.advance(by: 5000)
    fixture.state.time = 10
    fixture.state.notify("an answer")
    fixture.observe(at: 10.5)
    fixture.observe(at: 11.9)
    #expect(fixture.state.line == "an answer")
    fixture.observe(at: 12)
    #expect(fixture.state.line != "an answer", "what happened meanwhile is still news")
  }

  @Test("What the process does is told at most once a second; a milestone yields to an event")
  func patience() throws {
    var fixture = try Fixture(counts: [3, 3, 3, 3], temperature: 20)
    fixture.observe(at: 0)
    var events: [Double] = []
    var milestones: [Double] = []
    for step in 1..<500 {
      let before = fixture.state.line
      fixture.advance(by: 8)
      let time = 2 + Double(step) / 25
      fixture.observe(at: time)
      let line = fixture.state.line
      guard line != before else { continue }
      if line.contains("overtook") { events.append(time) }
      if line.contains("no two") || line.contains("is over") { milestones.append(time) }
    }
    for times in [events, milestones] {
      #expect(times.count >= 2)
      #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 >= 1 - 1e-9 })
    }
  }

  @Test("Samples injected are no drought")
  func injectedDrought() throws {
    var fixture = try Fixture(counts: [50, 30, 20], temperature: 1)
    fixture.observe(at: 0)
    try fixture.apply(.inject(count: 1_000_000, law: .category(0)))
    fixture.observe(at: 1)
    for time in 1..<10 { fixture.observe(at: Double(time) * 5) }
    #expect(!fixture.state.line.contains("not been drawn"))
  }

  @Test("Exactly nine in ten is not more than 90 %, and what was so from the start is no news")
  func exactly() throws {
    let scenario = try Scenario(
      initialData: Dataset(counts: [1, 1]), temperature: Temperature(0.5), seed: 1)
    func line(_ counts: [Int64]) throws -> String {
      var narrator = Narrator(given: scenario.initialData)
      let format = NumberFormat(symbols: Symbols(.braille))
      // The marks of the hand-made reports are no news: start from one that has them.
      let start = try report(of: scenario, counts: counts)
      _ = narrator.observe(start, time: 0, answered: nil, shown: start.snapshot.clock)
      _ = narrator.observe(
        start, time: 100, answered: nil, shown: start.snapshot.clock)
      return narrator.line(of: start, format)
    }
    #expect(try !line([95, 5]).contains("%"))
    #expect(try !line([99, 1]).contains("%"))
    // A run that reaches the share by drawing: only A is drawn at T = 0.01 from (9, 1).
    var fixture = try Fixture(counts: [8, 1], temperature: 0.01)
    fixture.observe(at: 0)
    fixture.advance(by: 1)
    #expect(fixture.simulation.counts == [9, 1])
    fixture.observe(at: 10)
    #expect(fixture.state.line.hasPrefix("from "))
    fixture.advance(by: 1)
    fixture.observe(at: 20)
    #expect(fixture.state.line == "more than 90 % of all samples are A")
    fixture.advance(by: 90)
    fixture.observe(at: 30)
    #expect(fixture.state.line == "more than 99 % of all samples are A")
    fixture.advance(by: 1_000_000)
    fixture.observe(at: 40)
    #expect(
      fixture.state.line == "B has not been drawn for 10⁶ samples")
    fixture.observe(at: 50)
    #expect(
      fixture.state.line == "all but fewer than one in 10⁶ samples are A")
    fixture.observe(at: 60)
    #expect(
      fixture.state.line
        == "the dataset is over 10⁵ times the data it started from")
    fixture.observe(at: 70)
    #expect(fixture.state.line.hasPrefix("the dataset is"), "each is told once")
  }

  @Test("Evenness counts the living only where some are dead")
  func evenness() throws {
    for (counts, word) in [([7, 3] as [Int64], "shares"), ([7, 3, 0], "living shares")] {
      var fixture = try Fixture(counts: counts, temperature: 1000)
      fixture.observe(at: 0)
      fixture.advance(by: 400_000)
      var lines: [String] = []
      for time in 1..<12 {
        fixture.observe(at: Double(time) * 10)
        lines.append(fixture.state.line)
      }
      let line = try #require(lines.last { $0.contains("differ") })
      #expect(
        line.hasPrefix("no two \(word) differ by more than ") && line.contains(" percentage point"))
    }
  }
}
