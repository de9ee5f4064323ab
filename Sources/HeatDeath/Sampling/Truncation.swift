/// Cutting a law down to its most probable categories, as language models do.
enum Truncation {
  /// How much of a law is kept.
  enum Quota {
    /// So many categories, at least one and fewer than there are.
    case count(Int)
    /// The fewest categories with that part of the whole mass.
    case mass(Double)
  }

  /// Keeps the most probable categories up to the quota, normalised.
  ///
  /// Categories tied for the last places, those of one rank, share them.
  ///
  /// The least rank kept is found by bisection: no sorting, no memory, at most 63 passes.
  ///
  /// - Precondition: of two categories the one of higher rank has no lower probability in `law`, and
  ///   those of one rank have the same.
  static func keep(_ quota: Quota, of law: inout [Double], by ranking: ProbabilityRanking) {
    let threshold = threshold(quota, of: law, by: ranking)
    var above = 0
    var massAbove = 0.0
    var total = 0.0
    var tied = 0
    var least = 0.0
    for category in law.indices {
      let value = law[category]
      total += value
      let rank = ranking[category]
      if rank > threshold {
        above += 1
        massAbove += value
      } else if rank == threshold {
        tied += 1
        least = value
      }
    }
    let places: Int
    switch quota {
    case .count(let kept): places = min(kept - above, tied)
    case .mass(let mass):
      var needed = 1
      while needed < tied,
        massAbove + Double(needed) * least < target(mass, of: total, terms: law.count)
      { needed += 1 }
      places = needed
    }
    let share = least * (Double(places) / Double(tied))
    let sum = massAbove + share * Double(tied)
    for category in law.indices {
      let rank = ranking[category]
      law[category] =
        rank > threshold ? law[category] / sum : rank == threshold ? share / sum : 0
    }
  }

  /// Keeps the categories with at least `ratio` times the largest probability, normalised.
  ///
  /// Rounding may not drop a category: a probability short of the threshold by no more than
  /// (4p + 8)·2⁻⁵² of it reaches it, p = max(1, 1/T), for the law may be that much too small and
  /// `ratio` is the double nearest to a decimal number. A ratio of 1 keeps those of the highest rank
  /// alone.
  static func keep(
    fromRatio ratio: Double, of law: inout [Double], by ranking: ProbabilityRanking,
    exponent: Double
  ) {
    var largest = 0.0
    for category in law.indices { largest = max(largest, law[category]) }
    let highest = ranking.largest
    let tolerance = min(1, (4 * max(1, exponent) + 8) * 0x1p-52)
    let threshold = ratio * largest * (1 - tolerance)
    var sum = 0.0
    for category in law.indices {
      let isKept =
        ranking[category] == highest || ratio < 1 && law[category] >= threshold
      if !isKept { law[category] = 0 }
      sum += law[category]
    }
    for category in law.indices { law[category] /= sum }
  }

  /// The largest positive rank such that the categories from it on fill the quota; the least
  /// positive rank where all of them do not.
  private static func threshold(
    _ quota: Quota, of law: [Double], by ranking: ProbabilityRanking
  ) -> UInt64 {
    var least = UInt64.max
    var largest: UInt64 = 0
    var total = 0.0
    for category in law.indices where law[category] > 0 {
      least = min(least, ranking[category])
      largest = max(largest, ranking[category])
      total += law[category]
    }
    // Invariant: the quota is filled from `filled` on (or cannot be), and not from `short` on.
    var filled = least
    var short = largest + 1
    while short - filled > 1 {
      let middle = filled + (short - filled) / 2
      if fills(quota, law, from: middle, by: ranking, total: total) {
        filled = middle
      } else {
        short = middle
      }
    }
    // Bisection ends at a rank of the law: between two of them the sums stand still.
    return filled
  }

  private static func fills(
    _ quota: Quota, _ law: [Double], from threshold: UInt64, by ranking: ProbabilityRanking,
    total: Double
  ) -> Bool {
    var count = 0
    var mass = 0.0
    for category in law.indices where ranking[category] >= threshold {
      count += 1
      mass += law[category]
    }
    switch quota {
    case .count(let kept): return count >= kept
    case .mass(let part): return mass >= target(part, of: total, terms: law.count)
    }
  }

  /// The mass that counts as `part` of the total: a sum of n terms may be that much too small.
  private static func target(_ part: Double, of total: Double, terms: Int) -> Double {
    part * total * (1 - Double(terms + 2) * 0x1p-52)
  }
}
