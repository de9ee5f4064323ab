/// Categories with their counts, as read from a file or a text.
struct LabelledCounts: Hashable, Sendable {
  var labels: [String]
  var counts: [Int64]
}

/// Names of categories, which are shown on terminals and written to files.
enum CategoryLabel {
  /// Whether a name would disturb a terminal or break lines.
  static func hasControlCharacter(_ label: String) -> Bool {
    label.unicodeScalars.contains { scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: true
      default: false
      }
    }
  }
}
