import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

/// Parts that stand for many frames are copied, and look as if they were drawn.
@Suite struct DrawnPartsTests {
  private final class Count { var value = 0 }

  /// A part that counts how often it is drawn.
  private struct CountedPart: ScreenPart {
    let shown: Int?
    let count: Count

    func appearance(in area: Rect) -> Appearance? { shown.map { Appearance(Self.self, $0) } }

    func draw(into buffer: inout CellBuffer, in area: Rect) {
      count.value += 1
      buffer.fill(area, with: Cell(shown == nil ? "-" : "+"))
    }
  }

  @Test("A part is drawn again when its appearance or its place is another, or where it has none")
  func drawing() {
    var parts = DrawnParts()
    let area = Rect(x: 3, y: 1, width: 4, height: 2)
    for (shown, area, drawn) in [
      (1, area, 1), (1, area, 1), (2, area, 2), (2, Rect(x: 0, y: 0, width: 4, height: 2), 3),
      // What was there before the last frame is forgotten.
      (2, area, 4), (nil, area, 5), (nil, area, 6), (2, area, 7), (2, area, 7),
    ] as [(Int?, Rect, Int)] {
      let count = count
      var buffer = CellBuffer(width: 8, height: 4)
      parts.draw([Placed(CountedPart(shown: shown, count: count), in: area)], into: &buffer)
      #expect(count.value == drawn)
      var expected = CellBuffer(width: 8, height: 4)
      expected.fill(area, with: Cell(shown == nil ? "-" : "+"))
      #expect(buffer == expected)
    }
  }

  private let count = Count()

  @Test(
    "Whatever keys are pressed, frames that copy parts are those that draw them all",
    arguments: [2, 3, 8])
  func walks(categories: Int) throws {
    var random = SeededRandom(seed: UInt64(categories))
    for _ in 0..<2 {
      var fixture = try Fixture(
        counts: (0..<categories).map { _ in Int64(1 + random.next(6)) },
        temperature: random.pick([0.5, 0.9, 1, 1.4]),
        externalData: ExternalData(fraction: random.pick([0, 0, 0.2])))
      var parts = DrawnParts()
      var time = 0.0
      var size = (width: 120, height: 40)
      for _ in 0..<40 {
        switch random.next(6) {
        case 0:
          let keys = fixture.state.top.keys(in: fixture.state).flatMap {
            $0.actions.flatMap(\.keys)
          }
          fixture.receive(.key(random.pick(keys)))
        case 1: fixture.answer()
        case 2 where random.next(3) == 0:
          size = random.pick([(120, 40), (80, 24), (200, 60), (97, 31)])
        default: fixture.advanceUnseen(by: Int64(1 + random.next(50)))
        }
        // Figures stand for a few frames.
        time += 0.1
        fixture.observe(at: time)
        let copied = fixture.state.screen(
          width: size.width, height: size.height, colors: .indexed, reusing: &parts)
        let drawn = fixture.state.screen(width: size.width, height: size.height, colors: .indexed)
        #expect(copied == drawn, "\(fixture.state.mode), \(size)")
      }
    }
  }
}
