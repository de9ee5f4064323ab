import TestSupport
import Testing

@testable import TerminalDrawing

@Suite struct RectTests {
  @Test("Negative sizes count as zero")
  func negative() {
    let rect = Rect(x: 3, y: 4, width: -2, height: -1)
    #expect(rect.width == 0 && rect.height == 0 && rect.isEmpty)
    #expect(Rect(x: 0, y: 0, width: 4, height: 4).inset(3).isEmpty)
  }

  @Test("Cuts share the cells out and never take more than there is", arguments: [-2, 0, 1, 5, 9])
  func cuts(amount: Int) {
    let whole = Rect(x: 2, y: 3, width: 6, height: 5)
    let cuts: [(inout Rect) -> Rect] = [
      { $0.takeTop(amount) }, { $0.takeBottom(amount) }, { $0.takeRight(amount) },
    ]
    for cut in cuts {
      var rest = whole
      let taken = cut(&rest)
      let area = { (rect: Rect) in rect.width * rect.height }
      #expect(area(taken) + area(rest) == area(whole))
      #expect(taken.intersection(rest).isEmpty)
      #expect(taken.intersection(whole) == taken || taken.isEmpty)
      #expect(rest.intersection(whole) == rest || rest.isEmpty)
    }
  }

  @Test("Cuts lie where they say")
  func places() {
    var rest = Rect(x: 2, y: 3, width: 6, height: 5)
    #expect(rest.takeTop(1) == Rect(x: 2, y: 3, width: 6, height: 1))
    #expect(rest.takeBottom(2) == Rect(x: 2, y: 6, width: 6, height: 2))
    #expect(rest.takeRight(4) == Rect(x: 4, y: 4, width: 4, height: 2))
    #expect(rest == Rect(x: 2, y: 4, width: 2, height: 2))
  }

  @Test("Intersections hold exactly the cells of both")
  func intersection() {
    var random = SeededRandom(seed: 3)
    func contains(_ rect: Rect, _ x: Int, _ y: Int) -> Bool {
      x >= rect.x && x < rect.maxX && y >= rect.y && y < rect.maxY
    }
    for _ in 0..<200 {
      func rect() -> Rect {
        Rect(
          x: random.next(8) - 2, y: random.next(8) - 2, width: random.next(6),
          height: random.next(6))
      }
      let (a, b) = (rect(), rect())
      let both = a.intersection(b)
      for x in -4..<14 {
        for y in -4..<14 {
          #expect(contains(both, x, y) == (contains(a, x, y) && contains(b, x, y)))
        }
      }
    }
  }
}
