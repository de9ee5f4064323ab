/// Why an engine cannot advance a closed loop.
public enum EngineRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// The leap needs the urn: softmax, the exact learner, data that accumulate, one sample a
  /// retraining, nothing from outside. `part` says what is different.
  case notAnUrn(part: String)
  /// Under this policy the dataset does not grow, so there is no ln k to leap in.
  case doesNotGrow(policy: String)
  /// The training data are drawn anew at each retraining.
  case subsampled
  /// The learner remembers its parameters, or makes noise of its own, at each retraining.
  case learner(String)
  /// The sampler jumps, so that no step is short enough.
  case sampler(String)

  public var description: String {
    switch self {
    case .notAnUrn(let part):
      "the exact leap is for softmax, the exact learner, accumulating data, one sample a "
        + "retraining and no external data; here \(part)"
    case .doesNotGrow(let policy):
      "the dataset does not grow under \(policy), so there is nothing to leap over"
    case .subsampled:
      "each retraining draws its own subsample, so no retraining can be left out"
    case .learner(let name):
      "every retraining of \(name) changes the model in its own way, so none can be left out"
    case .sampler(let name):
      "\(name) is not continuous, so its law cannot be followed in leaps"
    }
  }
}

extension ClosedLoop {
  /// Why `engine` cannot advance this loop, or `nil` where it can.
  ///
  /// - Parameters:
  ///   - engine: the one asked for.
  ///   - externalFraction: λ.
  ///   - initialSize: ℓ, which decides the batch under ``DataPolicy/replace``.
  public func refusal(
    of engine: Engine, externalFraction: Double, initialSize: Int64
  ) -> EngineRefusal? {
    switch engine {
    case .step: nil
    case .leap: leapRefusal(externalFraction: externalFraction, initialSize: initialSize)
    case .split: splitRefusal
    }
  }

  /// The engine that leaps over this loop: the exact one where it holds, else the approximate one.
  ///
  /// - Throws: why the approximate one does not hold either.
  public func leapingEngine(
    externalFraction: Double, initialSize: Int64
  ) throws(EngineRefusal) -> Engine {
    if leapRefusal(externalFraction: externalFraction, initialSize: initialSize) == nil {
      return .leap
    }
    if let splitRefusal { throw splitRefusal }
    return .split
  }

  /// Whether this is the urn that ``StepEngine`` and ``LeapEngine`` are made for: each retraining
  /// takes one sample, drawn with weight c_iᵖ.
  func isUrn(initialSize: Int64) -> Bool {
    leapRefusal(externalFraction: 0, initialSize: initialSize) == nil
  }

  private func leapRefusal(externalFraction: Double, initialSize: Int64) -> EngineRefusal? {
    if externalFraction > 0 { return .notAnUrn(part: "a fraction of the data is external") }
    if sampler != .softmax { return .notAnUrn(part: "the sampler is \(sampler)") }
    if learner != .exact { return .notAnUrn(part: "the learner is \(learner)") }
    if policy != .accumulate { return .notAnUrn(part: "the policy is \(policy)") }
    if batchSize(initialSize: initialSize) != .one {
      return .notAnUrn(part: "there are several samples a retraining")
    }
    return nil
  }

  private var splitRefusal: EngineRefusal? {
    if !policy.grows { return .doesNotGrow(policy: policy.description) }
    if case .subsample = policy { return .subsampled }
    if !learner.isFunctionOfCounts { return .learner(learner.description) }
    if !sampler.isContinuous { return .sampler(sampler.description) }
    return nil
  }
}
