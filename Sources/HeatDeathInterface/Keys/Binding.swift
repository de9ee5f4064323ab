import TerminalDrawing

/// One row of the key table: what keys, footer and help say of a feature.
struct Binding: Sendable {
  /// The keys and what each does.
  let keys: [KeyAction]
  /// How the keys are written: `t T`.
  let label: String
  /// The line in the help.
  let help: String
  /// The word in the footer at present, or `nil` to stay out of it.
  let footer: @Sendable (Shell) -> String?
  /// Why the keys do nothing at present, with the way out; `nil` where they act. A row with an
  /// obstacle stays out of the footer, and its keys say what it is.
  let obstacle: @Sendable (Shell) -> String?

  init(
    _ keys: [KeyAction], label: String, footer: @escaping @Sendable (Shell) -> String?,
    help: String = "", obstacle: @escaping @Sendable (Shell) -> String? = { _ in nil }
  ) {
    self.keys = keys
    self.label = label
    self.footer = footer
    self.help = help
    self.obstacle = obstacle
  }

  init(
    _ keys: [KeyAction], label: String, footer: String? = nil, help: String = "",
    obstacle: @escaping @Sendable (Shell) -> String? = { _ in nil }
  ) {
    self.init(keys, label: label, footer: { _ in footer }, help: help, obstacle: obstacle)
  }

  /// The key that is written at a column of the label; beside the names the first one.
  func key(atColumn column: Int) -> Key {
    // Labels are written with characters of one column.
    let label = Array(label)
    var taken: Set<Int> = []
    for action in keys {
      let name = Array(action.key.name)
      let places = label.indices.filter { label[$0...].starts(with: name) }
        .map { $0..<($0 + name.count) }
      // The h in Right is no name.
      guard let place = places.first(where: { taken.isDisjoint(with: $0) }) else { continue }
      if place.contains(column) { return action.key }
      taken.formUnion(place)
    }
    return keys[0].key
  }
}

/// A key and what it does.
struct KeyAction: Sendable {
  let key: Key
  let run: @Sendable (inout Shell) -> [Effect]

  init(_ key: Key, run: @escaping @Sendable (inout Shell) -> [Effect]) {
    self.key = key
    self.run = run
  }

  /// A key that acts on the topmost layer of a type; without one it does nothing.
  static func on<L: Layer>(
    _ type: L.Type, _ key: Key, run: @escaping @Sendable (inout L, inout Shell) -> [Effect]
  ) -> KeyAction {
    KeyAction(key) { $0.change(L.self, run) }
  }
}

extension Key {
  /// How a key is called in a message.
  var name: String {
    switch self {
    case .character(" "): "space"
    case .character(let scalar) where scalar.terminalColumns > 0: String(Character(scalar))
    case .character(let scalar): "U+\(String(scalar.value, radix: 16, uppercase: true))"
    case .control(let scalar): "Ctrl-\(Character(scalar).uppercased())"
    case .function(let number): "F\(number)"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Delete"
    case .insert: "Insert"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "Page Up"
    case .pageDown: "Page Down"
    }
  }
}
