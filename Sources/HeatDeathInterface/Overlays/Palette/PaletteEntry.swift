/// What can be done by name: by key as well, or with something behind the name, or both.
struct PaletteEntry: Sendable {
  let name: String
  let help: String
  /// The key that does it; empty where none does.
  let key: String
  /// Why it cannot be done at present.
  let obstacle: String?
  /// What the key does.
  let action: KeyAction?
  /// What is done with something behind the name.
  let command: TypedCommand?

  /// All that can be done on the stage that fills the screen, in the order of its keys, then what is
  /// only typed.
  static func all(in shell: Shell) -> [PaletteEntry] {
    var commands = shell.stage.commands(in: shell)
    var entries: [PaletteEntry] = []
    for binding in shell.stage.bindings(in: shell) {
      for action in binding.actions {
        guard let name = action.name, name != CommandPalette.name else { continue }
        let place = commands.firstIndex { $0.name == name }
        entries.append(
          PaletteEntry(
            name: name, help: action.help ?? binding.help, key: action.key.label,
            obstacle: binding.obstacle(shell), action: action,
            command: place.map { commands.remove(at: $0) }))
      }
    }
    return entries
      + commands.map {
        PaletteEntry(
          name: $0.name, help: $0.help, key: "", obstacle: nil, action: nil, command: $0)
      }
  }
}
