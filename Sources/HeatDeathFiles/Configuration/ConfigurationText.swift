/// A configuration written out in full, with what each line is for; read back it is the same.
package struct ConfigurationText: CustomStringConvertible {
  private var lines: [String] = [
    "# What heatdeath's screens open with. Options on the command line win over it.",
    "# docs/configuration.md explains it; a line that is left out is as it stands here.",
  ]

  package init() {}

  /// A setting, and what is accepted for it.
  package mutating func add(_ setting: ConfigurationFile.Setting, _ value: Value, words: String) {
    lines += ["", "# \(words)"]
    lines += TOMLLines.written([(setting.rawValue, value.document)])
  }

  /// The start of the keys.
  package mutating func addKeys(words: String) { lines += ["", "# \(words)", "[keys]"] }

  /// The keys of an action: one, or a list of several.
  package mutating func add(keys: [String], of name: String, words: String) {
    lines.append("# \(words)")
    let value: DocumentValue =
      keys.count == 1 ? .text(keys[0]) : .list(keys.map { .text($0) })
    lines += TOMLLines.written([(name, value)])
  }

  package var description: String { lines.joined(separator: "\n") + "\n" }

  package enum Value: Hashable, Sendable {
    case text(String)
    case number(Double)
    case truth(Bool)

    fileprivate var document: DocumentValue {
      switch self {
      case .text(let text): .text(text)
      case .number(let number): .real(number)
      case .truth(let truth): .truth(truth)
      }
    }
  }
}
