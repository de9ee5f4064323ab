import HeatDeath

/// How a log is read, where it does not say so itself.
package struct LogOptions: Hashable, Sendable {
  /// What its numbers are.
  package enum Input: String, Hashable, Sendable, CaseIterable {
    /// Decided by the first rows.
    case auto
    /// Laws that add up to 1.
    case probabilities
    /// Laws that add up to 100.
    case percent
    case counts
    /// The name of a category a line, one sample each.
    case labels
  }

  package var input: Input

  /// The columns, or members of JSON objects, that are categories, by name or by number from 1; `nil`
  /// for all that are not known to be something else.
  package var columns: [String]?

  /// The names of the categories in the order of their columns.
  package var labels: [String]?

  package init(input: Input = .auto, columns: [String]? = nil, labels: [String]? = nil) {
    self.input = input
    self.columns = columns
    self.labels = labels
  }

  /// Names that are no categories unless `--columns` says so: what trainers log besides.
  static let besides: Set<String> = [
    "", "accuracy", "batch", "date", "datetime", "elapsed", "entropy", "epoch", "gen", "generation",
    "id", "index", "iter", "iteration", "k", "kl", "learning_rate", "loss", "lr", "n", "perplexity",
    "rank", "round", "run", "seed", "size", "step", "steps", "time", "timestamp", "total", "v",
    "wall_time",
  ]

  /// Names of what counts rows; the first that a log has tells where it begins anew.
  static let positions = [
    "k", "step", "steps", "iteration", "iter", "epoch", "generation", "gen", "round",
  ]

  /// Names of what a row of JSON has its numbers in.
  static let lists = [
    "counts", "histogram", "hist", "theta", "probabilities", "probs", "shares", "law", "weights",
    "percent", "distribution",
  ]

  /// Names of the column of labels in a long table, and of that of values.
  static let labelNames: Set<String> = [
    "category", "class", "component", "label", "name", "token", "word",
  ]
  static let valueNames: Set<String> = [
    "count", "counts", "freq", "frequency", "n", "p", "percent", "prob", "probability", "share",
    "value", "weight",
  ]
}

/// A row of a log.
package struct LogRow: Hashable, Sendable {
  /// Which of the rows that were read it is, from 1; with one label a line the number of labels.
  package let number: Int64
  /// The line that it ends on.
  package let line: Int
  /// Where it stands by the log's own count of steps; `nil` where it has none.
  package let position: Double?
  /// Its counts, or its law in integers in proportion to it, in the order of the reader's labels.
  package let amounts: [Int64]
  /// Whether it does not follow the row before: the log began anew, or a row between was left out.
  package let startsAnew: Bool
  /// Whether it is a law.
  package let isLaw: Bool

  package init(
    number: Int64, line: Int, position: Double? = nil, amounts: [Int64], startsAnew: Bool,
    isLaw: Bool
  ) {
    self.number = number
    self.line = line
    self.position = position
    self.amounts = amounts
    self.startsAnew = startsAnew
    self.isLaw = isLaw
  }

  /// Its law.
  package var law: SimplexPoint { SimplexPoint(counts: amounts) }
}

/// What a reading of a log has to say: the first few of each kind with their places, the others by
/// their number.
struct LogNotes {
  /// What is said at once.
  private(set) var pending: [String] = []
  private var counts: [String: Int] = [:]
  private let source: String

  /// How many of a kind are said one by one.
  private static let mostOfAKind = 3

  init(source: String) { self.source = source }

  mutating func add(_ line: Int?, _ text: String, kind: String) {
    let count = counts[kind, default: 0] + 1
    counts[kind] = count
    guard count <= Self.mostOfAKind else { return }
    let place = line.map { ": line \($0)" } ?? ""
    pending.append("\(source)\(place): \(text)")
  }

  mutating func take() -> [String] {
    defer { pending = [] }
    return pending
  }

  /// What was not said one by one.
  var rest: [String] {
    counts.sorted { $0.key < $1.key }.compactMap { kind, count in
      let more = count - Self.mostOfAKind
      return more > 0 ? "\(source): \(more) more: \(kind)" : nil
    }
  }
}
