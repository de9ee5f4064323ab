/// What stands between the fields of a table.
enum FieldSeparator: Hashable, Sendable, CaseIterable {
  // In the order in which they are preferred where several fit a table equally well: a comma is
  // also a decimal sign and stands in texts, blanks stand in labels.
  case tab
  case semicolon
  case comma
  /// A run of spaces and tabs.
  case blanks

  /// What notes and errors call it.
  var name: String {
    switch self {
    case .tab: "tabs"
    case .semicolon: "semicolons"
    case .comma: "commas"
    case .blanks: "blanks"
    }
  }

  /// Whether a field ends at this character.
  func ends(at scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .tab: scalar == "\t"
    case .semicolon: scalar == ";"
    case .comma: scalar == ","
    case .blanks: scalar == " " || scalar == "\t"
    }
  }

  /// Whether blanks around a field do not belong to it.
  func skips(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" && self != .tab
  }
}
