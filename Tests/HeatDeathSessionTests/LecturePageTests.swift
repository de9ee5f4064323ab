import HeatDeathSession
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

@Suite("The page on a lecture") struct LecturePageTests {
  @Test(
    "Its keys bring its words, large and small, in a lecture room and without one, seed 4",
    arguments: [(80, 24, true), (80, 24, false), (120, 40, true)])
  func keys(width: Int, height: Int, isProjector: Bool) throws {
    var session = try OffscreenSession(
      .builtIn(seed: 4), colors: .monochrome, size: (width, height))
    if isProjector { session.press(.character("p")) }
    // The page starts it paused.
    session.press(.character(" "))
    session.pass()
    let steps = try LecturePage().steps
    #expect(steps.count >= 11)
    for step in steps {
      #expect(!step.words.isEmpty)
      for name in step.keys {
        session.press(try #require(Key(named: name), "\(name)"))
        session.pass()
        session.answer()
      }
      // A key would stop the flight.
      if step.keys.contains("E") { for _ in 0..<120 { session.pass() } }
      // Not all of them at the same time: a sentence gives way to the next one.
      var missing = step.words
      var screen = ""
      for _ in 0..<60 where !missing.isEmpty {
        for _ in 0..<5 { session.pass() }
        screen = PlainTextEncoder().encode(session.frame())
        missing.removeAll { screen.contains($0) }
      }
      #expect(missing == [], "after \(step.keys):\n\(screen)")
    }
  }
}
