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
  /// one more category at the end, and of them ``take`` samples in the proportions of all: samples
  /// that are only counted have no order in which there would be first ones.
  ///
  /// - Parameter notes: is told what was left out.
  /// - Complexity: O(n log n).
  func applied(to table: LabelledCounts, source: String, notes: inout InputNotes) -> LabelledCounts
  {
    var result = largest(of: table)
    settle(
      &result, among: table.labels.count, called: "categories",
      samples: table.counts.reduce(0, +), source: source, notes: &notes)
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

  private func largest(of table: LabelledCounts) -> LabelledCounts {
    guard let top, top < table.labels.count else { return table }
    let order = table.counts.indices.sorted {
      table.counts[$0] != table.counts[$1] ? table.counts[$0] > table.counts[$1] : $0 < $1
    }.prefix(top)
    return LabelledCounts(
      labels: order.map { table.labels[$0] }, counts: order.map { table.counts[$0] })
  }

  /// Settles what becomes of the categories that are not kept: makes them one more, or notes that
  /// they were left out.
  ///
  /// A category that is called as the rest is already takes the rest in.
  ///
  /// - Parameters:
  ///   - kept: the categories that are kept.
  ///   - count: how many there are in all, and what they are called.
  ///   - samples: how many samples all of them have.
  func settle(
    _ kept: inout LabelledCounts, among count: Int, called noun: String, samples: Int64,
    source: String, notes: inout InputNotes
  ) {
    let dropped = count - kept.labels.count
    guard dropped > 0 else { return }
    let left = samples - kept.counts.reduce(0, +)
    guard rest == .other else {
      let share = (Double(left) / Double(max(1, samples)) * 1000).rounded() / 10
      notes.add(
        "\(source): \(dropped) of \(count) \(noun) left out, samples in them: \(left) of "
          + "\(samples), \(share)%")
      return
    }
    guard left > 0 else { return }
    if let index = kept.labels.firstIndex(of: Self.restLabel) {
      kept.counts[index] += left
    } else {
      kept.labels.append(Self.restLabel)
      kept.counts.append(left)
    }
  }
}
