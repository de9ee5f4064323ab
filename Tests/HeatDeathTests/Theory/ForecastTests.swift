import RealModule
import TestSupport
import Testing

@testable import HeatDeath

/// What becomes of a run.
@Suite struct ForecastTests {
  private func forecast(
    _ counts: [Int64], _ temperature: Double, fraction: Double = 0, law: ExternalLaw = .initial,
    loop: ClosedLoop = .paper
  ) throws -> Forecast {
    let dataset = try Dataset(counts: counts)
    var generator = Xoshiro256PlusPlus(seed: 3)
    return Forecast(
      of: Settings(
        temperature: try Temperature(temperature),
        externalData: try ExternalData(fraction: fraction, law: law), loop: loop, seed: 1),
      from: dataset, initial: dataset.empiricalLaw, fates: 50, using: &generator)
  }

  @Test("below T = 1 it is a winner, with odds")
  func winner() throws {
    let forecast = try forecast([5, 3, 2], 0.8)
    guard case .winner(let odds) = forecast.end else {
      Issue.record("\(forecast)")
      return
    }
    #expect(abs(odds.odds[0] - 0.784703) < 1e-6)
    let settled = try #require(forecast.settled)
    #expect(settled.total > 0 && settled.total < odds.odds[0])
    guard case .winner(let drawn) = try self.forecast(Array(1...13), 0.5).end else {
      Issue.record("no odds for 13 different counts")
      return
    }
    #expect(drawn.method == .fates(50))
  }

  @Test("a screen's question draws fewer fates of very many categories, the same ones each time")
  func fatesOfMany() throws {
    #expect(ForecastQuestion.fates(categoryCount: 8) == 1000)
    #expect(ForecastQuestion.fates(categoryCount: 30) == 1000)
    #expect(ForecastQuestion.fates(categoryCount: 100) == 300)
    #expect(ForecastQuestion.fates(categoryCount: 4096) == 100)
    let scenario = try Scenario(
      initialData: Dataset(counts: (1...200).map { $0 % 40 + 1 }), temperature: Temperature(0.5),
      seed: 1)
    let simulation = Simulation(scenario)
    let snapshot = Snapshot(
      simulation, trajectory: Trajectory(start: simulation), generation: 0)
    let forecast = ForecastQuestion(snapshot).answer()
    guard case .winner(let odds) = forecast.end else {
      Issue.record("\(forecast)")
      return
    }
    #expect(odds.method == .fates(150) && abs(odds.odds.reduce(0, +) - 1) < 1e-12)
    #expect(ForecastQuestion(snapshot).answer() == forecast)
  }

  @Test("at T = 1 it is a Dirichlet point around the present law")
  func randomPoint() throws {
    let loop = ClosedLoop(learner: try .smoothed(0.5))
    for (loop, parameters) in [(.paper, [1, 2, 3, 0]), (loop, [1.5, 2.5, 3.5, 0.5])]
      as [(ClosedLoop, [Double])]
    {
      guard case .randomPoint(let end) = try forecast([1, 2, 3, 0], 1, loop: loop).end else {
        Issue.record("no random point")
        return
      }
      #expect(end.parameters == parameters)
      let total = parameters.reduce(0, +)
      for (category, parameter) in parameters.enumerated() {
        let share = parameter / total
        #expect(end.means[category] == share)
        let variance = share * (1 - share) / (total + 1)
        #expect(abs(end.standardDeviations[category] - Double.sqrt(variance)) < 1e-15)
      }
    }
  }

  @Test("above T = 1 it is uniform on the support; k Var Θ tends to 4/9 at T = 4, n = 3")
  func uniform() throws {
    guard case .uniform(let end) = try forecast([5, 0, 3, 2], 4).end else {
      Issue.record("no uniform end")
      return
    }
    #expect(end.point.coordinates == [1, 0, 1, 1].map { $0 / 3 })
    #expect(end.isDecidedByNoise && end.rate == 0.5)
    #expect(abs(try #require(end.varianceFactor) - 4.0 / 9) < 1e-15)
    let size = try #require(end.logSize(untilStandardDeviation: 1e-3))
    #expect(abs(size - Double.log(4e6 / 9)) < 1e-12)
    for temperature in [1.5, 2] {
      let mild = UniformEnd(
        of: try Dataset(counts: [5, 3, 2]), temperature: try Temperature(temperature))
      #expect(mild.varianceFactor == nil && mild.logSize(untilStandardDeviation: 0.1) == nil)
      #expect(mild.isDecidedByNoise == (temperature == 2))
      #expect(abs(mild.rate - (1 - 1 / temperature)) < 1e-15)
    }
  }

