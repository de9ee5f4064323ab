import HeatDeath
import RealModule
import TerminalDrawing

/// How many runs are where on the simplex of three or four categories: colours by the ramp of amounts,
/// with its scale below, and the run itself on top.
struct CrowdDensity {
  let context: CrowdContext

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    var place = area
    let legend = area.height >= 10 ? place.takeBottom(area.height >= 16 ? 2 : 1) : nil
    let scene = CrowdScene(context: context, width: place.width, height: place.height)
    let most = drawDensity(scene, into: &buffer, in: place)
    drawOutline(scene, into: &buffer, in: place)
    drawNames(scene, into: &buffer, in: place)
    drawRun(scene, into: &buffer, in: place)
    if scene.magnification > 1 { drawScale(scene, into: &buffer, in: place) }
    if let legend { drawLegend(most, into: &buffer, in: legend) }
  }

  /// Halves of a cell are told apart where colours fill them.
  private var halves: Int {
    context.symbols.glyphs != .ascii && context.palette.depth >= .indexed ? 2 : 1
  }

  private func scale(_ most: Double) -> Axis {
    let format = context.format
    return Axis(
      .logarithmic, from: 1, to: max(10, most),
      title: halves == 2 ? "runs a half cell" : "runs a cell"
    ) { format.tick($0) }
  }

  /// - Returns: the runs at the densest place, in a cell or a half of it.
  private func drawDensity(
    _ scene: CrowdScene, into buffer: inout CellBuffer, in area: Rect
  ) -> Double {
    let (columns, rows) = (area.width, area.height * halves)
    var runs = [Int32](repeating: 0, count: columns * rows)
    let height = Double(halves)
    context.report.figures.eachRun { counts in
      let cell = scene.cell(scene.project(counts))
      guard cell.x >= 0, cell.y >= 0 else { return }
      let (x, y) = (Int(min(cell.x, 1e6)), Int(min(cell.y, 1e6) * height))
      if x < columns, y < rows { runs[(rows - 1 - y) * columns + x] += 1 }
    }
    let most = Double(runs.max() ?? 0)
    let values = runs.map { $0 > 0 ? Double($0) : nil }
    HeatMap(values: values, columns: columns, scale: scale(most)).draw(
      into: &buffer, in: area, palette: context.palette, symbols: context.symbols)
    return most
  }

  /// The edges, where no run is drawn.
  private func drawOutline(_ scene: CrowdScene, into buffer: inout CellBuffer, in area: Rect) {
    var canvas = DotCanvas(
      width: area.width, height: area.height, glyphs: context.symbols.glyphs)
    let color = context.palette.color(.muted)
    for first in scene.vertices.indices {
      for second in scene.vertices.indices where second > first {
        canvas.line(
          from: scene.cell(scene.vertices[first]), to: scene.cell(scene.vertices[second]),
          color: color, layer: 1, period: scene.isHidden(first, second) ? 4 : 1)
      }
    }
    var edges = CellBuffer(
      width: area.width, height: area.height, fill: Cell(" ", context.style(.text)))
    canvas.draw(into: &edges, x: 0, y: 0)
    for y in 0..<area.height {
      for x in 0..<area.width where edges[x, y].glyph != " " {
        let below = buffer[area.x + x, area.y + y]
        let isFree =
          below.glyph == " " && below.style.foreground != below.style.background
          || below.glyph == " " && context.palette.depth < .indexed
        if isFree { buffer[area.x + x, area.y + y] = edges[x, y] }
      }
    }
  }

  /// Names outside the corners that are in view.
  private func drawNames(_ scene: CrowdScene, into buffer: inout CellBuffer, in area: Rect) {
    let (width, height) = (Double(area.width), Double(area.height))
    let centre = scene.cell(PlanePoint(x: 0, y: 0))
    for (category, vertex) in scene.vertices.enumerated() {
      let corner = scene.cell(vertex)
      guard corner.x > -1, corner.y > -1, corner.x < width + 1, corner.y < height + 1 else {
        continue
      }
      let tag = context.run.tag(category).truncated(
        toColumns: max(3, area.width / 4), mark: context.symbols.ellipsis)
      let columns = tag.terminalColumns
      var (x, y) = (Int(corner.x.rounded(.down)), Int(corner.y.rounded(.down)))
      let (across, down) = (corner.x - centre.x, corner.y - centre.y)
      if !scene.isTriangle, abs(across) > abs(down) {
        x += across < 0 ? -columns - 1 : 2
      } else {
        x -= columns / 2
        y += down < 0 ? -1 : 1
      }
      x = max(0, min(area.width - columns, x))
      y = max(0, min(area.height - 1, y))
      buffer.write(
        tag, x: area.x + x, y: area.y + y, style: context.run.categoryStyle(category))
    }
  }

  private func drawRun(_ scene: CrowdScene, into buffer: inout CellBuffer, in area: Rect) {
    let snapshot = context.run.snapshot
    guard snapshot.categoryCount == context.categoryCount else { return }
    let cell = scene.cell(scene.project(snapshot.theta.shares[...]))
    guard cell.x >= 0, cell.y >= 0, cell.x < Double(area.width), cell.y < Double(area.height)
    else { return }
    let place = (x: area.x + Int(cell.x), y: area.y + Int(cell.y))
    var style = context.run.headStyle
    // On the runs that are there, not in place of them.
    let there = buffer[place.x, place.y]
    let isHalf = there.glyph == "▀" || there.glyph == "▄"
    let fills = [there.style.background] + (isHalf ? [there.style.foreground] : [])
    if let filled = fills.first(where: { $0 != context.palette.background }),
      context.palette.depth >= .indexed
    {
      style = Style(
        foreground: context.palette.color(on: filled), background: filled, attributes: .bold)
    }
    buffer[place.x, place.y] = Cell(context.symbols.head, style)
  }

  /// A bar with its length as a difference of shares, an edge being 1.
  private func drawScale(_ scene: CrowdScene, into buffer: inout CellBuffer, in area: Rect) {
    let exponent = Int(-Double.log10(scene.magnification * 1.000001).rounded(.down)) - 1
    let length = Double.pow(10, Double(exponent))
    let columns = Int((length * scene.viewport.columnsPerUnit).rounded())
    let name = context.format.tick(length)
    guard columns >= 2, columns + name.terminalColumns + 4 < area.width, area.height >= 5 else {
      return
    }
    let (y, style, symbols) = (area.maxY - 1, context.style(.text), context.symbols)
    for column in 0...columns {
      let glyph =
        column == 0 ? symbols.barStart : column == columns ? symbols.barEnd : symbols.horizontal
      buffer[area.x + 1 + column, y] = Cell(glyph, style)
    }
    buffer.write(" \(name)", x: area.x + 2 + columns, y: y, style: style)
  }

  private func drawLegend(_ most: Double, into buffer: inout CellBuffer, in area: Rect) {
    let width = min(area.width - 2, 48)
    RampLegend(scale: scale(most)).draw(
      into: &buffer,
      in: Rect(x: area.x + 1, y: area.y, width: width, height: area.height),
      palette: context.palette, symbols: context.symbols)
  }
}

