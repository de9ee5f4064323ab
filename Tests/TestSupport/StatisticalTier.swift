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
/// `make test` runs it with all other tests, optimised; `make test FILTER=…` builds without optimising,
/// and leaves it out.
public enum StatisticalTier {
  /// Whether the environment sets `HEATDEATH_STATISTICS`.
  public static let isOn = value != nil

  /// By how much samples are multiplied: 10 where the variable is `thorough`, an hour for a run by
  /// hand.
  public static let scale = value == "thorough" ? 10 : 1

  /// Whether the build is optimised, as that of the tier is. Assertions are kept there, and tell nothing.
  public static let isOptimised = {
    #if DEBUG
      false
    #else
      true
    #endif
  }()

  private static let value = getenv("HEATDEATH_STATISTICS").map { String(cString: $0) }
}
