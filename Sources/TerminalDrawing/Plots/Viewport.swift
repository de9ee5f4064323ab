/// A window on the plane: maps plane coordinates (y upwards) to cells of a canvas (y downwards),
/// square on a terminal whose cells are twice as tall as wide.
public struct Viewport: Hashable, Sendable {
  /// The plane point shown at the middle.
  public var centreX: Double
  public var centreY: Double
  /// Columns a plane unit takes; a unit takes half as many rows.
  public var columnsPerUnit: Double
  /// Size of the canvas in cells.
  public let width: Int
  public let height: Int

  public init(
    width: Int, height: Int, centreX: Double, centreY: Double, columnsPerUnit: Double
  ) {
    self.width = width
    self.height = height
    self.centreX = centreX
    self.centreY = centreY
    self.columnsPerUnit = columnsPerUnit
  }

  /// The position of a plane point in cells.
  public func cell(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    (
      Double(width) / 2 + (x - centreX) * columnsPerUnit,
      Double(height) / 2 - (y - centreY) * columnsPerUnit / 2
    )
  }

  /// The plane point at a position in cells.
  public func plane(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    (
      centreX + (x - Double(width) / 2) / columnsPerUnit,
      centreY - (y - Double(height) / 2) * 2 / columnsPerUnit
    )
  }
}
