import Testing

@testable import HeatDeath

@Suite struct ExternalDataTests {
  @Test(
    "a fraction outside 0 to 1 is refused by name",
    arguments: [-1e-9, 1.0.nextUp, .infinity, -.infinity, 2])
  func aFractionOutside0To1IsRefusedByName(fraction: Double) {
    #expect(throws: ExternalDataError.fraction(fraction)) { try ExternalData(fraction: fraction) }
    #expect(
      ExternalDataError.fraction(fraction).description
        == "\(fraction) is not a fraction of external data; accepted is a number from 0 to 1")
  }

  @Test("a fraction that is not a number is refused")
  func aFractionThatIsNotANumberIsRefused() {
    #expect {
      try ExternalData(fraction: .nan)
    } throws: { error in
      guard case .fraction(let value)? = error as? ExternalDataError else { return false }
      return value.isNaN
    }
  }

  @Test("a fraction from 0 to 1 is kept", arguments: [0, -0.0, .leastNonzeroMagnitude, 0.5, 1])
  func aFractionFrom0To1IsKept(fraction: Double) throws {
    #expect(try ExternalData(fraction: fraction).fraction == fraction)
    #expect(try ExternalData(fraction: fraction).law == .initial)
  }

  @Test("laws resolve to points of the initial simplex")
  func lawsResolveToPointsOfTheInitialSimplex() throws {
    let initial = SimplexPoint(weights: [5, 0, 3])
    let point = SimplexPoint(weights: [1, 1, 2])
    #expect(try ExternalLaw.initial.resolved(initial: initial) == initial)
    #expect(try ExternalLaw.uniform.resolved(initial: initial) == .uniform(3))
    #expect(try ExternalLaw.category(1).resolved(initial: initial).coordinates == [0, 1, 0])
    #expect(try ExternalLaw.point(point).resolved(initial: initial) == point)
  }

  @Test(
    "laws that do not fit the categories are refused",
    arguments: [
      (
        .category(-1), .category(-1, categoryCount: 3), "there is no category number 0; there are 3"
      ),
      (.category(3), .category(3, categoryCount: 3), "there is no category number 4; there are 3"),
      (
        .point(.uniform(2)), .dimension(2, categoryCount: 3),
        "the external law has 2 probabilities; accepted are 3, one for each category"
      ),
    ] as [(ExternalLaw, ExternalDataError, String)])
  func lawsThatDoNotFitTheCategoriesAreRefused(
    law: ExternalLaw, error: ExternalDataError, message: String
  ) {
    #expect(throws: error) { try law.resolved(initial: .uniform(3)) }
    #expect(error.description == message)
  }
}
