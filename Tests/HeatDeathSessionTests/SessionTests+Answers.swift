import HeatDeath
import TerminalDrawing
import Testing

/// What is computed beside the drawing, as the frames show it.
extension SessionTests {
  /// The column of ends in a frame of 80 by 24, a text for each category.
  private func ends(_ frame: CellBuffer) -> [String] {
    frame.rows[2...8].filter { row in
      ["▲ A", "■ B", "● C"].contains { row.suffix(36).contains($0) }
    }
    .map { $0.dropLast(2).suffix(8).split(separator: " ").joined(separator: " ") }
  }

  @Test("What becomes of each category stands beside its bar as soon as it is computed")
  func ends() throws {
    var session = try session(paused: true)
    play(&session)
    #expect(ends(terminal.frames[0]) == ["…", "…", "…"])
    #expect(try ends(#require(terminal.frames.last)) == ["78.5 %", "16.7 %", "4.8 %"])
  }

  @Test("After a key temperature, shares and ends change in one frame")
  func endsFollow() throws {
    var session = try session(paused: true)
    let before = afterFirstAnswers()
    terminal.type("0")
    play(&session)
    #expect(terminal.frames.count == before.count + 1)
    #expect(terminal.rows[0].contains("random point"))
    #expect(try ends(#require(terminal.frames.last)) == ["50±15 %", "30±14 %", "20±12 %"])
  }

  @Test("An answer that takes long is not waited for, and the old one is not shown for the new")
  func slowAnswers() throws {
    world.calculationTime = 100_000_000
    var session = try session(paused: true)
    terminal.then(after: 200) { _ in [.event(.key(.character("0")))] }
    terminal.then(after: 50) { [self] terminal in
      #expect(terminal.rows[0].contains("random point") && ends(terminal.frames.last!)[0] == "…")
      return []
    }
    terminal.then(after: 200, .event(.key(.character("q"))))
    play(&session, quitting: false)
    #expect(try ends(#require(terminal.frames.last))[0] == "50±15 %")
  }

  @Test("Answers make no frames of their own where frames are due, and none while paused")
  func noExtraFrames() throws {
    var session = try session()
    let before = afterFirstAnswers()
    terminal.then(after: 3000, .event(.key(.character("q"))))
    play(&session, quitting: false)
    #expect((85...92).contains(terminal.frames.count - before.count))
    let asked = try #require(world.calculator).asked
    for (kind, inquiries) in Dictionary(grouping: asked, by: { "\(type(of: $0.question))" }) {
      let count = inquiries.count
      #expect((5...12).contains(count), "with the figures, not with the frames: \(count) \(kind)")
    }
    #expect(asked.contains { $0.question is ForecastQuestion })
    #expect(world.calculator?.isStopped == true)
  }
}
