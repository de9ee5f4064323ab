import HeatDeath
import TerminalDrawing

extension SimplexScene {
  /// The point of the simplex shown at a position in cells, with as many coordinates as that has
  /// corners; `nil` more than a cell outside. On the tetrahedron it is the point of the face nearest the
  /// viewer.
  func point(atX x: Double, y: Double) -> SimplexPoint? {
    let place = viewport.plane(x, y)
    let target = PlanePoint(x: place.x, y: place.y)
    let faces = isTriangle ? [[0, 1, 2]] : frontFaces
    let candidates = faces.compactMap { face in clamped(target, to: face, x: x, y: y) }
    // Faces that cover a place without one behind the other are the smaller ones.
    return candidates.min { $0.distance < $1.distance }?.point
  }

  /// Faces without a hidden edge, the smallest image first: where an image covers all the others,
  /// its face is the one behind.
  private var frontFaces: [[Int]] {
    [[0, 1, 2], [0, 1, 3], [0, 2, 3], [1, 2, 3]]
      .filter { !isHidden($0[0], $0[1]) && !isHidden($0[0], $0[2]) && !isHidden($0[1], $0[2]) }
      .sorted { abs(doubledArea($0)) < abs(doubledArea($1)) }
  }

  private func doubledArea(_ face: [Int]) -> Double {
    let (a, b, c) = (vertices[face[0]], vertices[face[1]], vertices[face[2]])
    return (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)
  }

  /// Barycentric coordinates on a face, with what lies outside moved to its border: at once where a
  /// cell reaches over it, and not at all further away.
  private func clamped(
    _ target: PlanePoint, to face: [Int], x: Double, y: Double
  ) -> (point: SimplexPoint, distance: Double)? {
    let area = doubledArea(face)
    guard abs(area) > 1e-9 else { return nil }
    let (a, b, c) = (vertices[face[0]], vertices[face[1]], vertices[face[2]])
    func part(_ p: PlanePoint, _ q: PlanePoint) -> Double {
      ((p.x - target.x) * (q.y - target.y) - (q.x - target.x) * (p.y - target.y)) / area
    }
    var weights = Array(repeating: 0.0, count: vertices.count)
    for (category, weight) in zip(face, [part(b, c), part(c, a), part(a, b)]) {
      weights[category] = max(0, weight)
    }
    guard weights.allSatisfy(\.isFinite), weights.contains(where: { $0 > 0 }) else { return nil }
    let point = SimplexPoint(weights: weights)
    let shown = cell(image(of: point))
    let distance = max(abs(shown.x - x), abs(shown.y - y))
    // Equal distances within the faces: the first, smallest one wins.
    return distance <= 1 ? (point, distance < 1e-6 ? 0 : distance) : nil
  }

  /// Where a point of the simplex is shown, of the categories or of the groups in their place.
  func image(of point: SimplexPoint) -> PlanePoint {
    let isOfCategories = point.dimension == grouping?.categoryCount
    let point = isOfCategories ? grouping?.merged(point) ?? point : point
    return zip(point.coordinates, vertices).reduce(PlanePoint(x: 0, y: 0)) { sum, part in
      PlanePoint(x: sum.x + part.0 * part.1.x, y: sum.y + part.0 * part.1.y)
    }
  }
}
