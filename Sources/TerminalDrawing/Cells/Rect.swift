/// A rectangle of cells; width and height are never negative.
public struct Rect: Hashable, Sendable {
  public var x: Int
  public var y: Int
  public private(set) var width: Int
  public private(set) var height: Int

  /// Negative widths and heights count as zero.
  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// The column after the last one.
  public var maxX: Int { x + width }
  /// The row after the last one.
  public var maxY: Int { y + height }
  public var isEmpty: Bool { width == 0 || height == 0 }

  /// Whether the cell at a column of a row belongs to it.
  public func contains(_ column: Int, _ row: Int) -> Bool {
    column >= x && column < maxX && row >= y && row < maxY
  }

  /// The cells common to both; empty rectangles are placed inside `other`.
  public func intersection(_ other: Rect) -> Rect {
    let left = min(max(x, other.x), other.maxX)
    let top = min(max(y, other.y), other.maxY)
    return Rect(
      x: left, y: top, width: min(maxX, other.maxX) - left, height: min(maxY, other.maxY) - top)
  }

  /// The rectangle so many cells to the right and further down.
  public func moved(right: Int, down: Int) -> Rect {
    Rect(x: x + right, y: y + down, width: width, height: height)
  }

  /// The rectangle without `margin` cells on each side.
  public func inset(_ margin: Int) -> Rect { inset(dx: margin, dy: margin) }

  public func inset(dx: Int, dy: Int) -> Rect {
    Rect(x: x + dx, y: y + dy, width: width - 2 * dx, height: height - 2 * dy)
  }

  /// A rectangle of that size in the middle of this one.
  public func middle(width: Int, height: Int) -> Rect {
    Rect(
      x: x + (self.width - width) / 2, y: y + (self.height - height) / 2, width: width,
      height: height)
  }

  /// Cuts `rows` rows off the top and returns them.
  public mutating func takeTop(_ rows: Int) -> Rect {
    let taken = min(max(0, rows), height)
    defer {
      y += taken
      height -= taken
    }
    return Rect(x: x, y: y, width: width, height: taken)
  }

  /// Cuts `rows` rows off the bottom and returns them.
  public mutating func takeBottom(_ rows: Int) -> Rect {
    let taken = min(max(0, rows), height)
    height -= taken
    return Rect(x: x, y: maxY, width: width, height: taken)
  }

  /// Cuts `columns` columns off the right and returns them.
  public mutating func takeRight(_ columns: Int) -> Rect {
    let taken = min(max(0, columns), width)
    width -= taken
    return Rect(x: maxX, y: y, width: taken, height: height)
  }
}
