import RealModule
import TestSupport
import Testing

@testable import HeatDeath

/// Every rest point of softmax.
@Suite struct RestPointsTests {
  private func field(_ temperature: Double, _ fraction: Double, _ law: [Double]) throws -> MeanField
  {
    MeanField(
      temperature: try Temperature(temperature), externalFraction: fraction,
      externalLaw: SimplexPoint(weights: law))
  }

  private func restPoints(
    _ temperature: Double, _ fraction: Double, _ law: [Double]
  ) throws -> [RestPoints.Member] {
    try RestPoints(of: field(temperature, fraction, law), categoryCount: law.count).members
  }

  /// docs/model.md: T = ½, λ = 0.3, q = (.5, .3, .2).
  @Test("the five known rest points, and what each does")
  func five() throws {
    let found = try restPoints(0.5, 0.3, [5, 3, 2])
    let expected: [([Double], RestPoints.Stability)] = [
      ([0.8362, 0.0998, 0.0640], .stable), ([0.2065, 0.1045, 0.6891], .stable),
      ([0.1953, 0.7397, 0.0650], .stable), ([0.4008, 0.5322, 0.0670], .saddle),
      ([0.3467, 0.1097, 0.5436], .saddle),
    ]
    #expect(found.count == 5)
    for (member, (point, stability)) in zip(found, expected) {
      #expect(member.stability == stability)
      for (coordinate, wanted) in zip(member.point.coordinates, point) {
        #expect(abs(coordinate - wanted) < 5.1e-5)
      }
    }
  }

  @Test("each one rests, and its eigenvalues are those of the flow's derivative")
  func eigenvalues() throws {
    var random = SeededRandom(seed: 5)
    for _ in 0..<20 {
      let categories = 2 + random.next(4)
      let law = (0..<categories).map { _ in random.real(0.05...1) }
      let field = try field(random.real(0.2...3), random.real(0.02...0.6), law)
      for member in try RestPoints(of: field, categoryCount: categories).members {
        #expect(field.drift(at: member.point).allSatisfy { abs($0) < 1e-12 })
        // det((1−λ)Dτ − 1 − x) = 0 on changes that add up to 0: there (1−λ)Dτ − x is singular.
        for eigenvalue in member.eigenvalues {
          let shift = 1 + eigenvalue
          let near = [1e-5, 1].map { distance in
            largestSolution(field, member.point, shift + distance)
          }
          #expect(near[0] > 1000 * near[1], "\(member)")
        }
        #expect(member.eigenvalues.count == categories - 1)
      }
    }
  }

  /// The largest component of ((1−λ)Dτ − x)⁻¹ applied to changes that add up to 0.
  private func largestSolution(_ field: MeanField, _ point: SimplexPoint, _ shift: Double) -> Double
  {
    let derivative = derivative(field, point.coordinates)
    // 1 − M with M = 1 + x − (1−λ)Dτ.
    let matrix = derivative.indices.map { row in
      derivative.indices.map { column in
        (row == column ? 1 + shift : 0) - derivative[row][column]
      }
    }
    var largest = 0.0
    for category in 1..<point.dimension {
      var right = [Double](repeating: 0, count: point.dimension)
      right[0] = 1
      right[category] = -1
      let solution = LinearSystem.solve(oneMinus: matrix, right) ?? [.infinity]
      largest = max(largest, solution.reduce(0) { max($0, abs($1)) })
    }
    return largest
  }

  private func derivative(_ field: MeanField, _ point: [Double]) -> [[Double]] {
    let law = field.sampler.law(
      at: SimplexPoint(weights: point), temperature: field.temperature
    ).coordinates
    let factor = (1 - field.externalFraction) * field.temperature.exponent
    return point.indices.map { row in
      point.indices.map { column in
        let ratio = law[column] / point[column]
        return factor * ((row == column ? ratio : 0) - law[row] * ratio)
      }
    }
  }

