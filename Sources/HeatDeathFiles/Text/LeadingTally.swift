/// Counts units until the most frequent of them have as many samples as are wanted.
///
/// Each unit adds one sample to the most frequent M together, or none, so that their number is met
/// exactly. The ranking is kept while counting: a unit that is counted goes to the front of those
/// that were as frequent as it.
///
/// - Complexity: O(log distinct units) a unit, O(1) for the frequent ones as a rule.
struct LeadingTally: UnitSink {
  private let top: Int
  private let limit: Int64
  private(set) var counts = [Int64](repeating: 0, count: 1 << 8)
  /// The numbers of the units, most frequent first, and where in it each stands.
  private var ranking: [Int] = []
  private var ranks = [Int](repeating: 0, count: 1 << 8)
  /// How many samples the first ``top`` have.
  private var samples: Int64 = 0

  /// - Parameters:
  ///   - top: M, ≥ 1; `Int.max` counts every unit.
  ///   - limit: how many samples are wanted, ≥ 1.
  init(top: Int, limit: Int64) {
    self.top = top
    self.limit = limit
  }

  var isFull: Bool { samples == limit }

  mutating func add(_ number: Int) {
    guard !isFull else { return }
    if number >= counts.count { grow(to: number) }
    if number >= LeftOut.firstUnit {
      if counts[number] == 0 {
        ranks[number] = ranking.count
        ranking.append(number)
      }
      let front = firstRank(asFrequentAs: number)
      let other = ranking[front]
      ranking[front] = number
      ranking[ranks[number]] = other
      ranks[other] = ranks[number]
      ranks[number] = front
      if front < top { samples += 1 }
    }
    counts[number] += 1
  }

  mutating func add(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, numbers: [UInt8]) {
    for byte in bytes { add(Int(numbers[Int(byte)])) }
  }

  /// The rank of the first unit with the count of this one.
  private func firstRank(asFrequentAs number: Int) -> Int {
    let count = counts[number]
    var last = ranks[number]
    guard last > 0, counts[ranking[last - 1]] == count else { return last }
    var first = 0
    while first < last {
      let middle = (first + last) / 2
      if counts[ranking[middle]] > count { first = middle + 1 } else { last = middle }
    }
    return last
  }

  @inline(never)
  private mutating func grow(to number: Int) {
    let growth = max(number + 1, 2 * counts.count) - counts.count
    counts.append(contentsOf: repeatElement(0, count: growth))
    ranks.append(contentsOf: repeatElement(0, count: growth))
  }
}
