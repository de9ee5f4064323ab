import RealModule
import TestSupport
import Testing

@testable import HeatDeath

/// The temperature of a log.
@Suite("Estimates of a loop") struct LoopEstimateTests {
  private func table(_ text: String) -> [[String]] {
    text.split(separator: "\n").map { $0.split(separator: ";").map(String.init) }
  }

  private func counts(_ text: some StringProtocol) -> [Int64] {
    text.split(separator: ",").compactMap { Int64($0) }
  }

  /// Of single draws the likelihood is exact: scipy's maximum is ours.
  @Test("single draws give the maximum of an independent likelihood")
  func singleDraws() throws {
    for row in table(LoopLogsTable.draws) where row[1] == "0" {
      var present = counts(row[2])
      var observations = LoopObservations(.counts)
      observations.append(present)
      for letter in row[3].unicodeScalars {
        present[Int(letter.value) - 65] += 1
        observations.append(present)
      }
      let estimate = try LoopEstimate(of: observations)
      let (exponent, error) = (try #require(Double(row[4])), try #require(Double(row[5])))
      #expect(abs(estimate.exponent - exponent) < 2e-5 * max(1, exponent), "\(row[0])")
      #expect(abs(try #require(estimate.exponentError) - error) < 0.01 * error, "\(row[0])")
      #expect(estimate.reading == .totals && estimate.stepCount == row[3].count)
    }
  }

  @Test("single draws with data from outside do as well, and give their fraction")
  func singleDrawsFromOutside() throws {
    let law = SimplexPoint(weights: [0.2, 0.3, 0.5])
    for row in table(LoopLogsTable.draws) where row[1] != "0" {
      var present = counts(row[2])
      var observations = LoopObservations(.counts)
      observations.append(present)
      for letter in row[3].unicodeScalars {
        present[Int(letter.value) - 65] += 1
        observations.append(present)
      }
      let estimate = try LoopEstimate(of: observations, externalLaw: law)
      let external = try #require(estimate.external)
      let (exponent, fraction) = (try #require(Double(row[4])), try #require(Double(row[6])))
      #expect(abs(estimate.exponent - exponent) < 0.01, "\(row[0]) \(estimate.exponent)")
      #expect(abs(external.fraction - fraction) < 0.002, "\(row[0])")
    }
  }

  /// 40 logs of another program, 14 rows each: α = 0.0027 a log.
  @Test("rows far apart give T within three errors, and the model explains them")
  func farApart() throws {
    var squares = 0.0
    var rejected = 0
    for row in table(LoopLogsTable.totals) {
      let rows = row[2].split(separator: " ").map { counts($0) }
      let estimate = try LoopEstimate(of: .taking(rows))
      let temperature = try #require(Double(row[0]))
      let score = (estimate.exponent - 1 / temperature) / (try #require(estimate.exponentError))
      #expect(abs(score) < 3.5, "\(row[0]) \(estimate)")
      squares += score * score
      if let fit = estimate.fit, !fit.isExplained { rejected += 1 }
    }
    // χ² with 40 degrees of freedom: 66.8 at α = 0.005, and 20.7 on the other side.
    #expect((18..<67).contains(squares), "\(squares)")
    #expect(rejected <= 3)
  }

  /// P(c → c') of the urn by dynamic programming over all paths, two categories.
  private func exactLaw(_ start: (Int, Int), draws: Int, exponent: Double) -> [Double] {
    var law = [1.0]
    for step in 0..<draws {
      var next = [Double](repeating: 0, count: step + 2)
      for (ups, probability) in law.enumerated() {
        let first = Double.pow(Double(start.0 + ups), exponent)
        let second = Double.pow(Double(start.1 + step - ups), exponent)
        next[ups + 1] += probability * first / (first + second)
        next[ups] += probability * second / (first + second)
      }
      law = next
    }
    return law
  }

  @Test(
    "the law of a far step is that of all paths",
    arguments: [(0.0, 1e-9), (0.5, 0.02), (1, 0.08), (1.25, 0.13), (2, 0.2)])
  func farStep(exponent: Double, tolerance: Double) {
    for start in [(20, 15), (60, 10)] {
      let draws = 60
      let law = exactLaw(start, draws: draws, exponent: exponent)
      // Where the law has its mass: nine in a thousand lie outside.
      for ups in 0...draws where law[ups] > 3e-3 {
        let found = TotalsLikelihood.far(
          TotalsLikelihood.Item(
            categories: [0, 1], from: [Double(start.0), Double(start.1)],
            births: [Double(ups), Double(draws - ups)], size: Double(start.0 + start.1),
            count: Double(draws), isNear: false, logarithms: 0), exponent: exponent)
        #expect(abs(found - Double.log(law[ups])) < tolerance, "\(start) \(ups) \(found)")
      }
    }
  }

  @Test("sums of logarithms are those of single terms")
  func logarithms() {
    for (count, births) in [(1.0, 5.0), (3, 200), (1000, 77), (1e6, 5000)] {
      var sum = 0.0
      for j in 0..<Int(births) { sum += Double.log((count + Double(j)) / 10) }
      let found = TotalsLikelihood.logarithms(count, births, unit: 10)
      #expect(abs(found - sum) < 1e-9 * max(1, abs(sum)))
    }
  }

  @Test("regimes are those of the temperature, and of a log that leaps to 10¹² the error is small")
  func regimes() throws {
    for (temperature, regime) in [
      (0.8, Regime.modeCollapse), (1, .martingale), (1.5, .heatDeath),
    ] {
      let log = SimulatedLog(
        temperature: temperature, counts: [5, 3, 2], until: 1_000_000_000_000)
      let estimate = try log.estimate(seed: 11)
      #expect(estimate.regime == regime, "\(estimate)")
      #expect(abs(estimate.temperature.value - temperature) < 0.02)
      #expect(try #require(estimate.fit).isExplained)
    }
  }

  @Test("counts that fall are samples of their own, drawn from the row before")
  func replaced() throws {
    for (temperature, seed) in [(0.8, 1), (1, 2), (1.5, 3)] as [(Double, UInt64)] {
      let log = SimulatedLog(
        temperature: temperature, counts: [400, 300, 300], loop: ClosedLoop(policy: .replace))
      let estimate = try log.estimate(seed: seed)
      #expect(estimate.reading == .samples)
      let error = try #require(estimate.exponentError)
      #expect(abs(estimate.exponent - 1 / temperature) < 3 * error, "\(estimate)")
      #expect(try #require(estimate.fit).isExplained)
    }
  }

  @Test("laws alone tell the side of 1 that T is on")
  func laws() throws {
    for (temperature, regime) in [
      (0.5, Regime.modeCollapse), (0.8, .modeCollapse), (3, .heatDeath),
    ] {
      let log = SimulatedLog(
        temperature: temperature, counts: [400, 300, 100], until: 100_000, rows: 200)
      let estimate = try log.estimate(seed: 5, as: .laws)
      #expect(estimate.reading == .laws && estimate.regime == regime, "\(estimate)")
      let error = try #require(estimate.exponentError)
      #expect(abs(estimate.exponent - 1 / temperature) < 3 * error)
    }
  }

  @Test("laws that follow the mean flow to rounding give T and the pace")
  func flow() throws {
    var theta = [0.5, 0.3, 0.2]
    var observations = LoopObservations(.laws)
    for _ in 0..<60 {
      observations.append(theta.map { Int64($0 * 0x1p61) })
      let next = loopLaw(theta, exponent: 1.25, external: 0, law: nil)
      theta = zip(theta, next).map { 0.9 * $0 + 0.1 * $1 }
    }
    let estimate = try LoopEstimate(of: observations)
    #expect(abs(estimate.exponent - 1.25) < 1e-4)
    #expect(abs(try #require(estimate.pace) - 0.1) < 1e-4)
    #expect(try #require(estimate.fit).isExplained && estimate.regime == .modeCollapse)
  }

  /// α = 0.01 a log where the model is right; of the wrong ones every one is seen.
  @Test(
    "a log that the model does not explain is recognised",
    arguments: ["tilt:2", "models:0.3*0.5,3*0.5"])
  func wrongSampler(sampler: String) throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      let log = SimulatedLog(
        counts: [400, 300, 100, 50], until: 100_000, rows: 200,
        loop: ClosedLoop(sampler: try Sampler(parsing: sampler)))
      #expect(!(try #require(try log.estimate(seed: seed).fit).isExplained), "\(sampler) \(seed)")
    }
  }

  @Test("a temperature that changes on the way is recognised")
  func changedTemperature() throws {
    let log = SimulatedLog(temperature: 0.7, counts: [400, 300, 300], until: 5000, isEven: true)
    var rows = try log.rows(seed: 3)
    let end = try #require(rows.last)
    let later = SimulatedLog(temperature: 3, counts: end, until: 40_000, isEven: true)
    rows += try later.rows(seed: 4).dropFirst()
    #expect(!(try #require(try LoopEstimate(of: .taking(rows)).fit).isExplained))
  }

  @Test("rows that share samples scatter too little, which is seen as well")
  func overlap() throws {
    let log = SimulatedLog(
      counts: [40, 30, 30], until: 3000, rows: 200, isEven: true,
      loop: ClosedLoop(policy: .window(100)))
    let scenario = try Scenario(
      initialData: Dataset(counts: log.counts), temperature: .one, loop: log.loop, seed: 2)
    var simulation = Simulation(scenario)
    var rows = [simulation.counts]
    for _ in 0..<200 {
      simulation.advance(by: 10)
      rows.append(simulation.counts)
    }
    let estimate = try LoopEstimate(of: .taking(rows))
    #expect(estimate.reading == .samples)
    #expect(!(try #require(estimate.fit).isExplained))
  }

  /// A law that moves slowly along the flow, seen by 1,000 samples a row: seeds 1 to 5.
  @Test("histograms drawn for the log alone are not explained, and tell the direction all the same")
  func histograms() throws {
    for (exponent, seed) in [(1.6, 1), (1.6, 2), (0.5, 3), (0.5, 4), (1, 5)] as [(Double, UInt64)] {
      var generator = Xoshiro256PlusPlus(seed: seed, stream: 0)
      var theta = [0.5, 0.35, 0.15]
      var rows: [[Int64]] = []
      var scratch = [0.0, 0, 0]
      for _ in 0..<150 {
        var counts: [Int64] = [0, 0, 0]
        Multinomial.addSample(
          of: 1000, weights: theta, to: &counts, scratch: &scratch, using: &generator)
        rows.append(counts)
        let next = loopLaw(theta, exponent: exponent, external: 0, law: nil)
        theta = zip(theta, next).map { 0.98 * $0 + 0.02 * $1 }
      }
      let estimate = try LoopEstimate(of: .taking(rows))
      let fit = try #require(estimate.fit)
      #expect(estimate.reading == .samples && !fit.isExplained)
      let drift = try #require(estimate.drift)
      switch exponent {
      case 1.6: #expect(drift > 2, "\(drift)")
      case 0.5: #expect(drift < -1, "\(drift)")
      default: #expect(abs(drift) < 2, "\(drift)")
      }
    }
  }

  @Test("what tells no temperature says why")
  func failures() throws {
    func failure(_ rows: [[Int64]], _ law: SimplexPoint? = nil) -> EstimationFailure? {
      do throws(EstimationFailure) {
        _ = try LoopEstimate(of: .taking(rows), externalLaw: law)
        return nil
      } catch { return error }
    }
    #expect(failure([]) == .tooFewRows(0))
    #expect(failure([[3, 2]]) == .tooFewRows(1))
    #expect(failure([[3, 0], [5, 0], [9, 0]]) == .nothingMoves)
    #expect(failure([[3], [4]]) == .nothingMoves)
    #expect(failure([[3, 3], [3, 3]]) == .tooFewRows(2))
    #expect(failure([[5, 5], [6, 6], [7, 7]]) != nil)
    #expect(
      failure([[3, 2], [4, 2]], .uniform(3)) == nil
        || failure([[3, 2], [4, 2]], .uniform(3)) == .flat)
    #expect(
      failure([[3, 2], [4, 2]], .uniform(1)) == .externalLaw(found: 1, categoryCount: 2))
  }

  /// Random rows of every shape: an estimate or a reason, never a trap. Seed 77.
  @Test("whatever the rows are, there is an estimate or a reason")
  func anyRows() throws {
    var random = SeededRandom(seed: 77)
    var estimates = 0
    for _ in 0..<150 {
      let categories = 1 + random.next(5)
      let largest = Double.exp(random.real(0...40))
      let values: LoopObservations.Values = random.next(3) == 0 ? .laws : .counts
      var observations = LoopObservations(values, window: random.next(4) == 0 ? 5 : nil)
      var row = [Int64](repeating: 1, count: categories)
      for _ in 0..<random.next(40) {
        let grows = random.next(3) > 0
        for category in 0..<categories {
          let change = Int64(min(largest * random.real(0...1), 1e16))
          row[category] = grows ? row[category] + change : random.next(3) == 0 ? 0 : change + 1
          row[category] = min(row[category], 100_000_000_000_000_000)
        }
        if row.allSatisfy({ $0 == 0 }) { row[0] = 1 }
        if random.next(20) == 0 { observations.beginAnew() }
        observations.append(
          Array(row.prefix(1 + random.next(categories))).contains { $0 > 0 } ? row : [1])
      }
      let law = random.next(3) == 0 ? SimplexPoint.uniform(categories) : nil
      do throws(EstimationFailure) {
        let estimate = try LoopEstimate(of: observations, externalLaw: law)
        #expect(estimate.exponent >= 0 && estimate.exponent <= 20)
        if let p = estimate.fit?.pValue { #expect(p >= 0 && p <= 1) }
        estimates += 1
      } catch {
        #expect(!error.description.isEmpty)
      }
    }
    #expect(estimates > 30)
  }
}
