import RealModule
import TestSupport
import Testing

@testable import HeatDeath

@Suite struct WinnerOddsTests {
  private func odds(_ counts: [Int64], _ temperature: Double) throws -> [Double] {
    let result = try WinnerOdds(
      of: Dataset(counts: counts), temperature: Temperature(temperature))
    #expect(abs(result.odds.reduce(0, +) - 1) < 1e-14 * Double(counts.count))
    #expect(result.odds.allSatisfy { $0 >= 0 && $0 <= 1 })
    #expect(zip(result.errors, result.odds).allSatisfy { $0 >= 0 && $0 <= 1e-9 * $1 })
    return result.odds
  }

  /// docs/model.md.
  @Test(
    "known odds",
    arguments: [
      ([5, 3, 2], 0.8, [0.784703, 0.167186, 0.048111], 1e-6),
      ([5, 3, 2], 0.9, [0.750979, 0.186773, 0.062248], 1e-6),
      ([5, 3, 2], 0.5, [0.892800, 0.094010, 0.013189], 2e-6),
      ([40, 30, 30], 0.8, [0.878122, 0.060939, 0.060939], 1e-6),
      ([5, 3, 2, 2], 0.8, [0.753910, 0.157257, 0.044416, 0.044416], 1e-6),
      ([2, 1], 0.5, [0.881117834, 0.118882166], 1e-9),
      ([3, 2], 0.5, [0.803335909, 0.196664091], 1e-9),
      ([6, 4], 0.5, [0.874992887, 0.125007113], 1e-9),
      ([2, 1, 1], 0.5, [0.7949192, 0.1025404, 0.1025404], 1e-7),
      ([3, 2, 1], 0.5, [0.7917875, 0.1926181, 0.0155944], 1e-7),
      ([6, 4], 0.8, [0.791330729, 0.208669271], 1e-9),
      ([51, 49], 2.0 / 3, [0.611825213, 0.388174787], 1e-9),
    ] as [([Int64], Double, [Double], Double)])
  func knownOdds(
    counts: [Int64], temperature: Double, expected: [Double], tolerance: Double
  ) throws {
    for (found, wanted) in zip(try odds(counts, temperature), expected) {
      #expect(abs(found - wanted) < tolerance, "\(found)")
    }
  }

  @Test("odds down to 1e-29 are right to 1e-9 of themselves")
  func smallOdds() throws {
    let lines = WinnerOddsTable.rows.split(separator: "\n")
    #expect(lines.count > 10)
    for line in lines {
      let fields = line.split(separator: ";").compactMap { Double($0) }
      let found = try odds([Int64(fields[1]), Int64(fields[2])], fields[0])[1]
      #expect(abs(found / fields[3] - 1) < 1e-9, "\(line): \(found)")
    }
  }

  @Test("odds are the mean of the odds after one more sample")
  func oneMoreSample() throws {
    for (counts, temperature) in [
      ([4, 2, 1], 0.7), ([30, 29, 5], 0.95), ([3, 1, 1], 0.3), ([700, 690, 650], 0.6),
      ([1, 1], 0.9), ([2, 0, 1], 0.5),
      ([4, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3], 0.99),
    ] as [([Int64], Double)] {
      let law = Sampler.softmax.law(
        at: SimplexPoint(counts: counts), temperature: try Temperature(temperature))
      var mean = counts.map { _ in 0.0 }
      for category in counts.indices where counts[category] > 0 {
        var grown = counts
        grown[category] += 1
        for (other, value) in try odds(grown, temperature).enumerated() {
          mean[other] += law[category] * value
        }
      }
      for (found, wanted) in zip(try odds(counts, temperature), mean) {
        #expect(abs(found - wanted) <= 1e-9 * wanted, "\(counts) \(found) \(wanted)")
      }
    }
  }

