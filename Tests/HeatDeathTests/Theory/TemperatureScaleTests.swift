import RealModule
import Testing

@testable import HeatDeath

/// Where regimes begin, and how fresh data move that.
@Suite struct TemperatureScaleTests {
  /// Softmax with uniform fresh data.
  private func uniformField(
    _ temperature: Double, _ fraction: Double, _ categories: Int
  ) throws -> MeanField {
    MeanField(
      temperature: try Temperature(temperature), externalFraction: fraction,
      externalLaw: .uniform(categories))
  }

  @Test("Without fresh data five regimes")
  func regimes() throws {
    for categories in 2...8 {
      let scale = try #require(
        TemperatureScale(MeanField(temperature: .one), categoryCount: categories))
      #expect(scale.uniform == 1 && scale.collapse == 1 && scale.noise == 2)
      let found = [0.3, 0.999, 1, 1.001, 1.999, 2, 4, .infinity].map(scale.regime(at:))
      #expect(
        found == [
          .collapse, .collapse, .martingale, .slowHeatDeath, .slowHeatDeath, .heatDeath, .heatDeath,
          .heatDeath,
        ])
    }
  }

  @Test("A tenth costs 10^11 at T = 1.1, 10³ at 1.5, 100 from 2 on, and has no price up to 1")
  func price() throws {
    let scale = try #require(TemperatureScale(MeanField(temperature: .one), categoryCount: 3))
    for (temperature, decades) in [
      (1.1, 11.0), (1.5, 3), (1.25, 5), (2, 2), (3, 2), (.infinity, 2),
    ] {
      let found = try #require(scale.decadesForATenth(at: temperature))
      #expect(abs(found - decades) < 1e-9)
    }
    #expect(scale.decadesForATenth(at: 1) == nil && scale.rate(at: 0.5) == nil)
    // The price is that of the mean flow: the same as of UniformEnd.
    let end = UniformEnd(of: try Dataset(counts: [5, 3, 2]), temperature: try Temperature(1.1))
    #expect(end.rate == scale.rate(at: 1.1))
  }

  @Test("Fresh data move the thresholds to 1 − λ, λ* and 2(1 − λ)")
  func freshData() throws {
    // λ* of section 3: T = 1/2 for n = 3 and 4, T = 0.8 for n = 3.
    for (fraction, categories, temperature) in [
      (0.514_718_625_8, 3, 0.5), (0.535_898_384_9, 4, 0.5), (0.207_938_672_9, 3, 0.8),
    ] {
      let field = try uniformField(1.3, fraction, categories)
      let scale = try #require(TemperatureScale(field, categoryCount: categories))
      #expect(abs(scale.uniform - (1 - fraction)) < 1e-12)
      #expect(abs(scale.noise - 2 * (1 - fraction)) < 1e-12)
      #expect(abs(scale.collapse - temperature) < 1e-8)
      #expect(scale.regime(at: scale.uniform - 1e-6) == .collapse)
      #expect(scale.regime(at: scale.collapse - 1e-6) == .either)
      #expect(scale.regime(at: scale.collapse + 1e-6) == .slowHeatDeath)
    }
    let two = try uniformField(1.3, 0.4, 2)
    let scale = try #require(TemperatureScale(two, categoryCount: 2))
    #expect(scale.collapse == scale.uniform)
  }

  /// The scan of rest points knows nothing of the thresholds.
  @Test("On either side of a threshold the rest points are what it says", arguments: [3, 4, 6])
  func restPoints(categories: Int) throws {
    for fraction in [0.1, 0.3, 0.5] {
      let field = try uniformField(1, fraction, categories)
      let scale = try #require(TemperatureScale(field, categoryCount: categories))
      for temperature in [scale.uniform, scale.collapse].flatMap({ [$0 - 3e-4, $0 + 3e-4] }) {
        let there = try uniformField(temperature, fraction, categories)
        let points = try RestPoints(of: there, categoryCount: categories)
        let stable = points.members.filter { $0.stability == .stable }
        let isUniformStable = stable.contains {
          $0.point.coordinates.max()! < 1.01 / Double(categories)
        }
        #expect(isUniformStable == (temperature > scale.uniform), "\(fraction) \(temperature)")
        let isCollapsedStable = stable.contains {
          $0.point.coordinates.max()! > 1.05 / Double(categories)
        }
        #expect(isCollapsedStable == (temperature < scale.collapse), "\(fraction) \(temperature)")
      }
    }
  }

  /// The scan of rest points against the formula, and against itself on both sides for other laws.
  @Test("Up to a temperature there are several ends")
  func severalEnds() throws {
    for fraction in [0.1, 0.3] {
      let even = try uniformField(1.7, fraction, 3)
      let scale = try #require(TemperatureScale(even, categoryCount: 3))
      let ends = try #require(SeveralEnds(even, categoryCount: 3))
      #expect(abs(try #require(ends.threshold) - scale.collapse) < 3e-4)
    }
    let law = SimplexPoint(counts: [5, 3, 2])
    func stable(_ temperature: Double) throws -> Int {
      try RestPoints(
        of: MeanField(
          temperature: Temperature(temperature), externalFraction: 0.3, externalLaw: law),
        categoryCount: 3
      ).members.count { $0.stability == .stable }
    }
    let field = MeanField(temperature: .one, externalFraction: 0.3, externalLaw: law)
    let threshold = try #require(SeveralEnds(field, categoryCount: 3)?.threshold)
    #expect(try stable(threshold - 3e-4) > 1 && stable(threshold + 3e-4) == 1)
    #expect(threshold > 0.5 && threshold < 1, "there are three at T = 1/2")
    // So much fresh data leave one end at any temperature looked at.
    let most = MeanField(temperature: .one, externalFraction: 0.9, externalLaw: law)
    #expect(SeveralEnds(most, categoryCount: 3) != nil)
    #expect(SeveralEnds(most, categoryCount: 3)?.threshold == nil)
    #expect(SeveralEnds(MeanField(temperature: .one), categoryCount: 3) == nil)
  }

  @Test("Mixing is a stream of uniform data, and other loops have no such scale")
  func others() throws {
    let mixing = try field(1, 0, .uniform, sampler: .mixing(0.3))
    let stream = try field(1, 0.3, .uniform)
    #expect(
      TemperatureScale(mixing, categoryCount: 3) == TemperatureScale(stream, categoryCount: 3))
    for sampler in [Sampler.greedy, try .tilt(0.5), try .topK(2), try .mixing(1)] {
      #expect(
        TemperatureScale(try field(1, 0, .uniform, sampler: sampler), categoryCount: 3) == nil)
    }
    #expect(TemperatureScale(try field(1, 0.3, .initial), categoryCount: 3) == nil)
    #expect(TemperatureScale(try field(1, 1, .uniform), categoryCount: 3) == nil)
  }
}
