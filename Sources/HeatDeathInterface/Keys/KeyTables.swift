import TerminalDrawing

/// The key tables of all stages: what can be done by name, and with which keys.
enum KeyTables {
  /// A stage has several where its rows are others from view to view.
  static let all: [(stage: String, rows: [Binding])] = [
    ("run", RunStage.table), ("compare", ComparisonStage.table), ("crowd", CrowdStage.table),
    ("map", MapStage.lambdaTable), ("map of all T", MapStage.planeTable),
    ("watch", WatchStage.table),
  ]

  /// An action as the first table that has it says it.
  struct Entry: Sendable {
    let name: String
    let keys: [Key]
    let help: String
    fileprivate(set) var stages: [String]
  }

  /// Every name once, in the order of the tables.
  static let entries: [Entry] = {
    var entries: [Entry] = []
    var places: [String: Int] = [:]
    for (stage, rows) in all {
      for row in rows {
        for action in row.actions {
          guard let name = action.name else { continue }
          if let place = places[name] {
            entries[place].stages.append(stage)
          } else {
            places[name] = entries.count
            entries.append(Entry(name: name, keys: action.keys, help: row.help, stages: [stage]))
          }
        }
      }
    }
    return entries
  }()
}
