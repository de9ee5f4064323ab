import Testing

@testable import HeatDeath

/// The λ diagram: branches, thresholds and the ways up and down.
@Suite struct BranchTests {
  private func temperature(_ value: Double) throws -> Temperature { try Temperature(value) }

  private func branches(
    _ value: Double, _ fraction: Double, _ law: SimplexPoint
  ) throws -> [BranchPoint] {
    BranchQuestion(temperature: try temperature(value), fraction: fraction, law: law).answer()
  }

  @Test(
    "Branches are the largest shares of all rest points, whatever the law", arguments: [2, 3, 4])
  func restPoints(categories: Int) throws {
    let laws = [
      SimplexPoint.uniform(categories),
      SimplexPoint(weights: (0..<categories).map { Double($0 + 1) }),
      SimplexPoint(weights: (0..<categories).map { $0 == 0 ? 3 : 1 }),
      SimplexPoint(weights: (0..<categories).map { $0 == 0 ? 1 : 0 }),
    ]
    for law in laws {
      for value in [0.3, 0.5, 0.8, 1, 1.5] {
        for fraction in [0, 0.05, 0.3, 0.55, 1] where fraction > 0 || value != 1 {
          let field = MeanField(
            temperature: try temperature(value), externalFraction: fraction, externalLaw: law)
          let all = try RestPoints(of: field, categoryCount: categories).members
          let found = try branches(value, fraction, law)
          for member in all {
            let share = member.point.coordinates.max()!
            #expect(
              found.contains {
                abs($0.largestShare - share) < 1e-8
                  && $0.isStable == (member.stability == .stable)
              }, "T \(value), λ \(fraction), q \(law.coordinates): \(share)")
          }
          #expect(found.reduce(0) { $0 + $1.count } == all.count, "T \(value), λ \(fraction)")
          #expect(found.map(\.largestShare) == found.map(\.largestShare).sorted(by: >))
        }
      }
    }
  }

  @Test("Where everything rests there is no branch") func identity() throws {
    #expect(try branches(1, 0, .uniform(3)).isEmpty)
    let end = try branches(1, 0.2, .uniform(4))
    #expect(end.map(\.largestShare) == [0.25] && end[0].isStable && end[0].count == 1)
  }

  /// λ* at T = ½: 0.5147 (n = 3), 0.6019 (n = 8), against 1 − T (docs/model.md).
  @Test("Collapsed states end at λ*, and evenness holds above 1 − T", arguments: [3, 8])
  func thresholds(categories: Int) throws {
    let law = SimplexPoint.uniform(categories)
    let even = 1 / Double(categories)
    let gap = Hysteresis(temperature: try temperature(0.5), categoryCount: categories)
    let table = [3: 0.5147, 8: 0.6019]
    #expect(abs(gap.collapseThreshold - table[categories]!) < 5e-5)
    func stable(_ fraction: Double) throws -> [Double] {
      try branches(0.5, fraction, law).filter(\.isStable).map(\.largestShare)
    }
    #expect(try stable(gap.collapseThreshold - 1e-3).count == 2)
    #expect(try stable(gap.collapseThreshold + 1e-3) == [even])
    #expect(try stable(0.5 + 1e-3).count == 2)
    #expect(try stable(0.5 - 1e-3).count == 1)
    #expect(try stable(0.5 - 1e-3)[0] > 0.5)
  }

  @Test("The way up leaves the collapsed states at λ*, the way down the even one at 1 − T")
  func sweeps() throws {
    let law = SimplexPoint.uniform(8)
    let gap = Hysteresis(temperature: try temperature(0.5), categoryCount: 8)
    func way(_ direction: SweepQuestion.Direction) throws -> [SweepPoint] {
      SweepQuestion(
        temperature: try temperature(0.5), law: law, direction: direction, leader: 2, count: 51
      ).answer()
    }
    let (up, down) = (try way(.up), try way(.down))
    #expect(up.count == 51 && down.count == 51 && up[0].fraction == 0 && down[0].fraction == 1)
    for point in up {
      #expect((point.largestShare > 0.2) == (point.fraction < gap.collapseThreshold))
    }
    for point in down where abs(point.fraction - 0.5) > 1e-9 {
      #expect((point.largestShare > 0.2) == (point.fraction < 0.5))
    }
    // Each end is one of the stable branches.
    for point in up + down {
      let stable = try branches(0.5, point.fraction, law)
      #expect(stable.contains { abs($0.largestShare - point.largestShare) < 1e-6 })
    }
  }

  @Test("Above T = 1 the ways are one") func noHysteresis() throws {
    let law = SimplexPoint(weights: [5, 3, 2])
    let ways = try SweepQuestion.Direction.allCases.map { direction in
      SweepQuestion(
        temperature: try temperature(1.5), law: law, direction: direction, leader: 0, count: 11
      ).answer().sorted { $0.fraction < $1.fraction }.map(\.largestShare)
    }
    #expect(zip(ways[0], ways[1]).allSatisfy { abs($0 - $1) < 1e-6 })
  }
}