/// Where the places of a simplex stand on the screen: all of it, or magnified about the crowd's mean.
struct CrowdScene {
  let viewport: Viewport
  let vertices: [PlanePoint]
  let magnification: Double
  private let tetrahedron: TetrahedronProjection?

  var isTriangle: Bool { tetrahedron == nil }

  init(context: CrowdContext, width: Int, height: Int) {
    let tetrahedron =
      context.categoryCount == 4
      ? TetrahedronProjection(yaw: context.run.yaw, pitch: context.run.pitch) : nil
    self.tetrahedron = tetrahedron
    vertices = tetrahedron?.vertices ?? TriangleProjection.vertices
    magnification = context.magnification
    // A row above and below for the names, and columns beside the lower corners.
    let rows = Double(max(1, height - (height >= 8 ? 3 : 0)))
    let columns = max(2, Double(width) - (width >= 24 ? tetrahedron == nil ? 6 : 12 : 0))
    let extent = tetrahedron?.extent ?? TriangleProjection.extent
    let scale = min(columns / extent.width, 2 * rows / (extent.top - extent.bottom))
    var centre = PlanePoint(x: 0, y: (extent.top + extent.bottom) / 2)
    if magnification > 1 {
      centre = PlanePoint(x: 0, y: 0)
      for (mean, vertex) in zip(context.summary.means, vertices) {
        centre.x += mean * vertex.x
        centre.y += mean * vertex.y
      }
    }
    viewport = Viewport(
      width: width, height: height, centreX: centre.x, centreY: centre.y,
      columnsPerUnit: scale * magnification)
  }

  func cell(_ point: PlanePoint) -> (x: Double, y: Double) { viewport.cell(point.x, point.y) }

  func project(_ counts: ArraySlice<Int64>) -> PlanePoint {
    tetrahedron?.point(counts: counts) ?? TriangleProjection.point(counts: counts)
  }

  func isHidden(_ first: Int, _ second: Int) -> Bool {
    tetrahedron?.isHidden(edge: first, second) ?? false
  }
}
