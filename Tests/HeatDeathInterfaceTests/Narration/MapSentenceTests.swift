import HeatDeath
import TerminalDrawing
import Testing

@testable import HeatDeathInterface

/// Whatever stands on the map is true of the T and λ that it looks at.
@Suite struct MapSentenceTests {
  @Test("Walks over the maps, in windows of all sizes, never make one of their sentences false")
  func maps() throws {
    var said: Set<String> = []
    let lesson: [Int64] = [9, 2, 2, 2, 2, 2, 2, 2]
    let window = ClosedLoop(policy: .window(20))
    let cases: [(counts: [Int64], law: ExternalLaw, fraction: Double, temperature: Double)] = [
      (lesson, .uniform, 0.55, 0.5), ([5, 3], .uniform, 0.3, 0.5), ([5, 3, 2], .initial, 0.1, 0.5),
      ([5, 3, 2], .initial, 0.3, 1), ([3, 3, 3], .uniform, 0.3, 1.5),
      ([5, 3, 2], .category(0), 0.3, 5), ([5, 3, 2], .category(0), 0.3, 0.999),
    ]
    for (counts, law, fraction, temperature) in cases {
      var walk = SentenceWalk(
        try Scenario(
          initialData: Dataset(counts: counts), temperature: Temperature(temperature),
          externalData: ExternalData(fraction: fraction, law: law),
          loop: temperature == 1.5 ? window : .paper, seed: 3))
      func look(_ keys: Key...) {
        for key in keys {
          walk.press(key)
          walk.act("answer") { $0.answer() }
          // What was answered goes after a while.
          walk.wait(20)
        }
      }
      for (width, height) in [(80, 24), (36, 14), (60, 20), (36, 8), (120, 40)] {
        walk.act("resize") { $0.receive(.resize(width: width, height: height)) }
        walk.type("d")
        // Where no formula is known, the choice's end is known from all columns.
        if law != .uniform, height < 20 || width == 80 { walk.act("answers") { $0.answerAll() } }
        // Next to T = 1, and at thresholds of more than two, flows hardly move.
        guard temperature != 0.999 else {
          walk.type("d")
          continue
        }
        look(.right, .home, .end, .character("v"), .up, .pageDown)
        look(.character("v"))
        if counts.count == 2 {
          // To λ = 0.5, where T = 0.5 has its threshold.
          walk.press(.end)
          for _ in 0..<5 { walk.press(.pageDown) }
          look(.left, .right)
        }
        walk.type("d")
        walk.wait(1)
      }
      // To the ends of the plane, and away with it.
      walk.type("d")
      for _ in 0..<12 { walk.press(.right) }
      walk.press(.enter)
      walk.wait(0.1)
      walk.type("d")
      walk.press(.enter)
      walk.wait(0.1)
      walk.type("dv")
      if counts.count == 2 {
        for _ in 0..<16 { walk.press(.left) }
        // Where all runs collapse.
        look(.home)
        for _ in 0..<40 { walk.press(.right) }
      }
      walk.press(.enter)
      said.formUnion(walk.said)
    }
    for (temperature, key) in [(.infinity, "T"), (0.01, "t")] as [(Double, String)] {
      var walk = SentenceWalk(
        try Scenario(
          initialData: Dataset(counts: [5, 3]), temperature: Temperature(temperature), seed: 3))
      walk.wait(0.1)
      walk.type("d\(key)\(key)")
      said.formUnion(walk.said)
    }
    var walk = SentenceWalk(
      try Scenario(
        initialData: Dataset(counts: [5, 3]), temperature: .one,
        loop: ClosedLoop(sampler: try Sampler(parsing: "greedy")), seed: 3))
    walk.wait(0.1)
    walk.type("d")
    said.formUnion(walk.said)
    let kinds = SentencePattern.ofMap + SentencePattern.ofMapKeys
    let unsaid = kinds.map(\.name).filter { !said.contains($0) }
    #expect(unsaid.isEmpty, "a kind that is never said is not tested")
  }
}
