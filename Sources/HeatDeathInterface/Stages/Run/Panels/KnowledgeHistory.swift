import HeatDeath
import RealModule

/// What the data knew along the path, each fact as a part of what it can be at most.
struct KnowledgeHistory: Sendable {
  /// The facts that have a history.
  enum Fact: CaseIterable {
    case real, diversity, drift
  }

  private struct Point {
    /// log₁₀ of the clock.
    let exponent: Double
    /// The part of the data that no model has made; `nil` where it is not known.
    let real: Double?
    /// e to the entropy, as a part of the categories.
    let diversity: Double
    /// The total variation distance from the initial law.
    let drift: Double
  }

  private let points: [Point]

  init(_ snapshot: Snapshot, _ path: PathPoints) {
    let start = snapshot.scenario.initialData.empiricalLaw
    let categories = Double(snapshot.categoryCount)
    points = path.points.map { law, size in
      Point(
        exponent: .log10(Double(size)),
        real: snapshot.realCount(atSize: size).map { Double($0) / Double(size) },
        diversity: Double.exp(law.entropy) / categories,
        drift: start.totalVariation(from: law))
    }
  }

  /// Whether anything is known of it.
  func isKnown(_ fact: Fact) -> Bool { points.contains { value($0, fact) != nil } }

  /// A fact at the ends of so many columns of the clock's axis, up to the one that holds now.
  func heights(of fact: Fact, on clock: ClockAxis, columns: Int) -> [Double?] {
    guard columns > 0 else { return [] }
    let last = clock.column(of: clock.position, among: columns)
    var index = 0
    return (0...last).map { column in
      let end = Double(column + 1) / Double(columns)
      while index + 1 < points.count,
        column == last || clock.position(ofExponent: points[index + 1].exponent) <= end
      {
        index += 1
      }
      return value(points[index], fact)
    }
  }

  private func value(_ point: Point, _ fact: Fact) -> Double? {
    switch fact {
    case .real: point.real
    case .diversity: point.diversity
    case .drift: point.drift
    }
  }
}
