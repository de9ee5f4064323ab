import HeatDeath

/// Loops of every kind, for tests that hold for all of them.
public enum EveryLoop {
  public static let samplers = [
    "softmax", "mix:0.1", "tilt:1.5", "tilt:-0.5", "models:0.5*0.5,2*0.5", "greedy", "top-k:2",
    "top-p:0.9", "min-p:0.1",
  ]
  public static let learners = [
    "exact", "smoothed:0.5", "noisy:0.05", "drifting:0.02", "sgd:0.5", "sgd:0.5:reset",
    "low-rank:1",
  ]
  public static let policies: [DataPolicy] = [.accumulate, .replace, .window(15), .subsample(6)]

  /// The loops of a sampler and a learner under every policy and every kind of batch.
  public static func loops(_ sampler: String, _ learner: String) throws -> [ClosedLoop] {
    let sampler = try Sampler(parsing: sampler)
    let learner = try Learner(parsing: learner)
    let batches = [nil, try BatchSize(5), try BatchSize(from: 3, to: 40)]
    return policies.flatMap { policy in
      batches.map { batch in
        ClosedLoop(sampler: sampler, learner: learner, policy: policy, batch: batch)
      }
    }
  }
}
