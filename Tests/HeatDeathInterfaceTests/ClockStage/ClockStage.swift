import TerminalDrawing

@testable import HeatDeathInterface

/// The example that docs/ARCHITECTURE.md walks through: a stage that shows how long it has been open.
struct ClockStage: Stage {
  private var start: Double

  /// The line in the list of openings.
  static let opening = Binding(
    [
      KeyAction("clock", .character("K")) { shell in
        shell.push(ClockStage(start: shell.time))
      }
    ], footer: "clock", help: "how long this key has been pressed")

  // MARK: Keys and mouse

  var advice: String { "Esc goes back" }

  func keys(in shell: Shell) -> [Binding] { Self.keys }

  private static let keys: [Binding] = [
    Binding(
      [KeyAction("back", .escape) { $0.popStage() }], footer: "back",
      help: "back to the run"),
    Help.opening,
    .quit,
    Binding(
      [
        .on(ClockStage.self, "zero", .character("0")) { clock, shell in
          clock.start = shell.time
          return []
        }
      ], footer: "zero", help: "start from zero"),
  ]

  func legend(look: Look) -> [[HelpLine]] {
    [[HelpLine("s", "seconds")]]
  }

  // MARK: Drawing

  func layout(width: Int, height: Int, in shell: Shell, look: Look) -> ScreenLayout {
    .framed(width: width, height: height, in: shell, look: look) { area in
      [Placed(ClockFace(seconds: shell.time - start, look: look), in: area)]
    }
  }
}

/// The seconds, in a panel.
struct ClockFace: ScreenPart {
  let seconds: Double
  let look: Look

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let inner = Panel(title: "clock").draw(
      into: &buffer, in: area, palette: look.palette, symbols: look.symbols)
    let text = "\(look.format.fixed(seconds, digits: 1)) s"
    buffer.write(
      text.truncated(toColumns: inner.width, mark: look.symbols.ellipsis),
      x: inner.x + max(0, (inner.width - text.terminalColumns) / 2), y: inner.y + inner.height / 2,
      style: look.style(.strong))
  }
}
