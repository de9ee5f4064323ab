/// Categories with their counts, as read from a file or a text.
struct LabelledCounts: Hashable, Sendable {
  var labels: [String]
  var counts: [Int64]
}
