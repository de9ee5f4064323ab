import Glibc
import HeatDeath

/// At which dataset sizes k a run is recorded, from ℓ to K.
package enum RecordSchedule: Hashable, Sendable, CustomStringConvertible {
  /// At K only.
  case final
  /// At up to that many sizes spaced evenly in ln k, ℓ and K included; rounded to integers, equal
  /// ones merged.
  case logarithmic(Int)
  /// At ℓ, at every so many samples after it, and at K.
  case every(Int64)

  /// How many points `log:POINTS` may have.
  private static let mostPoints = 1_000_000

  /// Reads `final`, `log:POINTS` or `every:STEPS`.
  package static func parse(_ text: String) throws -> RecordSchedule {
    if text == "final" { return .final }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    do {
      switch (parts[0], parts.count) {
      case ("log", 2):
        return .logarithmic(try ExactInteger.parse(parts[1], in: 2...mostPoints))
      case ("every", 2):
        return .every(try ExactInteger.parse(parts[1], in: 1...Dataset.maximumSize))
      default:
        throw OptionValues.Failure(
          description:
            "accepted: final, log:POINTS such as log:100, or every:STEPS such as every:1000")
      }
    } catch let error as NumberError {
      throw OptionValues.Failure(description: error.description)
    }
  }

  /// As the option takes it.
  package var description: String {
    switch self {
    case .final: "final"
    case .logarithmic(let count): "log:\(count)"
    case .every(let steps): "every:\(steps)"
    }
  }

  /// At about how many sizes a run of `distance` samples stops.
  package func count(distance: Int64) -> Int {
    switch self {
    case .final: 1
    case .logarithmic(let count): count
    case .every(let steps): Int(clamping: distance / steps + 2)
    }
  }

  /// The sizes in increasing order.
  package func sizes(from start: Int64, to end: Int64) -> RecordSizes {
    RecordSizes(schedule: self, start: start, end: end)
  }
}

/// The sizes of a ``RecordSchedule``, one after the other: they may be too many to store.
package struct RecordSizes: Sequence, IteratorProtocol {
  private let schedule: RecordSchedule
  private let start: Int64
  private let end: Int64
  private var last: Int64?
  private var point = 0

  /// - Precondition: 0 ≤ `start` ≤ `end`.
  init(schedule: RecordSchedule, start: Int64, end: Int64) {
    precondition(start >= 0 && start <= end, "sizes from the start to K")
    self.schedule = schedule
    self.start = start
    self.end = end
  }

  package mutating func next() -> Int64? {
    guard last != end else { return nil }
    let size =
      switch schedule {
      case .final: end
      case .every(let steps): nextMultiple(of: steps)
      case .logarithmic(let count): nextPoint(of: count)
      }
    last = size
    return size
  }

  private func nextMultiple(of steps: Int64) -> Int64 {
    guard let last else { return start }
    return end - last > steps ? last + steps : end
  }

  /// ℓ·(K/ℓ)^{j/(P−1)} for the next j that brings a new integer; from 0 on, first 0, then with ℓ = 1.
  private mutating func nextPoint(of count: Int) -> Int64 {
    if start == 0, last == nil, count > 1 { return 0 }
    let start = Swift.max(start, 1)
    while point < count - 1 {
      let share = Double(point) / Double(count - 1)
      let value = Double(start) * exp(share * log(Double(end) / Double(start)))
      point += 1
      let size =
        value < Double(end) ? Swift.max(start, Swift.min(end, Int64(value.rounded()))) : end
      if size > last ?? 0 { return size }
    }
    return end
  }
}
