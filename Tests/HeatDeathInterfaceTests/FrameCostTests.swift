import HeatDeath
import RealModule
import TerminalDrawing
import Testing

@testable import HeatDeathInterface

/// What a frame changes decides how many bytes it sends (docs/screen.md).
@Suite struct FrameCostTests {
  /// The mean number of cells that a frame changes in the first seconds at the standard pace, 0.3
  /// decades a second, at 120 × 40 and 30 frames a second.
  private func changedCells(
    counts: [Int64], temperature: Double, turns: Bool = false
  ) throws -> Double {
    var fixture = try Fixture(counts: counts, temperature: temperature, seed: 7)
    var shell = fixture.state
    shell.display.turnsByItself = turns
    _ = shell.receive(fixture.report, from: shell.sources[0])
    var before = shell.screen(width: 120, height: 40, colors: .indexed)
    let frames = 240
    let start = Double(fixture.simulation.size)
    var changed = 0
    for frame in 1...frames {
      let time = Double(frame) / 30
      let target = Int64(start * Double.pow(10, 0.3 * time))
      fixture.advance(by: target - fixture.simulation.size)
      shell.time = time
      _ = shell.receive(fixture.report, from: shell.sources[0])
      let after = shell.screen(width: 120, height: 40, colors: .indexed)
      changed += zip(before.cells, after.cells).count { $0 != $1 }
      before = after
    }
    return Double(changed) / Double(frames)
  }

  @Test("A frame of the first seconds changes few cells")
  func firstSeconds() throws {
    #expect(try changedCells(counts: [5, 3, 2], temperature: 0.8) < 14)
    #expect(try changedCells(counts: [5, 3], temperature: 1) < 18)
    #expect(try changedCells(counts: [5, 3, 2, 2], temperature: 1.5) < 28)
    let turning = try changedCells(counts: [5, 3, 2, 2], temperature: 1.5, turns: true)
    #expect(turning < 70, "\(turning)")
    #expect(try changedCells(counts: [5, 3, 2, 2, 2, 3], temperature: 1) < 45)
  }

  @Test("Figures are 0.3 seconds old at most, and the present ones at rest or after news")
  func figures() throws {
    var fixture = try Fixture()
    var feed = RunFeed(SourceID(1), fixture.report)
    _ = feed.receive(fixture.report, time: 0)
    func look(at time: Double) -> Int64 {
      _ = feed.receive(fixture.report, time: time)
      return feed.figures.size
    }
    #expect(look(at: 1) == 10)
    fixture.advance(by: 5)
    #expect(look(at: 1.1) == 10 && feed.snapshot.size == 15)
    #expect(look(at: 1.31) == 15)
    fixture.advance(by: 5)
    try fixture.apply(.inject(count: 100, law: .category(0)))
    #expect(look(at: 1.32) == 120, "an injection shows at once")
    fixture.advance(by: 5)
    try fixture.press(.character(" "))
    #expect(look(at: 1.33) == 125, "at rest every figure is exact")
  }

  @Test("The clock's axis holds now, ends at a power of ten, and seldom moves")
  func axis() {
    for initial in [1, 10, 312, 999, 1_000_000, 400_000_000_000_000_000] as [Int64] {
      var ends: Set<Int> = []
      var size = Double(initial)
      while size <= 4e18 {
        let axis = ClockAxis(size: Int64(size), initialSize: initial)
        #expect(axis.now <= Double(axis.end) + 1e-9 && axis.start < Double(axis.end))
        #expect((0...1).contains(axis.position))
        ends.insert(axis.end)
        size *= 1.1
      }
      #expect(ends.count <= 11, "\(initial): \(ends.sorted())")
    }
  }
}
