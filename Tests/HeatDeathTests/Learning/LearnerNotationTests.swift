import Testing

@testable import HeatDeath

@Suite struct LearnerNotationTests {
  @Test(
    "the notation reads back to an equal learner",
    arguments: [
      "exact", "smoothed:0", "smoothed:0.5", "noisy:0.05", "drifting:0.01", "sgd:0.1",
      "sgd:0.1:reset", "sgd:1000", "low-rank:1", "low-rank:7",
    ])
  func theNotationReadsBackToAnEqualLearner(text: String) throws {
    let learner = try Learner(parsing: text)
    #expect(learner.description == text)
    #expect(text.hasPrefix(learner.name))
    #expect(try Learner(parsing: learner.description) == learner)
  }

  @Test("random parameters read back bit for bit") func randomParametersReadBackBitForBit() throws {
    var generator = Xoshiro256PlusPlus(seed: 42)
    for _ in 0..<500 {
      let value = 1 / (1 - generator.nextUnitInterval()) - 0.999
      for learner in [
        try Learner(.smoothed(value)), try Learner(.noisy(value)), try Learner(.drifting(value)),
        try Learner(.gradientDescent(rate: min(value, 1e6), resets: generator.next() % 2 == 0)),
      ] {
        #expect(try Learner(parsing: learner.description) == learner)
      }
    }
  }

  @Test(
    "bad parameters are refused by cause",
    arguments: [
      (.smoothed(-1), .smoothing(-1)), (.smoothed(.infinity), .smoothing(.infinity)),
      (.noisy(-0.1), .noise(-0.1)), (.noisy(.infinity), .noise(.infinity)),
      (.drifting(-0.1), .drift(-0.1)), (.drifting(.infinity), .drift(.infinity)),
      (.gradientDescent(rate: 0, resets: false), .rate(0)),
      (.gradientDescent(rate: -1, resets: true), .rate(-1)),
      (.gradientDescent(rate: 2e6, resets: false), .rate(2e6)), (.lowRank(0), .rank(0)),
      (.lowRank(-1), .rank(-1)),
    ] as [(Learner.Kind, LearnerError)])
  func badParametersAreRefusedByCause(kind: Learner.Kind, expected: LearnerError) {
    #expect(throws: expected) { try Learner(kind) }
    #expect(expected.description.contains("accepted is"))
  }

  @Test("NaN is refused everywhere") func nanIsRefusedEverywhere() {
    for kind: Learner.Kind in [
      .smoothed(.nan), .noisy(.nan), .drifting(.nan), .gradientDescent(rate: .nan, resets: false),
    ] {
      #expect(throws: LearnerError.self) { try Learner(kind) }
    }
  }

  @Test(
    "text that is no learner is refused by cause",
    arguments: [
      ("", .unknownName("")), ("Exact", .unknownName("Exact")),
      ("lowrank:2", .unknownName("lowrank:2")),
      ("exact:1", .unexpectedParameter("1", name: "exact")),
      ("sgd", .missingParameter(name: "sgd")), ("noisy:", .missingParameter(name: "noisy")),
      ("sgd:0.1:warm", .unexpectedParameter("warm", name: "sgd")),
      ("sgd:0.1:reset:2", .unexpectedParameter("2", name: "sgd")),
      ("noisy:0.1:reset", .unexpectedParameter("reset", name: "noisy")),
      ("noisy:0,1", .notANumber("0,1", name: "noisy")),
      ("smoothed:inf", .notANumber("inf", name: "smoothed")),
      ("low-rank:1.5", .notANumber("1.5", name: "low-rank")), ("low-rank:0", .rank(0)),
      ("sgd:0", .rate(0)), ("drifting:-1", .drift(-1)),
    ] as [(String, LearnerError)])
  func textThatIsNoLearnerIsRefusedByCause(text: String, expected: LearnerError) {
    #expect(throws: expected) { try Learner(parsing: text) }
    #expect(expected.description.contains("accepted") || expected.description.contains("such as"))
  }
}
