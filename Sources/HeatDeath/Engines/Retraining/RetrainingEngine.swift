/// The exact engine for every closed loop: draw a batch from the model as it stands, hand it to the
/// data policy, retrain, and so on.
///
/// It keeps a model apart from its data, so any learner, sampler, policy, batch and stream of
/// external data can be combined. Do not use it for the plain urn, where ``StepEngine`` gives the
/// same law some ten times as fast.
///
/// The samples of a batch are drawn one by one up to ``singlyDrawn`` of them, and all at once
/// beyond. A run that stops in the middle of such a batch sees its samples in the random order of a
/// generator that belongs to the batch, so where a run stops does not change what it draws.
///
/// - Complexity: O(n) a sample in small batches, O(n) a batch in large ones, and what the learner
///   takes; no allocation for the built-in samplers and learners.
struct RetrainingEngine: Sendable {
  /// The counts c_i of the dataset; under ``DataPolicy/replace`` those of the last full generation.
  private(set) var counts: [Int64]
  /// k.
  private(set) var size: Int64
  /// How many of the samples drawn came from outside. Where all samples are certain to be alike,
  /// which of them did is not drawn, and they are counted at their mean.
  var externalCount: Int64 {
    drawnExternalCount + Int64(externalFraction * Double(certainSamples))
  }
  private var drawnExternalCount: Int64 = 0
  /// Samples that were certain, since λ was set.
  private var certainSamples: Int64 = 0
  /// ‖Θ* − Θ‖ of the present model, and the largest so far.
  private(set) var learningError = 0.0
  private(set) var largestLearningError = 0.0

  private let policy: DataPolicy
  private let batch: BatchSize
  private let sampler: Sampler
  private var temperature: Temperature
  private var externalFraction: Double
  private var externalLaw: [Double]

  private var model: TrainedModel
  /// What the model is trained on where that is not the dataset.
  private var trainingCounts: [Int64]
  private var window: SampleWindow?
  /// τ(Θ) of the present model.
  private var samplingLaw: [Double]
  /// Whether the model or the temperature has changed since.
  private var isLawStale = true
  private var scratch: [Double]
  private var tails: [Double]

  /// The category of all samples of the present batch, where they are certain.
  private var certain: Int?
  /// The samples of the present batch still to be drawn or shown.
  private var left: Int64 = 0
  /// Where the batch was drawn at once: its samples still to be shown, those of the model first,
  /// those from outside after them.
  private var drawn: [Int64]
  private var isDrawnAtOnce = false
  private var order = Xoshiro256PlusPlus(seed: 0)
  /// The samples of the generation that will replace the dataset.
  private var generation: [Int64]
  private var generationSize: Int64 = 0

  /// Batches of at most so many samples are drawn one by one.
  static let singlyDrawn: Int64 = 16

  /// Trains the first model on `dataset`.
  init(
    dataset: Dataset, loop: ClosedLoop, batch: BatchSize, temperature: Temperature,
    externalFraction: Double, externalLaw: SimplexPoint,
    using generator: inout Xoshiro256PlusPlus
  ) {
    let categoryCount = dataset.categoryCount
    precondition(externalLaw.dimension == categoryCount, "q has another dimension")
    counts = dataset.counts.map { $0 }
    size = dataset.size
    policy = loop.policy
    self.batch = batch
    sampler = loop.sampler
    self.temperature = temperature
    self.externalFraction = externalFraction
    self.externalLaw = externalLaw.coordinates
    model = TrainedModel(loop.learner, categoryCount: categoryCount)
    trainingCounts = Array(repeating: 0, count: categoryCount)
    samplingLaw = Array(repeating: 0, count: categoryCount)
    scratch = Array(repeating: 0, count: 2 * categoryCount)
    tails = scratch
    drawn = Array(repeating: 0, count: 2 * categoryCount)
    generation = Array(repeating: 0, count: categoryCount)
    if case .window(let capacity) = loop.policy {
      let window = SampleWindow(
        capacity: capacity, counts: counts, size: size, using: &generator)
      counts = window.counts(categoryCount: categoryCount)
      size = min(size, capacity)
      self.window = window
    }
    train(using: &generator)
  }

  /// Θ, the law of the present model.
  var theta: SimplexPoint { model.law }

