import Glibc
import HeatDeath
import TestSupport
import Testing

@Suite struct ProjectionTests {
  // MARK: Triangle

  @Test("The triangle is equilateral with edges of length 1 and its centroid at the origin")
  func triangle() {
    let corners = TriangleProjection.vertices
    for (first, second) in [(0, 1), (0, 2), (1, 2)] {
      #expect(abs(distance(corners[first], corners[second]) - 1) < 1e-15)
    }
    #expect(abs(corners.reduce(0) { $0 + $1.x }) < 1e-15)
    #expect(abs(corners.reduce(0) { $0 + $1.y }) < 1e-15)
    #expect(corners[0].y > 0 && corners[1].x < 0 && corners[2].x > 0)
    let middle = TriangleProjection.point(.uniform(3))
    #expect(abs(middle.x) < 1e-16 && abs(middle.y) < 1e-16)
  }

  @Test("Each category's certain law is its corner")
  func corners() {
    for category in 0..<3 {
      let point = TriangleProjection.point(
        SimplexPoint(weights: (0..<3).map { $0 == category ? 1 : 0 }))
      #expect(distance(point, TriangleProjection.vertices[category]) < 1e-15)
    }
  }

  @Test("Barycentric coordinates invert the projection, outside the triangle too")
  func inverse() {
    var random = SeededRandom(seed: 21)
    for _ in 0..<1000 {
      let theta = SimplexPoint(weights: (0..<3).map { _ in random.real(0...1) })
      let (a, b, c) = TriangleProjection.barycentric(TriangleProjection.point(theta))
      for (back, coordinate) in zip([a, b, c], theta.coordinates) {
        #expect(abs(back - coordinate) < 1e-14)
      }
      // The counts' own path to the same place.
      let counts = (0..<3).map { _ in Int64(random.real(1...1000)) }
      #expect(
        distance(
          TriangleProjection.point(counts: counts[...]),
          TriangleProjection.point(SimplexPoint(counts: counts))) < 1e-15)
      let outside = PlanePoint(x: random.real(-3...3), y: random.real(-3...3))
      let (p, q, r) = TriangleProjection.barycentric(outside)
      let weights = [p, q, r]
      #expect(abs(weights.reduce(0, +) - 1) < 1e-14)
      var x = 0.0
      var y = 0.0
      for (weight, corner) in zip(weights, TriangleProjection.vertices) {
        x += weight * corner.x
        y += weight * corner.y
      }
      #expect(abs(x - outside.x) < 1e-13 && abs(y - outside.y) < 1e-13)
    }
  }

  // MARK: Tetrahedron

  private static let views: [(yaw: Double, pitch: Double)] = {
    var random = SeededRandom(seed: 22)
    var views: [(yaw: Double, pitch: Double)] = []
    for yaw in -8...8 {
      for pitch in -6...6 {
        views.append((Double(yaw) * 0.4 + 0.013, Double(pitch) * 0.25 + 0.007))
      }
    }
    for _ in 0..<400 { views.append((random.real(-7...7), random.real(-1.5...1.5))) }
    return views
  }()

  /// A regular tetrahedron of edge 1 centred at the origin, projected orthographically: the matrix
  /// of the projected corners has two equal singular values ½√2 (the corners in space form ½ of an
  /// isotropic frame), so Σx² = Σy² = ½ and Σxy = 0 from every side.
  @Test("From every side the corners are those of a regular tetrahedron with edges of length 1")
  func regular() {
    for (yaw, pitch) in Self.views {
      let corners = TetrahedronProjection(yaw: yaw, pitch: pitch).vertices
      #expect(abs(corners.reduce(0) { $0 + $1.x }) < 1e-14)
      #expect(abs(corners.reduce(0) { $0 + $1.y }) < 1e-14)
      #expect(abs(corners.reduce(0) { $0 + $1.x * $1.x } - 0.5) < 1e-14)
      #expect(abs(corners.reduce(0) { $0 + $1.y * $1.y } - 0.5) < 1e-14)
      #expect(abs(corners.reduce(0) { $0 + $1.x * $1.y }) < 1e-14)
    }
  }

  @Test("Turning by right angles shows depth: edges have length 1 in space")
  func lengths() {
    for (yaw, _) in Self.views.prefix(60) {
      // x and y from here, depth from a quarter turn about the upright axis.
      let front = TetrahedronProjection(yaw: yaw, pitch: 0).vertices
      let side = TetrahedronProjection(yaw: yaw + .pi / 2, pitch: 0).vertices
      for first in 0..<4 {
        for second in 0..<first {
          let dx = front[first].x - front[second].x
          let dy = front[first].y - front[second].y
          let dz = side[first].x - side[second].x
          #expect(abs(sqrt(dx * dx + dy * dy + dz * dz) - 1) < 1e-14)
        }
      }
    }
  }

  @Test("Laws are shown as the mean of the corners, and the uniform law at the origin")
  func points() {
    var random = SeededRandom(seed: 23)
    for (yaw, pitch) in Self.views.prefix(100) {
      let projection = TetrahedronProjection(yaw: yaw, pitch: pitch)
      let middle = projection.point(.uniform(4))
      #expect(abs(middle.x) < 1e-15 && abs(middle.y) < 1e-15)
      let theta = SimplexPoint(weights: (0..<4).map { _ in random.real(0...1) })
      let point = projection.point(theta)
      let x = zip(theta.coordinates, projection.vertices).reduce(0) { $0 + $1.0 * $1.1.x }
      let y = zip(theta.coordinates, projection.vertices).reduce(0) { $0 + $1.0 * $1.1.y }
      #expect(abs(point.x - x) < 1e-14 && abs(point.y - y) < 1e-14)
    }
  }

  @Test("The room kept for the body holds it, whichever way it is turned")
  func extent() {
    for (yaw, pitch) in Self.views {
      let projection = TetrahedronProjection(yaw: yaw, pitch: pitch)
      let extent = projection.extent
      for corner in projection.vertices {
        #expect(abs(corner.x) <= extent.width / 2 + 1e-12)
        #expect(corner.y >= extent.bottom - 1e-12 && corner.y <= extent.top + 1e-12)
      }
    }
  }

  /// An independent computation on the picture alone. Where one corner lies inside the triangle of
  /// the other three, it is either nearest, and nothing is hidden, or farthest, and its three edges
  /// are. Otherwise the corners form a convex quadrilateral, and of its two diagonals the one
  /// farther away where they cross is hidden. Depth comes from a second view, a quarter turn away.
  @Test("Hidden edges agree with the convex hull of the projected corners")
  func hiddenEdges() {
    var counts = [0, 0, 0, 0]
    for (yaw, pitch) in Self.views {
      let projection = TetrahedronProjection(yaw: yaw, pitch: pitch)
      let corners = projection.vertices
      let depth = depths(yaw: yaw, pitch: pitch)
      var expected = Set<[Int]>()
      var isSafe = true
      let inside = (0..<4).first { corner in
        let others = (0..<4).filter { $0 != corner }
        return contains(corners[corner], others.map { corners[$0] })
      }
      if let inside {
        let others = (0..<4).filter { $0 != inside }
        // The plane of the other three where the inner corner stands.
        let weights = barycentric(corners[inside], others.map { corners[$0] })
        let plane = zip(weights, others).reduce(0) { $0 + $1.0 * depth[$1.1] }
        if depth[inside] < plane {
          expected = Set(others.map { [min($0, inside), max($0, inside)] })
        }
        isSafe = weights.allSatisfy { $0 > 1e-6 }
      } else {
        let pairs = [([0, 1], [2, 3]), ([0, 2], [1, 3]), ([0, 3], [1, 2])]
        for (first, second) in pairs {
          guard
            let (s, t) = crossing(
              corners[first[0]], corners[first[1]], corners[second[0]], corners[second[1]])
          else { continue }
          let firstDepth = depth[first[0]] * (1 - s) + depth[first[1]] * s
          let secondDepth = depth[second[0]] * (1 - t) + depth[second[1]] * t
          expected.insert(firstDepth < secondDepth ? first : second)
          isSafe = min(s, 1 - s, t, 1 - t) > 1e-6
        }
      }
      // Faces seen exactly edge-on may go either way.
      guard isSafe else { continue }
      var hidden = Set<[Int]>()
      for first in 0..<4 {
        for second in (first + 1)..<4 {
          #expect(
            projection.isHidden(edge: first, second) == projection.isHidden(edge: second, first))
          if projection.isHidden(edge: first, second) { hidden.insert([first, second]) }
        }
      }
      #expect(hidden == expected, "yaw \(yaw), pitch \(pitch)")
      counts[hidden.count] += 1
    }
    // All three kinds of picture were among them, and no other.
    #expect(counts[0] > 10 && counts[1] > 10 && counts[2] == 0 && counts[3] > 10)
  }

  // MARK: Plane geometry

  private func distance(_ a: PlanePoint, _ b: PlanePoint) -> Double {
    hypot(a.x - b.x, a.y - b.y)
  }

  @Test("nearness is the depth in parts of the largest, and of counts the mean of the corners'")
  func nearness() {
    let reach = 6.0.squareRoot() / 4
    for (yaw, pitch) in Self.views.prefix(100) {
      let projection = TetrahedronProjection(yaw: yaw, pitch: pitch)
      let depth = depths(yaw: yaw, pitch: pitch)
      for corner in 0..<4 {
        #expect(abs(projection.nearness(ofCorner: corner) - depth[corner] / reach) < 1e-12)
        var alone: [Int64] = [0, 0, 0, 0]
        alone[corner] = 7
        #expect(
          abs(projection.nearness(counts: alone[...]) - projection.nearness(ofCorner: corner))
            < 1e-15)
      }
      #expect(abs(projection.nearness(counts: [3, 3, 3, 3])) < 1e-15, "the centroid is at 0")
      let mean = (5 * depth[0] + 3 * depth[1] + 2 * depth[3]) / 10 / reach
      #expect(abs(projection.nearness(counts: [5, 3, 0, 2]) - mean) < 1e-12)
    }
  }

  /// Depth towards the viewer from the picture alone: at pitch 0 the upright coordinate is y and
  /// the depth is x of the picture a quarter turn on; tilting mixes the two.
  private func depths(yaw: Double, pitch: Double) -> [Double] {
    let level = TetrahedronProjection(yaw: yaw, pitch: 0).vertices
    let side = TetrahedronProjection(yaw: yaw + .pi / 2, pitch: 0).vertices
    let tilted = TetrahedronProjection(yaw: yaw, pitch: pitch).vertices
    return (0..<4).map { corner in
      let (y, z) = (level[corner].y, side[corner].x)
      // Sanity of the reading: the tilted picture follows from it.
      #expect(abs(tilted[corner].y - (y * cos(pitch) - z * sin(pitch))) < 1e-14)
      return y * sin(pitch) + z * cos(pitch)
    }
  }

  private func barycentric(_ p: PlanePoint, _ t: [PlanePoint]) -> [Double] {
    func area(_ a: PlanePoint, _ b: PlanePoint, _ c: PlanePoint) -> Double {
      (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    }
    let whole = area(t[0], t[1], t[2])
    return [
      area(p, t[1], t[2]) / whole, area(t[0], p, t[2]) / whole, area(t[0], t[1], p) / whole,
    ]
  }

  private func contains(_ point: PlanePoint, _ triangle: [PlanePoint]) -> Bool {
    barycentric(point, triangle).allSatisfy { $0 >= 0 }
  }

  /// Where two segments cross, as fractions of each, or `nil`.
  private func crossing(
    _ a: PlanePoint, _ b: PlanePoint, _ c: PlanePoint, _ d: PlanePoint
  ) -> (Double, Double)? {
    let (rx, ry, sx, sy) = (b.x - a.x, b.y - a.y, d.x - c.x, d.y - c.y)
    let cross = rx * sy - ry * sx
    guard cross != 0 else { return nil }
    let s = ((c.x - a.x) * sy - (c.y - a.y) * sx) / cross
    let t = ((c.x - a.x) * ry - (c.y - a.y) * rx) / cross
    return (0...1).contains(s) && (0...1).contains(t) ? (s, t) : nil
  }
}
