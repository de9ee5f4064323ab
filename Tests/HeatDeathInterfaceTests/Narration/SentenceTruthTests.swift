import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

/// Whatever the line says is true as long as it stands.
@Suite struct SentenceTruthTests {
  private static let keys: [Key] =
    " .tT0+-rRnNEuUzZgmhjlvoaAcXSJKy[".unicodeScalars.map(Key.character)
    + [.escape, .pageUp, .pageUp, .pageDown, .left, .left, .right, .home, .end]

  private func scenario(_ random: inout SeededRandom) throws -> Scenario {
    let n = 2 + random.next(7)
    let even = Array(repeating: Int64(3), count: n)
    let counts = random.pick([
      even, even, even.indices.map { Int64($0 == 0 ? 5 : $0 % 3 + 1) },
      even.indices.map { Int64($0 % 4) + ($0 == 0 ? 4 : 0) },
      even.indices.map { $0 == 0 ? 90 : 1 },
    ])
    let laws: [ExternalLaw] = [
      .uniform, .initial, .category(random.next(n)), .point(SimplexPoint(counts: counts)),
    ]
    let plain = random.next(2) == 0
    let loop = ClosedLoop(
      sampler: try Sampler(parsing: plain ? "softmax" : random.pick(EveryLoop.samplers)),
      learner: try Learner(
        parsing: random.next(3) > 0 ? "exact" : random.pick(EveryLoop.learners)),
      policy: plain ? .accumulate : random.pick(EveryLoop.policies),
      batch: random.pick([nil, nil, try BatchSize(5)]))
    return try Scenario(
      initialData: Dataset(counts: counts),
      temperature: Temperature(
        random.pick([0.3, 0.8, 0.8, 0.99, 1, 1, 1.5, 20, .infinity])),
      externalData: ExternalData(
        fraction: random.pick([0, 0, 0, 0.05, 0.4, 1]), law: random.pick(laws)), loop: loop,
      seed: random.next())
  }

  private func act(_ random: inout SeededRandom, _ walk: inout SentenceWalk) throws {
    switch random.next(14) {
    case 13: walk.fly()
    case 12: try walk.disturb(random.next(walk.fixture.simulation.categoryCount))
    case 0, 1, 2: walk.draw(Int64(random.pick([1, 4, 20, 200])))
    case 3:
      // A form, changed and applied.
      walk.press(.character(random.pick(["i", "x", "L"])))
      for _ in 0..<random.next(6) {
        walk.press(random.pick([.up, .down, .left, .right, .right, .pageUp, .pageDown]))
      }
      walk.press(random.pick([.enter, .enter, .escape]))
    case 4:
      let mouse = Mouse(
        random.pick([.press, .wheelUp, .wheelDown]), x: 8 + random.next(30), y: 3 + random.next(14))
      walk.act("mouse") { $0.receive(.mouse(mouse)) }
    case 5: walk.act("paste") { $0.receive(.paste("q")) }
    case 6:
      // Help, or groups that are moved about and kept or not.
      walk.press(.character(random.pick(["?", "M"])))
      for _ in 0..<random.next(6) where walk.fixture.state.overlays.last is GroupsOverlay {
        let keys = [.up, .down, .down, .left, .right] + "1234sa".unicodeScalars.map(Key.character)
        walk.press(random.pick(keys))
      }
      if walk.fixture.state.overlays.last is GroupsOverlay {
        walk.press(random.pick([.enter, .escape, .character("x")]))
      }
    default: walk.press(random.pick(Self.keys))
    }
  }

  @Test("Walks of keys, clicks, samples and leaps never make a sentence false")
  func walks() throws {
    var random = SeededRandom(seed: 14)
    var said: Set<String> = []
    for _ in 0..<40 {
      var walk = SentenceWalk(try scenario(&random))
      for _ in 0..<30 {
        try act(&random, &walk)
        if random.next(3) > 0 { walk.wait(random.real(0.01...3)) }
      }
      said.formUnion(walk.said)
    }
    for walk in try planned() { said.formUnion(walk.said) }
    let kinds =
      SentencePattern.ofRuns + SentencePattern.ofComparisons
      + SentencePattern.answers.filter { kind in
        !SentencePattern.ofMapKeys.contains { $0.name == kind.name }
      }
    let unsaid = kinds.map(\.name).filter { !said.contains($0) }
    #expect(unsaid.isEmpty, "a kind that is never said is not tested")
  }

