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

  @Test("a pace off the ladder goes on to the rung above or below it")
  func aPaceOffTheLadderGoesOnToItsNeighbours() {
    #expect(Pace.stepsPerSecond(7).faster == .stepsPerSecond(10))
    #expect(Pace.stepsPerSecond(7).slower == .stepsPerSecond(3))
    #expect(Pace.decadesPerSecond(7).slower == .decadesPerSecond(3))
    #expect(Pace.decadesPerSecond(0.05).slower == .stepsPerSecond(100))
    #expect(Pace.stepsPerSecond(1000).faster == .decadesPerSecond(0.1))
    #expect(Pace.decadesPerSecond(10).faster == nil && Pace.stepsPerSecond(0.5).slower == nil)
  }
}
