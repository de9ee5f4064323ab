import HeatDeath

/// Something said of the run, and what must be so for it to stand.
///
/// A sentence cannot be made without its condition. It is asked of the present report before every
/// frame; where it fails, the sentence goes.
struct Sentence: Sendable {
  /// What a sentence is about; of two that could be told, the higher one is.
  enum Rank: Int, Sendable {
    /// What the loop is doing all the time.
    case standing
    /// How far the run has come.
    case milestone
    /// What happened in the run.
    case event
    /// What was done to the run.
    case deed
  }

  let rank: Rank
  private let words: @Sendable (NumberFormat) -> String
  private let condition: @Sendable (RunReport) -> Bool

  init(
    _ rank: Rank, while condition: @escaping @Sendable (RunReport) -> Bool,
    words: @escaping @Sendable (NumberFormat) -> String
  ) {
    self.rank = rank
    self.condition = condition
    self.words = words
  }

  /// News of a run: goes with the path it is of, when there are `lifetime` times as many samples, and
  /// where the run is full.
  init(
    _ rank: Rank, of snapshot: Snapshot, lifetime: Int64 = 10,
    while condition: @escaping @Sendable (Snapshot) -> Bool,
    words: @escaping @Sendable (NumberFormat) -> String
  ) {
    let (generation, clock) = (snapshot.generation, snapshot.clock)
    self.init(
      rank,
      while: { report in
        let present = report.snapshot
        return present.generation == generation && present.clock / lifetime < clock
          && report.activity != .full && condition(present)
      }, words: words)
  }

  func holds(in report: RunReport) -> Bool { condition(report) }

  /// The sentence in words, its numbers written as the screen writes them.
  func text(_ format: NumberFormat) -> String { words(format) }
}
