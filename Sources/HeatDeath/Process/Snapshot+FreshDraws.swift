extension Snapshot {
  /// What the model says just now: categories drawn independently from ``nextSampleLaw``, by a model
  /// that learns nothing from them.
  ///
  /// They are no part of the run: the generator is their own, seeded with the run's seed and the number
  /// of samples drawn. So one moment always says the same, and where only the law has changed the
  /// same random numbers meet the new law.
  ///
  /// - Parameter count: how many, ≥ 0.
  /// - Complexity: O(n·count).
  public func freshDraws(_ count: Int) -> [Int] {
    // Another family of streams than that of the runs, which begins with the seed itself.
    var generator = Xoshiro256PlusPlus(
      seed: SplitMix64.mix(seed ^ 0x5350_4545_4348_2121),
      stream: UInt64(truncatingIfNeeded: samplesDrawn))
    let law = nextSampleLaw.coordinates
    let last = law.lastIndex { $0 > 0 } ?? 0
    return (0..<max(0, count)).map { _ in
      var rest = generator.nextUnitInterval()
      for category in law.indices where law[category] > 0 {
        rest -= law[category]
        if rest < 0 { return category }
      }
      // The sum of the law may be a rounding below 1.
      return last
    }
  }
}
