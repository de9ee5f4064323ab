import TerminalDrawing

/// The rows and keys that do not ask what is shown.
extension Binding {
  /// Leaves the program, from everywhere.
  static let quit = Binding(
    [KeyAction(.character("q")) { _ in [.quit] }, KeyAction(.control("c")) { _ in [.quit] }],
    label: "q", footer: "quit", help: "quit (Ctrl-C as well)")

  /// The keys that move through a list, and by how many rows.
  static let scrolling: [(key: Key, rows: Int)] = [
    (.up, -1), (.down, 1), (.pageUp, -10), (.pageDown, 10), (.home, -1000), (.end, 1000),
  ]

  static let glyphs = Binding(
    [
      KeyAction(.character("g")) { shell in
        let sets = GlyphSet.allCases
        let present = sets.firstIndex(of: shell.display.glyphs) ?? 0
        let next = sets[(present + 1) % sets.count]
        shell.display.glyphs = next
        shell.notify(
          "drawing with \(next == .ascii ? "ASCII" : next.rawValue)",
          while: { $0.display.glyphs == next })
        return []
      }
    ], label: "g", help: "draw with Braille dots, blocks or ASCII")

  static let mouse = Binding(
    [
      KeyAction(.character("m")) { shell in
        guard shell.display.hasMouse else {
          shell.notify("this terminal reports no mouse")
          return []
        }
        shell.display.isMouseOn.toggle()
        shell.grip = nil
        shell.notify(
          shell.display.isMouseOn
            ? "mouse on: click into the simplex, turn the wheel (? lists more)"
            : "mouse off: the terminal selects text again")
        return [.setMouse(shell.display.isMouseOn)]
      }
    ], label: "m", help: "the mouse acts here, or selects text in the terminal")
}