  /// k ≈ ℓ(V/v)^{T/(T−1)}: one tenth costs 10^11-fold at T = 1.1, 10^3-fold at 1.5.
  @Test("a tenth of the deviation costs 10 to the T/(T−1) samples")
  func costOfATenth() throws {
    for (temperature, powers) in [(1.1, 11), (1.5, 3), (1.25, 5)] as [(Double, Double)] {
      let end = UniformEnd(
        of: try Dataset(counts: [5, 3, 2]), temperature: try Temperature(temperature))
      let sizes = try [1e-6, 1e-7].map { try #require(end.logSize(untilDeviation: $0)) }
      #expect(abs((sizes[1] - sizes[0]) / Double.log(10) - powers) < 1e-5 * powers)
    }
    let end = UniformEnd(of: try Dataset(counts: [5, 3, 2]), temperature: try Temperature(1.1))
    #expect(end.logSize(untilDeviation: 0.5) == Double.log(10))
    #expect(abs(end.deviation - 0.3) < 1e-15)
    #expect(end.logSizeOfTenth == end.logSize(untilDeviation: end.deviation / 10))
    #expect(end.logSize(untilDeviation: 0) == nil)
  }

  @Test("with external data or another sampler it is where the flow leads")
  func restPoint() throws {
    for (temperature, fraction, sampler) in [
      (0.5, 0.3, .softmax), (0.5, 0, try .tilt(0.5)), (2, 0.2, .softmax),
    ] as [(Double, Double, Sampler)] {
      let forecast = try forecast(
        [5, 3, 2], temperature, fraction: fraction, loop: ClosedLoop(sampler: sampler))
      guard case .restPoint(let rest) = forecast.end else {
        Issue.record("\(forecast)")
        return
      }
      #expect(rest.isAttracting && forecast.settled == nil)
    }
  }

  @Test("where each generation replaces the last at T = 1, shares are odds")
  func replaced() throws {
    guard
      case .winner(let odds) = try forecast(
        [5, 3, 2], 1, loop: ClosedLoop(policy: .replace)
      ).end
    else {
      Issue.record("no odds")
      return
    }
    #expect(odds.odds == [0.5, 0.3, 0.2] && odds.method == .martingale)
  }

  @Test("the regime is the sampler's, where it is by itself and its class is proved")
  func regime() throws {
    #expect(try forecast([5, 3], 0.8).regime == .modeCollapse)
    #expect(try forecast([5, 3], 1).regime == .martingale)
    #expect(try forecast([5, 3], 0.8, loop: ClosedLoop(sampler: .tilt(-0.5))).regime == .heatDeath)
    #expect(try forecast([5, 3], 0.8, loop: ClosedLoop(sampler: .greedy)).regime == nil)
    #expect(try forecast([5, 3], 0.8, fraction: 0.1).regime == nil)
  }

  @Test("where the dataset does not grow, the last category left has won, and no one before")
  func last() throws {
    for (policy, sampler) in [
      (.replace, .softmax), (.window(10), .softmax), (.replace, try Sampler(parsing: "top-p:0.9")),
      (.window(10), .greedy),
    ] as [(DataPolicy, Sampler)] {
      let loop = ClosedLoop(sampler: sampler, policy: policy)
      guard case .winner(let odds) = try forecast([0, 10, 0], 0.5, loop: loop).end else {
        Issue.record("\(policy) \(sampler)")
        continue
      }
      #expect(odds.odds == [0, 1, 0])
      for fraction in [0, 0.1] {
        let counts: [Int64] = fraction > 0 ? [0, 10, 0] : [1, 9, 0]
        guard case .unknown = try forecast(counts, 0.5, fraction: fraction, loop: loop).end else {
          Issue.record("\(policy) \(sampler) \(fraction)")
          continue
        }
      }
    }
    let mixing = ClosedLoop(sampler: try Sampler(parsing: "mix:0.1"), policy: .replace)
    guard case .unknown = try forecast([0, 10, 0], 0.5, loop: mixing).end else {
      Issue.record("noise brings the others back")
      return
    }
  }

  @Test("an end may be one of several where the strong are favoured, and not all data are fresh")
  func others() throws {
    #expect(try forecast([13, 14, 2], 0.8, fraction: 0.1).mayEndElsewhere)
    let greedy = ClosedLoop(sampler: .greedy)
    #expect(try forecast([5, 3], 0.8, fraction: 0.1, loop: greedy).mayEndElsewhere)
    #expect(try !forecast([5, 3], 0.8, loop: greedy).mayEndElsewhere)
    for (temperature, fraction) in [(0.8, 1), (1, 0.1), (1.5, 0.1), (0.8, 0), (1, 0), (1.5, 0)] {
      let forecast = try forecast([13, 14, 2], temperature, fraction: fraction)
      #expect(!forecast.mayEndElsewhere, "\(temperature) \(fraction)")
    }
  }

  @Test("what is not known is said")
  func unknown() throws {
    let batch = ClosedLoop(batch: try BatchSize(5))
    for (temperature, fraction, loop, reason) in [
      (0.5, 0, ClosedLoop(policy: .replace), .policy("replace")),
      (1, 0, ClosedLoop(policy: .window(10)), .policy("window:10")),
      (2, 0.1, ClosedLoop(policy: .subsample(10)), .policy("subsample:10")),
      (0.5, 0, batch, .batch("5")), (1, 0, batch, .batch("5")),
      (0.5, 0, ClosedLoop(learner: try .smoothed(1)), .learner("smoothed:1")),
      (1, 0, ClosedLoop(learner: try .noisy(0.01)), .learner("noisy:0.01")),
      (1.0.nextDown, 0, .paper, .temperature(1.0.nextDown)),
    ] as [(Double, Double, ClosedLoop, UnknownEnd)] {
      let forecast = try forecast([5, 3, 2], temperature, fraction: fraction, loop: loop)
      #expect(forecast.end == .unknown(reason) || temperature == 1.0.nextDown, "\(forecast)")
      #expect(!reason.description.isEmpty)
    }
    let wrong = try forecast([5, 3], 0.5, fraction: 0.1, law: .category(7))
    #expect(wrong.end == .unknown(.externalData(.category(7, categoryCount: 2))))
    // Batches do not matter where chance does not.
    guard case .uniform = try forecast([5, 3], 2, loop: batch).end else {
      Issue.record("batches above T = 1")
      return
    }
  }
}

/// The closed form of the mean flow.
@Suite struct StreamlineTests {
  @Test(
    "its derivative is the drift", arguments: [0.2, 0.8, 0.999999, 1, 1.000001, 1.5, 20, .infinity])
  func derivative(temperature: Double) throws {
    let value = try Temperature(temperature)
    let start = SimplexPoint(weights: [0.5, 0.3, 0, 0.2])
    let line = Streamline(from: start, temperature: value)
    let field = MeanField(temperature: value)
    #expect(line.point(after: 0) == start)
    for time in [0.05, 0.3, 1, 3] {
      let point = line.point(after: time)
      let (before, after) = (line.point(after: time - 1e-4), line.point(after: time + 1e-4))
      for (category, drift) in field.drift(at: point).enumerated() {
        let slope = (after[category] - before[category]) / 2e-4
        #expect(abs(slope - drift) < 1e-6, "\(time) \(slope) \(drift)")
      }
      #expect(point[2] == 0)
    }
  }

