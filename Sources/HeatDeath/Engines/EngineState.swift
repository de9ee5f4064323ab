/// The engine in force and all that it has drawn: one of four, never two.
enum EngineState: Sendable {
  /// The urn by single steps.
  case single(SingleStepEngine)
  /// Every other loop by single steps.
  case retraining(RetrainingEngine)
  /// The urn by exact leaps.
  case leaping(LeapEngine)
  /// Other loops by approximate leaps.
  case splitting(SplittingEngine)
  /// Stands in while an engine is taken out to be changed in place.
  case absent

  /// Which of the engines that can be asked for this is.
  var engine: Engine {
    switch self {
    case .single, .retraining, .absent: .step
    case .leaping: .leap
    case .splitting: .split
    }
  }

  /// The counts c_i of the dataset.
  var counts: [Int64] {
    switch self {
    case .single(let engine): engine.counts
    case .retraining(let engine): engine.counts
    case .leaping(let engine): engine.counts
    case .splitting(let engine): engine.counts
    case .absent: []
    }
  }

  /// k.
  var size: Int64 {
    switch self {
    case .single(let engine): engine.size
    case .retraining(let engine): engine.size
    case .leaping(let engine): engine.size
    case .splitting(let engine): engine.size
    case .absent: 0
    }
  }

  /// Θ; `nil` where it is the empirical law of the counts.
  var theta: SimplexPoint? {
    switch self {
    case .retraining(let engine): engine.theta
    case .splitting(let engine): engine.theta
    case .single, .leaping, .absent: nil
    }
  }

  /// ‖Θ* − Θ‖ at the last retraining.
  var learningError: Double {
    switch self {
    case .retraining(let engine): engine.learningError
    case .splitting(let engine): engine.learningError
    case .single, .leaping, .absent: 0
    }
  }

  /// The largest ``learningError`` that this engine has seen.
  var largestLearningError: Double {
    switch self {
    case .retraining(let engine): engine.largestLearningError
    case .splitting(let engine): engine.largestLearningError
    case .single, .leaping, .absent: 0
    }
  }

  /// How many of the samples that this engine has drawn came from outside.
  var externalCount: Int64 {
    switch self {
    case .single(let engine): engine.externalCount
    case .retraining(let engine): engine.externalCount
    case .splitting(let engine): engine.externalCount
    case .leaping, .absent: 0
    }
  }

  /// Whether by single steps every further sample falls into one category.
  var isFrozen: Bool {
    mutating get {
      if case .single(let engine) = self { return engine.isFrozen }
      var isFrozen = false
      _ = changeRetraining { isFrozen = $0.isFrozen }
      return isFrozen
    }
  }

  /// How many of the next samples take no time to draw, because they are decided already.
  var freeSampleCount: Int64 {
    mutating get {
      if isFrozen { return .max }
      if case .retraining(let engine) = self { return engine.freeSampleCount }
      return 0
    }
  }
}

// An engine is taken out to change and put back, so that its arrays have one owner and change in
// place.
extension EngineState {
  /// Draws `steps` samples.
  ///
  /// - Precondition: the dataset stays within ``Dataset/maximumSize``.
  mutating func advance(by steps: Int64, using generator: inout Xoshiro256PlusPlus) {
    switch consume self {
    case .single(var engine):
      engine.advance(by: steps, using: &generator)
      self = .single(engine)
    case .retraining(var engine):
      engine.advance(by: steps, using: &generator)
      self = .retraining(engine)
    case .leaping(var engine):
      engine.advance(to: engine.size + steps, using: &generator)
      self = .leaping(engine)
    case .splitting(var engine):
      engine.advance(to: engine.size + steps, using: &generator)
      self = .splitting(engine)
    case .absent:
      self = .absent
    }
  }

  /// Draws one leap up to the size `limit`.
  ///
  /// - Precondition: an engine that leaps is in force.
  mutating func leap(limit: Int64, using generator: inout Xoshiro256PlusPlus) {
    switch consume self {
    case .leaping(var engine):
      engine.leap(limit: limit, using: &generator)
      self = .leaping(engine)
    case .splitting(var engine):
      engine.leap(limit: limit, using: &generator)
      self = .splitting(engine)
    case .single, .retraining, .absent:
      preconditionFailure("no engine that leaps is in force")
    }
  }

  /// Changes the engine that keeps a model, where that is the one in force.
  ///
  /// - Returns: whether it is.
  mutating func changeRetraining(_ change: (inout RetrainingEngine) -> Void) -> Bool {
    switch consume self {
    case .retraining(var engine):
      change(&engine)
      self = .retraining(engine)
      return true
    case let other:
      self = other
      return false
    }
  }
}
