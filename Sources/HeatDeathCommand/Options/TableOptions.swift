import ArgumentParser
import HeatDeath

/// The options that say how a table is read, where it does not say so itself.
struct TableOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Whether the first row of the table is a header. (default: it is where it has no number as its \
      count)
      """, valueName: "yes|no"))
  var header: HeaderChoice?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Column of the labels, by its name in the header or its number from 1.", valueName: "column"),
    transform: TableOptions.column)
  var labelColumn: ColumnName?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Column of the counts, likewise.", valueName: "column"),
    transform: TableOptions.column)
  var countColumn: ColumnName?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      The table has shares, percentages or weights: share N samples out in proportion, by the \
      largest remainder.
      """, valueName: "N"),
    transform: OptionValues.integer(in: 1...Dataset.maximumSize))
  var scale: Int64?

  @Flag(help: "Sum the rows of the table that have the same label.")
  var merge = false

  init() {}

  static func column(_ text: String) throws -> ColumnName {
    guard !text.isEmpty else {
      throw OptionValues.Failure(description: "accepted: a column's name or number")
    }
    return ColumnName(text: text)
  }

  var format: TableFormat {
    TableFormat(
      header: header, labelColumn: labelColumn, countColumn: countColumn, scale: scale,
      merges: merge)
  }

  /// The names of the options that are given.
  var given: [String] {
    [
      ("--header", header != nil), ("--label-column", labelColumn != nil),
      ("--count-column", countColumn != nil), ("--scale", scale != nil), ("--merge", merge),
    ].filter(\.1).map(\.0)
  }

  /// Takes from a scenario file what is not given.
  mutating func complete(from file: ScenarioFile) throws(DataError) {
    if header == nil { header = try file.value("header", OptionValues.choice) }
    if labelColumn == nil { labelColumn = try file.value("label-column", Self.column) }
    if countColumn == nil { countColumn = try file.value("count-column", Self.column) }
    if scale == nil {
      scale = try file.value("scale", OptionValues.integer(in: 1...Dataset.maximumSize))
    }
    if !merge {
      merge = try file.value("merge", Self.truth) ?? false
    }
  }

  private static func truth(_ text: String) throws -> Bool {
    guard let value = Bool(text) else {
      throw OptionValues.Failure(description: "accepted: true or false")
    }
    return value
  }
}
