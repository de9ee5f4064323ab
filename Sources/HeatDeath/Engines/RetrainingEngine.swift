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
  /// How many of the samples drawn came from outside.
  private(set) var externalCount: Int64 = 0
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
        if let category = frozenCategory { return addFrozen(rest, of: category) }
        beginBatch(using: &generator)
      }
      let taken = min(rest, left)
      if isDrawnAtOnce {
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

  /// Takes other external data from now on; in a batch drawn at once, from the next one on.
  mutating func setExternalData(fraction: Double, law: SimplexPoint) {
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

  // MARK: - Batches

  private mutating func beginBatch(using generator: inout Xoshiro256PlusPlus) {
    refreshLaw()
    left = batch.next(using: &generator)
    isDrawnAtOnce = left > Self.singlyDrawn
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

  // MARK: - Frozen runs

  /// The category that has every sample, where no other can come back and so nothing is left to
  /// chance: nothing comes from outside, and neither learner nor sampler gives a category without
  /// samples anything. `nil` elsewhere, and where generations still change in size.
  ///
  /// - Precondition: between two batches.
  private var frozenCategory: Int? {
    mutating get {
      guard externalFraction == 0, model.learner.keepsZeros else { return nil }
      if case .custom = sampler.kind { return nil }
      var first = 0
      while counts[first] == 0 { first += 1 }
      guard counts[first] == size, model.theta[first] == 1 else { return nil }
      if policy == .replace, batch.range != size...size { return nil }
      refreshLaw()
      for category in samplingLaw.indices where category != first {
        if samplingLaw[category] > 0 { return nil }
      }
      return first
    }
  }

  /// Adds samples of the only category there is: what drawing them one by one comes to, without the
  /// numbers that would be drawn for it.
  private mutating func addFrozen(_ samples: Int64, of category: Int) {
    switch policy {
    case .accumulate, .subsample:
      counts[category] += samples
      size += samples
    case .replace: break
    case .window(let capacity):
      let added = min(samples, capacity - size)
      for _ in 0..<added { _ = window?.push(category) }
      counts[category] += added
      size += added
    }
  }

  /// Whether every further sample falls into the one category left, so that any number of them
  /// costs nothing.
  var isFrozen: Bool {
    mutating get { left == 0 && frozenCategory != nil }
  }

  /// Draws one sample.
  private mutating func draw(using generator: inout Xoshiro256PlusPlus) {
    if externalFraction > 0, generator.nextUnitInterval() < externalFraction {
      externalCount += 1
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
    if outcome >= counts.count { externalCount += 1 }
    add(outcome % counts.count)
  }

  /// Shows all that is left of the samples drawn at once.
  private mutating func takeAll() {
    let count = counts.count
    for category in 0..<count {
      let samples = drawn[category] + drawn[count + category]
      externalCount += drawn[count + category]
      if policy == .replace {
        generation[category] += samples
        generationSize += samples
      } else {
        counts[category] += samples
        size += samples
      }
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
