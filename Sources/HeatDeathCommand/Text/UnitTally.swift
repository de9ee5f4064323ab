/// Counts every unit of a text.
struct UnitTally: UnitSink {
  /// The count of each category number.
  private(set) var counts = [Int64](repeating: 0, count: 1 << 8)

  @inline(__always)
  mutating func add(_ number: Int) {
    if number >= counts.count { grow(to: number) }
    counts[number] += 1
  }

  @inline(never)
  private mutating func grow(to number: Int) {
    let size = max(number + 1, 2 * counts.count)
    counts.append(contentsOf: repeatElement(0, count: size - counts.count))
  }
}
