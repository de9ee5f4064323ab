import HeatDeath
import RealModule
import TerminalDrawing

/// The triangle of three categories or the tetrahedron of four, in three layers: a ``PictureLayer``,
/// the path as dots coloured by age, and the current point on top.
struct SimplexView {
  let context: DrawingContext

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let scene = SimplexScene(context: context, width: area.width, height: area.height)
    let ground = ground(scene)
    ground?.draw(into: &buffer, in: area)
    let isMagnified = context.controls.zoom.exponent > 0
    // The triangle may fill the picture, and leave no corner free.
    if isMagnified { context.legend(ground, isOpaque: true).draw(into: &buffer, in: area) }

    let lines = context.layerObstacle == nil ? context.layer.lines(in: context) : []
    arrows(along: lines.filter(\.hasArrow), scene, into: &buffer, in: area)
    var canvas = DotCanvas(width: area.width, height: area.height, glyphs: context.symbols.glyphs)
    outline(scene, on: &canvas)
    for line in lines where !line.hasArrow { draw(line, cells(of: line, scene), on: &canvas) }
    ghosts(scene, on: &canvas)
    path(scene, on: &canvas)
    canvas.draw(into: &buffer, x: area.x, y: area.y)

    labels(scene, into: &buffer, in: area)
    if isMagnified {
      scale(scene, into: &buffer, in: area)
    } else if scene.isTriangle {
      tickLabels(scene, into: &buffer, in: area)
    }
    let marks = marks
    for sign in marks {
      mark(
        scene.image(of: sign.point), Cell(sign.glyph, sign.style), scene, into: &buffer, in: area)
    }
    for run in context.formerRuns.ends {
      mark(
        scene.image(of: run.theta), Cell(context.symbols.formerRun, context.style(.text)), scene,
        into: &buffer, in: area)
    }
    if let end = scene.end, context.showsEnd {
      mark(
        end, Cell(context.symbols.endState, context.style(.strong)), scene, into: &buffer, in: area)
    }
    if let aim = context.aim {
      mark(
        scene.image(of: aim), Cell(context.symbols.aim, context.style(.strong)), scene,
        into: &buffer, in: area)
    }
    mark(
      scene.start, Cell(context.symbols.start, context.style(.strong)), scene, into: &buffer,
      in: area)
    mark(
      scene.head, Cell(context.symbols.head, context.headStyle), scene, into: &buffer, in: area)
    if !isMagnified { context.legend(ground).draw(into: &buffer, in: area) }
    context.legend(of: marks).draw(into: &buffer, in: area)
  }

  // MARK: - The layer

  private func ground(_ scene: SimplexScene) -> LayerGround? {
    guard scene.isTriangle, context.layerObstacle == nil else { return nil }
    return context.layer.ground(of: SimplexGrid(triangle: scene.viewport), in: context)
  }

  private var marks: [LayerMark] {
    context.layerObstacle == nil ? context.layer.marks(in: context) : []
  }

  private func draw(
    _ line: LayerLine, _ cells: [(x: Double, y: Double)], on canvas: inout DotCanvas
  ) {
    canvas.polyline(cells, ink: line.ink, layer: 1, dash: line.dash)
  }

  private func cells(of line: LayerLine, _ scene: SimplexScene) -> [(x: Double, y: Double)] {
    line.places.map { scene.cell(scene.image(of: $0.point)) }
  }

  /// Draws lines, and on each an arrow where the first third of its length ends.
  private func arrows(
    along lines: [LayerLine], _ scene: SimplexScene, into buffer: inout CellBuffer, in area: Rect
  ) {
    guard !lines.isEmpty else { return }
    var canvas = DotCanvas(width: area.width, height: area.height, glyphs: context.symbols.glyphs)
    let places = lines.map { cells(of: $0, scene) }
    for (line, cells) in zip(lines, places) { draw(line, cells, on: &canvas) }
    canvas.draw(into: &buffer, x: area.x, y: area.y)
    for cells in places {
      // In columns; a row is as tall as two of them are wide.
      let hops = zip(cells, cells.dropFirst()).map { ($1.x - $0.x, 2 * ($0.y - $1.y)) }
      let lengths = hops.map { ($0.0 * $0.0 + $0.1 * $0.1).squareRoot() }
      var rest = lengths.reduce(0, +) / 3
      guard rest > 2,
        let hop = lengths.firstIndex(where: {
          rest -= $0
          return rest <= 0
        }),
        let arrow = context.symbols.arrow(x: hops[hop].0, y: hops[hop].1),
        Rect(x: 0, y: 0, width: area.width, height: area.height)
          .contains(Int(cells[hop + 1].x), Int(cells[hop + 1].y))
      else { continue }
      let (x, y) = (area.x + Int(cells[hop + 1].x), area.y + Int(cells[hop + 1].y))
      buffer[x, y] = Cell(arrow, context.style(.text))
    }
  }

  // MARK: - Triangle and path

  func outline(_ scene: SimplexScene, on canvas: inout DotCanvas) {
    let vertices = scene.vertices
    for first in vertices.indices {
      for second in vertices.indices where second > first {
        if scene.isTriangle {
          canvas.line(
            from: scene.cell(vertices[first]), to: scene.cell(vertices[second]),
            color: context.palette.color(.muted), layer: 1)
        } else {
          edge(first, second, scene, on: &canvas)
        }
      }
    }
    if scene.isTriangle, context.controls.zoom.exponent == 0 { ticks(scene, on: &canvas) }
  }

  /// An edge of the tetrahedron in parts, brighter and thicker the nearer they are; broken where the body
  /// hides it.
  private func edge(
    _ first: Int, _ second: Int, _ scene: SimplexScene, on canvas: inout DotCanvas
  ) {
    let (start, end) = (scene.cell(scene.vertices[first]), scene.cell(scene.vertices[second]))
    let (near, far) = (scene.nearness(ofCorner: first), scene.nearness(ofCorner: second))
    let isHidden = scene.isHidden(first, second)
    func place(_ part: Double) -> (x: Double, y: Double) {
      (start.x + (end.x - start.x) * part, start.y + (end.y - start.y) * part)
    }
    var done = 0
    while done < Self.edgeParts {
      let tone = DepthTone(at(done))
      var next = done + 1
      // Parts alike are one line, or a broken one would begin anew at each.
      while next < Self.edgeParts, DepthTone(at(next)) == tone { next += 1 }
      let from = place(Double(done) / Double(Self.edgeParts))
      let to = place(Double(next) / Double(Self.edgeParts))
      let color = context.palette.color(tone.role)
      canvas.line(from: from, to: to, color: color, layer: 1, period: isHidden ? 4 : 1)
      if tone == .near, !isHidden {
        canvas.line(
          from: (from.x + 0.5, from.y), to: (to.x + 0.5, to.y), color: color, layer: 1)
      }
      done = next
    }
    func at(_ part: Int) -> Double {
      near + (far - near) * (Double(part) + 0.5) / Double(Self.edgeParts)
    }
  }

  private static let edgeParts = 12

  /// Marks a quarter, a half and three quarters of each edge with a short stroke outwards.
  private func ticks(_ scene: SimplexScene, on canvas: inout DotCanvas) {
    guard canvas.height >= 12 else { return }
    for tick in scene.ticks {
      let foot = scene.cell(tick.position)
      let end =
        tick.edge == .base
        ? (x: foot.x, y: foot.y + 0.5) : (x: foot.x + (tick.edge == .left ? -1 : 1), y: foot.y)
      canvas.line(from: foot, to: end, color: context.palette.category(tick.category), layer: 1)
    }
  }

  /// Writes the shares that the ticks stand for, in the colour of the category they count: each
  /// edge is the scale of the category that grows along it, as in every ternary plot.
  func tickLabels(_ scene: SimplexScene, into buffer: inout CellBuffer, in area: Rect) {
    guard area.height >= 20, area.width >= 50 else { return }
    for tick in scene.ticks {
      let foot = scene.cell(tick.position)
      let text = tick.share == 0.5 ? ".5" : context.format.fixed(tick.share, digits: 2).dropFirst()
      let x: Int
      let y: Int
      switch tick.edge {
      case .left: (x, y) = (Int(foot.x) - 2 - text.count, Int(foot.y))
      case .right: (x, y) = (Int(foot.x) + 3, Int(foot.y))
      case .base: (x, y) = (Int(foot.x) - text.count / 2, Int(foot.y) + 1)
      }
      var style = context.categoryStyle(tick.category)
      style.attributes = []
      buffer.write(String(text), x: area.x + x, y: area.y + y, style: style)
    }
  }

  /// The path as lines, but where single samples still throw the model about only the places it was
  /// at: lines between these would be a scribble. The newest part is drawn with lines all the same,
  /// and shows which way the model goes.
  private func path(_ scene: SimplexScene, on canvas: inout DotCanvas) {
    let snapshot = context.snapshot
    var path = PathColors(snapshot, palette: context.palette, last: scene.cell(scene.start))
    path.follow(
      snapshot, every: pathStep(scene),
      nearness: { scene.isTriangle ? 0 : scene.nearness($0) },
      { counts, _ in scene.cell(scene.project(counts)) })
    path.eachHop { hop, ink in
      let isScattered = hop.samples == 1 && hop.length > 1 && ink != path.newest
      let start = isScattered ? hop.end : hop.start
      canvas.line(from: start, to: hop.end, ink: ink, layer: 2)
      // What is near the viewer is thick, as all of it is in a lecture room.
      guard context.isThick || DepthTone(hop.nearness) == .near else { return }
      // A dot more to the right and below.
      for (x, y) in [(0.5, 0), (0, 0.25)] {
        canvas.line(
          from: (start.x + x, start.y + y), to: (hop.end.x + x, hop.end.y + y), ink: ink, layer: 2)
      }
    }
  }

  /// How many points of the path are one place: merged into groups, points of many categories are
  /// expensive, and there are more of them than the picture has dots.
  private func pathStep(_ scene: SimplexScene) -> Int {
    guard let grouping = scene.grouping else { return 1 }
    let most = max(128, (1 << 18) / grouping.categoryCount)
    return max(1, context.snapshot.trajectory.count / most)
  }

  /// What came after a past moment, and branches that were left, below the path.
  private func ghosts(_ scene: SimplexScene, on canvas: inout DotCanvas) {
    for ghost in context.ghosts {
      let cells = ghost.places.map { scene.cell(scene.project($0.law)) }
      canvas.polyline(cells, ink: Ink(context.palette.color(.muted)), layer: 1)
    }
  }

  func mark(
    _ point: PlanePoint, _ mark: Cell, _ scene: SimplexScene, into buffer: inout CellBuffer,
    in area: Rect
  ) {
    let cell = scene.cell(point)
    guard cell.x >= 0, cell.y >= 0, cell.x < Double(area.width), cell.y < Double(area.height)
    else { return }
    let x = area.x + Int(cell.x)
    let y = area.y + Int(cell.y)
    var mark = mark
    mark.style.background = buffer[x, y].style.background
    buffer[x, y] = mark
  }

  /// Puts each category's name outside its corner, away from the centre of the picture: above or
  /// below, or beside the corners of a tetrahedron that point sideways.
  func labels(_ scene: SimplexScene, into buffer: inout CellBuffer, in area: Rect) {
    let centre = scene.cell(PlanePoint(x: 0, y: 0))
    // Names below the lower corners of a triangle share a row.
    let corners = scene.vertices.map { scene.cell($0) }
    let room = scene.isTriangle ? Int(corners[2].x) - Int(corners[1].x) - 1 : area.width / 4
    for (category, vertex) in scene.vertices.enumerated() {
      let corner = scene.cell(vertex)
      guard corner.x > -1, corner.y > -1, corner.x < Double(area.width) + 1,
        corner.y < Double(area.height) + 1
      else {
        signpost(category, towards: corner, into: &buffer, in: area)
        continue
      }
      let tag = context.cornerTag(category).truncated(
        toColumns: max(3, min(area.width / 4, room)), mark: context.symbols.ellipsis)
      let columns = tag.terminalColumns
      var x = Int(corner.x.rounded(.down))
      var y = Int(corner.y.rounded(.down))
      let across = corner.x - centre.x
      let down = corner.y - centre.y
      if !scene.isTriangle, abs(across) > abs(down) {
        x += across < 0 ? -columns - 1 : 2
      } else {
        x -= columns / 2
        y += down < 0 ? -1 : 1
      }
      // Names stay inside the picture even where their corner touches its border.
      x = max(0, min(area.width - columns, x))
      y = max(0, min(area.height - 1, y))
      var style = context.categoryStyle(category)
      style.background = context.palette.background
      if DepthTone(scene.nearness(ofCorner: category)) == .far { style.attributes = [] }
      buffer.write(tag, x: area.x + x, y: area.y + y, style: style)
    }
  }

  /// Names a corner out of view at the border in its direction.
  private func signpost(
    _ category: Int, towards corner: (x: Double, y: Double), into buffer: inout CellBuffer,
    in area: Rect
  ) {
    let symbols = context.symbols
    let (across, down) = (corner.x - Double(area.width) / 2, corner.y - Double(area.height) / 2)
    let reach = max(abs(across) / Double(area.width), abs(down) / Double(area.height))
    guard reach > 0, reach.isFinite, area.height >= 5 else { return }
    let isSideways = abs(across) / Double(area.width) > abs(down) / Double(area.height)
    let arrow =
      isSideways
      ? (across < 0 ? symbols.left : symbols.right) : (down < 0 ? symbols.up : symbols.down)
    let tag = context.cornerTag(category).truncated(
      toColumns: max(3, area.width / 4), mark: symbols.ellipsis)
    let text = across < 0 ? "\(arrow) \(tag)" : "\(tag) \(arrow)"
    let columns = text.terminalColumns
    let x = Int((Double(area.width) * (0.5 + across / reach / Double(area.width) / 2)).rounded())
    let y = Int(Double(area.height) * (0.5 + down / reach / Double(area.height) / 2))
    // The last row belongs to the scale.
    buffer.write(
      text, x: area.x + max(0, min(area.width - columns, x - columns / 2)),
      y: area.y + max(0, min(area.height - 2, y)), style: context.categoryStyle(category))
  }

  /// A bar with its length as a difference of probability, an edge of the simplex being 1.
  func scale(_ scene: SimplexScene, into buffer: inout CellBuffer, in area: Rect) {
    let exponent = context.controls.zoom.exponent
    var length = Double.pow(10, -Double(exponent))
    var name = context.format.magnitude(-exponent)
    var columns = Int((length * scene.viewport.columnsPerUnit).rounded())
    if columns > area.width / 2 {
      length /= 10
      name = context.format.magnitude(-exponent - 1)
      columns = Int((length * scene.viewport.columnsPerUnit).rounded())
    }
    guard columns >= 2, area.height >= 3, columns + name.terminalColumns + 4 < area.width else {
      return
    }
    let y = area.maxY - 1
    let style = context.style(.text)
    for column in 0...columns {
      let glyph =
        column == 0
        ? context.symbols.barStart
        : column == columns ? context.symbols.barEnd : context.symbols.horizontal
      buffer[area.x + 1 + column, y] = Cell(glyph, style)
    }
    buffer.write(" \(name)", x: area.x + 2 + columns, y: y, style: style)
  }
}

/// How near the viewer something is, as a picture tells it.
enum DepthTone: Hashable {
  case near, middle, far

  /// - Parameter nearness: −1 to 1.
  init(_ nearness: Double) {
    self = nearness > 0.25 ? .near : nearness < -0.25 ? .far : .middle
  }

  /// What lines at that depth are drawn in; further away is never fainter than an axis.
  var role: Role {
    switch self {
    case .near: .text
    case .middle: .muted
    case .far: .axis
    }
  }
}
