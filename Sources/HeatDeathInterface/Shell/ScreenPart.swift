import HeatDeath
import TerminalDrawing

/// A part of the screen: draws itself into a rectangle, and says what stands under a cell of it.
protocol ScreenPart {
  func draw(into buffer: inout CellBuffer, in area: Rect)
  func target(x: Int, y: Int, in area: Rect) -> ScreenTarget
}

extension ScreenPart {
  func target(x: Int, y: Int, in area: Rect) -> ScreenTarget { .elsewhere }
}

/// A part and its place.
struct Placed {
  let part: any ScreenPart
  let area: Rect

  init(_ part: any ScreenPart, in area: Rect) {
    self.part = part
    self.area = area
  }
}

/// What stands where: the one list that the screen is drawn from and the mouse looks into.
struct ScreenLayout {
  /// In the order of drawing: where two overlap, the later one is on top.
  var parts: [Placed]
  /// Where overlays go; `nil` where there is no room for any.
  var body: Rect?
  /// Where an overlay goes that should leave the figures in view: over the picture, where it fits.
  var centre: Rect?

  /// What stands under a cell.
  func target(x: Int, y: Int) -> ScreenTarget {
    guard let hit = parts.last(where: { $0.area.contains(x, y) }) else { return .elsewhere }
    return hit.part.target(x: x, y: y, in: hit.area)
  }
}

/// What stands under a cell of the screen.
enum ScreenTarget: Equatable {
  case header
  /// The picture, and where in the simplex; `nil` outside of it and where it shows no simplex.
  case picture(SimplexPoint?)
  /// The bar of a category.
  case bar(Int)
  /// A key named in the footer.
  case key(Key)
  case elsewhere
}
