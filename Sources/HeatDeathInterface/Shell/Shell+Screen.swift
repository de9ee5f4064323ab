import HeatDeath
import TerminalDrawing

extension Shell {
  /// Draws the whole screen.
  ///
  /// Works at every size from 0 × 0 up; what does not fit is left out in the order of
  /// docs/screen.md.
  public func screen(width: Int, height: Int, colors: ColorDepth) -> CellBuffer {
    var parts = DrawnParts()
    return screen(width: width, height: height, colors: colors, reusing: &parts)
  }

  /// The same cells, of which those of `parts` that look as before are not drawn again.
  ///
  /// - Parameter parts: of the frame before, and then of this one.
  public func screen(
    width: Int, height: Int, colors: ColorDepth, reusing parts: inout DrawnParts
  ) -> CellBuffer {
    let look = Look(display, colors: colors)
    var buffer = CellBuffer(width: width, height: height, fill: Cell(" ", look.style(.text)))
    guard width > 0, height > 0 else { return buffer }
    parts.draw(layout(width: width, height: height, look: look).parts, into: &buffer)
    buffer.transliterate(for: display.glyphs)
    if display.glyphs != .ascii, colors >= .indexed { buffer.fillFullBlocks() }
    return buffer
  }

  /// What stands where in the window.
  func layout(colors: ColorDepth) -> ScreenLayout {
    layout(
      width: display.size.width, height: display.size.height, look: Look(display, colors: colors))
  }

  private func layout(width: Int, height: Int, look: Look) -> ScreenLayout {
    let card = lesson.map { LessonCardPart($0, in: self, look: look) }
    let rows = card?.rows(width: width, height: height) ?? 0
    var layout = stage.layout(width: width, height: height - rows, in: self, look: look)
    if let card, rows > 0 {
      layout.parts.append(
        Placed(card, in: Rect(x: 0, y: height - rows, width: width, height: rows)))
    }
    for overlay in overlays {
      if let placed = overlay.place(over: layout, in: self, look: look) {
        layout.parts.append(placed)
      }
    }
    return layout
  }
}
