import HeatDeath
import TerminalDrawing
import Testing

@testable import HeatDeathInterface

/// A run, somebody who watches it, and what has been said so far.
struct SentenceWalk {
  var fixture: Fixture
  var witness: RunWitness
  var time = 0.0
  var said: Set<String> = []
  var history: [String] = []

  init(_ scenario: Scenario) {
    fixture = Fixture(scenario)
    witness = RunWitness(fixture)
    check()
  }

  /// Holds the line against the run.
  mutating func check() {
    witness.look(at: fixture)
    let shell = fixture.state
    let line = shell.line
    let isAnswer = shell.answer?.text == line
    let isMap = shell.stage is MapStage
    judge(
      line,
      isAnswer
        ? SentencePattern.answers
        : isMap
          ? SentencePattern.ofMap
          : shell.sources.count > 1 ? SentencePattern.ofComparisons : SentencePattern.ofRuns)
    for line in isMap ? mapLines : [] { judge(line, SentencePattern.ofMap) }
  }

  /// What stands above the chart of a map.
  private var mapLines: [String] {
    let shell = fixture.state
    let layout = shell.stage.layout(
      width: shell.display.size.width, height: shell.display.size.height, in: shell,
      look: Look(shell.display, colors: .indexed))
    return layout.parts.flatMap { ($0.part as? MapPanel)?.lines ?? [] }
  }

  private mutating func judge(_ line: String, _ kinds: [SentencePattern]) {
    for kind in kinds {
      guard let isTrue = kind.judge(line, witness) else { continue }
      said.insert(kind.name)
      let counts = witness.snapshot.counts
      #expect(isTrue, "\"\(line)\" at \(counts) after \(history.suffix(8))")
      return
    }
    Issue.record("nothing checks \"\(line)\": it needs a SentencePattern")
  }

  mutating func act(_ name: String, _ body: (inout Fixture) throws -> Void) rethrows {
    history.append(name)
    let before = fixture.report
    try body(&fixture)
    let after = fixture.report
    if after.snapshot.generation != before.snapshot.generation, !after.isReturn {
      witness.start =
        after.snapshot.scenario.initialData == before.snapshot.scenario.initialData
        ? .again : .others
    }
    if name == "u", after.snapshot.generation != before.snapshot.generation {
      witness.start = .undo
    }
    check()
  }

  mutating func press(_ key: Key) {
    witness.lastKey = key
    act(key.name) { $0.receive(.key(key)) }
  }

  mutating func type(_ keys: String) { for key in keys.unicodeScalars { press(.character(key)) } }

  /// Draws samples, watched in small pieces.
  mutating func draw(_ samples: Int64, pieces: Int64 = 4) {
    for _ in 0..<pieces {
      let piece = max(1, samples / pieces)
      act("\(piece) samples") { fixture in
        if fixture.state.mode == .compare {
          fixture.advanceCompared(by: piece)
        } else {
          fixture.advance(by: piece)
        }
      }
    }
  }

  /// Lets the time of a flight pass.
  mutating func fly() { act("fly") { $0.fly() } }

  mutating func leap(to size: Int64) {
    act("leap") { $0.perform([.send(.leap(to: size))]) }
  }

  /// Turns the run round before the screen has seen it: as many samples as there are, of one category.
  mutating func disturb(_ category: Int) throws {
    let count = min(fixture.simulation.size, fixture.simulation.room)
    try act("disturb") { try $0.apply(.inject(count: count, law: .category(category))) }
  }

  /// Shows the reports to the screen after some seconds.
  mutating func wait(_ seconds: Double) {
    time += seconds
    fixture.observe(at: time)
    witness.look(at: fixture)
    witness.show()
    check()
  }
}
