/// Which categories of a table, a text or a list of counts are kept, and how many samples.
struct CategorySelection: Hashable, Sendable {
  /// The name of the category that takes the rest.
  static let restLabel = "(other)"

  /// How many of the largest categories are kept, ≥ 1; `nil` for all, in their order.
  var top: Int?
  var rest = RestPolicy.drop
  /// How many samples are kept, ≥ 1; `nil` for all.
  var take: Int64?

  /// The largest categories, largest first and equals in their order, with the rest left out or as
  /// one more category at the end.
  ///
  /// A category that is called as the rest is already takes the rest in.
  ///
  /// - Complexity: O(n log n).
  func categories(of table: LabelledCounts) -> LabelledCounts {
    guard let top, top < table.labels.count else { return table }
    let order = table.counts.indices.sorted {
      table.counts[$0] != table.counts[$1] ? table.counts[$0] > table.counts[$1] : $0 < $1
    }
    let kept = order.prefix(top)
    var result = LabelledCounts(
      labels: kept.map { table.labels[$0] }, counts: kept.map { table.counts[$0] })
    let others = order.dropFirst(top).reduce(Int64(0)) { $0 + table.counts[$1] }
    if rest == .other, others > 0 {
      if let index = result.labels.firstIndex(of: Self.restLabel) {
        result.counts[index] += others
      } else {
        result.labels.append(Self.restLabel)
        result.counts.append(others)
      }
    }
    return result
  }

  /// The categories, with ``take`` samples in the proportions of all: samples that are only counted
  /// have no order in which there would be first ones.
  ///
  /// - Returns: the table, and what is to be said of it.
  func applied(to table: LabelledCounts, source: String, notes: inout InputNotes) -> LabelledCounts
  {
    var result = categories(of: table)
    let left = table.counts.reduce(0, +) - result.counts.reduce(0, +)
    let dropped = table.labels.count - result.labels.count
    if rest == .drop, dropped > 0 {
      notes.add(
        "\(source): \(dropped) of \(table.labels.count) categories left out, samples in them: \(left)"
      )
    }
    if let take, take < result.counts.reduce(0, +) {
      let before = result.counts
      result.counts = Apportionment.counts(of: before, total: take)
      let emptied = before.indices.count { before[$0] > 0 && result.counts[$0] == 0 }
      if emptied > 0 {
        notes.add("\(source): \(emptied) categories are too rare for a sample among \(take)")
      }
    }
    return result
  }
}