  @Test("going on from a point of it is going on", arguments: [0.3, 0.9, 1.1, 3])
  func goingOn(temperature: Double) throws {
    let value = try Temperature(temperature)
    let line = Streamline(from: SimplexPoint(counts: [50, 30, 19, 1]), temperature: value)
    let later = Streamline(from: line.point(after: 1.5), temperature: value).point(after: 2)
    for (one, other) in zip(later.coordinates, line.point(after: 3.5).coordinates) {
      #expect(abs(one - other) < 1e-13)
    }
    let deviation = line.deviation(after: 2)
    let point = line.point(after: 2)
    #expect(abs(deviation - (point.coordinates.max()! - point.coordinates.min()!)) < 1e-13)
  }

  @Test("it says when the deviation has fallen, at once, late, or never")
  func times() throws {
    let start = SimplexPoint(counts: [5, 3, 2])
    let line = Streamline(from: start, temperature: try Temperature(1.3))
    for value in [0.29, 0.01, 1e-9, 1e-300] {
      let time = try #require(line.time(untilDeviation: value))
      #expect(abs(line.deviation(after: time) / value - 1) < 1e-9)
    }
    #expect(line.time(untilDeviation: 0.31) == 0)
    for temperature in [0.5, 1] {
      let other = Streamline(from: start, temperature: try Temperature(temperature))
      #expect(other.time(untilDeviation: 0.01) == nil)
    }
    let corner = Streamline(from: SimplexPoint(counts: [4, 0]), temperature: try Temperature(2))
    #expect(corner.point(after: 5).coordinates == [1, 0] && corner.deviation(after: 5) == 0)
    let cold = Streamline(from: start, temperature: try Temperature(1e-300)).point(after: 2)
    #expect(cold.coordinates.allSatisfy { $0.isFinite })
  }
}
