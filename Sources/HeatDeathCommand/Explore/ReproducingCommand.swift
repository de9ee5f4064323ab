import HeatDeath
import TerminalDrawing

/// The command line that starts a scenario again, quoted for a POSIX shell.
///
/// A word with format controls is quoted as `$'…'`, which keeps its bytes and shows them: bash, zsh,
/// ksh and POSIX since 2024 read that.
struct ReproducingCommand: CustomStringConvertible {
  let scenario: Scenario

  var description: String {
    var words = [
      "heatdeath", "--counts", scenario.initialData.counts.map(String.init).joined(separator: ","),
    ]
    let labels = scenario.labels
    if labels != labels.indices.map(Scenario.defaultLabel) {
      words += ["--labels", labels.map(CSVField.written).joined(separator: ",")]
    }
    words += ["--temperature", "\(scenario.temperature.value)"]
    let external = scenario.externalData
    if external.fraction > 0 {
      words += ["--external", "\(external.fraction)"]
      if external.law != .initial {
        words += ["--external-law", OptionValues.text(of: external.law, in: scenario)]
      }
    }
    let loop = scenario.loop
    if loop.sampler != .softmax { words += ["--sampler", loop.sampler.description] }
    if loop.learner != .exact { words += ["--learner", loop.learner.description] }
    if loop.policy != .accumulate { words += ["--policy", loop.policy.description] }
    if let batch = loop.batch { words += ["--batch", batch.description] }
    words += ["--seed", "\(scenario.seed)"]
    return words.map(Self.shellWord).joined(separator: " ")
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
