extension Shell {
  /// The numbers of categories that a screen shows.
  public static let categoryCounts = 2...4096

  /// Those that keys lead through, one at a time.
  static let categoryCountsByKey = 2...8

  /// The size that `E` flies to: 10¹⁸ samples.
  public static let eternity: Int64 = 1_000_000_000_000_000_000

  /// How long it flies, in seconds.
  static let flightSeconds = 3.0
}
