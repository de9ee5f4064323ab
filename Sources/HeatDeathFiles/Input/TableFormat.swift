/// Whether the first row of a table is a header.
package enum HeaderChoice: String, Hashable, Sendable, CaseIterable {
  case yes
  case no
}

/// A column by its name in the header or by its number from 1.
struct ColumnName: Hashable, Sendable {
  let text: String
}

/// What is known of a table before it is read; what is not is found out from the table.
package struct TableFormat: Hashable, Sendable {
  package var header: HeaderChoice?
  var labelColumn: ColumnName?
  var countColumn: ColumnName?
  /// How many samples shares, percentages or weights are turned into; `nil` for a table of counts.
  var scale: Int64?
  /// Whether rows with one label are summed.
  package var merges: Bool?
}
