import HeatDeath

/// The rows of a phase diagram or of one shard of it, as `heatdeath sweep` writes them: one a cell, by
/// temperature and then by the fraction of external data.
package struct PhaseRows: Sendable {
  private let diagram: PhaseDiagram
  private let cells: [(temperature: Int, fraction: Int)]

  static let columns = [
    "temperature", "external", "runs", "k", "collapsed", "uniform", "retained", "mean_entropy",
    "mean_kl", "mean_max",
  ]

  static let header = columns.joined(separator: ",") + "\n"

  /// - Parameter shard: its number, from 0, and of how many.
  package init(of diagram: PhaseDiagram, shard: (number: Int, count: Int)) {
    self.diagram = diagram
    cells = diagram.cells(ofShard: shard.number, of: shard.count)
  }

  /// How many rows there are.
  package var count: Int { cells.count }

  /// The cell of a row.
  package func cell(_ row: Int) -> PhaseCell {
    diagram.cell(cells[row].temperature, cells[row].fraction)
  }

  /// What a row begins with: T and λ, which no other row has.
  func beginning(_ row: Int) -> String {
    guard row < count else { return "\n" }
    let (temperature, fraction) = cells[row]
    return "\(diagram.temperatures[temperature].value),\(diagram.fractions[fraction]),"
  }

  /// A whole row with its line end. Reals have the fewest digits that read back as the same double.
  package func row(_ row: Int, _ outcome: PhaseOutcome) -> [UInt8] {
    var fields = [String(outcome.runCount), String(diagram.finalSize)]
    fields += [
      outcome.collapsedShare, outcome.uniformShare, outcome.meanRetained, outcome.meanEntropy,
      outcome.meanDivergence, outcome.meanLargestShare,
    ].map(\.description)
    return Array((beginning(row) + fields.joined(separator: ",") + "\n").utf8)
  }
}
