import HeatDeath

// What sentences say of a moment, decided in integers.
extension Snapshot {
  /// The one category that is the most probable, or `nil` in a tie.
  var leader: Int? { theta.shares.placeOfSoleMaximum }

  /// The categories that the model gives nothing.
  var extinct: [Int] { theta.coordinates.indices.filter { theta[$0] == 0 } }

  /// Samples drawn since the last start.
  var drawnCount: Int64 { clock - initialSize - injectedCount }

  /// Whether no sample has ever been discarded, so that the initial ones are all in the dataset.
  var keepsEverySample: Bool { size == clock }

  /// Whether what is true of the model is true of the data: it is the law of them all.
  var isOfData: Bool { theta.isEmpiricalLaw(of: counts) }

  /// Whether one category alone is left and the model cannot generate another.
  var isAlone: Bool {
    theta.coordinates.count(where: { $0 > 0 }) == 1 && counts.count(where: { $0 > 0 }) == 1
      && loop.learner.keepsZeros && !loop.sampler.revivesZeros
  }

  /// The largest m for which all but less than 10⁻ᵐ of the model's law belongs to the leader.
  var ninesOfLeader: Int {
    guard let leader else { return 0 }
    let shares = theta.shares
    let size = shares.reduce(0, +)
    let rest = size - shares[leader]
    // rest/size < 10⁻ᵐ, decided in integers.
    return rest > 0 ? Int64.largestExponent { rest <= (size - 1) / $0 } : 0
  }

  /// The largest m for which no two shares of what is alive differ by more than 10⁻ᵐ, 0 where all are
  /// the same.
  var evenness: Int {
    let alive = theta.shares.filter { $0 > 0 }
    let size = alive.reduce(0, +)
    guard let largest = alive.max(), let smallest = alive.min(), largest > smallest else {
      return 0
    }
    return Int64.largestExponent { largest - smallest <= size / $0 }
  }

  /// The largest m for which there are more than 10ᵐ times the initial samples: in the dataset, or
  /// where it does not grow, drawn.
  var decades: Int {
    let count = loop.policy.grows ? size : drawnCount
    return Int64.largestExponent { (count - 1) / initialSize >= $0 }
  }
}

/// That one category took the lead from another.
struct Overtaking {
  let former: Int
  let leader: Int
  /// The first size kept at which the new leader led.
  let size: Int64
}

extension Trajectory {
  /// The one category that leads at the last point, or `nil` in a tie.
  var leader: Int? { counts(at: count - 1).placeOfSoleMaximum }

  /// How the leader at the last point came to lead: when it did first after any other, ties left aside.
  ///
  /// It follows from the path alone, so that it is the same at whatever moments a run is looked at.
  ///
  /// - Returns: `nil` where there is no leader, and where no other has led.
  /// - Complexity: O(n·``count``).
  var lastOvertaking: Overtaking? {
    guard let leader else { return nil }
    var size = sizes[count - 1]
    for index in (0..<(count - 1)).reversed() {
      guard let other = counts(at: index).placeOfSoleMaximum else { continue }
      guard other == leader else { return Overtaking(former: other, leader: leader, size: size) }
      size = sizes[index]
    }
    return nil
  }
}

extension RandomAccessCollection<Int64> where Index == Int {
  /// How many elements stand before the one that is larger than all others; `nil` in a tie.
  fileprivate var placeOfSoleMaximum: Int? {
    guard let largest = self.max(), let first = firstIndex(of: largest),
      lastIndex(of: largest) == first
    else { return nil }
    return first - startIndex
  }
}

extension Int64 {
  /// The power of ten at or below a count ≥ 1; 0 for 0.
  var magnitudeOfTen: Int { String(self).count - 1 }

  /// The largest m, at most 18, up to which `holds` for every power of ten 10 … 10ᵐ.
  static func largestExponent(_ holds: (Int64) -> Bool) -> Int {
    var power: Int64 = 1
    for exponent in 1...18 {
      power *= 10
      if !holds(power) { return exponent - 1 }
    }
    return 18
  }
}
