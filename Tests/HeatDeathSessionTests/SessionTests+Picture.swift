import TerminalDrawing
import Testing

extension SessionTests {
  @Test("w writes the frame that is shown, and says its name or why not")
  func picture() throws {
    var session = try session(paused: true)
    // In one read: the picture waits for the answers to the keys before it.
    terminal.then { _ in ".w".unicodeScalars.map { .event(.key(.character($0))) } }
    terminal.then(after: 50) { terminal in
      #expect(terminal.rows[22].contains("picture written: heatdeath-seed42-k11.svg"))
      return []
    }
    play(&session)
    #expect(world.pictures.map(\.name) == ["heatdeath-seed42-k11"])
    #expect(world.pictures.first?.frame.rows.prefix(22) == terminal.frames.last?.rows.prefix(22))

    world.canSave = false
    var other = try self.session(paused: true)
    terminal.type("w")
    play(&other)
    #expect(terminal.rows[22].contains("no picture: the disk is full"))
  }

  @Test("A key held down, or a thousand in one read, write one picture; later another one")
  func heldPictureKey() throws {
    var session = try session(paused: true)
    terminal.type("w")
    terminal.then(after: 500) { _ in [] }
    for _ in 0..<60 {
      terminal.type("w")
      terminal.then(after: 33) { _ in [] }
    }
    terminal.then { _ in Array(repeating: .event(.key(.character("w"))), count: 1000) }
    terminal.then(after: 1500) { _ in [] }
    terminal.type("w")
    play(&session)
    #expect(world.pictures.count == 2)
  }
}
