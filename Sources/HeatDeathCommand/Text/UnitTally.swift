/// Counts every unit of a text.
struct UnitTally: UnitSink {
  private(set) var counts = [Int64](repeating: 0, count: 1 << 8)

  var isFull: Bool { false }

  @inline(__always)
  mutating func add(_ number: Int) {
    if number >= counts.count { grow(to: number) }
    counts[number] += 1
  }

  /// Counts without a branch.
  mutating func add(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, numbers: [UInt8]) {
    counts.withUnsafeMutableBufferPointer { counts in
      numbers.withUnsafeBufferPointer { numbers in
        for byte in bytes { counts[Int(numbers[Int(byte)])] += 1 }
      }
    }
  }

  @inline(never)
  private mutating func grow(to number: Int) {
    let size = max(number + 1, 2 * counts.count)
    counts.append(contentsOf: repeatElement(0, count: size - counts.count))
  }
}
