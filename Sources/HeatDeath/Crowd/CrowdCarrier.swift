/// How the runs of a crowd get from one size to another under the settings in force: by the engine
/// that is fastest there, which depends on settings and sizes alone.
///
/// | loop | up to some thousand samples | beyond |
/// |---|---|---|
/// | the urn | ``StepLanes``, at T = 1 and ∞ leaps | ``LeapEngine`` |
/// | the urn with external data | ``StepEngine`` | ``SplittingEngine`` |
/// | others that can be leapt over | ``SplittingEngine`` | the same |
/// | others whose state is the counts | ``RetrainingEngine`` | not carried |
///
/// A run's state between two stations is its counts and its generator. So stations stand at the end
/// of a batch, and loops that remember more are refused.
struct CrowdCarrier: Sendable {
  private enum Method: Sendable {
    case urn(CountPowers)
    case split
    case steps
  }

  let settings: Settings
  let categoryCount: Int
  /// Samples before a retraining: stations are whole batches apart.
  let batch: BatchSize
  private let externalLaw: SimplexPoint
  private let method: Method

  /// The urn with external data is stepped up to here.
  private static let mostStepsWithExternal: Int64 = 1000

  /// Retrainings that loops are stepped through, which cannot be leapt over.
  private static let mostRetrainings: Int64 = 100_000

  /// - Parameters:
  ///   - initial: the law of the initial data, which external data may name.
  ///   - initialSize: ℓ, which decides the batch under ``DataPolicy/replace``.
  init(
    _ settings: Settings, initial: SimplexPoint, initialSize: Int64
  ) throws(CrowdRefusal) {
    try Self.check(settings, initial: initial, initialSize: initialSize)
    self.settings = settings
    categoryCount = initial.dimension
    let loop = settings.loop
    batch = loop.batchSize(initialSize: initialSize)
    do {
      externalLaw = try settings.externalData.law.resolved(initial: initial)
    } catch {
      throw .externalData(error)
    }
    let fraction = settings.externalData.fraction
    if loop.isUrn(initialSize: initialSize) {
      method = .urn(CountPowers(exponent: settings.temperature.exponent))
    } else if loop.refusal(of: .split, externalFraction: fraction, initialSize: initialSize) == nil
    {
      method = .split
    } else {
      method = .steps
    }
  }

  /// - Throws: why runs cannot be carried under some settings.
  /// - Complexity: O(n).
  static func check(
    _ settings: Settings, initial: SimplexPoint, initialSize: Int64
  ) throws(CrowdRefusal) {
    let loop = settings.loop
    do {
      _ = try settings.externalData.law.resolved(initial: initial)
    } catch {
      throw .externalData(error)
    }
    do { try loop.policy.validate() } catch { throw .policy(error) }
    let batch = loop.batchSize(initialSize: initialSize)
    guard batch.range.lowerBound == batch.range.upperBound else { throw .batch("\(batch)") }
    if case .window = loop.policy { throw .window("\(loop.policy)") }
    if case .gradientDescent(_, resets: false) = loop.learner.kind {
      throw .learner(loop.learner.description)
    }
  }

  /// How far runs of a crowd that began at a clock are carried.
  func furthest(from start: Int64) -> Int64 {
    guard case .steps = method else { return Dataset.maximumSize }
    let retraining = max(1, batch.range.lowerBound / RetrainingEngine.singlyDrawn)
    let (samples, overflow) = Self.mostRetrainings.multipliedReportingOverflow(by: retraining)
    let room = Dataset.maximumSize - start
    return start + (overflow ? room : min(room, samples))
  }

  /// Whether samples cost so little up to a size that stations may stand close.
  func isCheap(upTo size: Int64) -> Bool {
    guard case .urn(let powers) = method, settings.externalData.fraction == 0 else { return false }
    return isJumped(powers) || fitsLanes(powers, upTo: size)
  }

  /// T = 1 and T = ∞, where any distance is one draw.
  private func isJumped(_ powers: CountPowers) -> Bool {
    powers.exponent == 0 || powers.exponent == 1
  }

  private func fitsLanes(_ powers: CountPowers, upTo size: Int64) -> Bool {
    categoryCount <= SingleStepEngine.mostForScan && size < min(2048, Int64(powers.tabulatedCount))
  }

  /// Whether states beyond a size are drawn by an approximate engine.
  func isApproximate(at size: Int64) -> Bool {
    switch method {
    case .urn: settings.externalData.fraction > 0 && size > Self.mostStepsWithExternal
    case .split: true
    case .steps: false
    }
  }

