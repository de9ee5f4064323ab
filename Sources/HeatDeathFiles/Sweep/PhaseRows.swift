import HeatDeath

/// The rows of a sweep or of one shard of it, as `heatdeath sweep` writes them: one a cell, in the order
/// of ``Sweep``.
///
/// Those of a shard say at their end which of how many cells they are, and of which sweep, so that
/// ``PhaseShards`` can put them together and miss none.
package struct PhaseRows: Sendable {
  package let sweep: Sweep
  private let shard: Shard?
  private let columns: [PhaseColumn]
  /// What the sweep is made from.
  let entries: [(key: String, value: DocumentValue)]
  /// What rows of a shard end with besides their number.
  private let origin: [String]

  /// The columns of a shard that the whole does not have.
  static let shardColumns = ["cell", "cells", "sweep"]

  /// - Parameters:
  ///   - version: that of the program.
  ///   - shard: `nil` for the whole.
  package init(
    of sweep: Sweep, columns: Set<PhaseColumn> = Set(PhaseColumn.allCases), shard: Shard? = nil,
    version: String
  ) {
    self.sweep = sweep
    self.shard = shard
    let columns = PhaseColumn.allCases.filter(columns.contains)
    self.columns = columns
    let made: [(key: String, value: DocumentValue)] =
      [("program", .text("heatdeath")), ("version", .text(version))] + sweep.entries
      + [("columns", .list(columns.map { .text($0.rawValue) }))]
    entries = made + [("shard", .text((shard ?? .whole).description))]
    let hash = made.reduce(0) { StableHash.of("\($1.key)=\($1.value.optionText)", from: $0) }
    origin = [String(sweep.cellCount), String(hash, radix: 16)]
  }

  /// The first line.
  var header: String {
    let names =
      sweep.parameterNames + ["runs", "k"] + columns.map(\.rawValue)
      + (shard == nil ? [] : Self.shardColumns)
    return names.joined(separator: ",") + "\n"
  }

  /// How many rows there are.
  package var count: Int { (shard ?? .whole).cellCount(of: sweep.cellCount) }

  private func number(_ row: Int) -> Int { (shard ?? .whole).cell(row) }

  /// The cell of a row.
  package func cell(_ row: Int) -> PhaseCell { sweep.cell(number(row)) }

  /// What a row begins with: its parameters, which no other row has.
  func beginning(_ row: Int) -> String {
    guard row < count else { return "\n" }
    return CSVRecord.written(sweep.parameters(number(row))) + ","
  }

  /// A whole row with its line end. Reals have the fewest digits that read back as the same double.
  package func row(_ row: Int, _ outcome: PhaseOutcome) -> [UInt8] {
    var fields = [String(outcome.runCount), String(sweep.finalSize)]
    fields += columns.map { $0.value(of: outcome).description }
    if shard != nil { fields += [String(number(row) + 1)] + origin }
    return Array((beginning(row) + fields.joined(separator: ",") + "\n").utf8)
  }
}
