/// Counts every unit of a text, where no unit has the number 0.
struct UnitTally: UnitSink {
  /// The count of each category number.
  private(set) var counts = [Int64](repeating: 0, count: 1 << 8)

  @inline(__always)
  mutating func add(_ number: Int) {
    if number >= counts.count { grow(to: number) }
    counts[number] += 1
  }

  /// Counts without a branch; what stands under 0 is thrown away.
  mutating func add(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, numbers: [UInt8]) {
    counts.withUnsafeMutableBufferPointer { counts in
      numbers.withUnsafeBufferPointer { numbers in
        for byte in bytes { counts[Int(numbers[Int(byte)])] += 1 }
      }
    }
    counts[0] = 0
  }

  @inline(never)
  private mutating func grow(to number: Int) {
    let size = max(number + 1, 2 * counts.count)
    counts.append(contentsOf: repeatElement(0, count: size - counts.count))
  }
}
