/// Every rest point of the mean flow of softmax: every θ with (1−λ)τ(θ) + λq = θ.
///
/// For T ≠ 1 and at most ``mostCategories`` categories, and complete:
///
/// - λ = 0: the uniform point of every face, 2ⁿ − 1 of them.
/// - λ > 0: on a rest point every coordinate solves x − (1−λ)x^p/Z = λq_i for the one scalar
///   Z = Σθ^p, and has at most two roots. Each choice of roots is a branch, a function of Z, and the
///   rest points are where it sums to 1. At T > 1 each branch increases; at T < 1 it is a sum of
///   convex and concave functions of Z^{1/(p−1)}, whose slopes are known between two points from
///   those at the two. Intervals are halved until each holds no root, or one at most
///   (`RestPointScan`).
/// - λ = 1, and T = 1 with λ > 0: q alone.
///
/// Points within 10⁻⁶ of each other count as one, and where two meet at a fold rounding decides
/// whether it is there.
///
/// The flow is that of ``MeanField``; a run at T < 1 without external data ends at a corner by
/// chance, with the odds of ``WinnerOdds``.
public struct RestPoints: Hashable, Sendable {
  /// An eigenvalue up to so far from 0 counts as 0.
  static let marginalEigenvalue = 1e-6

  /// A rest point, and what the flow does beside it.
  public struct Member: Hashable, Sendable {
    public let point: SimplexPoint
    /// The n − 1 eigenvalues of (1−λ)Dτ − 1 on changes that add up to 0, all real, increasing. At
    /// T > 1 a category at zero has +∞: whatever it gets it keeps.
    public let eigenvalues: [Double]
    public let stability: Stability

    init(point: SimplexPoint, eigenvalues: [Double]) {
      self.point = point
      self.eigenvalues = eigenvalues
      stability = Stability(eigenvalues: eigenvalues)
    }
  }

  /// What becomes of a point beside a rest point.
  public enum Stability: Hashable, Sendable, CustomStringConvertible {
    /// Every eigenvalue is negative: it comes back from everywhere.
    case stable
    /// Some are positive, some negative.
    case saddle
    /// Every eigenvalue is positive.
    case unstable
    /// The largest one is 0 to 10⁻⁶: two rest points meet here, and the eigenvalues do not tell.
    case marginal

    init(eigenvalues: [Double]) {
      let largest = eigenvalues.max() ?? -1
      let smallest = eigenvalues.min() ?? -1
      self =
        abs(largest) < marginalEigenvalue
        ? .marginal : largest < 0 ? .stable : smallest > 0 ? .unstable : .saddle
    }

    public var description: String {
      switch self {
      case .stable: "stable"
      case .saddle: "saddle"
      case .unstable: "unstable"
      case .marginal: "marginal"
      }
    }
  }

  /// All of them, the stable ones first, and by their coordinates, the largest first.
  public let members: [Member]

  /// The most categories: there may be 2ⁿ points.
  public static let mostCategories = 12

