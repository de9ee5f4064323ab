/// Safe clocks by count, for the length of one leap: among many categories most counts recur, and
/// the clock depends on the count alone.
///
/// One slot for each residue of the count; a collision only costs the work twice.
struct SafeClockCache: Sendable {
  private static let slotCount = 256
  private var counts = [Int64](repeating: 0, count: slotCount)
  private var clocks = [Double](repeating: 0, count: slotCount)

  /// Forgets everything. Zero marks a free slot: no category at zero has a clock.
  mutating func removeAll() {
    for slot in 0..<Self.slotCount { counts[slot] = 0 }
  }

  /// The clock kept for `count`, or what `compute` gives.
  @inline(__always)
  mutating func value(for count: Int64, orElse compute: () -> Double) -> Double {
    let slot = Int(count & Int64(Self.slotCount - 1))
    if counts[slot] == count { return clocks[slot] }
    let clock = compute()
    counts[slot] = count
    clocks[slot] = clock
    return clock
  }
}
