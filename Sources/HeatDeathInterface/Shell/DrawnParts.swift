import TerminalDrawing

/// What the cells of a part are drawn from, besides its area: two parts with the same look alike.
struct Appearance: Hashable {
  private let kind: ObjectIdentifier
  private let source: AnyHashable

  init(_ kind: (some ScreenPart).Type, _ source: some Hashable) {
    self.kind = ObjectIdentifier(kind)
    self.source = AnyHashable(source)
  }
}

/// Parts as they were drawn last. Most of what is on the screen stands for many frames, and what looks
/// as before is copied.
public struct DrawnParts {
  private var parts: [Rect: (appearance: Appearance, cells: CellBuffer)] = [:]

  public init() {}

  /// Draws parts, each where it stands, and forgets all others.
  mutating func draw(_ placed: [Placed], into buffer: inout CellBuffer) {
    let last = parts
    parts = [:]
    for placed in placed {
      guard let appearance = placed.part.appearance(in: placed.area) else {
        placed.part.draw(into: &buffer, in: placed.area)
        continue
      }
      if let drawn = last[placed.area], drawn.appearance == appearance {
        buffer.write(drawn.cells, x: placed.area.x, y: placed.area.y)
        parts[placed.area] = drawn
      } else {
        placed.part.draw(into: &buffer, in: placed.area)
        parts[placed.area] = (appearance, buffer.cells(in: placed.area))
      }
    }
  }
}
