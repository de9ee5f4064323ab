import CAllocationCounter
import RealModule
import TestSupport
import Testing

@testable import HeatDeath

/// Learners with parameters of their own: gradient descent and low-rank fits.
@Suite struct LearnerTrainingTests {
  private func counts(_ text: Substring) throws -> [Int64] {
    try text.split(separator: " ").map { try #require(Int64($0)) }
  }

  private func expectClose(
    _ theta: [Double], to expected: Substring, within bound: Double, _ row: Substring
  ) throws {
    let expected = try expected.split(separator: " ").map { try #require(Double($0)) }
    for (found, reference) in zip(theta, expected) where !(abs(found - reference) <= bound) {
      Issue.record("\(row): \(theta)")
    }
  }

  @Test("gradient descent follows numpy's") func gradientDescentFollowsNumpys() throws {
    var rows = 0
    for row in LearnerTables.descents.split(separator: "\n") {
      let fields = row.split(separator: ";")
      let datasets = try fields[1].split(separator: ",").map(counts)
      var model = TrainedModel(
        try Learner(parsing: fields[0]), categoryCount: datasets[0].count)
      var generator = Xoshiro256PlusPlus(seed: 81)
      for dataset in datasets { model.train(on: dataset, using: &generator) }
      try expectClose(model.theta, to: fields[2], within: 1e-13, row)
      rows += 1
    }
    #expect(rows == 42)
  }

  @Test("warm descent converges on fixed data", arguments: [0.1, 1, 3.9])
  func warmDescentConvergesOnFixedData(rate: Double) throws {
    var generator = Xoshiro256PlusPlus(seed: 82)
    var model = TrainedModel(
      try .gradientDescent(rate: rate), categoryCount: 4)
    model.train(on: [1, 1, 1, 97], using: &generator)
    let target: [Int64] = [40, 10, 25, 25]
    #expect(model.error(on: [1, 1, 1, 97]) < 1e-15)
    model.train(on: target, using: &generator)
    var error = model.error(on: target)
    #expect(error > 0.1)
    for _ in 0..<3000 { model.train(on: target, using: &generator) }
    error = model.error(on: target)
    #expect(error < 1e-12)
  }

  @Test("the first warm training meets its tolerance on a face")
  func theFirstWarmTrainingMeetsItsToleranceOnAFace() throws {
    for counts: [Int64] in [[1, 0], [3, 0, 2], [0, 0, 0, 0, 9, 0]] {
      let model = trained(try .gradientDescent(rate: 0.1), on: counts)
      #expect(model.error(on: counts) <= SoftmaxDescent.tolerance)
      #expect(model.theta.allSatisfy { $0 > 0 })
    }
  }

  @Test("training anew at a good rate meets its tolerance")
  func trainingAnewAtAGoodRateMeetsItsTolerance() throws {
    let model = trained(try .gradientDescent(rate: 2, resets: true), on: [5, 3, 2])
    #expect(model.error(on: [5, 3, 2]) <= SoftmaxDescent.tolerance)
    #expect(model.error(on: [5, 3, 2]) > 1e-9)
    // A small rate stops early.
    let slow = trained(try .gradientDescent(rate: 0.01, resets: true), on: [5, 3, 2])
    #expect(slow.error(on: [5, 3, 2]) > 0.05)
  }

  @Test("low-rank fits end at scipy's optimum") func lowRankFitsEndAtScipysOptimum() throws {
    for row in LearnerTables.fits.split(separator: "\n") {
      let fields = row.split(separator: ";")
      let model = trained(try Learner(parsing: fields[0]), on: try counts(fields[1]))
      try expectClose(model.theta, to: fields[2], within: 1e-8, row)
    }
  }

  @Test("a fit of rank n - 1 reproduces every law") func aFitOfRankNMinus1ReproducesEveryLaw()
    throws
  {
    for counts: [Int64] in [
      [5, 3, 2], [1, 0], [0, 0, 4], [0, 7, 0, 0, 2], [1, 4_000_000_000_000_000_000 - 1],
      [1_000_000, 1, 1_000, 0, 30, 1], [3],
    ] {
      let model = trained(try .lowRank(max(1, counts.count - 1)), on: counts)
      #expect(model.error(on: counts) <= 1.0001 * LowRankFit.tolerance, "\(counts)")
    }
    #expect(trained(try .lowRank(1), on: [5, 3, 2]).error(on: [5, 3, 2]) > 1e-3)
  }

  /// Warm starts from far away and from optima at infinity: at the end the residual is orthogonal
  /// to the basis, which is what the tolerance says.
  @Test("every fit meets its tolerance from wherever the last one ended")
  func everyFitMeetsItsToleranceFromWhereverTheLastOneEnded() throws {
    var random = Xoshiro256PlusPlus(seed: 83)
    for _ in 0..<60 {
      let n = 2 + Int(random.next() % 11)
      let rank = 1 + Int(random.next() % UInt64(n))
      var model = TrainedModel(try .lowRank(rank), categoryCount: n)
      for _ in 0..<6 {
        let shift = random.next() % 50
        var counts = (0..<n).map { _ in
          random.next() % 3 == 0 ? 0 : Int64(random.next() >> (8 + shift))
        }
        if !counts.contains(where: { $0 > 0 }) { counts[n - 1] = 1 }
        model.train(on: counts, using: &random)
        let law = SimplexPoint(counts: counts).coordinates
        for column in 1...min(rank, n - 1) {
          var gradient = 0.0
          for i in 0..<n {
            let angle = Double.pi * Double(column) * (Double(i) + 0.5) / Double(n)
            gradient += Double.sqrt(2 / Double(n)) * Double.cos(angle) * (law[i] - model.theta[i])
          }
          #expect(abs(gradient) < 1.01 * LowRankFit.tolerance, "n = \(n), r = \(rank), \(counts)")
        }
      }
    }
  }
}

@Suite(.enabled(if: allocation_counter_is_available()))
struct LearnerAllocationTests {
  @Test("training allocates nothing", arguments: learners)
  func trainingAllocatesNothing(name: String) throws {
    var generator = Xoshiro256PlusPlus(seed: 84)
    let datasets: [[Int64]] = [[5, 3, 0, 2], [6, 3, 0, 2], [6, 3, 0, 3]]
    var model = TrainedModel(try Learner(parsing: name), categoryCount: 4)
    model.train(on: datasets[0], using: &generator)
    let before = allocation_count()
    for index in 0..<30 { model.train(on: datasets[index % 3], using: &generator) }
    #expect(allocation_count() - before == 0)
  }
}