  /// Walks to what chance seldom comes to.
  private func planned() throws -> [SentenceWalk] {
    var walks: [SentenceWalk] = []
    func walk(
      _ counts: [Int64], _ temperature: Double, _ loop: ClosedLoop = .paper,
      _ body: (inout SentenceWalk) throws -> Void
    ) throws {
      var walk = SentenceWalk(
        try Scenario(
          initialData: Dataset(counts: counts), temperature: Temperature(temperature), loop: loop,
          seed: 3))
      walk.wait(0.1)
      try body(&walk)
      walks.append(walk)
    }
    // Whatever has just been said, the next moment is another.
    for (temperature, loop) in [
      (0.5, .paper), (20, .paper), (0.3, ClosedLoop(learner: try .smoothed(0.5))),
      (0.5, ClosedLoop(policy: .window(20))),
    ] as [(Double, ClosedLoop)] {
      try walk([5, 3, 2], temperature, loop) { walk in
        for round in 0..<12 {
          for _ in 0..<3 {
            walk.draw(round % 2 == 0 ? 2000 : 12)
            walk.wait(3)
          }
          try walk.disturb(round % 3)
          walk.wait(3)
          if round % 5 == 4 { walk.type("R") }
        }
      }
    }
    // Collapse and levelling, by leaps that no fate is drawn after, and to the end.
    for (counts, temperature) in [([5, 3, 2], 0.5), ([7, 3, 0], 1000)] as [([Int64], Double)] {
      try walk(counts, temperature) { walk in
        try walk.act("engine") { try $0.apply(.setEngine(.leap)) }
        for size in [100, 1000, 10_000, 1_000_000, 1_000_000_000, 1_000_000_000_000] as [Int64] {
          try walk.act("landing") { try $0.apply(.land(at: size)) }
          for _ in 0..<4 { walk.wait(3) }
        }
        walk.type("E")
        walk.fly()
        walk.wait(1)
        walk.type("Eu?")
      }
    }
    // The same where the model is another law than the data's, and where no fate is known.
    for loop in [
      ClosedLoop(learner: try .smoothed(0.5)), ClosedLoop(batch: try BatchSize(5)),
      ClosedLoop(sampler: try Sampler(parsing: "models:0.5*0.5,0.8*0.5")),
    ] {
      try walk([5, 3, 2], 0.3, loop) { walk in
        walk.draw(200)
        for _ in 0..<4 { walk.wait(3) }
        try walk.act("engine") { try $0.apply(.setEngine(.split)) }
        walk.wait(3)
        try walk.act("landing") { try $0.apply(.land(at: 1000)) }
        for _ in 0..<4 { walk.wait(3) }
        try walk.act("landing") { try $0.apply(.land(at: 1_000_000_000)) }
        for _ in 0..<4 { walk.wait(3) }
        walk.type("E")
        walk.fly()
        walk.wait(3)
      }
    }
    // One, two, three, four categories that are not drawn, beside one and beside two.
    for counts in [
      [900, 900, 1], [900, 900, 1, 1], [900, 900, 1, 1, 1, 1], [900, 1, 1], [900, 1, 1, 1, 1, 0],
    ] as [[Int64]] {
      try walk(counts, 0.5) { walk in
        for _ in 0..<3 {
          walk.draw(20_000, pieces: 1)
          walk.wait(3)
        }
      }
    }
    try walk([7], 0.8) { walk in
      walk.draw(100)
      walk.wait(3)
    }
    // And where one has nearly all before they begin.
    try walk([5, 3, 2], 0.8) { walk in
      for _ in 0..<5 { try walk.disturb(0) }
      walk.wait(3)
      walk.type("c")
      walk.draw(20)
      walk.wait(3)
      walk.type("b")
      walk.wait(3)
    }
    try walk([4_000_000_000_000_000_000 - 30, 10, 10], 1) { walk in
      walk.draw(20)
      walk.press(.character("i"))
      walk.press(.enter)
      walk.draw(20)
      walk.wait(3)
      walk.type(".")
      walk.wait(20)
    }
    // At T = 1, to the end alone and side by side, and to the ends of two forms.
    try walk([5, 3, 2], 1) { walk in
      walk.type("00E")
      walk.fly()
      walk.wait(3)
      walk.type("ucE")
      walk.fly()
      walk.wait(3)
      for width in [120, 80, 60, 44, 24] {
        walk.act("resize") { $0.receive(.resize(width: width, height: 24)) }
      }
      walk.act("resize") { $0.receive(.resize(width: 80, height: 24)) }
      walk.type("c")
      for (form, key) in [("i", Key.left), ("L", .right)] {
        walk.type(form)
        if form == "L" { walk.press(.right) }
        walk.press(.down)
        for _ in 0..<60 { walk.press(key) }
        walk.press(.escape)
      }
    }
    // Side by side: what the run keeps, and the ends of what keys change there.
    try walk([5, 3, 2], 0.8) { walk in
      walk.type("c5")
      walk.type("cC0c")
      walk.press(.tab)
      walk.type(String(repeating: "T", count: 70))
      walk.press(.tab)
      walk.type("00")
    }
    try walk([4_000_000_000_000_000_000 - 30, 10, 10], 1) { walk in
      walk.draw(20)
      walk.wait(3)
      walk.type("cb")
    }
    for loop in [ClosedLoop(batch: try BatchSize(5)), ClosedLoop(policy: .replace)] {
      try walk([5, 3, 2], 0.8, loop) { walk in
        for _ in 0..<25 {
          walk.type(".")
          walk.wait(3)
        }
      }
    }
    try walk([5, 3], 1, ClosedLoop(policy: .window(1000))) { walk in
      for _ in 0..<20 {
        walk.draw(100)
        walk.wait(3)
      }
    }
    // Groups to their ends, bars of many categories, and a tetrahedron turned by hand and by itself.
    try walk([5, 3, 2, 2, 4, 1], 0.8) { walk in
      walk.type("MsaaDs")
      for key in [.down, .down, .down, .down] as [Key] { walk.press(key) }
      walk.type("s4123")
      walk.press(.right)
      walk.press(.enter)
      walk.type("vozhyyMx")
      walk.type("Ma")
      walk.press(.left)
      walk.type("4a")
      for _ in 0..<4 { walk.press(.down) }
      walk.type("sas")
      walk.press(.enter)
      walk.type("NNM")
    }
    try walk([5, 3, 2, 2, 4, 1], 0.8) { walk in
      walk.type("Ma")
      for _ in 0..<4 { walk.press(.down) }
      walk.type("s")
      walk.press(.enter)
      walk.type("XXcS")
    }
    try walk(Array(repeating: 3, count: 80), 0.8) { walk in
      walk.type("nSSJKKMa")
      walk.press(.enter)
      for _ in 0..<3 { walk.press(.down) }
      walk.type("NvySK")
      walk.act("resize") { $0.receive(.resize(width: 200, height: 120)) }
      walk.press(.down)
      walk.draw(200)
      walk.wait(3)
    }
    try walk([5, 3, 2, 2], 0.8) { $0.type("hyyhKSS") }
    // To the ends of what keys change.
    try walk([5, 3, 2, 2], 0.8) { walk in
      for key in ["t", "T", "+", "-", "k", "z"] {
        walk.type(String(repeating: key, count: 50))
        walk.wait(5)
      }
    }
    // From a stream and a loop of another kind to the paper's, and down to T = 1.
    try walk([5, 3], 1.01, ClosedLoop(policy: .window(20))) { walk in
      for intervention in [
        .setExternalData(try ExternalData(fraction: 0.3)), .setExternalData(.none),
        .setLoop(.paper), .setTemperature(.one), .setTemperature(.one),
      ] as [Intervention] {
        try walk.act("\(intervention)") { try $0.apply(intervention) }
        walk.wait(5)
      }
    }
    // Every layer of the picture, and what takes its law or its sets away.
    for (counts, temperature) in [
      ([5, 3, 2], 0.8), ([5, 3, 2], 1), ([5, 3], 0.8), ([5, 3, 2, 2], 0.8), ([5, 3, 2, 1, 1], 0.8),
      ([5, 3, 0], 0.8),
    ] as [([Int64], Double)] {
      try walk(counts, temperature) { walk in
        walk.type("avvvvvvvvooaaaaaaAAAAAAvT0")
        walk.type("vvvvvTovnNoNvvvv")
        walk.draw(2000)
        walk.type("vvvvvvv")
        walk.type("x")
        walk.press(.pageUp)
        walk.press(.enter)
        walk.type("vvvvvvvoa")
      }
    }
    try walk([50, 30, 20], 0.8, ClosedLoop(policy: .window(20))) { $0.type("vvvvv") }
    // The zoom from one centre to the other, and a law that fewer categories do not fit.
    try walk([5, 3, 2], 0.8) { walk in
      walk.type("zZZ")
      walk.press(.character("x"))
      walk.press(.character("C"))
      walk.press(.pageUp)
      walk.press(.enter)
      walk.type("N")
    }
    // To the past and on from there, in all ways, and back.
    try walk([5, 3, 2], 0.8) { walk in
      walk.press(.end)
      walk.press(.left)
      walk.press(.pageUp)
      for deed in [" ", "r", "T", ".", "x", "E"] {
        walk.draw(400)
        walk.wait(3)
        for key in [.pageUp, .left, .right, .pageDown, .left, .left] as [Key] {
          walk.press(key)
          walk.wait(1)
        }
        walk.type(deed)
        if deed == "x" {
          walk.press(.pageUp)
          walk.press(.enter)
        }
        walk.wait(5)
        walk.fly()
        walk.wait(5)
        walk.type("u")
        walk.wait(5)
        walk.type("u")
        walk.wait(1)
        walk.type("UUu")
        walk.wait(3)
      }
    }
    try walk([5, 3, 2], 0.8) { walk in
      walk.type("uZ")
      walk.press(.up)
      for sampler in ["top-p:0.9", "softmax"] {
        let loop = ClosedLoop(sampler: try Sampler(parsing: sampler))
        try walk.act(sampler) { try $0.apply(.setLoop(loop)) }
        walk.wait(3)
        walk.draw(3000)
        walk.wait(20)
      }
      try walk.act("redraw") { try $0.apply(.redraw(3)) }
      walk.wait(3)
    }
    // All the switches of engines.
    try walk([5, 3], 0.8) { walk in
      for engine in [.leap, .split, .leap, .step, .split] as [Engine] {
        try walk.act("engine") { try $0.apply(.setEngine(engine)) }
        walk.wait(5)
      }
    }
    // Small generations: one after the other dies out.
    try walk([2, 2, 2], 0.8, ClosedLoop(policy: .replace)) { walk in
      for _ in 0..<40 {
        walk.draw(6, pieces: 1)
        walk.wait(2)
      }
    }
    return walks
  }
}
