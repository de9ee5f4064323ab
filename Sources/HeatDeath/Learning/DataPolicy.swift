/// What becomes of the training data as new samples come in.
public enum DataPolicy: Hashable, Sendable, CustomStringConvertible {
  /// Everything is kept: the paper's process.
  case accumulate
  /// Each generation keeps only the samples of its own batch: Wright–Fisher at T = 1.
  case replace
  /// The newest W samples are kept, 1 ≤ W ≤ ``largestWindow``.
  case window(Int64)
  /// Everything is kept, and each retraining sees M samples drawn from it without replacement,
  /// 1 ≤ M ≤ ``largestSubsample``; all of it while there are no more than M.
  case subsample(Int64)

  /// The largest window: the order of its samples is kept in memory, in every state that undo can
  /// return to.
  public static let largestWindow: Int64 = 1_000_000

  /// The largest subsample: drawing it takes about √M operations.
  public static let largestSubsample: Int64 = 1_000_000_000

  /// Whether the dataset grows with every sample, so that its size k is the clock.
  public var grows: Bool {
    switch self {
    case .accumulate, .subsample: true
    case .replace, .window: false
    }
  }

  /// As the command line writes it.
  public var description: String {
    switch self {
    case .accumulate: "accumulate"
    case .replace: "replace"
    case .window(let size): "window:\(size)"
    case .subsample(let size): "subsample:\(size)"
    }
  }

  /// - Throws: ``DataPolicyError`` where a size is out of range.
  func validate() throws(DataPolicyError) {
    switch self {
    case .accumulate, .replace: return
    case .window(let size):
      guard (1...Self.largestWindow).contains(size) else { throw .window(size) }
    case .subsample(let size):
      guard (1...Self.largestSubsample).contains(size) else { throw .subsample(size) }
    }
  }
}

/// A size that is out of range.
public enum DataPolicyError: Error, Hashable, Sendable, CustomStringConvertible {
  case window(Int64)
  case subsample(Int64)
  /// The number of samples a retraining.
  case batch(Int64, Int64)

  public var description: String {
    switch self {
    case .window(let size):
      "a window of \(size) samples; accepted are 1 to \(DataPolicy.largestWindow)"
    case .subsample(let size):
      "a subsample of \(size) samples; accepted are 1 to \(DataPolicy.largestSubsample)"
    case .batch(let least, let most):
      "\(least) to \(most) samples a retraining; accepted are numbers in increasing order "
        + "from 1 to \(BatchSize.largest)"
    }
  }
}
