import HeatDeath

/// Where a flow rests and, of four categories, lines along which it runs.
struct RestPointsQuestion: Question {
  let field: MeanField
  let categoryCount: Int

  struct Answer: Sendable {
    /// Every rest point; none where they are not listed.
    let restPoints: [RestPoints.Member]
    /// The flow from points spread evenly over a tetrahedron; none of fewer categories.
    let paths: [FlowPath]
  }

  func answer() -> Answer {
    let rest = try? RestPoints(of: field, categoryCount: categoryCount)
    let starts = categoryCount == 4 ? Self.starts : []
    return Answer(
      restPoints: rest?.members ?? [], paths: starts.map { FlowPath(of: field, from: $0) })
  }

  /// The distinct orders of 6, 3, 2, 2: off every plane of symmetry but those of equal shares.
  private static let starts: [SimplexPoint] = (0..<4).flatMap { (first: Int) -> [SimplexPoint] in
    (0..<4).filter { $0 != first }.map { (second: Int) -> SimplexPoint in
      var weights: [Double] = [2, 2, 2, 2]
      (weights[first], weights[second]) = (6, 3)
      return SimplexPoint(weights: weights)
    }
  }
}

/// The mean flow from the present law to where it leads.
struct FlowPathQuestion: Question {
  let field: MeanField
  let start: SimplexPoint

  func answer() -> FlowPath { FlowPath(of: field, from: start) }
}

/// The exact law of the counts so many samples on.
struct FiniteLawQuestion: Question {
  let field: MeanField
  let dataset: Dataset
  let draws: Int

  func answer() -> FiniteLaw? { try? FiniteLaw(of: field, from: dataset, draws: draws) }
}
