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
    hash.combine([
      Int64(truncatingIfNeeded: samplesDrawn), Int64(truncatingIfNeeded: samplesDrawn >> 64), clock,
      injectedCount, externalCount,
    ])
    hash.combine(engine.rawValue)
    settings.combine(into: &hash)
    return hash.value
  }
}

extension Settings {
  fileprivate func combine(into hash: inout FNV1a) {
    hash.combine(temperature.value)
    hash.combine(externalData.fraction)
    switch externalData.law {
    case .initial: hash.combine("initial")
    case .uniform: hash.combine("uniform")
    case .category(let category): hash.combine("category \(category)")
    case .point(let point): for coordinate in point.coordinates { hash.combine(coordinate) }
    }
    hash.combine("\(loop.sampler)")
    hash.combine("\(loop.learner)")
    hash.combine("\(loop.policy)")
    if let batch = loop.batch { hash.combine("\(batch)") }
    hash.combine(seed)
  }
}
