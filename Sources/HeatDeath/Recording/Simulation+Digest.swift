extension Simulation {
  /// A hash of what decides the future: data, model, generator, clock, engine and settings. Equal
  /// runs have equal digests, in every process and build.
  ///
  /// - Complexity: O(n).
  public var digest: UInt64 {
    var hash = FNV1a()
    hash.combine(counts)
    // Elsewhere the model is that of the counts.
    if let theta = state.theta { hash.combine(theta.shares) }
    for word in [generator.s0, generator.s1, generator.s2, generator.s3] { hash.combine(word) }
    hash.combine(samplesDrawn)
    hash.combine([clock, injectedCount, externalCount])
    hash.combine(engine.rawValue)
    hash.combine(settings)
    return hash.value
  }
}
