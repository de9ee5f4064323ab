import TerminalDrawing

/// What can be done, by name: `:`, some letters of it, Enter. It lists the rows of the stage's keys, so
/// that nothing can be done by key alone or by name alone.
struct CommandPalette: Overlay {
  private(set) var text = ""
  /// Which of the entries that fit is chosen.
  private(set) var choice = 0
  /// Why what was typed did nothing.
  private(set) var error: String?
  /// Which line of the history the text is, counted from the newest; `nil` while it is none.
  private var recalled: Int?

  static let name = "palette"

  /// A longer text names nothing that there is.
  static let longestText = 120

  static let opening = Binding(
    [
      KeyAction(name, .character(":")) { shell in
        shell.push(CommandPalette())
        return []
      }
    ], footer: "command", help: "do anything by name: temperature 0.73, inject B 1000")

  var advice: String { "Enter does it, Esc leaves" }

  // Tab completes.
  var moreKey: Key { .function(2) }

  // MARK: What fits

  /// The first word, and what stands behind it.
  private var parts: (head: String, tail: String) {
    let trimmed = text.drop { $0 == " " }
    let head = trimmed.prefix { $0 != " " }
    let tail = trimmed[head.endIndex...].split(separator: " ").joined(separator: " ")
    return (String(head), tail)
  }

  /// What fits the text, the best first.
  func matches(in shell: Shell) -> [PaletteEntry] {
    let entries = PaletteEntry.all(in: shell)
    let (head, tail) = parts
    if !tail.isEmpty {
      let takers = ranked(entries.filter { $0.command != nil }, by: head) { $0.isBeginning }
      if !takers.isEmpty { return takers }
    }
    return ranked(entries, by: text) { _ in true }
  }

  private func ranked(
    _ entries: [PaletteEntry], by query: String, where isWanted: (FuzzyRank) -> Bool
  ) -> [PaletteEntry] {
    var found: [(rank: FuzzyRank, entry: PaletteEntry)] = []
    for entry in entries {
      let names = [entry.name, entry.command?.otherName ?? ""].filter { !$0.isEmpty }
      let ranks = names.compactMap { FuzzyRank(query, name: $0, words: entry.help) }
      guard let rank = ranks.min(), isWanted(rank) else { continue }
      found.append((rank, entry))
    }
    // Equal ones stay in the order of the keys.
    let places = found.indices.sorted { left, right in
      let (first, second) = (found[left].rank, found[right].rank)
      return first == second ? left < right : first < second
    }
    return places.map { found[$0].entry }
  }

  // MARK: Typing

  mutating func type(_ character: Unicode.Scalar, in shell: inout Shell) -> [Effect]? {
    guard character.value >= 0x20, character.value != 0x7F else { return nil }
    edit { $0.unicodeScalars.append(character) }
    return []
  }

  /// Takes the first line of a text.
  mutating func paste(_ text: String, in shell: inout Shell) -> Bool {
    let line = text.split(whereSeparator: \.isNewline).first ?? ""
    let visible = line.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
    edit { $0.unicodeScalars.append(contentsOf: visible.prefix(Self.longestText)) }
    return true
  }

  mutating func erase(in shell: inout Shell) -> [Effect] {
    guard !text.isEmpty else {
      shell.notify("there is nothing to take back; Esc leaves")
      return []
    }
    edit { _ = $0.popLast() }
    return []
  }

  mutating func clear() -> [Effect] {
    edit { $0 = "" }
    return []
  }

  private mutating func edit(_ change: (inout String) -> Void) {
    change(&text)
    text = String(text.prefix(Self.longestText))
    (choice, error, recalled) = (0, nil, nil)
  }

  /// Writes the name of what is chosen, or the first word that may stand behind it.
  mutating func complete(in shell: inout Shell) -> [Effect] {
    let matches = matches(in: shell)
    guard let entry = matches.indices.contains(choice) ? matches[choice] : nil else {
      error = nothingFits
      return []
    }
    let (head, tail) = parts
    if head == entry.name, let values = entry.command?.values,
      let value = values.first(where: { $0.hasPrefix(tail) })
    {
      edit { $0 = "\(entry.name) \(value)" }
    } else {
      let end = [entry.name, tail].filter { !$0.isEmpty }.joined(separator: " ")
      edit { $0 = entry.command == nil || !tail.isEmpty ? end : end + " " }
    }
    return []
  }

