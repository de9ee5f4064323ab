import TerminalDrawing

extension Key {
  /// The key of that name, as messages and labels write it: `T`, `space`, `Ctrl-A`, `F5`,
  /// `Page Up`.
  init?(named name: String) {
    if let key = Self.byName[name.lowercased()] {
      self = key
      return
    }
    let scalars = name.unicodeScalars
    guard let first = scalars.first, scalars.count == 1, first.value > 0x20,
      first.terminalColumns == 1
    else { return nil }
    self = .character(first)
  }

  public static let acceptedNames =
    "one character, space, Ctrl-A, F5, Enter, Esc, Left, Page Up, Home and so on"

  /// Those that no character stands for. Ctrl-H, -I, -J, -M and -Z are other keys to a terminal.
  private static let byName: [String: Key] = {
    let keys: [Key] =
      [
        .character(" "), .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down,
        .left, .right, .home, .end, .pageUp, .pageDown,
      ] + (1...12).map { .function($0) }
      + "abcdefgklnopqrstuvwxy".unicodeScalars.map { .control($0) }
    let pairs = keys.flatMap { key in
      [key.name, key.label, key.name.filter { $0 != " " }].map { ($0.lowercased(), key) }
    }
    return Dictionary(pairs) { first, _ in first }
  }()
}