  @Test("equal counts have equal odds, zeros none, one category certainty")
  func symmetry() throws {
    #expect(try odds([7, 7, 7, 0], 0.8) == [1.0 / 3, 1.0 / 3, 1.0 / 3, 0])
    #expect(try odds([0, 4], 0.8) == [0, 1])
    let pairs = try odds([9, 2, 9, 2, 0], 0.6)
    #expect(pairs[0] == pairs[2] && pairs[1] == pairs[3] && pairs[4] == 0)
    let many = try odds(Array(repeating: 3, count: 500), 0.99)
    #expect(many.allSatisfy { $0 == 1.0 / 500 })
    let crowd = try odds([4] + Array(repeating: 3, count: 20_000), 0.9)
    #expect(crowd[0] > crowd[1] && crowd[1] == crowd[20_000] && crowd[0] < 1e-3)
  }

  @Test(
    "large counts are decided by the normal law", arguments: [0.4, 0.8, 0.99, 0.999999])
  func largeCounts(temperature: Double) throws {
    // Φ((x−y)√((2−T)/(T(x+y)))) at one standard deviation, with the asymptotic error 1/√k.
    for total in [3.9e18, 1e12] {
      let difference = Int64(Double.sqrt(temperature * total / (2 - temperature)) / 2) * 2
      let half = Int64(total) / 2
      let found = try odds([half - difference / 2, half + difference / 2], temperature)
      let standard =
        Double(difference) * Double.sqrt((2 - temperature) / (temperature * total))
      let wanted = 0.8413447460685429 + 0.24197072451914337 * (standard - 1)
      #expect(abs(found[1] - wanted) < 2 / Double.sqrt(total) + 1e-11, "\(found)")
    }
  }

  @Test("towards T = 1 the largest of independent gamma variables wins")
  func towardsOne() throws {
    // P(Beta(a, b) > ½).
    for (counts, wanted) in [([2, 1], 0.75), ([3, 1], 0.875), ([3, 2], 0.6875)]
      as [([Int64], Double)]
    {
      for temperature in [1 - 1e-12, 1 - 1e-14] {
        #expect(abs(try odds(counts, temperature)[0] - wanted) < 1e-10)
      }
    }
  }

  @Test("towards T = 0 the next draw decides")
  func towardsZero() throws {
    // B needs the next draw, against 2^50, and a tie broken its way.
    #expect(abs(try odds([2, 1], 0.02)[1] * 0x1p51 - 1) < 1e-9)
    #expect(try odds([2, 2, 1], 1e-3) == [0.5, 0.5, 0])
  }

  @Test("extreme counts and temperatures give odds")
  func extremes() throws {
    let huge: Int64 = 1_000_000_000_000_000_000
    for temperature in [1e-308, 1e-3, 0.5, 0.999999, 1 - 1e-15] {
      for counts in [
        [huge, 1], [huge, huge - 1, 1], [2, 1, huge], [1_000_000, 1000, 1], [huge + 1, huge],
      ] as [[Int64]] {
        let found = try odds(counts, temperature)
        let best = counts.firstIndex(of: counts.max()!)!
        #expect(found[best] == found.max(), "\(temperature) \(counts) \(found)")
      }
    }
    #expect(try odds([huge, 1], 0.8) == [1, 0])
  }

