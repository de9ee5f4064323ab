import Testing

@testable import HeatDeath

@Suite struct SamplerLawTests {
  /// The documented bound with half an ulp for the rounding of the table; `extra` for models and
  /// tilts.
  private func bound(_ sampler: Sampler, dimension: Int) -> Double {
    let extra: Double
    switch sampler.kind {
    case .models(let models): extra = Double(models.count)
    case .tilt(let beta): extra = 2 * abs(beta)
    default: extra = 0
    }
    return (Double(dimension + 10) + extra) * 0x1p-53
  }

  @Test("laws agree with 60-digit arithmetic") func lawsAgreeWith60DigitArithmetic() throws {
    var rows = 0
    for row in SamplerTables.laws.split(separator: "\n") {
      let fields = row.split(separator: ";")
      let sampler = try Sampler(parsing: fields[0])
      let temperature = try Temperature(#require(Double(fields[1])))
      let theta = try fields[2].split(separator: " ").map { try #require(Double($0)) }
      let expected = try fields[3].split(separator: " ").map { try #require(Double($0)) }
      var law = [Double](repeating: .nan, count: theta.count)
      #expect(sampler.apply(to: theta, temperature: temperature, into: &law) == nil)
      let bound = bound(sampler, dimension: theta.count)
      for (found, reference) in zip(law, expected) {
        let error = abs(found - reference)
        let fits = reference < 0x1p-960 ? error <= 0x1p-950 : error <= bound * reference
        if !fits { Issue.record("\(row): \(law)") }
      }
      rows += 1
    }
    #expect(rows == 23 * 6 * 9)
  }

  @Test(
    "a law is a point of the simplex, keeps order and ties, and revives only by mixing",
    arguments: builtInSamplers)
  func aLawIsAPointOfTheSimplexKeepsOrderAndTiesAndRevivesOnlyByMixing(name: String) throws {
    let sampler = try Sampler(parsing: name)
    var mixes = false
    if case .mixing(let epsilon) = sampler.kind { mixes = epsilon > 0 }
    var generator = Xoshiro256PlusPlus(seed: 21)
    let temperatures = [1e-308, 1e-3, 0.5, 0.999, 1, 1.001, 2, 1e6, 1e308, .infinity]
    for value in temperatures {
      let temperature = try Temperature(value)
      for round in 0..<60 {
        var weights = wildPoint(
          6, decades: round % 2 == 0 ? 3 : 300, using: &generator
        ).coordinates
        if round % 3 == 0 { weights[4] = weights[1] }
        guard weights.contains(where: { $0 > 0 }) else { continue }
        let theta = SimplexPoint(weights: weights).coordinates
        var law = [Double](repeating: .nan, count: 6)
        sampler.apply(to: theta, temperature: temperature, into: &law)
        #expect(abs(law.reduce(0, +) - 1) <= 6 * 0x1p-52)
        for i in theta.indices {
          let fits = law[i] >= 0 && law[i] <= 1 + 0x1p-50
          #expect(fits && (theta[i] > 0 || law[i] == 0 || mixes))
          for j in theta.indices where theta[i] <= theta[j] {
            if theta[i] == theta[j] {
              #expect(law[i] == law[j])
            } else {
              // Coordinates of one probability may differ by the rounding of it.
              let most = law[j] * (1 + 0x1p-49)
              #expect(law[i] <= most, "T = \(value), \(theta)")
            }
          }
        }
        let point = sampler.law(at: SimplexPoint(weights: theta), temperature: temperature)
        for i in law.indices { #expect(abs(point[i] - law[i]) <= 0x1p-49) }
      }
    }
  }

  @Test("softmax is SoftmaxSampler, bit for bit") func softmaxIsSoftmaxSamplerBitForBit() throws {
    var generator = Xoshiro256PlusPlus(seed: 22)
    for value in [0.01, 0.7, 1, 3, .infinity] {
      let temperature = try Temperature(value)
      for _ in 0..<50 {
        let theta = wildPoint(5, decades: 20, using: &generator)
        var law = [Double](repeating: 0, count: 5)
        Sampler.softmax.apply(to: theta.coordinates, temperature: temperature, into: &law)
        #expect(law == SoftmaxSampler(temperature).law(at: theta).coordinates)
      }
    }
  }

  /// 0.58 + 0.22 is 0.7999999999999999 in doubles.
  @Test("rounding adds no category to top-p") func roundingAddsNoCategoryToTopP() throws {
    let sampler = try Sampler(.topP(0.8))
    var law = [0.0, 0, 0]
    sampler.apply(to: [0.58, 0.22, 0.2], temperature: .one, into: &law)
    #expect(law[2] == 0)
    #expect(abs(law[0] - 0.725) < 1e-15)
    sampler.apply(to: [0.58, 0.2199, 0.2001], temperature: .one, into: &law)
    #expect(law[2] > 0.1)
  }

  @Test("categories tied for the last places share them")
  func categoriesTiedForTheLastPlacesShareThem() throws {
    var law = [0.0, 0, 0, 0]
    let theta = [0.4, 0.2, 0.2, 0.2]
    try Sampler(.topK(3)).apply(to: theta, temperature: .one, into: &law)
    let share = 0.4 / 3 / 0.8
    #expect(abs(law[0] - 0.5) < 1e-15)
    for category in 1...3 { #expect(abs(law[category] - share) < 1e-15) }
    try Sampler(.topP(0.7)).apply(to: theta, temperature: .one, into: &law)
    for category in 1...3 { #expect(abs(law[category] - share) < 1e-15) }
    Sampler.greedy.apply(to: [0.1, 0.4, 0.1, 0.4], temperature: .one, into: &law)
    #expect(law == [0, 0.5, 0, 0.5])
  }

  /// Against sorting, on points with ties.
  @Test("top-k and top-p keep what sorting keeps") func topKAndTopPKeepWhatSortingKeeps() throws {
    var generator = Xoshiro256PlusPlus(seed: 23)
    for _ in 0..<300 {
      let counts = (0..<12).map { _ in Double(generator.next() % 8) }
      guard counts.contains(where: { $0 > 0 }) else { continue }
      let theta = SimplexPoint(weights: counts).coordinates
      let sorted = counts.sorted(by: >)
      let kept = 1 + Int(generator.next() % 11)
      let part = 0.05 + 0.9 * generator.nextUnitInterval()
      let total = counts.reduce(0, +)
      var needed = 0
      var mass = 0.0
      while mass < part * total * (1 - 1e-12) {
        mass += sorted[needed]
        needed += 1
      }
      for (sampler, places) in [
        (try Sampler(.topK(kept)), kept), (try Sampler(.topP(part)), needed),
      ] {
        var law = [Double](repeating: 0, count: 12)
        sampler.apply(to: theta, temperature: .one, into: &law)
        let sum = sorted.prefix(places).reduce(0, +)
        for (category, count) in counts.enumerated() {
          let above = sorted.count { $0 > count }
          let tied = sorted.count { $0 == count }
          let share = Double(min(max(places - above, 0), tied)) / Double(tied)
          #expect(abs(law[category] - count / sum * share) < 1e-14)
        }
      }
    }
  }
}
