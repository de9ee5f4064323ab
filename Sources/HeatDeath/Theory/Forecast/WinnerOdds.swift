import RealModule

/// The odds that each category takes all but finitely many samples, at T < 1.
///
/// On the continuous clock of the urn every category explodes at a time of its own, and the first
/// one wins: with densities f and survival functions S of these times,
///
///     P(i wins) = ∫ f_i(t) Π_{j≠i} S_j(t) dt
///
/// For softmax, the exact learner, data that accumulate, one sample a retraining and no external
/// data. Elsewhere the odds are others: see ``Forecast``.
public struct WinnerOdds: Hashable, Sendable {
  /// How odds were found.
  public enum Method: Hashable, Sendable {
    /// There is one category, or all counts are equal.
    case symmetry
    /// By quadrature, with this many points.
    case quadrature(points: Int)
    /// Under ``DataPolicy/replace`` at T = 1, where shares stay on average what they are until one
    /// category is left.
    case martingale
    /// By drawing this many fates.
    case fates(Int)
  }

  /// The odds of each category; they add up to 1 to rounding. Categories at zero have none, equal
  /// counts equal ones unless fates were drawn.
  public let odds: [Double]

  /// How far each may be off: one standard error where fates were drawn; else an estimate of the
  /// largest error, which is in proportion to the odds down to ``smallestOdds``.
  public let errors: [Double]

  public let method: Method

  /// The most different counts that ``init(of:temperature:)`` takes.
  public static let mostCounts = 12

  /// Smaller odds are given as 0.
  public static let smallestOdds = 1e-30

  /// Odds by quadrature.
  ///
  /// Relative error of each at most about 10⁻⁹ above ``smallestOdds``, at every T < 1 and for counts
  /// from 1 to 10¹⁸ in any mixture: times are distances from the leader's mean, and differences of
  /// means finite sums of powers. The points lie evenly in u,
  ///
  ///     t = κ e^y,   u = arsinh(y/ε) + y/5,
  ///
  /// with κ the leader's mean and ε eight times its relative deviation: dense where the sharpest of
  /// the survival functions falls, even in ln t far away, and twice as dense where that is not enough.
  /// The estimated error is the larger of what the sum of all odds lacks of 1 and the square of what
  /// half the points change, since the trapezoid rule's error is squared where its step is halved.
  ///
  /// - Throws: ``WinnerOddsError/noWinner(_:)`` at T ≥ 1, ``WinnerOddsError/tooManyCounts(_:)``
  ///   where there are more than ``mostCounts`` different positive counts.
  /// - Complexity: some 50 points with an integral of some 30 values for each different count: about
  ///   2 ms for three of them, 10 ms for twelve.
  public init(of dataset: Dataset, temperature: Temperature) throws(WinnerOddsError) {
    guard temperature.value < 1, temperature.exponent > 1 else { throw .noWinner(temperature) }
    let counts = dataset.counts
    let groups = Set(counts.filter { $0 > 0 }).sorted(by: >)
    guard groups.count <= Self.mostCounts else { throw .tooManyCounts(groups.count) }
    let sizes = groups.map { count in counts.count { $0 == count } }
    guard groups.count > 1 else {
      odds = counts.map { $0 > 0 ? 1 / Double(sizes[0]) : 0 }
      errors = counts.map { _ in 0 }
      method = .symmetry
      return
    }
    var race = ExplosionRace(
      counts: groups, multiplicities: sizes, exponent: temperature.exponent)
    let result = race.run()
    let shares = zip(result.shares, sizes).map { $0 / Double($1) }
    odds = counts.map { count in
      groups.firstIndex(of: count).map { shares[$0] } ?? 0
    }
    errors = zip(counts, odds).map { count, odds in
      groups.firstIndex(of: count).map { odds * result.errors[$0] } ?? 0
    }
    method = .quadrature(points: result.points)
  }

  /// The odds θ_i that category i is the one left under ``DataPolicy/replace`` with the identity as
  /// the sampler, the exact learner and no external data.
  init(lastingOf dataset: Dataset) {
    odds = dataset.empiricalLaw.coordinates
    errors = odds.map { _ in 0 }
    method = .martingale
  }

  /// Odds by drawing fates: for any number of categories.
  ///
  /// The standard error of each is √(p(1−p)/N), with (wins + 1)/(N + 2) for p, so that it is not 0
  /// where a category has never won; on top of it comes the law error of ``Fate``, 10⁻⁵.
  ///
  /// - Parameters:
  ///   - fates: N ≥ 1.
  ///   - dataset: the present data.
  ///   - temperature: T < 1.
  ///   - generator: used for the fates alone.
  /// - Throws: ``WinnerOddsError/noWinner(_:)`` at T ≥ 1.
  /// - Complexity: N fates, each some ten leaps of O(n) and some hundreds of single samples.
  public init(
    drawing fates: Int, from dataset: Dataset, temperature: Temperature,
    using generator: inout some RandomNumberGenerator
  ) throws(WinnerOddsError) {
    precondition(fates >= 1, "odds take one fate at least")
    var wins = [Int](repeating: 0, count: dataset.categoryCount)
    for _ in 0..<fates {
      do {
        let fate = try Fate.draw(from: dataset, temperature: temperature, using: &generator)
        wins[fate.winner] += 1
      } catch {
        throw .noWinner(temperature)
      }
    }
    let total = Double(fates)
    odds = wins.map { Double($0) / total }
    errors = zip(wins, dataset.counts).map { wins, count in
      guard count > 0 else { return 0 }
      let share = Double(wins + 1) / (total + 2)
      return Double.sqrt(share * (1 - share) / total)
    }
    method = .fates(fates)
  }
}

/// Odds that cannot be computed.
public enum WinnerOddsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// At T ≥ 1 every category goes on growing.
  case noWinner(Temperature)
  /// More than ``WinnerOdds/mostCounts`` different counts; fates can be drawn instead.
  case tooManyCounts(Int)

  public var description: String {
    switch self {
    case .noWinner(let temperature):
      "no category wins at temperature \(temperature.value); accepted is a temperature below 1"
    case .tooManyCounts(let found):
      "\(found) different counts; accepted are up to \(WinnerOdds.mostCounts)"
    }
  }
}
