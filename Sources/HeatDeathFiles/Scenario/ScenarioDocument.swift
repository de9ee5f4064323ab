import Glibc
import HeatDeath
import TOMLKit

/// A scenario written as TOML, which ``ScenarioFile`` reads back as the same scenario.
package struct ScenarioDocument: CustomStringConvertible {
  private let scenario: Scenario

  package init(scenario: Scenario) { self.scenario = scenario }

  /// Writes it to a new file in the working directory, named after the seed.
  ///
  /// - Returns: the file's name.
  /// - Throws: ``OutputError`` where no file can be made; none that exists is touched.
  package func write() throws(OutputError) -> String {
    for number in 1...999 {
      let name = "heatdeath-\(scenario.seed)\(number == 1 ? "" : "-\(number)").toml"
      do throws(OutputError) {
        try TextFile.write(description, to: name, replacing: false)
        return name
      } catch {
        guard error.code == EEXIST else { throw OutputError(name, "cannot be written", error.code) }
      }
    }
    throw OutputError("heatdeath-\(scenario.seed).toml", "cannot be written", EEXIST)
  }

  package var description: String {
    let lines = ScenarioKey.entries(of: scenario).map { entry in
      switch entry.value {
      // The library writes seventeen digits; Swift the fewest that read back as the same double.
      case .real(let value): "\(entry.key) = \(value)"
      // A table of one key: the library quotes, the order of the keys is ours.
      case .integer(let value): TOMLTable([entry.key: Int(value)]).convert(to: .toml)
      case .text(let value): TOMLTable([entry.key: value]).convert(to: .toml)
      case .list(let items):
        TOMLTable([entry.key: TOMLArray(items.map(\.tomlValue))]).convert(to: .toml)
      }
    }
    return (["# heatdeath --scenario THIS-FILE starts this run again."] + lines)
      .joined(separator: "\n") + "\n"
  }
}

extension DocumentValue {
  /// An item of a list.
  fileprivate var tomlValue: any TOMLValueConvertible {
    switch self {
    case .real(let value): value
    case .integer(let value): Int(value)
    case .text(let value): value
    case .list(let items): TOMLArray(items.map(\.tomlValue))
    }
  }
}
