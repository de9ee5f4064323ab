/// A framed rectangle with a title in its upper edge, a remark at its right end, and one in its lower
/// edge.
public struct Panel: Hashable, Sendable {
  public var title: String
  public var remark: String
  /// What stands at the right end of the lower edge, where it fits.
  public var foot = ""

  public init(title: String, remark: String = "") {
    self.title = title
    self.remark = remark
  }

  /// A panel so wide with the longest of some remarks that stands beside the shortest of some titles,
  /// and the longest title that stands beside it. Both lists go from the longest to the shortest.
  public init(titles: [String], remarks: [String], width: Int) {
    func fits(_ title: String, _ remark: String) -> Bool {
      title.terminalColumns + remark.terminalColumns + 9 <= width
    }
    let shortest = titles.last ?? ""
    let remark = remarks.first { fits(shortest, $0) } ?? ""
    self.init(title: titles.first { fits($0, remark) } ?? shortest, remark: remark)
  }

  /// How many columns a panel so wide has for its ``foot``.
  public static func footRoom(width: Int) -> Int { max(0, width - 4) }

  /// Draws the frame and returns the room inside; frames thinner than two cells draw nothing.
  @discardableResult
  public func draw(
    into buffer: inout CellBuffer, in area: Rect, palette: Palette, symbols: Symbols
  ) -> Rect {
    guard area.width >= 2, area.height >= 2 else { return area }
    let frame = palette.style(.frame)
    for x in (area.x + 1)..<(area.maxX - 1) {
      buffer[x, area.y] = Cell(symbols.horizontal, frame)
      buffer[x, area.maxY - 1] = Cell(symbols.horizontal, frame)
    }
    for y in (area.y + 1)..<(area.maxY - 1) {
      buffer[area.x, y] = Cell(symbols.vertical, frame)
      buffer[area.maxX - 1, y] = Cell(symbols.vertical, frame)
    }
    buffer[area.x, area.y] = Cell(symbols.topLeft, frame)
    buffer[area.maxX - 1, area.y] = Cell(symbols.topRight, frame)
    buffer[area.x, area.maxY - 1] = Cell(symbols.bottomLeft, frame)
    buffer[area.maxX - 1, area.maxY - 1] = Cell(symbols.bottomRight, frame)

    let room = area.width - 4
    guard room >= 3 else { return area.inset(1) }
    let heading = " \(title.truncated(toColumns: room - 2, mark: symbols.ellipsis)) "
    let end = buffer.write(heading, x: area.x + 2, y: area.y, style: palette.style(.strong))
    let note = " \(remark) "
    if !remark.isEmpty, end + 1 + note.terminalColumns <= area.maxX - 2 {
      buffer.write(
        note, x: area.maxX - 2 - note.terminalColumns, y: area.y, style: palette.style(.muted))
    }
    if !foot.isEmpty, foot.terminalColumns <= Self.footRoom(width: area.width) {
      let text = " \(foot) "
      buffer.write(
        text, x: area.maxX - 1 - text.terminalColumns, y: area.maxY - 1,
        style: palette.style(.muted))
    }
    return area.inset(1)
  }
}
