import RealModule

/// Which of several categories explodes first: the quadrature of ``WinnerOdds``.
struct ExplosionRace {
  struct Result {
    /// The odds of all categories with one count together.
    var shares: [Double]
    /// The estimated relative error of each.
    var errors: [Double]
    var points: Int
  }

  /// One count, and how many categories have it.
  private struct Entrant {
    var time: ExplosionTime
    /// (c_i/c_m)^p, with m the leader: the leader's clock in units of this one.
    let rate: Double
    /// EH_i − EH_m in units of this one.
    let delay: Double
    let multiplicity: Int
    /// The integral so far, by all points and by every other one; and the largest integrand.
    var sum = 0.0
    var coarseSum = 0.0
    var largest = 0.0

    mutating func forget() { (sum, coarseSum, largest) = (0, 0, 0) }
  }

  private static let firstStep = 0.04
  private static let mostHalvings = 4
  /// The relative error asked for.
  private static let tolerance = 1e-9
  /// Points are even over this many standard deviations of the leader.
  private static let width = 8.0
  private static let mostPoints = 4000
  /// What is left out at both ends, of the largest value.
  private static let negligible = 1e-15

  private var entrants: [Entrant]
  /// The leader's mean time κ, and ε.
  private let mean: Double
  private let spread: Double
  private var values: [ExplosionTime.Value]

  /// - Parameter counts: different positive counts, the largest first.
  init(counts: [Int64], multiplicities: [Int], exponent: Double) {
    let largest = counts[0]
    entrants = zip(counts, multiplicities).map { count, multiplicity in
      // Σ_{m=c_i}^{c_m − 1} m^{−p}: the difference of the means, and no difference of numbers.
      let delay =
        count < largest
        ? PowerSum(count: Double(count), exponent: exponent).value(Double(largest - count)) : 0
      return Entrant(
        time: ExplosionTime(count: Double(count), exponent: exponent),
        rate: powerOfRatio(count, largest, exponent: exponent), delay: delay,
        multiplicity: multiplicity)
    }
    mean = PowerSum(count: Double(largest), exponent: exponent).value(.infinity)
    spread = Self.width * Double.sqrt(entrants[0].time.variance) / mean
    values = entrants.map { _ in ExplosionTime.Value(density: 0, survival: 1) }
  }

  /// Halves the step until the estimated error is small: many categories abreast end a race sooner,
  /// and more sharply, than the leader alone.
  mutating func run() -> Result {
    var step = Self.firstStep
    for _ in 0..<Self.mostHalvings {
      let result = sweep(step)
      if result.errors.allSatisfy({ $0 <= Self.tolerance }) { return result }
      step /= 2
    }
    return sweep(step)
  }

  private mutating func sweep(_ step: Double) -> Result {
    for entrant in entrants.indices { entrants[entrant].forget() }
    var points = 0
    for direction in [1, -1] {
      var quiet = 0
      var index = direction > 0 ? 0 : -1
      while quiet < 2, points < Self.mostPoints {
        quiet = add(index, step: step) ? quiet + 1 : 0
        index += direction
        points += 1
      }
    }
    let total = entrants.reduce(0) { $0 + $1.sum }
    let coarse = entrants.reduce(0) { $0 + $1.coarseSum }
    let shares = entrants.map { $0.sum / total >= WinnerOdds.smallestOdds ? $0.sum / total : 0 }
    let errors = zip(shares, entrants).map { share, entrant in
      let change = share > 0 ? entrant.coarseSum / coarse / share - 1 : 0
      return max(abs(total - 1), change * change, 1e-12)
    }
    return Result(shares: shares, errors: errors, points: points)
  }

  /// Adds a point of the trapezoid rule; whether every integrand is negligible there.
  private mutating func add(_ index: Int, step: Double) -> Bool {
    let y = logTime(at: Double(index) * step)
    let slope = 1 / Self.density(at: y, spread)
    let elapsed = mean * Double.expMinusOne(y)
    // Overflow at one end stands for a survival function of 0.
    guard elapsed.isFinite else { return true }
    let weight = step * mean * Double.exp(y) * slope
    for entrant in entrants.indices {
      let rate = entrants[entrant].rate
      let moment = ExplosionTime.Moment(
        fromMean: elapsed * rate - entrants[entrant].delay,
        fromStart: mean * Double.exp(y) * rate)
      values[entrant] = entrants[entrant].time.value(at: moment)
    }
    var isQuiet = true
    for entrant in entrants.indices {
      var integrand =
        weight * entrants[entrant].rate * values[entrant].density
        * Double(entrants[entrant].multiplicity)
      for other in entrants.indices {
        let others = entrants[other].multiplicity - (other == entrant ? 1 : 0)
        integrand *= Double.pow(values[other].survival, others)
      }
      entrants[entrant].sum += integrand
      if index.isMultiple(of: 2) { entrants[entrant].coarseSum += 2 * integrand }
      entrants[entrant].largest = max(entrants[entrant].largest, integrand)
      isQuiet = isQuiet && integrand <= Self.negligible * entrants[entrant].largest
    }
    // Among very many the race is over long before the leader's mean: nothing has begun there.
    return isQuiet && (index >= 0 || entrants.contains { $0.largest > 0 })
  }

  /// du/dy, where u = arsinh(y/ε) + y/5.
  private static func density(at y: Double, _ spread: Double) -> Double {
    1 / Double.sqrt(spread * spread + y * y) + 0.2
  }

  /// The y that belongs to u, by Newton's method within a bracket.
  private func logTime(at u: Double) -> Double {
    let wanted = abs(u)
    var low = 0.0
    var high = min(5 * wanted, spread * Double.sinh(wanted))
    var y = high
    for _ in 0..<60 {
      let excess = Double.asinh(y / spread) + 0.2 * y - wanted
      if excess > 0 { high = y } else { low = y }
      var next = y - excess / Self.density(at: y, spread)
      if !(next >= low && next <= high) { next = low + (high - low) / 2 }
      let step = abs(next - y)
      y = next
      if step <= 1e-15 * y { break }
    }
    return u < 0 ? -y : y
  }
}
