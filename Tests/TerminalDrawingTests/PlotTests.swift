import TestSupport
import Testing

@testable import TerminalDrawing

@Suite struct PlotTests {
  private let palette = Palette(theme: .dark, depth: .indexed)
  private let symbols = Symbols(.braille)

  // MARK: Sparkline

  private func sparkline(_ values: [Double?], width: Int, height: Int) -> [String] {
    var buffer = CellBuffer(width: width, height: height)
    Sparkline(values: values).draw(
      into: &buffer, in: buffer.bounds, ink: Ink(.indexed(3)), palette: palette, symbols: symbols)
    return buffer.rows
  }

  @Test("A sparkline fills columns from below in eighths")
  func sparkline() {
    #expect(
      sparkline([0, 0.001, 0.125, 0.5, 0.99, 1], width: 6, height: 1) == ["  ▁▄██"])
    #expect(sparkline([0.25, 0.5, 0.75, 1], width: 4, height: 2) == ["  ▄█", "▄███"])
  }

  @Test("Missing values, no numbers and values outside 0 to 1 do not trap")
  func strangeValues() {
    #expect(
      sparkline([nil, .nan, -1, .infinity, -.infinity, 7], width: 6, height: 1) == ["   █ █"])
  }

  @Test("A sparkline draws as many columns as there are values and room")
  func sparklineRoom() {
    #expect(sparkline([1, 1, 1], width: 2, height: 1) == ["██"])
    #expect(sparkline([1], width: 3, height: 1) == ["█  "])
    #expect(sparkline([1], width: 0, height: 1) == [""])
    #expect(sparkline([1], width: 1, height: 0) == [])
    #expect(sparkline([], width: 1, height: 1) == [" "])
  }

  // MARK: Panel

  private func panel(_ title: String, remark: String = "", width: Int, height: Int)
    -> (rows: [String], inner: Rect)
  {
    var buffer = CellBuffer(width: width, height: height)
    let inner = Panel(title: title, remark: remark).draw(
      into: &buffer, in: buffer.bounds, palette: palette, symbols: symbols)
    return (buffer.rows, inner)
  }

  @Test("A panel frames its room, with title and remark in the upper edge")
  func panel() {
    let (rows, inner) = panel("simplex", remark: "n=3", width: 22, height: 3)
    #expect(
      rows == ["╭─ simplex ──── n=3 ─╮", "│                    │", "╰────────────────────╯"])
    #expect(inner == Rect(x: 1, y: 1, width: 20, height: 1))
  }

  @Test("Narrow panels cut the title with a mark and leave out the remark")
  func narrowPanels() {
    #expect(panel("simplex", remark: "n=3", width: 12, height: 2).rows[0] == "╭─ simpl… ─╮")
    #expect(panel("simplex", remark: "n=3", width: 7, height: 2).rows[0] == "╭─ … ─╮")
    #expect(panel("simplex", width: 6, height: 2).rows[0] == "╭────╮")
    #expect(panel("simplex", width: 2, height: 2).rows == ["╭╮", "╰╯"])
    #expect(panel("simplex", width: 1, height: 5).rows.allSatisfy { $0 == " " })
  }

  @Test("Panels of every size keep their corners and their title inside")
  func everyPanel() {
    for width in 0...40 {
      for height in 0...4 {
        let (rows, inner) = panel("日本語 title", remark: "a remark", width: width, height: height)
        guard width >= 2, height >= 2 else { continue }
        #expect(rows[0].hasPrefix("╭") && rows[0].hasSuffix("╮"))
        #expect(rows[height - 1].hasPrefix("╰") && rows[height - 1].hasSuffix("╯"))
        #expect(rows.allSatisfy { $0.terminalColumns == width })
        #expect(inner.width == width - 2 && inner.height == height - 2)
      }
    }
  }

  // MARK: Viewport

  @Test("Cells and plane points are inverse to each other")
  func inverse() {
    var random = SeededRandom(seed: 9)
    for _ in 0..<200 {
      let viewport = Viewport(
        width: random.next(200), height: random.next(60), centreX: random.real(-1...1),
        centreY: random.real(-1...1), columnsPerUnit: random.real(1...1e6))
      let (x, y) = (random.real(-2...2), random.real(-2...2))
      let cell = viewport.cell(x, y)
      let back = viewport.plane(cell.x, cell.y)
      #expect(abs(back.x - x) < 1e-9 && abs(back.y - y) < 1e-9)
    }
  }

  @Test("The centre stands in the middle, y points up, and a unit takes half as many rows")
  func axes() {
    let viewport = Viewport(width: 80, height: 24, centreX: 3, centreY: -2, columnsPerUnit: 10)
    #expect(viewport.cell(3, -2) == (40, 12))
    #expect(viewport.cell(4, -2) == (50, 12))
    #expect(viewport.cell(3, -1) == (40, 7))
  }
}
