import HeatDeath

/// Writes records of one scenario as CSV or JSON Lines.
///
/// Real numbers are written with the fewest digits that read back as the same double. An undefined
/// V_I is an empty field in CSV and null in JSON.
package struct RecordWriter: Sendable {
  let scenario: Scenario
  package let format: RecordFormat
  /// What is written besides run and k, in that order.
  let columns: [RecordColumn]
  private let initialLaw: SimplexPoint
  private let sets: [CategorySet]

  /// - Parameter columns: counts are written whether or not they are listed.
  /// - Precondition: with ``RecordColumn/v``, no more than
  ///   ``RecordColumn/maximumCategoryCountForV`` categories.
  package init(scenario: Scenario, format: RecordFormat, columns: Set<RecordColumn>) {
    self.scenario = scenario
    self.format = format
    self.columns = RecordColumn.allCases.filter { $0 == .counts || columns.contains($0) }
    initialLaw = scenario.initialData.empiricalLaw
    sets =
      columns.contains(.v) ? CategorySet.all(ofCategories: scenario.labels.count) : []
  }

  /// What stands before the first record: the CSV header, nothing in JSON Lines.
  var header: String {
    switch format {
    case .csv:
      CSVRecord.written(RecordColumn.names(columns, labels: scenario.labels)) + "\n"
    case .jsonl: ""
    }
  }

  /// Appends one record with its line end.
  ///
  /// - Complexity: O(n), and O(n·2ⁿ) with ``RecordColumn/v``.
  ///
  /// - Parameter size: what stands in column k.
  package func append(
    run: UInt64, size: Int64, state: Simulation, to record: inout RecordBuilder
  ) {
    record.begin()
    record.field("run") { $0.integer(run) }
    record.field("k") { $0.integer(size) }
    let counts = state.counts
    let theta = columns.count > 1 ? state.theta : initialLaw
    for column in columns {
      switch column {
      case .counts:
        record.array("counts", counts) { $0.integer($1) }
      case .theta:
        record.array("theta", theta.coordinates) { $0.number($1) }
      case .tau:
        record.array(
          "tau", state.tau.coordinates
        ) { $0.number($1) }
      case .v:
        record.array("v", sets) { $0.number(Lyapunov.value(of: $1, at: theta)) }
      case .entropy:
        record.field("entropy") { $0.number(theta.entropy) }
      case .kl:
        record.field("kl") { $0.number(initialLaw.divergence(from: theta)) }
      }
    }
    record.end()
  }
}