  @Test("is refused at T = 1 and above, and for more than 12 different counts")
  func refusals() throws {
    for temperature in [1, 1.5, .infinity] {
      let value = try Temperature(temperature)
      #expect(throws: WinnerOddsError.noWinner(value)) {
        try WinnerOdds(of: Dataset(counts: [2, 1]), temperature: value)
      }
      #expect(throws: WinnerOddsError.noWinner(value)) {
        try SettledOdds(of: Dataset(counts: [2, 1]), temperature: value)
      }
    }
    #expect(throws: WinnerOddsError.tooManyCounts(13)) {
      try WinnerOdds(of: Dataset(counts: Array(1...13)), temperature: Temperature(0.5))
    }
  }

  /// 5 standard errors (α = 6·10⁻⁷), fixed seed.
  @Test("odds by fates drawn agree with those by quadrature")
  func fates() throws {
    let dataset = try Dataset(counts: [5, 3, 2, 0])
    let temperature = try Temperature(0.8)
    var generator = Xoshiro256PlusPlus(seed: 41)
    let drawn = try WinnerOdds(
      drawing: 600, from: dataset, temperature: temperature, using: &generator)
    let exact = try odds(dataset.counts, 0.8)
    #expect(drawn.method == .fates(600))
    #expect(drawn.errors[3] == 0 && drawn.errors[0] > 0.01 && drawn.errors[0] < 0.02)
    for category in 0..<4 {
      #expect(abs(drawn.odds[category] - exact[category]) <= 5 * drawn.errors[category])
    }
  }

  /// docs/model.md; at T = ½ |Γ(c + i√S)/Γ(c)|², by Γ(1 + iy)² = πy/sinh πy.
  @Test("settled odds")
  func settledOdds() throws {
    func settled(_ counts: [Int64], _ temperature: Double) throws -> [Double] {
      try SettledOdds(of: Dataset(counts: counts), temperature: Temperature(temperature)).odds
    }
    #expect(abs(try settled([1, 1], 0.5)[0] - 0.2720290550) < 1e-10)
    #expect(abs(try settled([1, 1, 1], 0.5)[2] - 0.1045286662) < 1e-10)
    #expect(abs(try settled([1, 1], 1.0 / 3)[1] - 0.4118294226) < 1e-10)
    for counts in [[5, 3, 2], [40, 1, 7], [2, 60, 1], [1000, 3, 2]] as [[Int64]] {
      for (category, found) in try settled(counts, 0.5).enumerated() {
        let count = Double(counts[category])
        let others = counts.reduce(0) { $0 + Double($1 * $1) } - count * count
        let y = Double.pi * Double.sqrt(others)
        var logarithm = Double.log(2 * y) - y - Double.log(onePlus: -Double.exp(-2 * y))
        for k in stride(from: 1, to: count, by: 1) {
          logarithm += Double.log(onePlus: others / (k * k))
        }
        #expect(abs(found - Double.exp(logarithm)) <= 1e-11 * Double.exp(logarithm), "\(counts)")
      }
    }
    #expect(try settled([3, 0], 0.9) == [1, 0])
    let gap = try settled([Dataset.maximumSize - 1, 1], 0.5)
    #expect(gap == [1, 0])
    #expect(try settled([Dataset.maximumSize - 1, 1], 1e-308) == [1, 0])
  }
}

/// Random counts, 5,000 fates each: 5 standard errors and 10⁻⁵ (α = 6·10⁻⁷ a comparison), seed 42.
@Suite(.enabled(if: StatisticalTier.isOn)) struct WinnerOddsStatistics {
  @Test("odds by quadrature against fates on random counts")
  func randomCounts() throws {
    var random = SeededRandom(seed: 42)
    for run in 0..<(20 * StatisticalTier.scale) {
      let categories = 2 + random.next(5)
      let largest = Double.exp(random.real(0...14))
      let counts = (0..<categories).map { _ in Int64(1 + largest * random.real(0.5...1)) }
      let temperature = try Temperature(random.real(0.1...0.99))
      let dataset = try Dataset(counts: counts)
      let exact = try WinnerOdds(of: dataset, temperature: temperature).odds
      var generator = Xoshiro256PlusPlus(seed: 42, stream: UInt64(run))
      let drawn = try WinnerOdds(
        drawing: 5000, from: dataset, temperature: temperature, using: &generator)
      for category in counts.indices {
        #expect(
          abs(drawn.odds[category] - exact[category]) <= 5 * drawn.errors[category] + 1e-5,
          "\(counts) \(temperature.value) \(drawn.odds) \(exact)")
      }
    }
  }
}
