import Testing

@testable import HeatDeath

/// What lessons can name of a run, and what they can ask of it.
@Suite struct LessonConditionTests {
  private func simulation(
    _ counts: [Int64] = [6, 3, 1], temperature: Double = 0.8, external: Double = 0,
    loop: ClosedLoop = .paper
  ) throws -> Simulation {
    Simulation(
      try Scenario(
        initialData: Dataset(counts: counts), temperature: Temperature(temperature),
        externalData: ExternalData(fraction: external, law: .uniform), loop: loop, seed: 1))
  }

  private func moment(
    _ simulation: Simulation, marks: [InterventionMark] = [], isForecast: Bool = true,
    generation: Int = 0
  ) -> LessonMoment {
    let snapshot = Snapshot(
      simulation, trajectory: Trajectory(start: simulation.scenario.initialData), marks: marks,
      generation: generation)
    return LessonMoment(
      snapshot, forecast: isForecast ? ForecastQuestion(snapshot).answer() : nil)
  }

  private func report(
    _ simulation: Simulation, start: Simulation? = nil, keys: Set<String> = [],
    isForecast: Bool = true, generation: Int = 0
  ) -> LessonReport {
    LessonReport(
      start: moment(start ?? simulation, isForecast: isForecast),
      present: moment(simulation, isForecast: isForecast, generation: generation), keys: keys)
  }

  private func value(_ text: String, _ simulation: Simulation) throws -> LessonValue? {
    try LessonSubject(text).value(in: report(simulation))
  }

  @Test("Every quantity of the whole run has its value")
  func wholes() throws {
    let run = try simulation()
    #expect(try value("k", run) == .count(10))
    #expect(try value("T", run) == .temperature(0.8))
    #expect(try value("lambda", run) == .fraction(0))
    #expect(try value("V", run)?.number == 0.5)
    #expect(try value("max share", run) == .share(0.6, complement: 0.4))
    #expect(try value("min share", run) == .share(0.1, complement: 0.9))
    #expect(try value("alive", run) == .count(3))
    #expect(try value("alive", simulation([995, 4, 1])) == .count(1))
    #expect(try value("leader", run) == .category("A"))
    #expect(try value("leader", simulation([3, 3, 1])) == nil)
    #expect(try value("injected", run) == .count(0))
    #expect(try value("real share", run) == .share(1, complement: 0))
    let diversity = try #require(try value("diversity", simulation([4, 4]))?.number)
    #expect(abs(diversity - 2) < 1e-12)
    // A tenth of V: 10^(T/(T−1)), a hundred from T = 2 on, and never at T ≤ 1.
    let tenfold = try #require(try value("tenfold", simulation(temperature: 1.1))?.number)
    #expect(abs(tenfold / 1e11 - 1) < 1e-9)
    #expect(try value("tenfold", simulation(temperature: 3)) == .factor(100))
    #expect(try value("tenfold", run) == nil)
    // docs/model.md: 0.6019 for eight categories at T = ½.
    let eight = try simulation(Array(repeating: 5, count: 8), temperature: 0.5, external: 0.1)
    let rescue = try #require(try value("rescue lambda", eight)?.number)
    #expect(abs(rescue - 0.6019) < 1e-4)
    #expect(try value("hold lambda", eight)?.number == 0.5)
    #expect(try value("rescue lambda", simulation(temperature: 2)) == nil)
  }

  @Test("Every quantity of a category has its value, and none of a stranger")
  func categories() throws {
    let run = try simulation(temperature: 0.5)
    #expect(try value("count A", run) == .count(6))
    #expect(try value("share B", run)?.number == 0.3)
    let next = try #require(try value("next A", run)?.number)
    #expect(abs(next - 36 / 46.0) < 1e-12)
    // docs/model.md: the odds from (2, 1) at T = ½.
    let odds = try #require(try value("odds A", simulation([2, 1], temperature: 0.5))?.number)
    #expect(abs(odds - 0.881117834) < 1e-8)
    #expect(try value("max odds", simulation([2, 1], temperature: 0.5))?.number == odds)
    #expect(try value("end A", run) == nil)
    #expect(try value("end A", simulation(temperature: 2))?.number == 1 / 3.0)
    #expect(try value("odds A", simulation(temperature: 2)) == nil)
    #expect(try value("share Z", run) == nil)
  }

