import TestSupport
import Testing

@testable import HeatDeath

/// Simulated logs, 200 of each kind, with T from 0.5 to 3 and seeds from 1: errors are standard ones.
///
/// Within three errors 99.7 of 100 are to be; 4 of 200 outside are α = 0.002. Within one error 136 of 200
/// on average, ± 6.6; within two 191, ± 2.9.
@Suite(.enabled(if: StatisticalTier.isOn)) struct LoopEstimateStatistics {
  private static let logs = 200

  private struct Coverage {
    var within = [0, 0, 0]
    var count = 0
    var explained = 0
    var tested = 0

    mutating func add(_ score: Double, _ fit: LoopFit?) {
      count += 1
      for bound in 1...3 where abs(score) <= Double(bound) { within[bound - 1] += 1 }
      if let fit {
        tested += 1
        if fit.isExplained { explained += 1 }
      }
    }
  }

  @Test("T of totals, near and far apart")
  func totals() throws {
    var coverage = Coverage()
    let kinds: [(Double, Int64)] = [
      (0.5, 20_000), (0.8, 20_000), (1, 20_000), (1.5, 20_000), (3, 20_000),
      (0.8, 1_000_000_000_000),
      (1, 1_000_000_000_000), (1.5, 1_000_000_000_000),
    ]
    for number in 0..<Self.logs {
      let (temperature, until) = kinds[number % kinds.count]
      let log = SimulatedLog(
        temperature: temperature, counts: until > 100_000 ? [5, 3, 2] : [40, 30, 30], until: until)
      let estimate = try log.estimate(seed: UInt64(number + 1))
      let error = try #require(estimate.exponentError)
      coverage.add((estimate.exponent - 1 / temperature) / error, estimate.fit)
    }
    #expect(coverage.within[2] >= Self.logs - 4, "\(coverage)")
    #expect(coverage.within[1] >= 180 && coverage.within[0] >= 116, "\(coverage)")
    // α = 0.01 a test: ten of 200 are 10⁻⁴.
    #expect(coverage.explained >= coverage.tested - 10, "\(coverage)")
  }

  @Test("T and the fraction from outside")
  func outside() throws {
    var (exponents, fractions) = (Coverage(), Coverage())
    let kinds = [(0.8, 0.1), (1, 0.2), (0.5, 0.3), (1.5, 0.1)]
    for number in 0..<Self.logs {
      let (temperature, fraction) = kinds[number % kinds.count]
      let isFar = number % 8 > 3
      let log = SimulatedLog(
        temperature: temperature, fraction: fraction, law: [0.1, 0.2, 0.7],
        counts: isFar ? [400, 300, 100] : [40, 30, 10], until: isFar ? 20_000 : 3000,
        rows: isFar ? 50 : 100, isEven: !isFar)
      let estimate = try log.estimate(seed: UInt64(number + 1))
      let external = try #require(estimate.external)
      exponents.add(
        (estimate.exponent - 1 / temperature) / (try #require(estimate.exponentError)), estimate.fit
      )
      fractions.add((external.fraction - fraction) / external.error, nil)
    }
    #expect(exponents.within[2] >= Self.logs - 6 && exponents.within[1] >= 176, "\(exponents)")
    #expect(fractions.within[2] >= Self.logs - 8 && fractions.within[1] >= 172, "\(fractions)")
    #expect(exponents.explained >= exponents.tested - 6, "\(exponents)")
  }

  @Test("T of samples of their own")
  func samples() throws {
    var coverage = Coverage()
    for number in 0..<Self.logs {
      let temperature = [0.8, 1, 1.5, 3][number % 4]
      let log = SimulatedLog(
        temperature: temperature, counts: [400, 300, 300], loop: ClosedLoop(policy: .replace))
      let estimate = try log.estimate(seed: UInt64(number + 1))
      coverage.add(
        (estimate.exponent - 1 / temperature) / (try #require(estimate.exponentError)), estimate.fit
      )
    }
    #expect(coverage.within[2] >= Self.logs - 4 && coverage.within[1] >= 180, "\(coverage)")
    #expect(coverage.explained >= coverage.tested - 10, "\(coverage)")
  }
}
