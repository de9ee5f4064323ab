import HeatDeath
import RealModule
import TerminalDrawing

/// The geometry of one simplex picture: projection, magnification and where things stand.
struct SimplexScene {
  let viewport: Viewport
  let vertices: [PlanePoint]
  let start: PlanePoint
  let head: PlanePoint
  /// Where the mean flow leads, unless chance decides.
  let end: PlanePoint?
  /// What becomes of the categories before they are projected; `nil` where each has a corner.
  let grouping: Grouping?
  private let tetrahedron: TetrahedronProjection?

  var isTriangle: Bool { tetrahedron == nil }

  init(context: DrawingContext, width: Int, height: Int) {
    let snapshot = context.snapshot
    let tetrahedron =
      context.cornerCount == 4
      ? TetrahedronProjection(yaw: context.yaw, pitch: context.pitch) : nil
    self.tetrahedron = tetrahedron
    let grouping = context.groups?.grouping
    self.grouping = grouping
    vertices = tetrahedron?.vertices ?? TriangleProjection.vertices
    start = Self.project(snapshot.scenario.initialData.counts[...], grouping, tetrahedron)
    head = Self.project(snapshot.theta.shares[...], grouping, tetrahedron)
    end = context.end.map {
      let point = grouping?.merged($0.point) ?? $0.point
      return tetrahedron?.point(point) ?? TriangleProjection.point(point)
    }

    // Room for the names: a row above and below, and columns beside the lower corners.
    let rows = Double(max(1, height - (height >= 8 ? 3 : 0)))
    let margin = width >= 24 ? 6.0 : 0
    let columns = max(2, Double(width) - margin)
    let extent = tetrahedron?.extent ?? TriangleProjection.extent
    // A tetrahedron has names beside it as well.
    let usable = tetrahedron == nil ? columns : max(2, columns - 6)
    let scale = min(usable / extent.width, 2 * rows / (extent.top - extent.bottom))
    let middle = (extent.top + extent.bottom) / 2
    let zoom = context.controls.zoom
    guard zoom.exponent > 0 else {
      viewport = Viewport(
        width: width, height: height, centreX: 0, centreY: middle, columnsPerUnit: scale)
      return
    }
    let present =
      context.zoomCentre.map { Self.project($0.shares[...], grouping, tetrahedron) } ?? head
    let centre = zoom.centre == .currentPoint ? present : end ?? present
    viewport = Viewport(
      width: width, height: height, centreX: centre.x, centreY: centre.y,
      columnsPerUnit: scale * Double.pow(10, Double(zoom.exponent)))
  }

  /// A mark on the scale of a category along an edge of the triangle.
  struct Tick {
    enum Edge { case left, right, base }
    let edge: Edge
    let category: Int
    let share: Double
    let position: PlanePoint
  }

  /// The marks of a triangle: the share of category 0 grows up the right edge, that of 1 down the
  /// left edge, that of 2 along the base.
  var ticks: [Tick] {
    let edges: [(edge: Tick.Edge, category: Int, rest: Int)] = [
      (.right, 0, 2), (.left, 1, 0), (.base, 2, 1),
    ]
    return edges.flatMap { edge, category, rest in
      [0.25, 0.5, 0.75].map { share in
        var theta = [0.0, 0, 0]
        theta[category] = share
        theta[rest] = 1 - share
        return Tick(
          edge: edge, category: category, share: share,
          position: TriangleProjection.point(SimplexPoint(weights: theta)))
      }
    }
  }

  func cell(_ point: PlanePoint) -> (x: Double, y: Double) { viewport.cell(point.x, point.y) }

  /// Where a law of the categories stands, given as integers in proportion to it.
  func project(_ counts: ArraySlice<Int64>) -> PlanePoint {
    Self.project(counts, grouping, tetrahedron)
  }

  /// How near the viewer a law of the categories stands, −1 to 1: 0 at the middle of the tetrahedron and
  /// on all of the triangle.
  func nearness(_ counts: ArraySlice<Int64>) -> Double {
    guard let tetrahedron else { return 0 }
    let counts = grouping.map { $0.merged(counts)[...] } ?? counts
    return tetrahedron.nearness(counts: counts)
  }

  /// How near the viewer a corner stands, likewise.
  func nearness(ofCorner corner: Int) -> Double { tetrahedron?.nearness(ofCorner: corner) ?? 0 }

  func isHidden(_ first: Int, _ second: Int) -> Bool {
    tetrahedron?.isHidden(edge: first, second) ?? false
  }

  private static func project(
    _ counts: ArraySlice<Int64>, _ grouping: Grouping?, _ tetrahedron: TetrahedronProjection?
  ) -> PlanePoint {
    let counts = grouping.map { $0.merged(counts)[...] } ?? counts
    return tetrahedron?.point(counts: counts) ?? TriangleProjection.point(counts: counts)
  }
}
