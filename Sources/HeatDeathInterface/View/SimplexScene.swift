import HeatDeath
import RealModule
import TerminalDrawing

/// The geometry of one simplex picture: projection, magnification and where things stand.
struct SimplexScene {
  let viewport: Viewport
  let vertices: [PlanePoint]
  let start: PlanePoint
  let head: PlanePoint
  private let tetrahedron: TetrahedronProjection?

  var isTriangle: Bool { tetrahedron == nil }

  init(context: DrawingContext, width: Int, height: Int) {
    let state = context.state
    let snapshot = context.snapshot
    let tetrahedron =
      snapshot.categoryCount == 4
      ? TetrahedronProjection(yaw: state.yaw, pitch: state.pitch) : nil
    self.tetrahedron = tetrahedron
    vertices = tetrahedron?.vertices ?? TriangleProjection.vertices
    start = Self.project(snapshot.scenario.initialData.counts[...], tetrahedron)
    head = Self.project(snapshot.counts[...], tetrahedron)

    // Room for the names: a row above and below, and columns beside the lower corners.
    let rows = Double(max(1, height - (height >= 8 ? 3 : 0)))
    let longest = (0..<snapshot.categoryCount).map { context.tag($0).terminalColumns }.max() ?? 1
    let margin = width >= 24 ? Double(2 * (min(longest, width / 6) + 2)) : 0
    let columns = max(2, Double(width) - margin)
    // A tetrahedron turns within a circle of radius √(3/8).
    let extentX = tetrahedron == nil ? 1 : 2 * Double.sqrt(3.0 / 8)
    let extentY = tetrahedron == nil ? TriangleProjection.height : 2 * Double.sqrt(3.0 / 8)
    let scale = min(columns / extentX, 2 * rows / extentY)
    let middle = tetrahedron == nil ? TriangleProjection.height / 6 : 0
    let zoom = state.zoom
    guard zoom.exponent > 0 else {
      viewport = Viewport(
        width: width, height: height, centreX: 0, centreY: middle, columnsPerUnit: scale)
      return
    }
    let centre = zoom.centre == .currentPoint ? head : Self.endState(snapshot, tetrahedron) ?? head
    viewport = Viewport(
      width: width, height: height, centreX: centre.x, centreY: centre.y,
      columnsPerUnit: scale * Double.pow(10, Double(zoom.exponent)))
  }

  func cell(_ point: PlanePoint) -> (x: Double, y: Double) { viewport.cell(point.x, point.y) }

  func project(_ counts: ArraySlice<Int64>) -> PlanePoint { Self.project(counts, tetrahedron) }

  func isHidden(_ first: Int, _ second: Int) -> Bool {
    tetrahedron?.isHidden(edge: first, second) ?? false
  }

  private static func project(
    _ counts: ArraySlice<Int64>, _ tetrahedron: TetrahedronProjection?
  ) -> PlanePoint {
    let theta = SimplexPoint(counts: Array(counts))
    return tetrahedron?.point(theta) ?? TriangleProjection.point(theta)
  }

  /// Where the regime leads from here, or `nil` where chance decides.
  private static func endState(
    _ snapshot: Snapshot, _ tetrahedron: TetrahedronProjection?
  ) -> PlanePoint? {
    switch snapshot.temperature.samplerClass.regime {
    case .martingale: return nil
    case .modeCollapse:
      let leader = snapshot.counts.indices.max { snapshot.counts[$0] < snapshot.counts[$1] } ?? 0
      return project(snapshot.counts.indices.map { $0 == leader ? 1 : 0 }[...], tetrahedron)
    case .heatDeath:
      return project(snapshot.counts.map { $0 > 0 ? 1 : 0 }[...], tetrahedron)
    }
  }
}
