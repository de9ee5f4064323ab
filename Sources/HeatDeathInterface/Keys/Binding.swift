import TerminalDrawing

/// One row of the key table: what keys, footer, help and palette say of a feature.
struct Binding: Sendable {
  /// What the row does, each with its keys.
  let actions: [KeyAction]
  /// How the keys are written: `t T`.
  let label: String
  private let writtenLabel: String?
  private let labelled: Int?
  /// What it does, as the palette says it.
  let help: String
  /// The same in the help, with the keys that the label leaves out.
  let helpLine: String
  /// The word in the footer at present, or `nil` to stay out of it.
  let footer: @Sendable (Shell) -> String?
  /// Why the keys do nothing at present, with the way out; `nil` where they act. A row with an
  /// obstacle stays out of the footer, and its keys say what it is.
  let obstacle: @Sendable (Shell) -> String?
  /// Whether what it does is seen in pictures alone.
  private(set) var isOfPictures = false

  /// - Parameters:
  ///   - label: how keys that stay what they are are written; else the first keys of the actions are.
  ///   - labelled: how many of the actions the label names; all of them unless told. The keys that it
  ///     leaves out stand behind the line of the help.
  init(
    _ actions: [KeyAction], label: String? = nil, labelled: Int? = nil,
    footer: @escaping @Sendable (Shell) -> String?, help: String = "",
    obstacle: @escaping @Sendable (Shell) -> String? = { _ in nil }
  ) {
    self.actions = actions
    (writtenLabel, self.labelled) = (label, labelled)
    let named = actions.prefix(labelled ?? actions.count)
    self.label = label ?? Self.label(of: named.map(\.key))
    let further = named.flatMap { $0.keys.dropFirst() } + actions[named.endIndex...].flatMap(\.keys)
    let isSaid = label == nil && !help.isEmpty && !further.isEmpty
    self.help = help
    helpLine =
      isSaid ? "\(help) (\(further.map(\.label).joined(separator: " ")) as well)" : help
    self.footer = footer
    self.obstacle = obstacle
  }

  init(
    _ actions: [KeyAction], label: String? = nil, labelled: Int? = nil, footer: String? = nil,
    help: String = "", obstacle: @escaping @Sendable (Shell) -> String? = { _ in nil }
  ) {
    self.init(
      actions, label: label, labelled: labelled, footer: { _ in footer }, help: help,
      obstacle: obstacle)
  }

  /// The same row with other keys.
  func with(_ actions: [KeyAction]) -> Binding {
    var binding = Binding(
      actions, label: writtenLabel, labelled: labelled, footer: footer, help: help,
      obstacle: obstacle)
    binding.isOfPictures = isOfPictures
    return binding
  }

  /// The same row, whose effect is seen in pictures alone.
  var ofPictures: Binding {
    var binding = self
    binding.isOfPictures = true
    return binding
  }

  /// `t T`, `Left Right`, `hjkl`.
  private static func label(of keys: [Key]) -> String {
    let labels = keys.map(\.label)
    let isWord = labels.count > 2 && labels.allSatisfy { $0.count == 1 }
    return labels.joined(separator: isWord ? "" : " ")
  }

  /// The key that is written at a column of the label; beside the names the first one.
  func key(atColumn column: Int) -> Key {
    // Labels are written with characters of one column.
    let label = Array(label)
    var taken: Set<Int> = []
    for key in actions.map(\.key) + actions.flatMap({ $0.keys.dropFirst() }) {
      let name = Array(key.label)
      let places = label.indices.filter { label[$0...].starts(with: name) }
        .map { $0..<($0 + name.count) }
      // The h in Right is no name.
      guard let place = places.first(where: { taken.isDisjoint(with: $0) }) else { continue }
      if place.contains(column) { return key }
      taken.formUnion(place)
    }
    return actions[0].key
  }
}

/// Something to be done, its name and its keys.
struct KeyAction: Sendable {
  /// What it is called in the palette and the configuration, in every stage alike: English words in
  /// kebab case. Without a name its keys stay what they are.
  let name: String?
  /// At least one; labels write the first.
  let keys: [Key]
  let run: @Sendable (inout Shell) -> [Effect]
  /// What it does, where it is one of several in a row; `nil` where the row's help says it.
  private(set) var help: String?

  var key: Key { keys[0] }

  /// The same with other keys.
  func with(_ keys: [Key]) -> KeyAction {
    KeyAction(name: name, keys: keys, run: run).doing(help)
  }

  /// The same with a help of its own.
  func doing(_ help: String?) -> KeyAction {
    var action = self
    action.help = help
    return action
  }

  init(_ name: String, _ keys: Key..., run: @escaping @Sendable (inout Shell) -> [Effect]) {
    self.init(name: name, keys: keys, run: run)
  }

  /// A key that is the same for everybody.
  init(_ key: Key, run: @escaping @Sendable (inout Shell) -> [Effect]) {
    self.init(name: nil, keys: [key], run: run)
  }

  private init(name: String?, keys: [Key], run: @escaping @Sendable (inout Shell) -> [Effect]) {
    self.name = name
    self.keys = keys
    self.run = run
  }

  /// A key that closes the topmost overlay.
  static func closing(_ key: Key) -> KeyAction {
    KeyAction(key) { shell in
      shell.popOverlay()
      return []
    }
  }

  /// An action on the topmost layer of a type; without one it does nothing.
  static func on<L: Layer>(
    _ type: L.Type, _ name: String, _ keys: Key...,
    run: @escaping @Sendable (inout L, inout Shell) -> [Effect]
  ) -> KeyAction {
    .on(type, name, keys, run: run)
  }

  static func on<L: Layer>(
    _ type: L.Type, _ name: String, _ keys: [Key],
    run: @escaping @Sendable (inout L, inout Shell) -> [Effect]
  ) -> KeyAction {
    KeyAction(name: name, keys: keys) { $0.change(L.self, run) }
  }

  /// The same with a key that is the same for everybody.
  static func on<L: Layer>(
    _ type: L.Type, _ key: Key, run: @escaping @Sendable (inout L, inout Shell) -> [Effect]
  ) -> KeyAction {
    KeyAction(name: nil, keys: [key]) { $0.change(L.self, run) }
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

  /// How a key is written in a table, where there is little room.
  var label: String {
    switch self {
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    default: name
    }
  }
}