  @Test("Odds are settled only where nobody else has samples")
  func settled() throws {
    #expect(
      try value("odds B", simulation([5, 0])) == .odds(0, complement: 1, isSettled: true))
    guard case .odds(_, _, let isSettled)? = try value("odds A", simulation([900, 1])) else {
      Issue.record("no odds")
      return
    }
    #expect(!isSettled)
  }

  @Test("The highest and the lowest T are those since the last start")
  func temperatures() throws {
    let marks = try [0.5, 3].map {
      InterventionMark(clock: 10, intervention: .setTemperature(try Temperature($0)))
    }
    let moment = moment(try simulation(), marks: marks)
    #expect(try LessonQuantity("highest T").value(at: moment) == .temperature(3))
    #expect(try LessonQuantity("lowest T").value(at: moment) == .temperature(0.5))
  }

  @Test(
    "Conditions hold where they say so",
    arguments: [
      ("share A > 0.5", true), ("share A > 0.6", false), ("share A >= 60%", true),
      ("share A < 60 %", false), ("share A <= 0.6", true), ("k = 10", true), ("k = 1e1", true),
      ("leader = A", true), ("leader = B", false), ("share A > share B", true),
      ("share B > share A", false), ("k >= 10 and T < 1", true), ("k >= 10 and T > 1", false),
      ("key E", true), ("key E and leader = A", true), ("key Up", false), ("share Z < 2", false),
      ("start k = 5", true), ("k > start k", true), ("leader = start leader", false),
      ("max share > -1", true),
    ])
  func holds(text: String, isTrue: Bool) throws {
    let report = try report(simulation(), start: simulation([2, 3]), keys: ["E"])
    #expect(try LessonCondition(text).holds(in: report) == isTrue)
  }

  @Test(
    "What is no condition says what is accepted",
    arguments: [
      "", "and", "share A", "share A > ", "> 3", "share A > x", "k > 0x10", "k > inf", "k > nan",
      "leader > A", "leader =", "speed > 3", "k > 1 and", "key", "key Foo", "key a b", "key é",
      "share > 0.3", "k > leader", "k >1",
    ])
  func refused(text: String) {
    #expect {
      try LessonCondition(text)
    } throws: {
      "\($0)".contains("accepted: ")
    }
  }

  @Test("What takes a forecast is not ready before there is one")
  func readiness() throws {
    let run = try simulation()
    let waiting = report(run, isForecast: false)
    #expect(try !LessonCondition("odds A > 0.5").isReady(in: waiting))
    #expect(try LessonCondition("share A > 0.5").isReady(in: waiting))
    #expect(try LessonCondition("odds A > 0.5").isReady(in: report(run)))
    #expect(try !LessonText("{start odds A}").isReady(in: waiting))
  }

  // MARK: Texts

  @Test(
    "A text has one to three sentences, and quantities in braces",
    arguments: [
      "", "  ", "One. Two. Three. Four.", "a {share A", "a } b", "{}", "{{share A}}", "{speed}",
      String(repeating: "a", count: 321),
    ])
  func texts(text: String) {
    #expect {
      try LessonText(text)
    } throws: {
      "\($0)".contains("accepted: ")
    }
  }

  @Test("A point within a number ends no sentence")
  func points() throws {
    let text = try LessonText("T = 0.5. A has {share A}! Why? ")
    #expect(
      text.parts == [
        .words("T = 0.5. A has "), .value(try LessonSubject("share A")), .words("! Why? "),
      ])
  }

  // MARK: Challenges

  @Test("A challenge is open, then won or lost, and open again where the run has gone back")
  func verdicts() throws {
    let challenge = try LessonChallenge(
      "alive >= 3 at k >= 100", limit: LessonCondition("T < 1"))
    func decision(
      _ counts: [Int64], _ temperature: Double = 0.8, after last: LessonChallenge.Decision? = nil,
      generation: Int = 0
    ) throws -> LessonChallenge.Decision {
      challenge.decision(
        after: last,
        in: report(try simulation(counts, temperature: temperature), generation: generation))
    }
    #expect(try decision([5, 3, 2]).verdict == .open)
    let won = try decision([50, 30, 20])
    let lost = try decision([500, 3, 2])
    #expect(won.verdict == .won && lost.verdict == .lost)
    #expect(try decision([5, 3, 2], 1.5).verdict == .lost)
    // What was decided stays, whatever comes later.
    #expect(try decision([500, 3, 2], after: won) == won)
    #expect(try decision([500, 3, 2], 1.5, after: won) == won)
    #expect(try decision([500, 30, 20], after: lost) == lost)
    // An earlier moment, or another start, is judged anew.
    #expect(try decision([5, 3, 2], after: lost).verdict == .open)
    #expect(try decision([50, 30, 20], after: lost, generation: 1).verdict == .won)
    #expect(throws: LessonSyntaxError.self) { try LessonChallenge("alive >= 3", limit: nil) }
  }

  @Test("A prediction is right by the first condition that holds")
  func predictions() throws {
    let question = LessonQuestion(
      text: try LessonText("Who?"), choices: ["B", "A"],
      answers: [try LessonCondition("leader = B"), try LessonCondition("leader = A")],
      reply: try LessonText("{leader}"))
    #expect(question.right(in: report(try simulation())) == 1)
    #expect(question.right(in: report(try simulation([3, 3, 1]))) == nil)
  }
}