  /// Draws `steps` samples and retrains after each full batch.
  ///
  /// - Precondition: 0 ≤ `steps`, and the dataset stays within ``Dataset/maximumSize``.
  mutating func advance(by steps: Int64, using generator: inout Xoshiro256PlusPlus) {
    precondition(steps >= 0, "samples are drawn, never taken back")
    var rest = steps
    while rest > 0 {
      if left == 0 {
        certain = certainCategory
        if let certain {
          let jumped = jump(rest, into: certain, using: &generator)
          if externalFraction > 0 { certainSamples += jumped }
          rest -= jumped
          if rest == 0 { return }
        }
        beginBatch(using: &generator)
      }
      let taken = min(rest, left)
      if let certain {
        add(taken, of: certain)
        if externalFraction > 0 { certainSamples += taken }
      } else if isDrawnAtOnce {
        if taken == left, window == nil {
          takeAll()
        } else {
          for _ in 0..<taken { takeOne() }
        }
      } else {
        for _ in 0..<taken { draw(using: &generator) }
      }
      rest -= taken
      left -= taken
      if left == 0 { endBatch(using: &generator) }
    }
  }

  /// Samples at another temperature from the next batch on.
  mutating func setTemperature(_ temperature: Temperature) {
    self.temperature = temperature
    isLawStale = true
  }

  /// Takes other external data from now on; in a batch drawn at once, or certain, from the next on.
  mutating func setExternalData(fraction: Double, law: SimplexPoint) {
    drawnExternalCount = externalCount
    certainSamples = 0
    externalFraction = fraction
    externalLaw = law.coordinates
  }

  /// Adds samples from outside at once and retrains.
  ///
  /// - Precondition: the dataset stays within ``Dataset/maximumSize``.
  mutating func inject(
    _ injected: [Int64], size injectedSize: Int64, using generator: inout Xoshiro256PlusPlus
  ) {
    if window != nil {
      window?.push(counts: injected, size: injectedSize, using: &generator)
      counts = window?.counts(categoryCount: counts.count) ?? counts
    } else {
      for category in counts.indices { counts[category] += injected[category] }
    }
    size = counts.reduce(0, +)
    train(using: &generator)
  }

  /// Whether the next number of the generator alone decides the next sample.
  mutating func isDecidedByNextNumber() -> Bool {
    guard externalFraction == 0, window == nil, policy.grows else { return false }
    // Within a batch the law is that of its beginning.
    guard left == 0 else { return certain == nil && !isDrawnAtOnce && !isLawStale }
    return certainCategory == nil && batch.range.lowerBound == batch.range.upperBound
      && batch.range.lowerBound <= Self.singlyDrawn
  }

  // MARK: - Batches

  private mutating func beginBatch(using generator: inout Xoshiro256PlusPlus) {
    refreshLaw()
    left = batch.next(using: &generator)
    isDrawnAtOnce = certain == nil && left > Self.singlyDrawn
    guard isDrawnAtOnce else { return }
    order = Xoshiro256PlusPlus(seed: generator.next())
    let count = samplingLaw.count
    // One law over 2n outcomes: a category and whether the sample came from outside.
    for category in 0..<count {
      scratch[category] = (1 - externalFraction) * samplingLaw[category]
      scratch[count + category] = externalFraction * externalLaw[category]
    }
    for outcome in drawn.indices { drawn[outcome] = 0 }
    Multinomial.addSample(
      of: left, weights: scratch, to: &drawn, scratch: &tails, using: &generator)
  }

  private mutating func refreshLaw() {
    guard isLawStale else { return }
    sampler.apply(
      to: model.theta, counts: model.lawCounts, temperature: temperature, into: &samplingLaw)
    isLawStale = false
  }

  // MARK: - Samples without chance

  /// The category that every sample of the next batch falls into, where nothing can fall elsewhere:
  /// τ and, where there are external data, q are on one category. `nil` elsewhere.
  ///
  /// Only for learners that draw nothing, or have nothing to draw: what they draw stays the same.
  ///
  /// - Precondition: between two batches.
  private var certainCategory: Int? {
    mutating get {
      if case .custom = sampler.kind { return nil }
      guard isFunctionOfCounts || model.learner.keepsZeros && model.theta.contains(1) else {
        return nil
      }
      refreshLaw()
      guard let category = Self.onlyCategory(of: samplingLaw) else { return nil }
      guard isFunctionOfCounts || counts[category] == size else { return nil }
      guard externalFraction == 0 || Self.onlyCategory(of: externalLaw) == category else {
        return nil
      }
      return category
    }
  }

  /// Whether Θ is that of the exact learner or Laplace's smoothing of it.
  private var isFunctionOfCounts: Bool {
    if case .smoothed = model.learner.kind { return true }
    return model.learner.errorBound == 0
  }

  private static func onlyCategory(of law: [Double]) -> Int? {
    var only: Int?
    for category in law.indices where law[category] > 0 {
      if only != nil { return nil }
      only = category
    }
    return only
  }

