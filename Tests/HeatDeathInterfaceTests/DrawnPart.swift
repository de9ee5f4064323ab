import TerminalDrawing

@testable import HeatDeathInterface

/// A part alone in a buffer of so many columns and rows.
func draw(_ part: some ScreenPart, _ width: Int, _ height: Int) -> CellBuffer {
  var buffer = CellBuffer(width: width, height: height)
  part.draw(into: &buffer, in: buffer.bounds)
  return buffer
}

/// The same as text.
func text(_ part: some ScreenPart, _ width: Int, _ height: Int) -> String {
  draw(part, width, height).rows.joined(separator: "\n")
}
