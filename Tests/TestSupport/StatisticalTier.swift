import Glibc

/// Tests that draw too many samples for a debug build.
///
/// A suite belongs to the tier when its type's name ends in `Statistics` and it is enabled by
/// ``isOn``:
///
/// ```swift
/// @Suite(.enabled(if: StatisticalTier.isOn))
/// struct BinomialStatistics { … }
/// ```
///
/// `make test` runs the tier after all other tests, optimised.
public enum StatisticalTier {
  /// Whether the environment says `HEATDEATH_STATISTICS=1`.
  public static let isOn = getenv("HEATDEATH_STATISTICS").map { String(cString: $0) } == "1"
}
