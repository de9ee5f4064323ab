import RealModule
import Testing

@testable import HeatDeath

/// Θ after one training on `counts`, with stream 0 of `seed`.
func trained(
  _ learner: Learner, on counts: [Int64], seed: UInt64 = 61
) -> TrainedModel {
  var model = TrainedModel(learner, categoryCount: counts.count)
  var generator = Xoshiro256PlusPlus(seed: seed)
  model.train(on: counts, using: &generator)
  return model
}

/// One learner of every kind.
let learners = [
  "exact", "smoothed:0", "smoothed:0.5", "smoothed:1e300", "noisy:0.05", "noisy:10",
  "drifting:0.01", "drifting:5", "sgd:0.1", "sgd:1e6", "sgd:0.5:reset", "sgd:1e6:reset",
  "low-rank:1", "low-rank:2", "low-rank:99",
]

@Suite struct LearnerTests {
  @Test("the exact learner reproduces the empirical law")
  func theExactLearnerReproducesTheEmpiricalLaw() {
    let model = trained(.exact, on: [5, 3, 2])
    #expect(model.theta == [0.5, 0.3, 0.2])
    #expect(model.error(on: [5, 3, 2]) == 0)
    #expect(abs(model.error(on: [2, 3, 5]) - 0.3 * Double.sqrt(2)) < 1e-15)
  }

  @Test("smoothing adds alpha to every count") func smoothingAddsAlphaToEveryCount() throws {
    let model = trained(try .smoothed(0.5), on: [5, 0, 2])
    for (found, expected) in zip(model.theta, [5.5 / 8.5, 0.5 / 8.5, 2.5 / 8.5]) {
      #expect(abs(found - expected) < 1e-15)
    }
    #expect(
      trained(try .smoothed(0), on: [5, 0, 2]).theta == trained(.exact, on: [5, 0, 2]).theta)
    // α far beyond k: uniform, and nothing overflows.
    for value in trained(try .smoothed(1e308), on: [5, 0, 2]).theta {
      #expect(abs(value - 1.0 / 3) < 1e-15)
    }
    let large = trained(try .smoothed(0.5), on: [4_000_000_000_000_000_000 - 1, 1])
    #expect(abs(large.theta[1] / 3.75e-19 - 1) < 1e-15)
  }

  @Test("drift is straight towards the first category with samples, of length delta")
  func driftIsStraightTowardsTheFirstCategoryWithSamples() throws {
    let counts: [Int64] = [0, 2, 5, 3]
    let model = trained(try .drifting(0.1), on: counts)
    #expect(abs(model.error(on: counts) - 0.1) < 1e-15)
    let distance = Double.sqrt(0.8 * 0.8 + 0.25 + 0.09)
    for (found, expected) in zip(
      model.theta,
      [0, 0.2 + 0.08 / distance, 0.5 - 0.05 / distance, 0.3 - 0.03 / distance])
    { #expect(abs(found - expected) < 1e-15) }
    #expect(trained(try .drifting(2), on: counts).theta == [0, 1, 0, 0])
    #expect(trained(try .drifting(0.1), on: [0, 7]).theta == [0, 1])
    #expect(trained(try .drifting(0), on: counts).error(on: counts) == 0)
  }

  @Test("an untrained model is uniform") func anUntrainedModelIsUniform() {
    #expect(TrainedModel(.exact, categoryCount: 4).theta == [0.25, 0.25, 0.25, 0.25])
  }

  @Test("Θ is a law whatever the data, and repeats from a copy", arguments: learners)
  func thetaIsALawWhateverTheDataAndRepeatsFromACopy(name: String) throws {
    let learner = try Learner(parsing: name)
    var generator = Xoshiro256PlusPlus(seed: 62)
    for categories in [1, 2, 3, 7] {
      var model = TrainedModel(learner, categoryCount: categories)
      for _ in 0..<40 {
        let shift = 5 + generator.next() % 58
        var counts = (0..<categories).map { _ in
          generator.next() % 4 == 0 ? 0 : Int64(generator.next() >> (shift + 3))
        }
        if !counts.contains(where: { $0 > 0 }) { counts[0] = 1 }
        var copy = model
        var other = generator
        model.train(on: counts, using: &generator)
        copy.train(on: counts, using: &other)
        #expect(copy == model && other == generator)
        #expect(abs(model.theta.reduce(0, +) - 1) <= Double(categories) * 0x1p-50)
        for (value, count) in zip(model.theta, counts) {
          let fits = value >= 0 && value <= 1 + 0x1p-50
          #expect(fits, "\(counts): \(model.theta)")
          if learner.keepsZeros, count == 0 { #expect(value == 0) }
        }
        if let bound = learner.errorBound {
          let most = bound + 1e-15
          #expect(model.error(on: counts) <= most)
        }
      }
    }
  }

  @Test("only some learners give categories without samples a chance", arguments: learners)
  func onlySomeLearnersGiveCategoriesWithoutSamplesAChance(name: String) throws {
    let learner = try Learner(parsing: name)
    let model = trained(learner, on: [5, 0, 4, 1])
    if !name.hasPrefix("sgd:1e6") { #expect((model.theta[1] > 0) != learner.keepsZeros) }
  }

  @Test("what is a function of the counts forgets the way there", arguments: learners)
  func whatIsAFunctionOfTheCountsForgetsTheWayThere(name: String) throws {
    let learner = try Learner(parsing: name)
    let counts: [Int64] = [8, 5, 4, 3]
    let direct = trained(learner, on: counts)
    var roundabout = trained(learner, on: [1, 0, 30, 2], seed: 63)
    var generator = Xoshiro256PlusPlus(seed: 64)
    roundabout.train(on: counts, using: &generator)
    let distance = zip(direct.theta, roundabout.theta).map { abs($0 - $1) }.max() ?? 0
    if learner.isFunctionOfCounts {
      // The gradient's tolerance 10⁻¹⁰ over the curvature of the fit, above 1/40 here.
      #expect(distance < 1e-8)
    } else {
      #expect(distance > 1e-4)
    }
  }
}