  /// Newton's method from one start: where it settles in the simplex.
  private func newton(_ field: MeanField, from start: SimplexPoint) -> [Double]? {
    var point = start.coordinates
    for _ in 0..<60 {
      let drift = field.drift(at: SimplexPoint(weights: point))
      guard let step = LinearSystem.solve(oneMinus: derivative(field, point), drift) else {
        return nil
      }
      point = zip(point, step).map { $0 + $1 }
      guard point.allSatisfy({ $0 > 0 }) else { return nil }
      if step.allSatisfy({ abs($0) < 1e-13 }) { return point }
    }
    return nil
  }

  /// Returns how many were found.
  fileprivate func checkAgainstNewton(cases: Int, starts: Int, seed: UInt64) throws -> Int {
    var random = SeededRandom(seed: seed)
    var hits = 0
    for _ in 0..<cases {
      let categories = 2 + random.next(4)
      let law =
        random.next(4) == 0
        ? Array(repeating: 1.0, count: categories)
        : (0..<categories).map { _ in Double(1 + random.next(6)) }
      let field = try field(random.real(0.25...1.5), random.real(0.02...0.7), law)
      let members = try RestPoints(of: field, categoryCount: categories).members
      for _ in 0..<starts {
        let start = SimplexPoint(
          weights: (0..<categories).map { _ in -Double.log(random.real(1e-9...1)) })
        guard let rest = newton(field, from: start) else { continue }
        hits += 1
        let isListed = members.contains { member in
          zip(member.point.coordinates, rest).allSatisfy { abs($0 - $1) < 1e-6 }
        }
        #expect(isListed, "\(rest) \(field)")
      }
    }
    return hits
  }

  @Test("Newton's method finds no other")
  func newton() throws {
    #expect(try checkAgainstNewton(cases: 12, starts: 25, seed: 6) > 100)
  }

  /// Where q has every category the flow points inwards all over the boundary, so that the indices of
  /// its rest points, −1 to the number of growing directions, add up to 1 (Poincaré and Hopf). A list
  /// that lacks one point fails.
  @Test("the indices of the rest points add up to 1")
  func indices() throws { try checkIndices(cases: 100, seed: 8) }

  fileprivate func checkIndices(cases: Int, seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var most = 0
    for _ in 0..<cases {
      let categories = 2 + random.next(6)
      let law = (0..<categories).map { _ in
        random.next(3) == 0 ? 1.0 : Double.exp(random.real(-4...0))
      }
      let members = try restPoints(random.real(0.05...1.3), random.real(0.001...0.8), law)
      guard !members.contains(where: { $0.stability == .marginal }) else { continue }
      let sum = members.reduce(0) { sum, member in
        sum + (member.eigenvalues.count { $0 > 0 }.isMultiple(of: 2) ? 1 : -1)
      }
      #expect(sum == 1, "\(law) \(members)")
      most = max(most, members.count)
    }
    #expect(most > 30)
  }

  /// λ* = n/(1 + √(n−1))² at T = ½, and 0.2079386729 at T = 0.8, n = 3; 1 − T for two.
  @Test(
    "between 1 − T and λ* both the uniform point and collapsed states are stable",
    arguments: [
      (0.5, 2, 0.5), (0.5, 3, 0.5147186258), (0.5, 4, 0.5358983849), (0.5, 8, 0.6018883062),
      (0.8, 3, 0.2079386729), (0.5, 100, 0.8340301047),
    ])
  func hysteresis(temperature: Double, categories: Int, threshold: Double) throws {
    let hysteresis = Hysteresis(
      temperature: try Temperature(temperature), categoryCount: categories)
    #expect(abs(hysteresis.collapseThreshold - threshold) < 1e-10)
    #expect(abs(hysteresis.uniformThreshold - (1 - temperature)) < 1e-15)
    guard categories <= 8 else { return }
    let law = Array(repeating: 1.0, count: categories)
    func stable(_ fraction: Double) throws -> Int {
      try restPoints(temperature, fraction, law).count { $0.stability == .stable }
    }
    #expect(try stable(1 - temperature - 1e-3) == categories)
    if categories > 2 {
      #expect(try stable((1 - temperature + threshold) / 2) == categories + 1)
      #expect(try stable(threshold - 1e-6) == categories + 1)
    }
    #expect(try stable(threshold + 1e-6) == 1)
    #expect(try restPoints(temperature, threshold + 1e-6, law).count == 1)
  }

