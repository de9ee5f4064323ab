import RealModule

/// Maps the simplex of three categories onto the equilateral triangle of side 1: category 0 at the
/// top, 1 at the lower left, 2 at the lower right, the origin at its centroid.
public enum TriangleProjection {
  /// The three corners, in the order of the categories.
  public static let vertices: [PlanePoint] = [
    PlanePoint(x: 0, y: height * 2 / 3), PlanePoint(x: -0.5, y: -height / 3),
    PlanePoint(x: 0.5, y: -height / 3),
  ]

  /// √3/2, the height of the triangle.
  public static let height = Double.sqrt(3) / 2

  /// The room the triangle takes.
  public static let extent = PlaneExtent(width: 1, bottom: -height / 3, top: height * 2 / 3)

  /// The image Σ θ_i v_i of barycentric coordinates.
  ///
  /// - Precondition: three coordinates.
  public static func point(_ theta: SimplexPoint) -> PlanePoint {
    precondition(theta.dimension == 3, "a triangle shows three categories")
    return point(theta[0], theta[1], theta[2])
  }

  /// The image of the empirical law of three counts, not all zero.
  ///
  /// - Complexity: O(1), no allocation.
  public static func point(counts: ArraySlice<Int64>) -> PlanePoint {
    precondition(counts.count == 3, "a triangle shows three categories")
    let first = counts.startIndex
    let (a, b, c) = (
      Double(counts[first]), Double(counts[first + 1]), Double(counts[first + 2])
    )
    let size = a + b + c
    return point(a / size, b / size, c / size)
  }

  private static func point(_ a: Double, _ b: Double, _ c: Double) -> PlanePoint {
    PlanePoint(x: (c - b) / 2, y: height * (2 * a - b - c) / 3)
  }

  /// The barycentric coordinates of a point of the plane: they add up to 1 and are negative
  /// outside the triangle.
  public static func barycentric(_ point: PlanePoint) -> (Double, Double, Double) {
    let a = 1.0 / 3 + point.y / height
    let rest = 1 - a
    return (a, rest / 2 - point.x, rest / 2 + point.x)
  }
}
