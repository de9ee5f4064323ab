import TerminalDrawing

extension Shell {
  /// Leaves the mouse to the terminal until its key is pressed.
  public mutating func turnMouseOff() -> [Effect] {
    display.isMouseOn = false
    return [.setMouse(false)]
  }
}

/// The rows and keys that do not ask what is shown.
extension Binding {
  /// Leaves the program, from every stage.
  static let quit = Binding(
    [
      KeyAction("quit", .character("q")) { _ in [.quit] },
      KeyAction(.control("c")) { _ in [.quit] },
    ],
    labelled: 1, footer: "quit", help: "quit; leaves forms and this list")

  /// Leaves the program from where `q` leaves only what is open.
  static let interrupt = Binding([KeyAction(.control("c")) { _ in [.quit] }])

  /// Shows further keys in the last row.
  static func more(_ key: Key) -> Binding {
    Binding(
      [
        KeyAction(key) { shell in
          shell.turnFooter()
          return []
        }
      ], help: "more keys in the last row")
  }

  /// Says how everything stands, in words.
  static let summary = Binding(
    [
      KeyAction("summary", .character("I")) { shell in
        if shell.display.isPlain {
          shell.recite(.summary)
        } else {
          shell.push(Summary())
        }
        return []
      }
    ], footer: "in words", help: "how everything stands, in words")

  static let picture = Binding(
    [KeyAction("picture", .character("w")) { _ in [.savePicture] }], footer: "picture",
    help: "write what is shown to a picture (SVG)")

  static let expert = Binding(
    [
      KeyAction("experts", .character("X")) { shell in
        shell.display.isExpert.toggle()
        shell.notify(
          shell.display.isExpert
            ? "for experts: symbols and law errors are shown; X hides them again"
            : "symbols and law errors are hidden; X shows them")
        return []
      }
    ], footer: "experts", help: "symbols and law errors, for experts")

  static let projector = Binding(
    [
      KeyAction("projector", .character("p")) { shell in
        shell.display.isProjector.toggle()
        let isOn = shell.display.isProjector
        shell.notify(
          isOn ? "for a lecture room: p goes back" : "p shows it for a lecture room",
          while: { $0.display.isProjector == isOn })
        return []
      }
    ], footer: "projector", help: "large figures and thick lines, for a lecture room"
  ).ofPictures

  static let glyphs = Binding(
    [
      KeyAction("glyphs", .character("g")) { shell in
        let sets = GlyphSet.allCases
        let present = sets.firstIndex(of: shell.display.glyphs) ?? 0
        let next = sets[(present + 1) % sets.count]
        shell.display.glyphs = next
        shell.notify(
          "drawing with \(next == .ascii ? "ASCII" : next.rawValue)",
          while: { $0.display.glyphs == next })
        return []
      }
    ], footer: "glyphs", help: "draw with Braille dots, blocks or ASCII"
  ).ofPictures

  static let mouse = Binding(
    [
      KeyAction("mouse", .character("m")) { shell in
        guard shell.display.hasMouse else {
          shell.notify("this terminal reports no mouse; ? lists the keys, which do all there is")
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
    ], footer: "mouse", help: "the mouse acts here, or selects text in the terminal")
}
