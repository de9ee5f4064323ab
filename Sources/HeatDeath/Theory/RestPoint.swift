/// A point where a ``MeanField`` rests.
public struct RestPoint: Hashable, Sendable {
  /// θ with (1−λ)τ(θ) + λq = θ.
  public let point: SimplexPoint
  /// Whether the flow comes back to it from everywhere near it, among points with the same
  /// categories at zero. Where it does not, chance decides what becomes of a run there.
  public let isAttracting: Bool
}

/// Why nothing can be said of where a flow leads.
public enum UnsettledFlow: Error, Hashable, Sendable, CustomStringConvertible {
  /// It was followed for `MeanFlow.mostSteps` steps and still moves: it is very slow, goes round,
  /// or keeps crossing a jump of the sampler. The largest component of the drift at that point.
  case unsettled(drift: Double)
  /// There are more categories than ``MeanField/largestSystem``.
  case categories(Int)

  public var description: String {
    switch self {
    case .unsettled(let drift):
      "the flow has not come to rest after \(MeanFlow.mostSteps) steps; it still moves by \(drift)"
    case .categories(let count):
      "a flow among \(count) categories; accepted are up to \(MeanField.largestSystem)"
    }
  }
}

extension MeanField {
  /// The most categories whose flow is followed.
  public static let largestSystem = 64

  /// The rest point that the flow leads to from a point.
  ///
  /// Known in closed form: q at λ = 1 and where the sampler is the identity; without external data
  /// the mean of the leaders' corners for an expanding sampler and the centre of the support for a
  /// contracting one. Else the flow is followed (`MeanFlow`), to about 10⁻⁷ a step, and its end
  /// found by Newton's method, right to 10⁻¹⁰ or so, less near a fold. From points that near the
  /// border of two basins it may be the wrong side's.
  ///
  /// - Throws: ``UnsettledFlow``.
  /// - Precondition: `start` has as many categories as q.
  /// - Complexity: some hundred steps of four evaluations of τ, and at most `MeanFlow.mostSteps`.
  public func end(from start: SimplexPoint) throws(UnsettledFlow) -> RestPoint {
    if let known = knownEnd(from: start) { return known }
    guard start.dimension <= Self.largestSystem else { throw .categories(start.dimension) }
    var flow = MeanFlow(self, from: start)
    return try flow.settle()
  }

  private func knownEnd(from start: SimplexPoint) -> RestPoint? {
    let samplerClass = samplerClass(categoryCount: start.dimension)
    if let externalLaw {
      guard externalFraction == 1 || samplerClass == .identity else { return nil }
      return RestPoint(point: externalLaw, isAttracting: true)
    }
    switch samplerClass {
    case nil: return nil
    case .identity: return RestPoint(point: start, isAttracting: start.dimension == 1)
    case .contracting:
      let weights = start.coordinates.map { sampler.revivesZeros || $0 > 0 ? 1.0 : 0 }
      return RestPoint(point: SimplexPoint(weights: weights), isAttracting: true)
    case .expanding:
      let ranking = ProbabilityRanking(start.coordinates, counts: start.counted?.counts)
      let largest = ranking.largest
      let weights = start.coordinates.indices.map { ranking[$0] == largest ? 1.0 : 0 }
      let isAlone = weights.count { $0 > 0 } == 1
      return RestPoint(point: SimplexPoint(weights: weights), isAttracting: isAlone)
    }
  }
}
