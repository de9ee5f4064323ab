import HeatDeath
import TerminalDrawing

/// The cells of a picture as points of the simplex: of the segment of two categories, whose rows are
/// all alike, or of the triangle of three.
struct SimplexGrid {
  let width: Int
  let height: Int
  /// How the triangle is shown; `nil` for the segment.
  private let viewport: Viewport?

  init(segment width: Int, height: Int) {
    self.width = width
    self.height = height
    viewport = nil
  }

  init(triangle viewport: Viewport) {
    width = viewport.width
    height = viewport.height
    self.viewport = viewport
  }

  var categoryCount: Int { viewport == nil ? 2 : 3 }

  /// Overwrites `theta` by the point at the middle of a cell.
  ///
  /// - Parameter theta: as many numbers as there are categories.
  /// - Returns: whether the middle is in the simplex; if not, `theta` is as it was.
  func read(x: Int, y: Int, into theta: inout [Double]) -> Bool {
    guard let viewport else {
      let share = (Double(x) + 0.5) / Double(width)
      theta[0] = 1 - share
      theta[1] = share
      return true
    }
    let place = viewport.plane(Double(x) + 0.5, Double(y) + 0.5)
    let (a, b, c) = TriangleProjection.barycentric(PlanePoint(x: place.x, y: place.y))
    guard min(a, b, c) >= 0 else { return false }
    theta[0] = a
    theta[1] = b
    theta[2] = c
    return true
  }

  /// What a change of θ is in the picture: x to the right and y upwards, an edge being 1.
  func move(_ change: [Double]) -> PlanePoint {
    viewport == nil
      ? PlanePoint(x: change[1], y: 0)
      : PlanePoint(
        x: (change[2] - change[1]) / 2, y: TriangleProjection.height * change[0])
  }

  /// Calls `body` with the number of every cell inside, its column and row, and its point.
  func eachCell(_ body: (_ cell: Int, _ x: Int, _ y: Int, _ theta: [Double]) -> Void) {
    eachCell(ofFirst: height, body)
  }

  private func eachCell(
    ofFirst rows: Int, _ body: (_ cell: Int, _ x: Int, _ y: Int, _ theta: [Double]) -> Void
  ) {
    var theta = [Double](repeating: 0, count: categoryCount)
    for y in 0..<rows {
      for x in 0..<width where read(x: x, y: y, into: &theta) {
        body(y * width + x, x, y, theta)
      }
    }
  }

  /// A value for every cell inside.
  func map<Value>(_ value: ([Double]) -> Value) -> [Value?] {
    // The rows of a segment are all alike.
    let rows = viewport == nil ? min(1, height) : height
    var values = [Value?](repeating: nil, count: width * rows)
    eachCell(ofFirst: rows) { cell, _, _, theta in values[cell] = value(theta) }
    for _ in rows..<height { values += values[0..<width] }
    return values
  }
}