  @Test("rest points that meet are marginal, and listed once")
  func touching() throws {
    let atOnce = try restPoints(0.5, 0.5, [1, 1, 1])
    #expect(atOnce.count == 4)
    #expect(atOnce.count { $0.stability == .marginal } == 1)
    let pair = try restPoints(0.5, 0.5, [1, 1])
    #expect(pair.count == 1 && pair[0].stability == .marginal)
    #expect(try restPoints(0.5, 0.499, [1, 1]).count == 3)
    #expect(try restPoints(0.5, 0.501, [1, 1]).count == 1)
  }

  @Test("without external data every face's uniform point rests")
  func faces() throws {
    for (temperature, stable) in [(0.5, 4), (2, 1)] as [(Double, Int)] {
      let field = MeanField(temperature: try Temperature(temperature))
      let members = try RestPoints(of: field, categoryCount: 4).members
      #expect(members.count == 15)
      #expect(members.count { $0.stability == .stable } == stable)
      #expect(members.allSatisfy { field.drift(at: $0.point).allSatisfy { abs($0) < 1e-15 } })
    }
    let corner = try RestPoints(of: MeanField(temperature: Temperature(0.5)), categoryCount: 3)
    #expect(corner.members[0].point.coordinates == [1, 0, 0])
    #expect(corner.members[0].eigenvalues == [-1, -1])
    #expect(corner.members.last?.stability == .saddle)
    #expect(corner.members.contains { $0.stability == .unstable && $0.eigenvalues == [1, 1] })
  }

  @Test("with external data alone their law is the one rest point, and stable, also at a corner")
  func externalDataAlone() throws {
    for temperature in [0.5, 1, 5] {
      for law in [SimplexPoint(weights: [1, 0, 0]), SimplexPoint(weights: [1, 2, 0])] {
        let field = MeanField(
          temperature: try Temperature(temperature), externalFraction: 1, externalLaw: law)
        let members = try RestPoints(of: field, categoryCount: 3).members
        #expect(members.map(\.stability) == [.stable], "T = \(temperature)")
        #expect(members.allSatisfy { $0.point == law && $0.eigenvalues == [-1, -1] })
      }
    }
  }

  @Test("above T = 1 there is one rest point for each set of categories that nobody supplies")
  func levelling() throws {
    let all = try restPoints(2, 0.1, [5, 3, 2])
    #expect(all.count == 1 && all[0].stability == .stable)
    let bare = try restPoints(1.5, 0.3, [1, 0, 0])
    #expect(bare.count == 4 && bare.count { $0.stability == .stable } == 1)
    #expect(bare.contains { $0.point.coordinates == [1, 0, 0] && $0.eigenvalues[0] == .infinity })
    let level = try restPoints(.infinity, 0.4, [2, 2, 6])
    #expect(level.count == 1 && abs(level[0].point[2] - (0.2 + 0.24)) < 1e-14)
  }

  @Test("at T = 1 only q rests")
  func identity() throws {
    let members = try restPoints(1, 0.25, [5, 3, 2])
    #expect(members.count == 1 && members[0].point.coordinates == [0.5, 0.3, 0.2])
    #expect(members[0].eigenvalues.allSatisfy { abs($0 + 0.25) < 1e-15 })
    #expect(try restPoints(0.5, 1, [5, 3, 2]).map(\.eigenvalues) == [[-1, -1]])
  }

  @Test("branches over λ begin and end where rest points do")
  func branches() throws {
    let law = SimplexPoint(weights: [5, 3, 2])
    let grid = [0, 0.1, 0.3, 0.6, 0.9, 1]
    let branches = try RestPoints.along(grid, law: law, temperature: Temperature(0.5))
    #expect(branches.map(\.fraction) == grid)
    #expect(branches.map(\.restPoints.members.count) == [7, 7, 5, 1, 1, 1])
    #expect(branches.last?.restPoints.members.first?.point == law)
  }

