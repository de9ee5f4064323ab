import HeatDeath

extension Sentence {
  /// How a run begins. It stands while the samples it speaks of are in the dataset and are more than a
  /// tenth of it.
  ///
  /// - Parameters:
  ///   - before: the run before; `nil` at the first.
  ///   - given: the data that the program was given, and which count as real.
  static func start(
    in snapshot: Snapshot, after before: Snapshot?, given: Dataset
  ) -> Sentence {
    let settings = snapshot.settings
    let initialSize = snapshot.initialSize
    let words = self.words(of: snapshot, after: before, given: given)
    return Sentence(
      .deed, of: snapshot,
      while: {
        $0.keepsEverySample && $0.clock / 10 < initialSize && $0.injectedCount == 0
          && $0.settings == settings
      }, words: words)
  }

  private static func words(
    of snapshot: Snapshot, after before: Snapshot?, given: Dataset
  ) -> @Sendable (NumberFormat) -> String {
    let scenario = snapshot.scenario
    let data = scenario.initialData
    let samples = "sample\(data.size == 1 ? "" : "s")"
    guard let before else {
      // Beside fresh data of another law both would be called what the world is like.
      let real =
        snapshot.externalData.fraction > 0 && snapshot.externalData.law != .initial ? "" : "real "
      return { format in
        "from \(format.restingCount(data.size)) \(real)\(samples) on, "
          + InterventionText(format, scenario.labels).source(snapshot.externalData)
      }
    }
    let end = "\(samples), seed \(snapshot.seed)"
    if before.scenario.initialData == data {
      return { "started again from the \($0.restingCount(data.size)) initial \(end)" }
    }
    if data == given {
      return { "started again from the \($0.restingCount(data.size)) real \(end)" }
    }
    if before.categoryCount != snapshot.categoryCount {
      return {
        "started anew with \(data.categoryCount) categories and \($0.restingCount(data.size)) invented "
          + samples
      }
    }
    return { format in
      let counts = zip(scenario.names, data.counts).map { "\($0) \(format.restingCount($1))" }
      return "started from invented samples: \(counts.joined(separator: ", "))"
    }
  }
}
