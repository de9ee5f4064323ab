import TerminalDrawing

/// Which keys do what, where a user has it otherwise than the tables.
public struct Keymap: Hashable, Sendable {
  /// A line that gives an action its keys.
  public struct Line: Hashable, Sendable {
    let name: String
    let keys: [String]
    /// Where it stands, for messages.
    let number: Int

    public init(name: String, keys: [String], number: Int) {
      self.name = name
      self.keys = keys
      self.number = number
    }
  }

  /// What is wrong with a line.
  public struct Fault: Error, Hashable {
    /// Which of the lines, from 0.
    public let index: Int
    public let message: String
  }

  private var keys: [String: [Key]] = [:]

  /// The keys of the tables.
  public static let standard = Keymap()

  private init() {}

  /// - Throws: ``Fault`` where a line names no action or no key, or where a key would do two things
  ///   in one stage.
  public init(_ lines: [Line]) throws(Fault) {
    var places: [String: Int] = [:]
    for (index, line) in lines.enumerated() {
      guard let standard = KeyTables.entries.first(where: { $0.name == line.name })?.keys else {
        throw Fault(
          index: index,
          message: "there is no action \"\(line.name)\"; accepted: the names that heatdeath config "
            + "--print lists")
      }
      var found: [Key] = []
      for name in line.keys {
        guard let key = Key(named: name) else {
          throw Fault(
            index: index,
            message: "\"\(name)\" is no key; accepted for \(line.name): \(Key.acceptedNames)")
        }
        guard !Self.fixed.contains(key) || standard.contains(key) else {
          throw Fault(
            index: index,
            message: "\(key.name) is the same for everybody; accepted for \(line.name): another key"
          )
        }
        guard !found.contains(key) else {
          throw Fault(
            index: index, message: "\(key.name) stands twice for \(line.name); accepted: once")
        }
        found.append(key)
      }
      // What the table has is no change.
      if found != standard { keys[line.name] = found }
      places[line.name] = index
    }
    try checkOverlaps(lines, places)
  }

  /// Those that lead out, and to further keys.
  private static let fixed: Set<Key> = [.control("c"), .tab]

  private func checkOverlaps(_ lines: [Line], _ places: [String: Int]) throws(Fault) {
    guard !keys.isEmpty else { return }
    for (stage, rows) in KeyTables.all {
      var owners: [Key: String] = [:]
      for action in rows.flatMap(\.actions) {
        guard let name = action.name else { continue }
        for key in keys[name] ?? action.keys {
          guard let other = owners.updateValue(name, forKey: key) else { continue }
          let found = [other, name].sorted { (places[$0] ?? -1) < (places[$1] ?? -1) }
          // At least one of two is another than in the tables.
          guard let index = places[found[1]] else { continue }
          let first =
            places[found[0]].map { "line \(lines[$0].number) gives it to \(found[0])" }
            ?? "it is the key of \(found[0])"
          throw Fault(
            index: index,
            message:
              "\(key.name) cannot be the key of \(found[1]) in line \(lines[index].number): in "
              + "\(stage) \(first); accepted: a key for one thing in a stage")
        }
      }
    }
  }

  /// A row with the user's keys.
  func applied(to binding: Binding) -> Binding {
    guard !keys.isEmpty,
      binding.actions.contains(where: { $0.name.map { keys[$0] != nil } ?? false })
    else { return binding }
    return binding.with(
      binding.actions.map { action in
        action.name.flatMap { keys[$0] }.map { action.with($0) } ?? action
      })
  }

  /// Every action with its keys, and what it does.
  public var entries: [(name: String, keys: [String], help: String)] {
    KeyTables.entries.map { ($0.name, (keys[$0.name] ?? $0.keys).map(\.name), $0.help) }
  }
}
