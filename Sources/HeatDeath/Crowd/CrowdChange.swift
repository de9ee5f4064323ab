/// Something done to a crowd, and the clock k at which every run stood.
public struct CrowdChange: Hashable, Sendable {
  /// What can be done.
  public enum Kind: Hashable, Sendable {
    /// Temperature, external data or loop from there on; the seed stays.
    case settings(Settings)
    /// `count` samples of a law at once, into every run.
    case inject(count: Int64, law: ExternalLaw)
    /// The next station is k = `at`, however far.
    case land(at: Int64)
  }

  public let clock: Int64
  public let kind: Kind

  public init(clock: Int64, kind: Kind) {
    self.clock = clock
    self.kind = kind
  }
}
