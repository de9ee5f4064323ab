import HeatDeath

/// Where earlier runs of the same beginning stood when another seed took their place: one a seed, oldest
/// first, and none of a run that something was done to.
struct FormerRuns: Hashable, Sendable {
  struct End: Hashable, Sendable {
    let seed: UInt64
    let theta: SimplexPoint
    let clock: Int64
  }

  private(set) var ends: [End]

  init(ends: [End] = []) { self.ends = ends }

  /// More signs than that tell no more.
  static let most = 200

  /// Takes note that a report has come after another.
  mutating func observe(_ next: RunReport, after last: RunReport) {
    guard next.snapshot.generation != last.snapshot.generation else { return }
    guard (try? last.start.with(seed: next.start.seed)) == next.start else {
      ends = []
      return
    }
    // A run that is drawn once more is no earlier one.
    ends.removeAll { $0.seed == next.start.seed || $0.seed == last.start.seed }
    let snapshot = last.snapshot
    guard next.start.seed != last.start.seed, snapshot.clock > snapshot.initialSize,
      !last.isPast, snapshot.isLeftToItself
    else { return }
    ends.append(End(seed: last.start.seed, theta: snapshot.theta, clock: snapshot.clock))
    ends.removeFirst(max(0, ends.count - Self.most))
  }

  /// How many of them each category led, the most first; those that several led alike are left out.
  var leaders: [(category: Int, runs: Int)] {
    var runs: [Int: Int] = [:]
    for end in ends {
      guard let most = end.theta.coordinates.max() else { continue }
      let first = end.theta.coordinates.indices.filter { end.theta[$0] == most }
      if first.count == 1 { runs[first[0], default: 0] += 1 }
    }
    return runs.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { (category: $0.key, runs: $0.value) }
  }

  /// What there is to be said of them, from the longest wording to the shortest; nothing without any.
  func words(_ name: (Int) -> String) -> [String] {
    guard !ends.isEmpty else { return [] }
    let count = ends.count == 1 ? "1 earlier run" : "\(ends.count) earlier runs"
    let led = leaders.map { "\(name($0.category)) \($0.runs)" }
    guard !led.isEmpty else { return [count] }
    let most = led.prefix(4).joined(separator: ", ")
    return ["\(count), led by \(most)\(led.count > 4 ? " and others" : "")", count]
  }
}

extension Snapshot {
  /// Whether nothing was done since the start that changes where a run ends.
  fileprivate var isLeftToItself: Bool {
    marks.allSatisfy { mark in
      switch mark.intervention {
      case .setEngine, .land, .restart, .reseed, .start: true
      case .setTemperature, .inject, .setExternalData, .setLoop, .redraw: false
      }
    }
  }
}
