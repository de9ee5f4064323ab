import Glibc

/// The heavy statistical tests: suites whose names begin with "Statistics" run only in release
/// builds, and only when the environment sets HEATDEATH_STATISTICS.
enum StatisticsTier {
  static var isEnabled: Bool {
    #if DEBUG
      false
    #else
      getenv("HEATDEATH_STATISTICS") != nil
    #endif
  }
}
