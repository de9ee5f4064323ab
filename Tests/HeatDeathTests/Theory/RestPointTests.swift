import TestSupport
import Testing

@testable import HeatDeath

/// Where the mean flow leads.
@Suite struct RestPointTests {
  private func expect(
    _ rest: RestPoint, _ expected: [Double], within tolerance: Double,
    location: SourceLocation = #_sourceLocation
  ) {
    for (found, wanted) in zip(rest.point.coordinates, expected) {
      #expect(
        abs(found - wanted) <= tolerance, "\(rest.point.coordinates)", sourceLocation: location)
    }
  }

  /// T = ½, λ = .3, q = (.5, .3, .2): three of its five rest points attract (docs/model.md).
  @Test(
    "known rest points are found from their basins",
    arguments: [
      ([5, 3, 2], [0.8362, 0.0998, 0.0640]), ([9, 1, 1], [0.8362, 0.0998, 0.0640]),
      ([3, 6, 2], [0.1953, 0.7397, 0.0650]), ([2, 2, 9], [0.2065, 0.1045, 0.6891]),
    ] as [([Int64], [Double])])
  func knownRestPoints(counts: [Int64], expected: [Double]) throws {
    let field = try field(0.5, 0.3, .initial)
    let rest = try field.end(from: SimplexPoint(counts: counts))
    #expect(rest.isAttracting)
    expect(rest, expected, within: 5.1e-5)
    #expect(field.drift(at: rest.point).allSatisfy { abs($0) < 1e-13 })
  }

  @Test("a rest point that does not attract is kept where the flow stands on it")
  func saddles() throws {
    // Uniform q, T < 1 − λ: the centre rests, and chance decides.
    let rest = try field(0.5, 0.3, .uniform).end(from: .uniform(3))
    expect(rest, [1.0 / 3, 1.0 / 3, 1.0 / 3], within: 1e-15)
    #expect(!rest.isAttracting)
    let beside = try field(0.5, 0.3, .uniform).end(from: SimplexPoint(counts: [1001, 1000, 1000]))
    #expect(beside.isAttracting && beside.point[0] > 0.7)
  }

  /// λ* = n/(1 + √(n−1))² at T = ½ with uniform q: below it a collapsed state stays.
  @Test(
    "collapsed states disappear where they must",
    arguments: [(2, 0.5), (3, 0.5147186258), (4, 0.5358983849), (8, 0.6018773)])
  func hysteresis(categories: Int, threshold: Double) throws {
    var weights = Array(repeating: 1e-3, count: categories)
    weights[0] = 1
    let start = SimplexPoint(weights: weights)
    let even = 1 / Double(categories)
    let below = try field(
      0.5, threshold - 1e-3, .uniform, initial: Array(repeating: 1, count: categories)
    ).end(from: start)
    #expect(below.isAttracting && below.point[0] > even + 0.01)
    let above = try field(
      0.5, threshold + 1e-3, .uniform, initial: Array(repeating: 1, count: categories)
    ).end(from: start)
    #expect(above.isAttracting && abs(above.point[0] - even) < 1e-9)
  }

  @Test("closed forms")
  func closedForms() throws {
    let start = SimplexPoint(counts: [5, 3, 2])
    let q = [0.2, 0.2, 0.6]
    let law = ExternalLaw.point(SimplexPoint(weights: q))
    for (temperature, fraction) in [(0.5, 1), (2, 1), (1, 0.01), (1, 1)] {
      expect(try field(temperature, fraction, law).end(from: start), q, within: 1e-15)
    }
    // T = ∞ forgets where it is: (1−λ)/n + λq.
    let level = try field(.infinity, 0.4, law).end(from: start)
    expect(level, q.map { 0.6 / 3 + 0.4 * $0 }, within: 1e-12)
    #expect(level.isAttracting)
    expect(try field(0.8, 0, law).end(from: start), [1, 0, 0], within: 0)
    expect(
      try field(0.8, 0, law).end(from: SimplexPoint(counts: [4, 4, 2])), [0.5, 0.5, 0], within: 0)
    expect(
      try field(1.5, 0, law).end(from: SimplexPoint(counts: [4, 0, 1])), [0.5, 0, 0.5], within: 0)
    let identity = try field(1, 0, law).end(from: start)
    #expect(identity.point == start && !identity.isAttracting)
    // Mixing is linear at T = 1: ε' = (1−λ)ε parts even, λ parts q, the rest itself.
    let mixing = try field(1, 0.2, law, sampler: .mixing(0.5)).end(from: start)
    expect(mixing, q.map { (0.8 * 0.5 / 3 + 0.2 * $0) / (1 - 0.8 * 0.5) }, within: 1e-10)
    // Greedy keeps its leader where fresh data do not overtake it.
    let greedy = try field(1, 0.2, law, sampler: .greedy).end(from: start)
    expect(greedy, [0.8 + 0.04, 0.04, 0.12], within: 1e-10)
  }

  @Test(
    "with two categories the flow leads to the next zero of the drift", arguments: [0.5, 0.8, 1.3])
  func twoCategories(temperature: Double) throws {
    for fraction in [0.05, 0.2, 0.5] {
      let law = ExternalLaw.point(SimplexPoint(weights: [0.3, 0.7]))
      let field = try field(temperature, fraction, law, initial: [3, 7])
      for start in [0.02, 0.3, 0.6, 0.9] {
        let rest = try field.end(from: SimplexPoint(weights: [start, 1 - start]))
        // Walks in its direction until the sign changes, and halves.
        func drift(_ x: Double) -> Double { field.drift(at: SimplexPoint(weights: [x, 1 - x]))[0] }
        let direction = drift(start) > 0 ? 1.0 : -1
        var low = start
        while drift(low + direction * 1e-4) * direction > 0 { low += direction * 1e-4 }
        var high = low + direction * 1e-4
        for _ in 0..<60 {
          let middle = (low + high) / 2
          if drift(middle) * direction > 0 { low = middle } else { high = middle }
        }
        #expect(abs(rest.point[0] - low) < 1e-9, "λ \(fraction) from \(start)")
      }
    }
  }

  @Test("every end rests, and attracts what is beside it", arguments: EveryLoop.samplers)
  func everyEndRests(name: String) throws {
    let sampler = try Sampler(parsing: name)
    var random = SeededRandom(seed: 4)
    var (ends, unsettled) = (0, 0)
    for _ in 0..<60 {
      let categories = Int(random.real(2...8.99))
      let start = SimplexPoint(weights: (0..<categories).map { _ in random.real(0.01...1) })
      let outside = SimplexPoint(weights: (0..<categories).map { _ in random.real(0...1) })
      let field = try field(
        random.real(0.2...3), [0, 0.01, 0.2, 0.6][Int(random.real(0...3.99))], .point(outside),
        sampler: sampler, initial: Array(repeating: 1, count: categories))
      guard let rest = try? field.end(from: start) else {
        unsettled += 1
        continue
      }
      ends += 1
      #expect(field.drift(at: rest.point).allSatisfy { abs($0) < 1e-11 })
      guard rest.isAttracting else { continue }
      let beside = SimplexPoint(
        weights: rest.point.coordinates.map { $0 * (1 + random.real(-1e-4...1e-4)) })
      let again = try field.end(from: beside)
      #expect(
        zip(again.point.coordinates, rest.point.coordinates).allSatisfy { abs($0 - $1) < 1e-8 })
    }
    // Laws that jump may be crossed for ever.
    let jumps = ["greedy", "top-k:2", "top-p:0.9", "min-p:0.1"].contains(name)
    #expect(ends >= 30 && (jumps || unsettled == 0), "\(unsettled)")
  }

  @Test("extreme temperatures and fractions end in bounded time")
  func extremes() throws {
    for temperature in [1e-308, 0.01, 0.999, 1.001, 50, .infinity] {
      for fraction in [1e-12, 1e-3, 0.999] {
        for start in [[1, 0, 0], [1, 1, 0], [Dataset.maximumSize - 2, 1, 1]] as [[Int64]] {
          let field = try field(temperature, fraction, .category(2))
          // It says so where it does not settle.
          if let rest = try? field.end(from: SimplexPoint(counts: start)) {
            #expect(field.drift(at: rest.point).allSatisfy { abs($0) < 1e-11 })
          }
        }
      }
    }
    let many = try field(0.5, 0.1, .uniform, initial: Array(repeating: 1, count: 65))
    #expect(throws: UnsettledFlow.categories(65)) { try many.end(from: .uniform(65)) }
  }

  @Test("a cycle does not settle, and says so")
  func cycles() throws {
    // Each category draws for the next: rock, paper, scissors.
    let sampler = Sampler.custom("circle") { theta, _ in
      (0..<3).map { theta[$0] * (1 + 3 * theta[($0 + 2) % 3]) }
    }
    let field = try field(1, 0.001, .point(SimplexPoint(weights: [1, 0, 0])), sampler: sampler)
    do {
      let rest = try field.end(from: SimplexPoint(counts: [5, 3, 2]))
      #expect(field.drift(at: rest.point).allSatisfy { abs($0) < 1e-11 })
    } catch {
      #expect(error.description.contains("steps"))
    }
  }
}
