import HeatDeath

/// What the numbers of a log mean: counts, or laws that add up to 1 or to 100.
enum LogScale: Hashable, Sendable {
  case counts
  case probabilities
  case percent

  /// Rows that are looked at before that is decided.
  static let probeCount = 8

  /// How far a law may be from its sum before it is no law.
  static let tolerance = 0.02

  init(_ input: LogOptions.Input) {
    switch input {
    case .probabilities: self = .probabilities
    case .percent: self = .percent
    case .auto, .counts, .labels: self = .counts
    }
  }

  /// - Parameter rows: the first rows; of a number that is missing nothing.
  /// - Returns: `nil` where they are neither.
  init?(of rows: [[LogNumber?]]) {
    let sums = rows.map { $0.reduce(0) { $0 + ($1?.value ?? 0) } }
    let wholeCount = rows.count { $0.allSatisfy { $0 == nil || $0?.integer != nil } }
    // A row that is damaged or half written does not change what the others are.
    func most(near total: Double) -> Bool {
      let near = sums.count { abs($0 - total) <= Self.tolerance * total }
      return near > 0 && 4 * near >= 3 * sums.count
    }
    if most(near: 1) {
      self = .probabilities
    } else if 4 * wholeCount >= 3 * rows.count {
      self = .counts
    } else if most(near: 100) {
      self = .percent
    } else {
      return nil
    }
  }

  /// What notes call it.
  var name: String {
    switch self {
    case .counts: "counts"
    case .probabilities: "probabilities"
    case .percent: "percentages"
    }
  }

  /// A row in integers, or what is wrong with it.
  func amounts(of row: [LogNumber?]) -> Result<[Int64], Fault> {
    var sum = 0.0
    for number in row { sum += number?.value ?? 0 }
    guard sum > 0 else { return .failure(Fault("adds up to 0; accepted: a positive number")) }
    guard self != .counts else { return counts(of: row, sum: sum) }
    let total = self == .percent ? 100.0 : 1
    guard abs(sum - total) <= Self.tolerance * total else {
      return .failure(Fault("adds up to \(sum); accepted: \(name) that add up to \(Int(total))"))
    }
    return .success(
      row.map { number in
        guard let value = number?.value, value > 0 else { return 0 }
        return max(1, Int64(value / sum * 0x1p61))
      })
  }

  private func counts(of row: [LogNumber?], sum: Double) -> Result<[Int64], Fault> {
    guard sum <= Double(Dataset.maximumSize) else {
      return .failure(
        Fault(
          "adds up to more than \(ExactInteger.abbreviated(Dataset.maximumSize)), the largest dataset"
        ))
    }
    var total: Int64 = 0
    var amounts: [Int64] = []
    amounts.reserveCapacity(row.count)
    for number in row {
      guard let number else {
        amounts.append(0)
        continue
      }
      guard let integer = number.integer else {
        return .failure(Fault("\(number.value) is no count; accepted: whole numbers from 0"))
      }
      let (next, overflow) = total.addingReportingOverflow(integer)
      guard !overflow, next <= Dataset.maximumSize else {
        return .failure(Fault("adds up to more samples than the largest dataset"))
      }
      total = next
      amounts.append(integer)
    }
    return .success(amounts)
  }

  /// What is wrong with a row, as the rest of a sentence about it.
  struct Fault: Error, Hashable {
    let text: String
    init(_ text: String) { self.text = text }
  }
}
