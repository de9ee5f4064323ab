import Testing

@testable import HeatDeath

/// Figures that are small differences from a corner or from another law, and comparisons of laws
/// that integers decide.
@Suite struct SmallDifferenceTests {
  /// −(1 − x) ln(1 − x) − x ln x at x = 1/k is (1 + ln k)/k up to a part in k.
  @Test("the entropy next to a corner keeps its digits", arguments: [9, 14, 18])
  func theEntropyNextToACornerKeepsItsDigits(decades: Int) {
    let size = (0..<decades).reduce(Int64(1)) { size, _ in size * 10 }
    let entropy = SimplexPoint(counts: [size - 1, 1]).entropy
    let x = 1 / Double(size)
    let expected = x * (1 + Double(decades) * 2.302585092994045684 - x / 2)
    #expect(abs(entropy / expected - 1) < 1e-13)
  }

  /// For laws 1/n + d_i the divergence from the uniform one is n Σ d_i²/2 up to a part in 1/(n d).
  @Test("the divergence of close laws keeps its digits")
  func theDivergenceOfCloseLawsKeepsItsDigits() {
    let unit = Int64(1_000_000_000_000_000_000)
    let close = SimplexPoint(counts: [unit, unit + 1, unit - 1])
    let uniform = SimplexPoint(counts: [1, 1, 1])
    let deviation = 1.0 / 3e18
    #expect(abs(close.divergence(from: uniform) / (3 * deviation * deviation) - 1) < 1e-12)
    #expect(uniform.divergence(from: SimplexPoint(counts: [unit, unit, unit])) == 0)
  }

  @Test("min-p keeps what stands exactly at its ratio")
  func minPKeepsWhatStandsExactlyAtItsRatio() throws {
    let cases: [(counts: [Int64], p: String, temperature: Double, kept: [Bool])] = [
      ([50, 15, 3], "0.3", 1, [true, true, false]),
      ([50, 15, 0], "0.3", 1, [true, true, false]),
      ([50, 14, 0], "0.3", 1, [true, false, false]),
      ([25, 9], "0.6", 2, [true, true]),
    ]
    for (counts, p, temperature, kept) in cases {
      let law = try Sampler(parsing: "min-p:\(p)").law(
        at: SimplexPoint(counts: counts), temperature: Temperature(temperature))
      #expect(law.coordinates.map { $0 > 0 } == kept, "\(counts) \(p) \(temperature)")
    }
  }

  @Test("greedy asks the integers above 2^53") func greedyAsksTheIntegersAbove2To53() throws {
    let law = try Sampler(parsing: "greedy").law(
      at: SimplexPoint(counts: [9_007_199_254_740_992, 9_007_199_254_740_993]), temperature: .one)
    #expect(law.coordinates == [0, 1])
  }
}
