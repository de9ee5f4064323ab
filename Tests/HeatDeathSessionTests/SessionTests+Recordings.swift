import HeatDeath
import HeatDeathInterface
import HeatDeathSession
import TerminalDrawing
import Testing

extension SessionTests {
  @Test("s says what it saved, or why not, and one s is one file")
  func saves() throws {
    var session = try session(paused: true)
    terminal.type("Ts")
    terminal.then(after: 50) { [world] terminal in
      #expect(world.saved.count == 1 && world.saved[0].events.count == 1)
      #expect(terminal.rows[22].contains("saved: heatdeath replay saved-1.toml shows it again"))
      return []
    }
    // A held key, a key pressed again, and a text pasted make no file more.
    terminal.type(String(repeating: "s", count: 50), every: 10)
    terminal.then(after: 5000, .event(.key(.character("s"))))
    terminal.then(.event(.paste(String(repeating: "s", count: 1000))))
    terminal.then(after: 2000, .event(.key(.character("s"))))
    terminal.then(after: 50) { [world] terminal in
      #expect(world.saved.count == 1)
      #expect(terminal.rows[22].contains("saved already: heatdeath replay saved-1.toml"))
      return []
    }
    terminal.type(".")
    terminal.type("s")
    terminal.then(after: 50) { [world] _ in
      #expect(world.saved.count == 2)
      world.canSave = false
      return []
    }
    terminal.type(".s")
    terminal.then(after: 50) { terminal in
      #expect(terminal.rows[22].contains("not saved: the disk is full"))
      return []
    }
    terminal.type("us")
    play(&session)
    for recording in world.saved { try recording.check() }
  }

  @Test("A recording that is opened runs to its end, and a change steers from there")
  func replays() throws {
    var timeline = Timeline(.builtIn(seed: 42))
    timeline.advance(by: 30)
    try timeline.apply(.setTemperature(.one))
    timeline.advance(by: 60)
    for keys in ["", "T"] {
      let world = ScriptedWorld()
      let terminal = ScriptedTerminal(world)
      var session = try Session(
        scenario: timeline.log.start, recording: (timeline.recording, "run.toml"), theme: .dark,
        startsPaused: false, on: .screen(terminal), wiring: world.wiring)
      terminal.type(keys)
      terminal.then(after: 60_000) { terminal in
        if keys.isEmpty {
          #expect(terminal.rows[0].contains("T 1.00"))
        } else {
          #expect(terminal.rows[0].contains("T 0.85"))
        }
        return []
      }
      terminal.then(.event(.key(.character("q"))))
      #expect(session.run(hangUpSignal: 1) == nil)
      let last = session.farewell().split(separator: "\n").last ?? ""
      #expect(last.hasSuffix("heatdeath replay \(keys.isEmpty ? "run" : "kept").toml"))
    }
  }
}
