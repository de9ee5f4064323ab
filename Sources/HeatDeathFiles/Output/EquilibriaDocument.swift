import HeatDeath

/// What `heatdeath equilibria --format json` writes: one object with every rest point. An eigenvalue
/// that is infinite is null, and so are the thresholds of λ where external data are not uniform.
package struct EquilibriaDocument: CustomStringConvertible {
  private let members: [(key: String, value: JSONValue)]

  /// - Parameter scenario: whose rest points they are.
  package init(_ restPoints: RestPoints, _ hysteresis: Hysteresis?, of scenario: Scenario) {
    members = [
      ("temperature", .number(scenario.temperature.value)),
      ("external", .number(scenario.externalData.fraction)),
      ("labels", .list(scenario.labels.map { .text($0) })),
      (
        "points",
        .list(
          restPoints.members.map { member in
            .object([
              ("theta", .numbers(member.point.coordinates)),
              ("stability", .text(member.stability.description)),
              ("eigenvalues", .numbers(member.eigenvalues)),
            ])
          })
      ),
      ("uniform_stable_above", (hysteresis?.uniformThreshold).json),
      ("collapse_vanishes_above", (hysteresis?.collapseThreshold).json),
    ]
  }

  package var description: String { JSONValue.document(members) }
}