  /// Carries all runs of a block.
  ///
  /// - Parameter isCancelled: asked before each run, or few.
  /// - Returns: whether all were carried; otherwise the block is of no use any more.
  /// - Precondition: all stand at clock `start` < `end`, whole batches apart.
  func carry(
    _ block: inout CrowdBlock, from start: Int64, to end: Int64, unless isCancelled: () -> Bool
  ) -> Bool {
    switch method {
    case .urn(let powers) where settings.externalData.fraction > 0:
      if end > Self.mostStepsWithExternal {
        return split(&block, by: end - start, unless: isCancelled)
      } else {
        return step(&block, powers, by: end - start, unless: isCancelled)
      }
    case .urn(let powers):
      if !isJumped(powers), fitsLanes(powers, upTo: end) {
        return stepSideBySide(&block, powers, by: end - start, unless: isCancelled)
      } else {
        return leap(&block, powers, by: end - start, unless: isCancelled)
      }
    case .split: return split(&block, by: end - start, unless: isCancelled)
    case .steps: return retrain(&block, by: end - start, unless: isCancelled)
    }
  }

  /// Adds samples from outside to every run at once.
  func inject(
    _ count: Int64, _ law: ExternalLaw, of initial: SimplexPoint, into block: inout CrowdBlock
  ) {
    // The law was resolved when the injection was asked for.
    guard let point = try? law.resolved(initial: initial) else { return }
    let source = Multinomial(count: count, law: point)
    for run in 0..<block.runCount {
      block.change(run) { counts, generator in
        zip(counts, source.sample(using: &generator)).map { $0 + $1 }
      }
    }
  }

  // MARK: - The engines

  private func dataset(_ counts: [Int64]) -> Dataset {
    // Counts that grew from a dataset, within the room that was checked.
    try! Dataset(counts: counts)
  }

  private func leap(
    _ block: inout CrowdBlock, _ powers: CountPowers, by samples: Int64,
    unless isCancelled: () -> Bool
  ) -> Bool {
    var engine = LeapEngine(dataset: dataset(Array(block.counts(of: 0))), powers: powers)
    for run in 0..<block.runCount {
      if isCancelled() { return false }
      block.change(run) { counts, generator in
        engine.adopt(counts)
        engine.advance(to: engine.size + samples, using: &generator)
        return engine.counts
      }
    }
    return true
  }

  private func stepSideBySide(
    _ block: inout CrowdBlock, _ powers: CountPowers, by samples: Int64,
    unless isCancelled: () -> Bool
  ) -> Bool {
    for first in stride(from: 0, to: block.runCount, by: StepLanes.laneCount) {
      if isCancelled() { return false }
      let runs = first..<min(first + StepLanes.laneCount, block.runCount)
      var lanes = StepLanes(categoryCount: categoryCount, powers: powers)
      for (lane, run) in runs.enumerated() {
        lanes.set(lane, counts: Array(block.counts(of: run)), generator: block.generators[run])
      }
      lanes.advance(by: samples)
      block.adopt(lanes, runs: runs)
    }
    return true
  }

  private func step(
    _ block: inout CrowdBlock, _ powers: CountPowers, by samples: Int64,
    unless isCancelled: () -> Bool
  ) -> Bool {
    var engine = StepEngine(
      dataset: dataset(Array(block.counts(of: 0))), powers: powers,
      externalFraction: settings.externalData.fraction, externalLaw: externalLaw)
    for run in 0..<block.runCount {
      if isCancelled() { return false }
      block.change(run) { counts, generator in
        engine.adopt(counts)
        engine.advance(by: samples, using: &generator)
        return engine.counts
      }
    }
    return true
  }

  private func split(
    _ block: inout CrowdBlock, by samples: Int64, unless isCancelled: () -> Bool
  ) -> Bool {
    for run in 0..<block.runCount {
      if isCancelled() { return false }
      block.change(run) { counts, generator in
        var engine = SplittingEngine(
          dataset: dataset(counts), loop: settings.loop, batch: batch,
          temperature: settings.temperature, externalFraction: settings.externalData.fraction,
          externalLaw: externalLaw, using: &generator)
        engine.advance(to: engine.size + samples, using: &generator)
        return engine.counts
      }
    }
    return true
  }

  private func retrain(
    _ block: inout CrowdBlock, by samples: Int64, unless isCancelled: () -> Bool
  ) -> Bool {
    for run in 0..<block.runCount {
      if isCancelled() { return false }
      block.change(run) { counts, generator in
        var engine = RetrainingEngine(
          dataset: dataset(counts), loop: settings.loop, batch: batch,
          temperature: settings.temperature, externalFraction: settings.externalData.fraction,
          externalLaw: externalLaw, using: &generator)
        engine.advance(by: samples, using: &generator)
        return engine.counts
      }
    }
    return true
  }
}
