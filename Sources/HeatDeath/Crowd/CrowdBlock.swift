/// Some runs of a crowd, carried together: the state of each is its counts and its generator, and no
/// more.
struct CrowdBlock: Sendable {
  /// The runs of a block: some milliseconds' work from one station to the next.
  static let runCount = 64

  /// Run after run, category after category.
  private(set) var counts: [Int64]
  private(set) var generators: [Xoshiro256PlusPlus]
  let categoryCount: Int

  /// Runs that all stand at `start`, each with the stream of its number.
  init(start: Dataset, seed: UInt64, runs: Range<Int>) {
    categoryCount = start.categoryCount
    counts = []
    counts.reserveCapacity(runs.count * categoryCount)
    generators = []
    generators.reserveCapacity(runs.count)
    for run in runs {
      counts.append(contentsOf: start.counts)
      generators.append(Xoshiro256PlusPlus(seed: seed, stream: UInt64(run)))
    }
  }

  var runCount: Int { generators.count }

  /// The counts of one run; the slice's indices do not start at 0.
  func counts(of run: Int) -> ArraySlice<Int64> {
    counts[run * categoryCount..<(run + 1) * categoryCount]
  }

  /// Puts other counts in the place of a run's.
  ///
  /// - Parameter body: gets the present ones, and the run's generator.
  mutating func change(
    _ run: Int, _ body: (_ counts: [Int64], inout Xoshiro256PlusPlus) -> [Int64]
  ) {
    // A copy, so that no slice keeps the block's array when that is written to.
    let changed = body(Array(counts(of: run)), &generators[run])
    for (category, count) in changed.enumerated() {
      counts[run * categoryCount + category] = count
    }
  }

  /// Puts what lanes have drawn in the place of the runs from `first` on.
  mutating func adopt(_ lanes: StepLanes, runs: Range<Int>) {
    for (lane, run) in runs.enumerated() {
      for category in 0..<categoryCount {
        counts[run * categoryCount + category] = lanes.count(category, lane: lane)
      }
      generators[run] = lanes.generator(lane: lane)
    }
  }
}