  /// - Parameters:
  ///   - field: whose rest points are listed.
  ///   - categoryCount: n ≥ 1, that of q where there is external data.
  ///   - upToExchange: whether of points that differ only by an exchange of categories with equal
  ///     q_i, of any at λ = 0, one is listed: for uniform q two or three instead of up to 2ⁿ.
  /// - Throws: ``RestPointsError`` where the points are not listed.
  /// - Precondition: `categoryCount` is that of q.
  /// - Complexity: O(2ⁿ) branches; a millisecond for n = 3.
  public init(
    of field: MeanField, categoryCount: Int, upToExchange: Bool = false
  ) throws(RestPointsError) {
    guard case .softmax = field.sampler.kind else { throw .sampler }
    guard categoryCount <= Self.mostCategories else { throw .categories(categoryCount) }
    let exponent = field.temperature.exponent
    let fraction = field.externalFraction
    let points: [SimplexPoint]
    if let law = field.externalLaw {
      precondition(law.dimension == categoryCount, "q has a probability for every category")
      if fraction == 1 || exponent == 1 {
        points = [law]
      } else {
        let outside = law.coordinates.map { $0 * fraction }
        points =
          exponent > 1
          ? RestPointScan(
            exponent: exponent, share: 1 - fraction, outside: outside, upToExchange: upToExchange
          ).points()
          : LevellingScan(
            exponent: exponent, share: 1 - fraction, outside: outside,
            isUpToExchange: upToExchange
          ).points()
      }
    } else {
      guard exponent != 1 else { throw .everyPoint }
      let faces =
        upToExchange
        ? (1...categoryCount).map { (1 << $0) - 1 } : Array(1..<(1 << categoryCount))
      points = faces.map { face in
        SimplexPoint(weights: (0..<categoryCount).map { face >> $0 & 1 == 1 ? 1 : 0 })
      }
    }
    members =
      points.map { point in
        Member(point: point, eigenvalues: field.softmaxEigenvalues(at: point))
      }
      .sorted(by: Self.areInOrder)
  }

  /// The rest points of a loop, however its data are kept and whatever its batches are: they change
  /// the pace of the flow and not where it rests.
  ///
  /// - Parameters:
  ///   - settings: those of the loop.
  ///   - initial: the law of the initial data, which external data may name.
  /// - Throws: ``RestPointsError``, also for a learner whose error does not vanish as data grow.
  public init(of settings: Settings, initial: SimplexPoint) throws(RestPointsError) {
    let learner = settings.loop.learner
    var vanishes = learner.errorBound == 0
    if case .smoothed = learner.kind { vanishes = vanishes || settings.loop.policy == .accumulate }
    guard vanishes else { throw .learner(learner.description) }
    let field: MeanField
    do { field = try MeanField(settings, initial: initial) } catch { throw .externalData(error) }
    try self.init(of: field, categoryCount: initial.dimension)
  }

  private static func areInOrder(_ left: Member, _ right: Member) -> Bool {
    let isStable = (left.stability == .stable, right.stability == .stable)
    guard isStable.0 == isStable.1 else { return isStable.0 }
    return right.point.coordinates.lexicographicallyPrecedes(left.point.coordinates)
  }

  /// The rest points at each λ of a grid, for a diagram of branches over λ.
  ///
  /// - Throws: ``RestPointsError`` where one of them is not listed.
  /// - Precondition: each λ is in [0, 1], and q has as many probabilities as there are categories.
  public static func along(
    _ fractions: [Double], law: SimplexPoint, temperature: Temperature
  ) throws(RestPointsError) -> [(fraction: Double, restPoints: RestPoints)] {
    var result: [(fraction: Double, restPoints: RestPoints)] = []
    for fraction in fractions {
      let field = MeanField(
        temperature: temperature, externalFraction: fraction, externalLaw: law)
      result.append(
        (fraction, try RestPoints(of: field, categoryCount: law.dimension)))
    }
    return result
  }
}

/// Why rest points are not listed.
public enum RestPointsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There are more than ``RestPoints/mostCategories`` categories, and the search was not done.
  case categories(Int)
  /// At T = 1 without external data nothing moves: every point rests.
  case everyPoint
  /// The sampler is not softmax.
  case sampler
  /// A learner whose error does not vanish: the model rests elsewhere than the flow.
  case learner(String)
  /// External data that do not fit.
  case externalData(ExternalDataError)

  public var description: String {
    switch self {
    case .categories(let count):
      "\(count) categories; rest points are listed for up to \(RestPoints.mostCategories)"
    case .everyPoint: "at temperature 1 without external data every point rests"
    case .sampler: "rest points are listed for softmax only"
    case .learner(let name):
      "rest points are listed for exact learners, and smoothed ones whose data accumulate, not for "
        + name
    case .externalData(let reason): reason.description
    }
  }
}
