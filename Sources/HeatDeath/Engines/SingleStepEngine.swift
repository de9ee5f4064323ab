/// Single steps by the engine that is faster for so many categories; both have the same law.
enum SingleStepEngine: Sendable {
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
    if dataset.categoryCount <= Self.mostForScan {
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
    case .few(let engine): engine.counts
    case .many(let engine): engine.counts
    }
  }

  /// k.
  var size: Int64 {
    switch self {
    case .few(let engine): engine.size
    case .many(let engine): engine.size
    }
  }

  /// How many of the samples drawn came from outside.
  var externalCount: Int64 {
    switch self {
    case .few(let engine): engine.externalCount
    case .many(let engine): engine.externalCount
    }
  }
}

extension SingleStepEngine {
  /// Draws `steps` samples, retraining after each.
  ///
  /// - Precondition: 0 ≤ `steps` and the dataset stays within ``Dataset/maximumSize``.
  mutating func advance(by steps: Int64, using generator: inout Xoshiro256PlusPlus) {
    // Taken out and put back, so that the arrays have one owner and are changed in place.
    switch consume self {
    case .few(var engine):
      engine.advance(by: steps, using: &generator)
      self = .few(engine)
    case .many(var engine):
      engine.advance(by: steps, using: &generator)
      self = .many(engine)
    }
  }
}
