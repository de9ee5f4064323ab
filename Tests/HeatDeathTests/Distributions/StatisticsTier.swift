import Glibc

/// The heavy statistical tests: suites whose names begin with "Statistics" run only in release
/// builds, and only when the environment sets HEATDEATH_STATISTICS. Set to "thorough", it multiplies
/// the samples by ten: an hour, for a run by hand.
enum StatisticsTier {
  static var isEnabled: Bool {
    #if DEBUG
      false
    #else
      getenv("HEATDEATH_STATISTICS") != nil
    #endif
  }

  /// By how much the samples are multiplied.
  static var scale: Int {
    guard let value = getenv("HEATDEATH_STATISTICS") else { return 1 }
    return strcmp(value, "thorough") == 0 ? 10 : 1
  }
}
