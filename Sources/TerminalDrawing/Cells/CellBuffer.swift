/// A screenful of cells that views draw into. Every write is clipped, so no size can break a view.
///
/// Invariant: `cells.count == width * height`; every continuation cell stands right of a two-column
/// character. Overwriting one half of such a character leaves a space in place of the other.
public struct CellBuffer: Hashable, Sendable {
  /// Columns.
  public let width: Int
  /// Rows.
  public let height: Int
  /// The cells, row after row.
  public private(set) var cells: [Cell]

  /// Creates a buffer filled with `fill`; negative sizes count as zero.
  public init(width: Int, height: Int, fill: Cell = .blank) {
    self.width = max(0, width)
    self.height = max(0, height)
    cells = Array(repeating: fill, count: self.width * self.height)
  }

  /// The cell at column `x` of row `y`; reading outside gives a blank, writing outside does nothing.
  public subscript(x: Int, y: Int) -> Cell {
    get { contains(x, y) ? cells[y * width + x] : .blank }
    set {
      guard contains(x, y) else { return }
      let index = y * width + x
      if newValue.glyph != cells[index].glyph { splitPair(x, y, keeping: newValue.glyph) }
      cells[index] = newValue
    }
  }

  /// Blanks the other half of a two-column character of which (`x`, `y`) is about to be overwritten.
  private mutating func splitPair(_ x: Int, _ y: Int, keeping glyph: Unicode.Scalar) {
    let index = y * width + x
    if x > 0, cells[index].glyph == Cell.continuation { cells[index - 1].glyph = " " }
    if x + 1 < width, cells[index + 1].glyph == Cell.continuation, glyph.terminalColumns < 2 {
      cells[index + 1].glyph = " "
    }
  }

  public func contains(_ x: Int, _ y: Int) -> Bool {
    x >= 0 && x < width && y >= 0 && y < height
  }

  /// The whole buffer as a rectangle.
  public var bounds: Rect { Rect(x: 0, y: 0, width: width, height: height) }

  /// Writes text from column `x` of row `y` rightwards, clipped to the buffer and to `limit`
  /// columns.
  ///
  /// Control characters and combining marks are left out, format controls written out. A two-column character that would be cut
  /// in half becomes a space.
  ///
  /// - Returns: the column after the last one written.
  @discardableResult
  public mutating func write(
    _ text: String, x: Int, y: Int, style: Style = .plain, limit: Int = .max
  ) -> Int {
    guard limit > 0 else { return x }
    let (sum, isBeyond) = x.addingReportingOverflow(limit)
    let end = isBeyond ? width : min(width, sum)
    var column = x
    for scalar in text.withFormatsWrittenOut.unicodeScalars {
      let columns = scalar.terminalColumns
      if columns == 0 { continue }
      if column + columns > end {
        if column < end {
          self[column, y] = Cell(" ", style)
          column += 1
        }
        break
      }
      if columns == 2, column == -1 {
        self[0, y] = Cell(" ", style)
      } else {
        self[column, y] = Cell(scalar, style)
        if columns == 2 { self[column + 1, y] = Cell(Cell.continuation, style) }
      }
      column += columns
    }
    return column
  }

  /// Fills a rectangle.
  public mutating func fill(_ rect: Rect, with cell: Cell) {
    let area = rect.intersection(bounds)
    guard !area.isEmpty else { return }
    for y in area.y..<area.maxY {
      splitPair(area.x, y, keeping: cell.glyph)
      splitPair(area.maxX - 1, y, keeping: cell.glyph)
      for x in area.x..<area.maxX { cells[y * width + x] = cell }
    }
  }

  /// The cells of a rectangle: blanks where it reaches beyond, spaces for characters that it halves.
  public func cells(in area: Rect) -> CellBuffer {
    var part = CellBuffer(width: area.width, height: area.height)
    let inside = area.intersection(bounds)
    for y in inside.y..<inside.maxY {
      let (start, end) = (y * width + inside.x, y * width + inside.maxX)
      let place = (y - area.y) * part.width + inside.x - area.x
      guard end > start else { continue }
      part.cells.replaceSubrange(place..<(place + end - start), with: cells[start..<end])
      if cells[start].glyph == Cell.continuation { part.cells[place].glyph = " " }
      if end % width > 0, cells[end].glyph == Cell.continuation {
        part.cells[place + end - start - 1].glyph = " "
      }
    }
    return part
  }

  /// Overwrites the rectangle that `part` fills with its upper left cell at (`x`, `y`).
  public mutating func write(_ part: CellBuffer, x: Int, y: Int) {
    let area = Rect(x: x, y: y, width: part.width, height: part.height)
    let inside = area.intersection(bounds)
    guard !inside.isEmpty else { return }
    let whole = inside == area ? part : part.cells(in: inside.moved(right: -x, down: -y))
    for row in inside.y..<inside.maxY {
      splitPair(inside.x, row, keeping: " ")
      splitPair(inside.maxX - 1, row, keeping: " ")
      let (place, start) = (row * width + inside.x, (row - inside.y) * inside.width)
      cells.replaceSubrange(
        place..<(place + inside.width), with: whole.cells[start..<(start + inside.width)])
    }
  }

  /// Changes the style of every cell of a rectangle and leaves the characters.
  public mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
    let area = rect.intersection(bounds)
    for y in area.y..<area.maxY {
      for x in area.x..<area.maxX { change(&cells[y * width + x].style) }
    }
  }

  /// The characters of each row, trailing spaces kept: what a screen test compares.
  public var rows: [String] {
    (0..<height).map { y in
      var row = String.UnicodeScalarView()
      for x in 0..<width {
        let glyph = cells[y * width + x].glyph
        if glyph != Cell.continuation { row.append(glyph) }
      }
      return String(row)
    }
  }
}
