import HeatDeath
import TerminalDrawing

/// The command line that starts a scenario again, quoted for a POSIX shell.
///
/// A word with format controls is quoted as `$'…'`, which keeps its bytes and shows them: bash, zsh,
/// ksh and POSIX since 2024 read that.
package struct ReproducingCommand: CustomStringConvertible {
  private let scenario: Scenario

  package init(scenario: Scenario) { self.scenario = scenario }

  package var description: String {
    var words = ["heatdeath"]
    for key in ScenarioKey.allCases.sorted(by: { $0.row.place < $1.row.place }) {
      guard let value = key.row.written(scenario), value != key.row.unsaid else { continue }
      words += ["--\(key.rawValue)", value.optionText]
    }
    return words.map(Self.shellWord).joined(separator: " ")
  }

  /// The command line that shows a recording again.
  package static func replaying(_ path: String) -> String {
    "heatdeath replay \(shellWord(path))"
  }

  /// A word as a POSIX shell reads it back.
  static func shellWord(_ text: String) -> String {
    if text.unicodeScalars.contains(where: \.isFormatControl) { return escapedWord(text) }
    let plain = text.allSatisfy { $0.isLetter || $0.isNumber || "-_.,/+:=".contains($0) }
    guard !plain else { return text }
    return "'"
      + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }

  private static func escapedWord(_ text: String) -> String {
    var word = "$'"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "'", "\\":
        word += "\\"
        word.unicodeScalars.append(scalar)
      case let scalar where scalar.isFormatControl:
        for byte in String(scalar).utf8 { word += "\\" + String(byte, radix: 8) }
      default: word.unicodeScalars.append(scalar)
      }
    }
    return word + "'"
  }
}
