import Testing

@testable import HeatDeath

@Suite struct PaceTests {
  @Test("the ladder is climbed and descended one rung at a time")
  func theLadderIsClimbedAndDescendedOneRungAtATime() throws {
    var pace = Pace.ladder[0]
    var climbed = [pace]
    while let faster = pace.faster {
      #expect(faster.slower == pace)
      pace = faster
      climbed.append(pace)
    }
    #expect(climbed == Pace.ladder)
    #expect(Pace.ladder[0].slower == nil)
    #expect(Pace.ladder.contains(.standard))
  }

  @Test("a pace off the ladder returns to the standard")
  func aPaceOffTheLadderReturnsToTheStandard() {
    #expect(Pace.stepsPerSecond(7).faster == .standard)
    #expect(Pace.decadesPerSecond(7).slower == .standard)
  }
}
