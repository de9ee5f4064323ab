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
  /// Categories tied for the last places share them.
  ///
  /// The least probability kept is found by bisection over bit patterns, which order positive
  /// doubles as their values do: no sorting, no memory, at most 62 passes.
  static func keep(_ quota: Quota, of law: inout [Double]) {
    let threshold = threshold(quota, of: law)
    var above = 0
    var massAbove = 0.0
    var total = 0.0
    var tied = 0
    for category in law.indices {
      let value = law[category]
      total += value
      if value > threshold {
        above += 1
        massAbove += value
      } else if value == threshold {
        tied += 1
      }
    }
    let places: Int
    switch quota {
    case .count(let kept): places = min(kept - above, tied)
    case .mass(let mass):
      var needed = 1
      while needed < tied,
        massAbove + Double(needed) * threshold < target(mass, of: total, terms: law.count)
      { needed += 1 }
      places = needed
    }
    let share = threshold * (Double(places) / Double(tied))
    let sum = massAbove + share * Double(tied)
    for category in law.indices {
      let value = law[category]
      law[category] = value > threshold ? value / sum : value == threshold ? share / sum : 0
    }
  }

  /// Keeps the categories with at least `ratio` times the largest probability, normalised.
  static func keep(fromRatio ratio: Double, of law: inout [Double]) {
    var largest = 0.0
    for category in law.indices { largest = max(largest, law[category]) }
    var sum = 0.0
    for category in law.indices {
      if law[category] < ratio * largest { law[category] = 0 }
      sum += law[category]
    }
    for category in law.indices { law[category] /= sum }
  }

  /// The largest positive value v such that the categories from v on fill the quota; the least
  /// positive value where all of them do not.
  private static func threshold(_ quota: Quota, of law: [Double]) -> Double {
    var least = Double.infinity
    var largest = 0.0
    var total = 0.0
    for category in law.indices where law[category] > 0 {
      least = min(least, law[category])
      largest = max(largest, law[category])
      total += law[category]
    }
    // Invariant: the quota is filled from `filled` on (or cannot be), and not from `short` on.
    var filled = least.bitPattern
    var short = largest.bitPattern + 1
    while short - filled > 1 {
      let middle = filled + (short - filled) / 2
      if fills(quota, law, from: Double(bitPattern: middle), total: total) {
        filled = middle
      } else {
        short = middle
      }
    }
    // Bisection ends at a value of the law: between two of them the sums stand still.
    return Double(bitPattern: filled)
  }

  private static func fills(
    _ quota: Quota, _ law: [Double], from threshold: Double, total: Double
  ) -> Bool {
    var count = 0
    var mass = 0.0
    for category in law.indices where law[category] >= threshold {
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