  /// Whether no number of further samples in `category`, which is certain, changes the model.
  private func isSettled(_ category: Int) -> Bool {
    guard counts[category] == size else { return false }
    let isCorner = model.learner.keepsZeros && model.theta[category] == 1
    switch policy {
    case .accumulate, .subsample: return isCorner
    case .replace: return batch.range == size...size
    case .window(let capacity): return isCorner || size == capacity
    }
  }

  /// Whether any number of batches can be added at once though they change the model: a leader that
  /// the sampler prefers to all others only gains by them.
  private var addsBatches: Bool {
    policy == .accumulate && model.learner.errorBound == 0
      && batch.range.lowerBound == batch.range.upperBound
  }

  /// Whether every further sample falls into one category, so that any number of them costs nothing.
  var isFrozen: Bool {
    mutating get {
      guard left == 0, let category = certainCategory else { return false }
      return isSettled(category) || addsBatches
    }
  }

  /// Adds as many of `samples` certain ones as can be added at once, with the model that single
  /// steps come to, and without the numbers that would be drawn for it.
  ///
  /// - Returns: how many were added.
  private mutating func jump(
    _ samples: Int64, into category: Int, using generator: inout Xoshiro256PlusPlus
  ) -> Int64 {
    if isSettled(category) {
      if case .window(let capacity) = policy {
        add(min(samples, capacity - size), of: category)
      } else if policy != .replace {
        add(samples, of: category)
      }
      return samples
    }
    guard addsBatches else { return 0 }
    let whole = samples - samples % batch.range.lowerBound
    guard whole > 0 else { return 0 }
    add(whole, of: category)
    train(using: &generator)
    return whole
  }

  private mutating func add(_ samples: Int64, of category: Int) {
    switch policy {
    case .accumulate, .subsample:
      counts[category] += samples
      size += samples
    case .replace:
      generation[category] += samples
      generationSize += samples
    case .window:
      for _ in 0..<samples { add(category) }
    }
  }

  /// How many samples of a batch drawn at once are left where they can be taken together.
  var freeSampleCount: Int64 {
    window == nil && (isDrawnAtOnce || certain != nil) ? left : 0
  }

  /// Draws one sample.
  private mutating func draw(using generator: inout Xoshiro256PlusPlus) {
    if externalFraction > 0, generator.nextUnitInterval() < externalFraction {
      drawnExternalCount += 1
      add(Self.category(generator.nextUnitInterval(), law: externalLaw))
    } else {
      add(Self.category(generator.nextUnitInterval(), law: samplingLaw))
    }
  }

  /// Shows one of the samples drawn at once, each as likely as any other.
  private mutating func takeOne() {
    var total: Int64 = 0
    for outcome in drawn.indices { total += drawn[outcome] }
    var rest = Int64(order.nextInteger(below: UInt64(total)))
    var outcome = 0
    while rest >= drawn[outcome] {
      rest -= drawn[outcome]
      outcome += 1
    }
    drawn[outcome] -= 1
    if outcome >= counts.count { drawnExternalCount += 1 }
    add(outcome % counts.count)
  }

  /// Shows all that is left of the samples drawn at once.
  private mutating func takeAll() {
    let count = counts.count
    for category in 0..<count {
      drawnExternalCount += drawn[count + category]
      add(drawn[category] + drawn[count + category], of: category)
      drawn[category] = 0
      drawn[count + category] = 0
    }
  }

  private mutating func add(_ category: Int) {
    switch policy {
    case .accumulate, .subsample:
      counts[category] += 1
      size += 1
    case .replace:
      generation[category] += 1
      generationSize += 1
    case .window:
      counts[category] += 1
      size += 1
      if let leaving = window?.push(category) {
        counts[leaving] -= 1
        size -= 1
      }
    }
  }

  private mutating func endBatch(using generator: inout Xoshiro256PlusPlus) {
    if policy == .replace {
      swap(&counts, &generation)
      size = generationSize
      generationSize = 0
      for category in generation.indices { generation[category] = 0 }
    }
    train(using: &generator)
  }

  // MARK: - Training

  private mutating func train(using generator: inout Xoshiro256PlusPlus) {
    if case .subsample(let draws) = policy, draws < size {
      MultivariateHypergeometric.draw(
        draws, from: counts, into: &trainingCounts, using: &generator)
      model.train(on: trainingCounts, using: &generator)
    } else {
      model.train(on: counts, using: &generator)
    }
    learningError = model.error(on: counts)
    largestLearningError = max(largestLearningError, learningError)
    isLawStale = true
  }

  /// The category whose share of `law` holds the fraction `uniform` < 1.
  private static func category(_ uniform: Double, law: [Double]) -> Int {
    var total = 0.0
    for index in law.indices { total += law[index] }
    let target = uniform * total
    var category = 0
    var cumulative = law[0]
    while target >= cumulative {
      category += 1
      cumulative += law[category]
    }
    return category
  }
}
