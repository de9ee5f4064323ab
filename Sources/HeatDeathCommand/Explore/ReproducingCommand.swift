import HeatDeath

/// The command line that starts a scenario again, quoted for a POSIX shell.
struct ReproducingCommand: CustomStringConvertible {
  let scenario: Scenario

  var description: String {
    var words = [
      "heatdeath", "--counts", scenario.initialData.counts.map(String.init).joined(separator: ","),
    ]
    let labels = scenario.labels
    if labels != labels.indices.map(Scenario.defaultLabel) {
      words += ["--labels", labels.map(Self.field).joined(separator: ",")]
    }
    words += ["--temperature", "\(scenario.temperature.value)"]
    let external = scenario.externalData
    if external.fraction > 0 {
      words += ["--external", "\(external.fraction)"] + law(external.law)
    }
    words += ["--seed", "\(scenario.seed)"]
    return words.map(Self.shellWord).joined(separator: " ")
  }

  private func law(_ law: ExternalLaw) -> [String] {
    switch law {
    case .initial: return []
    case .uniform: return ["--external-law", "uniform"]
    case .category(let chosen):
      let numbers = scenario.labels.indices.map { $0 == chosen ? "1" : "0" }
      return ["--external-law", numbers.joined(separator: ",")]
    case .point(let point):
      return ["--external-law", point.coordinates.map { "\($0)" }.joined(separator: ",")]
    }
  }

  /// A field of a comma-separated line, in quotes where it needs them.
  private static func field(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0 == " " }) else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }

  private static func shellWord(_ text: String) -> String {
    let plain = text.allSatisfy { $0.isLetter || $0.isNumber || "-_.,/+:=".contains($0) }
    guard !plain else { return text }
    return "'"
      + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}