  // MARK: Choosing

  /// Moves through what fits or, where nothing is typed, back through what was done before.
  mutating func move(by rows: Int, in shell: inout Shell) -> [Effect] {
    let history = shell.history
    if abs(rows) == 1,
      recalled != nil || text.isEmpty && rows < 0 && choice == 0 && !history.isEmpty
    {
      let next = (recalled ?? -1) - rows
      edit { $0 = history.indices.contains(next) ? history[history.count - 1 - next] : $0 }
      if next < 0 { edit { $0 = "" } } else { recalled = min(next, history.count - 1) }
      return []
    }
    error = nil
    choice = max(0, min(matches(in: shell).count - 1, choice + rows))
    return []
  }

  mutating func wheel(isUp: Bool, over target: ScreenTarget, in shell: inout Shell) -> [Effect] {
    error = nil
    choice = max(0, min(matches(in: shell).count - 1, choice + (isUp ? -1 : 1)))
    return []
  }

  private var nothingFits: String {
    "nothing is called \"\(parts.head)\"; accepted: names from the list, or parts of them"
  }

  // MARK: Doing

  /// Does what is chosen; where it cannot be done, says why and keeps the text.
  mutating func confirm(in shell: inout Shell) -> [Effect] {
    let matches = matches(in: shell)
    let (head, tail) = parts
    guard matches.indices.contains(choice) else {
      error =
        PaletteEntry.all(in: shell).contains { $0.name == head }
        ? "\(head) takes nothing behind its name; accepted: \(head)" : nothingFits
      return []
    }
    let entry = matches[choice]
    if let obstacle = entry.obstacle {
      error = obstacle
      return []
    }
    let takesTail = !tail.isEmpty && !matchesWhole(entry)
    if let action = entry.action, !takesTail {
      shell.remember(entry.name)
      shell.popOverlay()
      return action.run(&shell)
    }
    guard let command = entry.command else { return [] }
    guard takesTail else {
      error =
        "\(entry.name) lacks its value: \(entry.name) \(command.example); accepted: \(command.accepted)"
      return []
    }
    switch command.run(tail, &shell) {
    case .success(let effects):
      shell.remember("\(entry.name) \(tail)")
      shell.popOverlay()
      return effects
    case .failure(let refusal):
      error = refusal.sentence
      return []
    }
  }

  /// Whether all that was typed is a part of the entry's name and words.
  private func matchesWhole(_ entry: PaletteEntry) -> Bool {
    entry.command == nil
      || FuzzyRank(text, name: entry.name, words: "")?.isBeginning == true
  }

  // MARK: Keys and place

  func keys(in shell: Shell) -> [Binding] { Self.keys }

  private static func on(
    _ key: Key, run: @escaping @Sendable (inout CommandPalette, inout Shell) -> [Effect]
  ) -> KeyAction {
    .on(CommandPalette.self, key, run: run)
  }

  private static let keys: [Binding] = [
    Binding([on(.enter) { $0.confirm(in: &$1) }], footer: "do it"),
    Binding([.closing(.escape)], footer: "leave"),
    Binding([on(.tab) { $0.complete(in: &$1) }], footer: "complete"),
    Binding(
      [
        on(.up) { $0.move(by: -1, in: &$1) }, on(.down) { $0.move(by: 1, in: &$1) },
        on(.pageUp) { $0.move(by: -10, in: &$1) }, on(.pageDown) { $0.move(by: 10, in: &$1) },
      ], labelled: 2,
      footer: { $0[CommandPalette.self]?.text.isEmpty == true ? "history, list" : "choose" }),
    Binding([on(.backspace) { $0.erase(in: &$1) }, on(.delete) { $0.erase(in: &$1) }]),
    Binding([on(.control("u")) { palette, _ in palette.clear() }], footer: "clear"),
    .interrupt,
  ]

  /// At the lower edge, so that most of the picture stays in view.
  func place(over layout: ScreenLayout, in shell: Shell, look: Look) -> Placed? {
    layout.body.map { body in
      let width = min(body.width, 96)
      let height = body.height <= 10 ? body.height : min(18, max(10, body.height * 3 / 5))
      return Placed(
        PalettePart(self, shell: shell, look: look),
        in: Rect(
          x: body.x + (body.width - width) / 2, y: body.maxY - height, width: width,
          height: height))
    }
  }
}
