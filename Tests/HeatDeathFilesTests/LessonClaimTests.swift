import HeatDeath
import HeatDeathFiles
import RealModule
import TestSupport
import Testing

/// Figures that the built-in lessons have as such, because no quantity of a run gives them.
@Suite struct LessonClaimTests {
  private static func texts(_ name: String) throws -> String {
    let lesson = try #require(BuiltInLessons.named(name))
    let texts = lesson.cards.flatMap { [$0.text, $0.reply, $0.question?.reply] }
    return texts.compactMap(\.self).flatMap(\.parts).map { part in
      if case .words(let words) = part { words } else { "" }
    }.joined(separator: " ")
  }

  @Test("What ten times the data leave of V: k to the power −(1 − 1/T), and −1/2 from T = 2 on")
  func decades() throws {
    let text = try Self.texts("heat-death")
    for (temperature, factor, steps) in [(1.5, "0.46", 3.0), (1.1, "0.81", 11), (2, "0.32", 2)] {
      let left = Double.pow(10, -(1 - 1 / temperature))
      #expect(abs(left - Double(factor)!) < 0.005)
      #expect(text.contains(factor))
      #expect(abs(Double.pow(left, steps) - 0.1) < 1e-9)
    }
  }

  @Test("A learner that leans to A by 0.05 has its way at T = 1.05, and not at 1.5: 10 seeds")
  func leaningLearner() throws {
    let text = try Self.texts("knife-edge")
    #expect(text.contains("at 1.5 the error stops at about three times its size, at 1.05 far"))
    for seed in 0..<10 as Range<UInt64> {
      for (temperature, shares) in [(1.05, 0.99...1), (1.5, 0.3...0.6)] {
        var driver = SimulationDriver(
          scenario: try Scenario(
            initialData: Dataset(counts: [500_000, 300_000, 200_000]),
            temperature: Temperature(temperature),
            loop: ClosedLoop(learner: Learner(parsing: "drifting:0.05")), seed: seed),
          pace: .standard, running: false, clock: { 0 })
        driver.perform(.leap(to: 1_000_000_000_000_000_000), sequence: 1)
        let share = Double(driver.simulation.counts[0]) / Double(driver.simulation.size)
        #expect(shares.contains(share), "T \(temperature), seed \(seed): \(share)")
      }
    }
  }

  @Test("Under top-p 0.92 from 12, 9, 6, 3 three runs in four lose a word: 1000 seeds, α = 1e-6")
  func lostWords() throws {
    #expect(try Self.texts("language-models").contains("three in four"))
    var lost = 0
    for seed in 0..<1000 as Range<UInt64> {
      var simulation = Simulation(
        try Scenario(
          initialData: Dataset(counts: [12, 9, 6, 3]), temperature: .one,
          loop: ClosedLoop(sampler: Sampler(parsing: "top-p:0.92")), seed: seed))
      simulation.advance(by: 9970)
      if simulation.counts.contains(where: { $0 < 100 }) { lost += 1 }
    }
    // Five standard errors of 1000 runs are 7 in a hundred: from seven to eight in ten it is still "three in
    // four".
    #expect((690...830).contains(lost), "\(lost)")
  }
}
