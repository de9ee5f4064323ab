/// Chooses how many samples to draw between two looks at the outside world, from how long the last
/// ones took: an engine that needs a millisecond a sample answers as soon as one that needs a
/// nanosecond.
///
/// A stride is ``targetDuration`` long once a few have been measured. It decides when samples are
/// drawn and never which.
public struct StrideKeeper: Hashable, Sendable {
  /// How many samples to draw next, from 1 to 2⁴⁰.
  public private(set) var stride: Int64 = 16

  /// How long the last samples took, in nanoseconds.
  public private(set) var lastDuration: UInt64 = 0

  /// How long a stride is to take, in nanoseconds: 20 ms.
  public static let targetDuration: UInt64 = 20_000_000

  public init() {}

  /// Learns how long some samples took.
  ///
  /// Fewer than a stride say only that it need not be longer, unless they took too long themselves;
  /// more than one say nothing, since they were known to be free.
  ///
  /// - Parameters:
  ///   - samples: how many were drawn, ≥ 1.
  ///   - nanoseconds: how long that took.
  public mutating func learn(samples: Int64, nanoseconds: UInt64) {
    lastDuration = nanoseconds
    guard samples <= stride, samples == stride || nanoseconds > Self.targetDuration else { return }
    let ideal = Double(samples) * Double(Self.targetDuration) / Double(max(1, nanoseconds))
    // One slow moment of the machine is no reason to start from the beginning.
    let wanted = min(max(ideal, Double(stride) / 16), Double(stride) * 4)
    stride = Int64(min(max(wanted, 1), 0x1p40))
  }
}
