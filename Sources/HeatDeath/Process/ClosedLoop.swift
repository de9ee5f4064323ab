/// How the loop is closed: the sampler, the learner, what becomes of the data, and how many samples
/// come before a retraining.
///
/// ``paper`` is the process of the paper's theorems: softmax, the exact learner, data that
/// accumulate, one sample a retraining. Any combination can be stepped through, retraining by
/// retraining; which ones can be leapt over, ``refusal(of:externalFraction:initialSize:)`` says.
public struct ClosedLoop: Hashable, Sendable {
  /// τ.
  public var sampler: Sampler

  /// How the dataset becomes a model.
  public var learner: Learner

  /// What becomes of the dataset.
  public var policy: DataPolicy

  /// How many samples are drawn before each retraining; `nil` stands for one, and under
  /// ``DataPolicy/replace`` for as many as the initial dataset has.
  public var batch: BatchSize?

  public static let paper = ClosedLoop()

  public init(
    sampler: Sampler = .softmax, learner: Learner = .exact, policy: DataPolicy = .accumulate,
    batch: BatchSize? = nil
  ) {
    self.sampler = sampler
    self.learner = learner
    self.policy = policy
    self.batch = batch
  }

  /// The batch in force, given the size ℓ of the initial dataset.
  public func batchSize(initialSize: Int64) -> BatchSize {
    if let batch { return batch }
    guard policy == .replace else { return .one }
    let size = min(initialSize, BatchSize.largest)
    return BatchSize(validated: size...size)
  }
}
