/// Single steps by the engine that is faster for so many categories; all have the same law.
enum SingleStepEngine: Sendable {
  case one(SingleCategoryEngine)
  case few(StepEngine)
  case many(TreeEngine)

  /// Up to here ``StepEngine`` is faster.
  static let mostForScan = 24

  /// Creates an engine at `dataset`.
  ///
  /// - Parameter externalLaw: q, of the same dimension as the dataset; unused where λ = 0.
  init(
    dataset: Dataset, powers: CountPowers, externalFraction: Double, externalLaw: SimplexPoint
  ) {
    let single = SingleCategoryEngine(
      dataset: dataset, externalFraction: externalFraction, externalLaw: externalLaw)
    if let single {
      self = .one(single)
    } else if dataset.categoryCount <= Self.mostForScan {
      self = .few(
        StepEngine(
          dataset: dataset, powers: powers, externalFraction: externalFraction,
          externalLaw: externalLaw))
    } else {
      self = .many(
        TreeEngine(
          dataset: dataset, powers: powers, externalFraction: externalFraction,
          externalLaw: externalLaw))
    }
  }

  /// The counts c_i.
  var counts: [Int64] {
    switch self {
    case .one(let engine): engine.counts
    case .few(let engine): engine.counts
    case .many(let engine): engine.counts
    }
  }

  /// k.
  var size: Int64 {
    switch self {
    case .one(let engine): engine.size
    case .few(let engine): engine.size
    case .many(let engine): engine.size
    }
  }

  /// How many of the samples drawn came from outside.
  var externalCount: Int64 {
    switch self {
    case .one(let engine): engine.externalCount
    case .few(let engine): engine.externalCount
    case .many(let engine): engine.externalCount
    }
  }
}

extension SingleStepEngine {
  /// Whether any number of samples costs nothing.
  var isFrozen: Bool {
    if case .one = self { return true }
    return false
  }

  /// Draws `steps` samples, retraining after each.
  ///
  /// - Precondition: 0 ≤ `steps` and the dataset stays within ``Dataset/maximumSize``.
  mutating func advance(by steps: Int64, using generator: inout Xoshiro256PlusPlus) {
    // Taken out and put back, so that the arrays have one owner and are changed in place.
    switch consume self {
    case .one(var engine):
      engine.advance(by: steps)
      self = .one(engine)
    case .few(var engine):
      engine.advance(by: steps, using: &generator)
      self = .few(engine)
    case .many(var engine):
      engine.advance(by: steps, using: &generator)
      self = .many(engine)
    }
  }
}
