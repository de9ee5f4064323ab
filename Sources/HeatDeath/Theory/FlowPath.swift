/// The mean flow from one point as places on its way: what a picture draws of it.
///
/// Where the flow settles the last place is within rounding of its end.
public struct FlowPath: Hashable, Sendable {
  /// Where the flow is at a time.
  public struct Place: Hashable, Sendable {
    /// t = ln(k/ℓ), since the start.
    public let time: Double
    public let point: SimplexPoint
  }

  /// In the order of time, the start first. Each is further from the one before than 4 % of what is
  /// then left of the way to the last, so that the line through them is as smooth however much it is
  /// magnified there.
  public let places: [Place]

  /// The most places besides the start.
  public static let mostPlaces = 1000

  /// Follows the flow by the steps of `MeanFlow`: right to about 10⁻⁷ a step.
  ///
  /// - Precondition: `start` has as many categories as q.
  /// - Complexity: at most `MeanFlow.mostSteps` steps of three evaluations of τ, mostly some
  ///   hundred.
  public init(of field: MeanField, from start: SimplexPoint) {
    var flow = MeanFlow(field, from: start)
    let all = flow.places(atMost: Self.mostPlaces)
    // As it was given, with its counts.
    var kept = [Place(time: 0, point: start)]
    guard let last = all.dropFirst().last else {
      places = kept
      return
    }
    for place in all.dropFirst().dropLast() {
      let here = kept[kept.count - 1].point
      if Self.distance(here, place.point) >= 0.04 * Self.distance(here, last.point) {
        kept.append(place)
      }
    }
    places = kept + [last]
  }

  /// The largest difference of a probability.
  private static func distance(_ left: SimplexPoint, _ right: SimplexPoint) -> Double {
    zip(left.coordinates, right.coordinates).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }
}
