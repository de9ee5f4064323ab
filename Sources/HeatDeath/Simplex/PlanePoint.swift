/// A point of the drawing plane, y upwards; the edges of a projected simplex have length 1.
public struct PlanePoint: Hashable, Sendable {
  public var x: Double
  public var y: Double

  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}
