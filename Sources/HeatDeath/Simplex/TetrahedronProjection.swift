import RealModule

/// Shows the simplex of four categories as a regular tetrahedron of edge 1, turned and seen from
/// far away.
///
/// The body turns about the upright axis through its centroid by `yaw`, then is tilted by `pitch`;
/// depth is dropped (orthographic projection), so parallel lines stay parallel and shares can be
/// read off along edges.
public struct TetrahedronProjection: Hashable, Sendable {
  /// Turn about the upright axis, in radians.
  public let yaw: Double
  /// Tilt towards the viewer, in radians.
  public let pitch: Double

  private let corners: [Corner]

  private struct Corner: Hashable, Sendable {
    var x: Double
    var y: Double
    /// Towards the viewer.
    var depth: Double
  }

  public init(yaw: Double, pitch: Double) {
    self.yaw = yaw
    self.pitch = pitch
    corners = Self.rest.map { Self.turned($0, yaw: yaw, pitch: pitch) }
  }

  /// The four corners on the plane, in the order of the categories.
  public var vertices: [PlanePoint] { corners.map { PlanePoint(x: $0.x, y: $0.y) } }

  /// The room the body takes at its present tilt, whichever way it is turned.
  public var extent: PlaneExtent {
    let ground = -Self.bodyHeight / 4 * Double.cos(pitch)
    let apex = Self.bodyHeight * 3 / 4 * Double.cos(pitch)
    let reach = Self.groundRadius * abs(Double.sin(pitch))
    return PlaneExtent(
      width: 2 * Self.groundRadius, bottom: min(ground - reach, apex),
      top: max(ground + reach, apex))
  }

  /// The image Σ θ_i v_i of barycentric coordinates.
  ///
  /// - Precondition: four coordinates.
  public func point(_ theta: SimplexPoint) -> PlanePoint {
    precondition(theta.dimension == 4, "a tetrahedron shows four categories")
    var point = PlanePoint(x: 0, y: 0)
    for (coordinate, corner) in zip(theta.coordinates, corners) {
      point.x += coordinate * corner.x
      point.y += coordinate * corner.y
    }
    return point
  }

  /// The image of the empirical law of four counts, not all zero.
  ///
  /// - Complexity: O(1), no allocation.
  public func point(counts: ArraySlice<Int64>) -> PlanePoint {
    precondition(counts.count == 4, "a tetrahedron shows four categories")
    var point = PlanePoint(x: 0, y: 0)
    var size = 0.0
    for (count, corner) in zip(counts, corners) {
      size += Double(count)
      point.x += Double(count) * corner.x
      point.y += Double(count) * corner.y
    }
    return PlanePoint(x: point.x / size, y: point.y / size)
  }

  /// How near the viewer a corner stands: its depth in parts of the largest there is, −1 to 1, with 0
  /// at the centroid.
  public func nearness(ofCorner corner: Int) -> Double { corners[corner].depth / Self.reach }

  /// How near the viewer the empirical law of four counts stands, not all zero.
  ///
  /// - Complexity: O(1), no allocation.
  public func nearness(counts: ArraySlice<Int64>) -> Double {
    precondition(counts.count == 4, "a tetrahedron shows four categories")
    var (depth, size) = (0.0, 0.0)
    for (count, corner) in zip(counts, corners) {
      size += Double(count)
      depth += Double(count) * corner.depth
    }
    return depth / size / Self.reach
  }

  /// Whether the edge between two categories lies behind the body: neither of the two faces it
  /// belongs to looks towards the viewer.
  public func isHidden(edge first: Int, _ second: Int) -> Bool {
    let others = (0..<4).filter { $0 != first && $0 != second }
    return others.allSatisfy { third in
      !isFront(first, second, third, opposite: others[0] + others[1] - third)
    }
  }

  /// Whether a face looks towards the viewer: its outward normal has positive depth.
  private func isFront(_ a: Int, _ b: Int, _ c: Int, opposite: Int) -> Bool {
    let (p, q, r, o) = (corners[a], corners[b], corners[c], corners[opposite])
    let u = (q.x - p.x, q.y - p.y, q.depth - p.depth)
    let v = (r.x - p.x, r.y - p.y, r.depth - p.depth)
    let normal = (
      u.1 * v.2 - u.2 * v.1, u.2 * v.0 - u.0 * v.2, u.0 * v.1 - u.1 * v.0
    )
    let inward =
      normal.0 * (o.x - p.x) + normal.1 * (o.y - p.y) + normal.2 * (o.depth - p.depth)
    return inward > 0 ? normal.2 < 0 : normal.2 > 0
  }

  /// From the centre of a face to its corners.
  private static let groundRadius = Double.sqrt(3) / 3
  private static let bodyHeight = Double.sqrt(6) / 3

  /// From the centroid to the corners.
  private static let reach = Double.sqrt(6) / 4

  /// Category 0 on top, the others on the ground, centroid at the origin, edges of length 1.
  private static let rest: [Corner] = {
    let radius = groundRadius
    let height = bodyHeight
    let top = Corner(x: 0, y: height * 3 / 4, depth: 0)
    let ground = (0..<3).map { index in
      let angle = Double.pi * (2 * Double(index) / 3 + 7.0 / 6)
      return Corner(
        x: radius * Double.cos(angle), y: -height / 4, depth: -radius * Double.sin(angle))
    }
    return [top] + ground
  }()

  private static func turned(_ corner: Corner, yaw: Double, pitch: Double) -> Corner {
    let x = corner.x * Double.cos(yaw) + corner.depth * Double.sin(yaw)
    let z = corner.depth * Double.cos(yaw) - corner.x * Double.sin(yaw)
    let y = corner.y * Double.cos(pitch) - z * Double.sin(pitch)
    return Corner(x: x, y: y, depth: corner.y * Double.sin(pitch) + z * Double.cos(pitch))
  }
}
