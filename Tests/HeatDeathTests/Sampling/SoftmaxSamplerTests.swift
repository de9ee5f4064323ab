import RealModule
import Testing

@testable import HeatDeath

@Suite struct SoftmaxSamplerTests {
  /// The documented bound (n + 6)·2⁻⁵³, and half an ulp for the rounding of the table.
  private func expectClose(_ law: SimplexPoint, to expected: [Double], _ row: Substring) {
    let bound = Double(expected.count + 7) * 0x1p-53
    for (found, reference) in zip(law.coordinates, expected) {
      if reference < 0x1p-960 {
        #expect(abs(found - reference) <= 0x1p-1010, "\(row)")
      } else {
        #expect(abs(found - reference) <= bound * reference, "\(row)")
      }
    }
  }

  @Test("laws of counts agree with 60-digit arithmetic")
  func lawsOfCountsAgreeWith60DigitArithmetic() throws {
    for row in SoftmaxTable.counts.split(separator: "\n") {
      let fields = row.split(separator: ";")
      let sampler = SoftmaxSampler(try Temperature(#require(Double(fields[0]))))
      let counts = try fields[1].split(separator: " ").map { try #require(Int64($0)) }
      let expected = try fields[2].split(separator: " ").map { try #require(Double($0)) }
      expectClose(sampler.law(trainedOn: counts), to: expected, row)
    }
  }

  @Test("laws of points agree with 60-digit arithmetic")
  func lawsOfPointsAgreeWith60DigitArithmetic() throws {
    for row in SoftmaxTable.points.split(separator: "\n") {
      let fields = row.split(separator: ";")
      let sampler = SoftmaxSampler(try Temperature(#require(Double(fields[0]))))
      let weights = try fields[1].split(separator: " ").map { try #require(Double($0)) }
      let expected = try fields[2].split(separator: " ").map { try #require(Double($0)) }
      let point = SimplexPoint(weights: weights)
      try #require(point.coordinates == weights)
      expectClose(sampler.law(at: point), to: expected, row)
    }
  }

  @Test(
    "order is kept, zeros stay zero and the law is a point of the simplex",
    arguments: [1e-308, 1e-3, 0.5, 0.999, 1, 1.001, 2, 1e6, 1e308, .infinity])
  func orderIsKeptZerosStayZeroAndTheLawIsAPointOfTheSimplex(
    temperature: Double
  ) throws {
    let sampler = SoftmaxSampler(try Temperature(temperature))
    var generator = Xoshiro256PlusPlus(seed: 11)
    for _ in 0..<200 {
      let counts = (0..<6).map { _ in
        // Magnitudes from 0 to 2⁵⁹, so that the sum stays a dataset's.
        let shift = 5 + generator.next() % 59
        return Int64(generator.next() >> shift)
      }
      guard counts.contains(where: { $0 > 0 }) else { continue }
      let law = sampler.law(trainedOn: counts).coordinates
      let total = law.reduce(0, +)
      #expect(abs(total - 1) < 1e-15)
      for i in counts.indices {
        let fits = counts[i] > 0 ? law[i] >= 0 : law[i] == 0
        #expect(fits && law[i].isFinite)
        for j in counts.indices where counts[i] <= counts[j] {
          // Counts of one power may differ by the rounding of that power.
          let bound = law[j] * (1 + 0x1p-50)
          #expect(law[i] <= bound, "T = \(temperature), \(counts)")
        }
      }
    }
  }

  @Test("T = 1 is the identity, bit for bit")
  func t1IsTheIdentityBitForBit() {
    let point = SimplexPoint(weights: [0.1, 0.7, 1e-9, 0, 0.2])
    #expect(SoftmaxSampler(.one).law(at: point) == point)
  }

  @Test("T = inf is uniform on the support")
  func tInfIsUniformOnTheSupport() {
    let law = SoftmaxSampler(.infinite).law(trainedOn: [7, 0, 1, 4_000_000_000])
    let third = 1.0 / 3
    #expect(law.coordinates == [third, 0, third, third])
  }

  @Test("scaling the counts leaves the law alone")
  func scalingTheCountsLeavesTheLawAlone() throws {
    let sampler = SoftmaxSampler(try Temperature(0.05))
    let small = sampler.law(trainedOn: [5, 3, 2])
    let large = sampler.law(trainedOn: [5 << 58, 3 << 58, 2 << 58])
    #expect(small == large)
  }

  /// T = 10⁻³ magnifies the rounding of a quotient a thousandfold.
  @Test("a mutant that forgets the rounding of the quotient misses the bound")
  func aMutantThatForgetsTheRoundingOfTheQuotientMissesTheBound() throws {
    var worst = 0.0
    for row in SoftmaxTable.counts.split(separator: "\n") {
      let fields = row.split(separator: ";")
      let exponent = 1 / (try #require(Double(fields[0])))
      let counts = try fields[1].split(separator: " ").map { try #require(Double($0)) }
      let expected = try fields[2].split(separator: " ").map { try #require(Double($0)) }
      let largest = try #require(counts.max())
      let mutant = SimplexPoint(
        weights: counts.map { $0 > 0 ? Double.pow($0 / largest, exponent) : 0 })
      for (found, reference) in zip(mutant.coordinates, expected) where reference > 1e-280 {
        let bound = Double(expected.count + 7) * 0x1p-53
        worst = max(worst, abs(found - reference) / reference / bound)
      }
    }
    #expect(worst > 10)
  }
}
