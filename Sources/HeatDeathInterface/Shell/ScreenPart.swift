import HeatDeath
import TerminalDrawing

/// A part of the screen: draws itself into a rectangle, and says what stands under a cell of it.
protocol ScreenPart {
  /// What it is drawn from in an area, where that stands for many frames; `nil` where it does not.
  func appearance(in area: Rect) -> Appearance?
  func draw(into buffer: inout CellBuffer, in area: Rect)
  func target(x: Int, y: Int, in area: Rect) -> ScreenTarget
}

extension ScreenPart {
  func appearance(in area: Rect) -> Appearance? { nil }
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
  let body: Rect?
  /// Where an overlay goes that should leave the figures in view: over the picture, where it fits.
  let centre: Rect?

  init(_ parts: [Placed], body: Rect?, centre: Rect? = nil) {
    self.parts = parts
    self.body = body
    self.centre = centre ?? body
  }

  /// The layout of most stages: what `parts` places, above the line that says what happened and the
  /// keys.
  static func framed(
    width: Int, height: Int, in shell: Shell, look: Look, parts: (Rect) -> [Placed]
  ) -> ScreenLayout {
    var body = Rect(x: 0, y: 0, width: width, height: height)
    var edges: [Placed] = []
    if height >= 3 {
      edges.append(Placed(FooterView(look: look, shell: shell), in: body.takeBottom(1)))
    }
    if height >= 10 {
      let line = NarrationView(look: look, text: shell.line(look.format))
      edges.append(Placed(line, in: body.takeBottom(1)))
    }
    return ScreenLayout(parts(body) + edges, body: body)
  }

  /// What stands under a cell.
  func target(x: Int, y: Int) -> ScreenTarget {
    guard let hit = parts.last(where: { $0.area.contains(x, y) }) else { return .elsewhere }
    return hit.part.target(x: x, y: y, in: hit.area)
  }
}

/// What stands under a cell of the screen.
enum ScreenTarget: Equatable, Sendable {
  case header
  /// The picture, and where in the simplex; `nil` outside of it and where it shows no simplex.
  case picture(SimplexPoint?)
  /// The bar of a category.
  case bar(Int)
  /// The bar of a group of several categories.
  case group(Int)
  /// A place between the bars of a list too long for its panel.
  case bars
  /// A place of the timeline: the ``Simulation/clock`` there.
  case moment(Int64)
  /// A place of a map.
  case cell(column: Int, row: Int)
  /// A key named in the footer.
  case key(Key)
  case elsewhere
}