  @Test("extremes are listed without a trap")
  func extremes() throws {
    for temperature in [1e-308, 0.01, 0.9999, 1.0001, 50, .infinity] {
      for fraction in [1e-12, 1e-3, 0.999] {
        for law in [[5, 3, 2], [1, 0, 0], [1, 1, 1], [1, 1e-9, 0.5]] as [[Double]] {
          let members = try restPoints(temperature, fraction, law)
          #expect(!members.isEmpty, "\(temperature) \(fraction) \(law)")
        }
      }
    }
  }

  @Test("what is not listed is refused, and says why")
  func refusals() throws {
    #expect(throws: RestPointsError.categories(13)) {
      try RestPoints(of: MeanField(temperature: Temperature(0.5)), categoryCount: 13)
    }
    #expect(throws: RestPointsError.everyPoint) {
      try RestPoints(of: MeanField(temperature: .one), categoryCount: 3)
    }
    #expect(throws: RestPointsError.sampler) {
      try RestPoints(of: MeanField(.greedy, temperature: .one), categoryCount: 3)
    }
  }

  private func settings(
    _ temperature: Double, fraction: Double = 0, law: ExternalLaw = .initial,
    loop: ClosedLoop = .paper
  ) throws -> Settings {
    Settings(
      temperature: try Temperature(temperature),
      externalData: try ExternalData(fraction: fraction, law: law), loop: loop, seed: 1)
  }

  @Test("data policies and batches leave rest points alone, errors that stay do not")
  func loops() throws {
    let initial = SimplexPoint(weights: [5, 3, 2])
    let plain = try RestPoints(of: settings(0.5, fraction: 0.3), initial: initial)
    #expect(plain.members.count == 5)
    let smoothed = try Learner.smoothed(1)
    for loop in [
      ClosedLoop(policy: .replace), ClosedLoop(policy: .window(9), batch: try BatchSize(4)),
      ClosedLoop(learner: smoothed),
    ] {
      #expect(
        try RestPoints(of: settings(0.5, fraction: 0.3, loop: loop), initial: initial) == plain)
    }
    for loop in [
      ClosedLoop(learner: smoothed, policy: .window(9)), ClosedLoop(learner: try .drifting(0.1)),
      ClosedLoop(learner: try .lowRank(1)),
    ] {
      #expect(throws: RestPointsError.learner(loop.learner.description)) {
        try RestPoints(of: settings(0.5, loop: loop), initial: initial)
      }
    }
    #expect(throws: RestPointsError.externalData(.category(5, categoryCount: 3))) {
      try RestPoints(of: settings(0.5, fraction: 0.3, law: .category(5)), initial: initial)
    }
  }

  @Test("thresholds are those of uniform data, by whatever name")
  func thresholds() throws {
    let even = SimplexPoint(counts: [10, 10, 10])
    let known = Hysteresis(temperature: try Temperature(0.5), categoryCount: 3)
    for (law, initial) in [
      (.uniform, SimplexPoint(counts: [5, 3, 2])), (.initial, even),
      (.point(SimplexPoint(weights: [2, 2, 2])), even),
    ] as [(ExternalLaw, SimplexPoint)] {
      #expect(Hysteresis(of: try settings(0.5, law: law), initial: initial) == known)
    }
    let other = SimplexPoint(counts: [5, 3, 2])
    #expect(Hysteresis(of: try settings(0.5), initial: other) == nil)
    let greedy = ClosedLoop(sampler: .greedy)
    #expect(Hysteresis(of: try settings(0.5, law: .uniform, loop: greedy), initial: even) == nil)
    #expect(Hysteresis(of: try settings(0.5), initial: SimplexPoint(counts: [7])) == nil)
  }
}

@Suite(.enabled(if: StatisticalTier.isOn)) struct RestPointsStatistics {
  @Test("Newton's method from 1000 starts finds no other on 100 cases")
  func newton() throws {
    let cases = 100 * StatisticalTier.scale
    let found = try RestPointsTests().checkAgainstNewton(cases: cases, starts: 1000, seed: 7)
    #expect(found > 300 * cases)
  }

  @Test("the indices of the rest points add up to 1 on 3000 cases")
  func indices() throws {
    try RestPointsTests().checkIndices(cases: 3000 * StatisticalTier.scale, seed: 9)
  }
}
