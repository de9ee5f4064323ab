/// What a loop comes to while λ is moved so slowly that the mean flow of softmax always settles.
///
/// Up from λ = 0 it starts with one category alone, down from λ = 1 with q. At each λ the flow is
/// followed from its last end, a little moved (``nudge``), as chance would: it does not stay on
/// points that are not stable. Where the way up and the way down differ, what becomes of a run
/// depends on its past.
public struct SweepQuestion: Question {
  public enum Direction: Int, Hashable, Sendable, CaseIterable {
    case up, down
  }

  public let temperature: Temperature
  /// q.
  public let law: SimplexPoint
  public let direction: Direction
  /// The category that is alone at first, and that the moves favour.
  public let leader: Int
  /// How many λ there are, evenly from 0 to 1; ≥ 2.
  public let count: Int

  /// The part of the law that is moved: upwards to the uniform law, downwards to the leader.
  public static let nudge = 1e-4

  /// - Precondition: `leader` is a category, and there are at least two λ.
  public init(
    temperature: Temperature, law: SimplexPoint, direction: Direction, leader: Int, count: Int
  ) {
    precondition((0..<law.dimension).contains(leader) && count >= 2, "no way to go")
    self.temperature = temperature
    self.law = law
    self.direction = direction
    self.leader = leader
    self.count = count
  }

  /// λ and the largest share there, in the order of the way; the way ends where the flow does not
  /// settle.
  ///
  /// - Complexity: `count` flows of some hundred steps.
  public func answer() -> [SweepPoint] {
    let corner = (0..<law.dimension).map { $0 == leader ? 1.0 : 0 }
    let even = SimplexPoint.uniform(law.dimension)
    let isUp = direction == .up
    var theta = isUp ? SimplexPoint(weights: corner) : law
    let side = isUp ? even.coordinates : corner
    var result: [SweepPoint] = []
    for index in 0..<count {
      let part = Double(index) / Double(count - 1)
      let fraction = isUp ? part : 1 - part
      let start = SimplexPoint(
        weights: zip(theta.coordinates, side).map { (1 - Self.nudge) * $0 + Self.nudge * $1 })
      let field = MeanField(
        temperature: temperature, externalFraction: fraction, externalLaw: law)
      guard let end = try? field.end(from: start) else { break }
      theta = end.point
      result.append(
        SweepPoint(fraction: fraction, largestShare: theta.coordinates.reduce(0, max)))
    }
    return result
  }
}

/// One λ of a sweep.
public struct SweepPoint: Hashable, Sendable {
  /// λ.
  public let fraction: Double
  /// max_i θ_i where the flow settles.
  public let largestShare: Double
}
