/// Why there is no crowd of a scenario, or why something cannot be done to one.
public enum CrowdRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// Not so many runs.
  case runs(Int)
  /// Under a window the order of the samples belongs to the state of a run.
  case window(String)
  /// The learner's parameters belong to the state of a run.
  case learner(String)
  /// Where batches vary, a run may stand in the middle of one.
  case batch(String)
  /// External data that do not fit.
  case externalData(ExternalDataError)
  /// A window, subsample or batch out of range.
  case policy(DataPolicyError)
  /// More samples injected than there is room for.
  case injection(count: Int64, room: Int64)
  /// Nothing that is done to a crowd.
  case change

  public var description: String {
    switch self {
    case .runs(let runs):
      "a crowd of \(runs) runs; accepted are \(Crowd.runCounts.lowerBound) to "
        + "\(Crowd.runCounts.upperBound)"
    case .window(let policy):
      "a crowd keeps the counts of its runs alone, and under \(policy) the order of the samples "
        + "counts as well"
    case .learner(let name):
      "a crowd keeps the counts of its runs alone, and \(name) has a memory besides"
    case .batch(let sizes):
      "the runs of a crowd are compared after whole batches, and \(sizes) samples a retraining vary"
    case .externalData(let error): error.description
    case .policy(let error): error.description
    case .injection(let count, let room):
      "\(count) samples cannot be injected; accepted are 0 to \(room)"
    case .change: "a crowd takes another temperature, loop, external data, or samples injected"
    }
  }
}
