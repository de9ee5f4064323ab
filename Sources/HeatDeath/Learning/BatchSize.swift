/// How many samples are drawn before each retraining: fixed, or uniform on a range (the paper's
/// footnote 3).
public struct BatchSize: Hashable, Sendable, CustomStringConvertible {
  /// The smallest and the largest batch.
  public let range: ClosedRange<Int64>

  /// The largest batch.
  public static let largest: Int64 = 1_000_000_000

  /// One sample a retraining.
  public static let one = BatchSize(validated: 1...1)

  /// - Throws: ``DataPolicyError/batch(_:_:)`` unless 1 ≤ `least` ≤ `most` ≤ ``largest``.
  public init(from least: Int64, to most: Int64) throws(DataPolicyError) {
    guard least >= 1, least <= most, most <= Self.largest else { throw .batch(least, most) }
    range = least...most
  }

  /// The same number before each retraining.
  public init(_ size: Int64) throws(DataPolicyError) { try self.init(from: size, to: size) }

  init(validated range: ClosedRange<Int64>) { self.range = range }

  /// As the command line writes it: `5`, or `3..40`.
  public var description: String {
    range.lowerBound == range.upperBound
      ? "\(range.lowerBound)" : "\(range.lowerBound)..\(range.upperBound)"
  }

  /// The number of samples of the next batch; nothing is drawn where it is fixed.
  func next(using generator: inout some RandomNumberGenerator) -> Int64 {
    range.lowerBound == range.upperBound
      ? range.lowerBound
      : range.lowerBound + Int64(generator.nextInteger(below: UInt64(range.count)))
  }
}
