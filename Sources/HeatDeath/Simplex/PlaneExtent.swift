/// The room a projected simplex takes: as wide to the left of the origin as to the right.
public struct PlaneExtent: Hashable, Sendable {
  public var width: Double
  /// The lowest y.
  public var bottom: Double
  /// The highest y.
  public var top: Double

  public init(width: Double, bottom: Double, top: Double) {
    self.width = width
    self.bottom = bottom
    self.top = top
  }
}
