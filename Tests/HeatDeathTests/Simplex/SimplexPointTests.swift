import Foundation
import Testing

@testable import HeatDeath

@Suite struct SimplexPointTests {
  @Test("weights are normalised")
  func weightsAreNormalised() {
    #expect(SimplexPoint(weights: [1, 2, 5]).coordinates == [0.125, 0.25, 0.625])
    #expect(SimplexPoint(counts: [3, 0, 1]).coordinates == [0.75, 0, 0.25])
    #expect(SimplexPoint.uniform(4).coordinates == [0.25, 0.25, 0.25, 0.25])
    #expect(SimplexPoint(weights: [.leastNonzeroMagnitude, 0]).coordinates == [1, 0])
    #expect(SimplexPoint(counts: [Dataset.maximumSize])[0] == 1)
    #expect(SimplexPoint.uniform(7).dimension == 7)
  }

  @Test("entropy is in nats, with zeros counting nothing")
  func entropyIsInNatsWithZerosCountingNothing() {
    #expect(SimplexPoint(weights: [1, 0, 0]).entropy == 0)
    #expect(abs(SimplexPoint.uniform(8).entropy - log(8)) < 1e-15)
    #expect(abs(SimplexPoint(weights: [0.5, 0.25, 0.25, 0]).entropy - 1.5 * log(2)) < 1e-15)
  }

  @Test("divergence is zero at the reference and infinite off its support")
  func divergenceIsZeroAtTheReferenceAndInfiniteOffItsSupport() {
    let point = SimplexPoint(weights: [0.5, 0.25, 0.25])
    #expect(point.divergence(from: point) == 0)
    #expect(abs(point.divergence(from: .uniform(3)) - (log(3) - point.entropy)) < 1e-15)
    let face = SimplexPoint(weights: [1, 1, 0])
    #expect(point.divergence(from: face) == .infinity)
    #expect(abs(face.divergence(from: point) - (0.5 * log(2))) < 1e-15)
  }
}
