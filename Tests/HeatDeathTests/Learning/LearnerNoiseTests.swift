import RealModule
import TestSupport
import Testing

@testable import HeatDeath

/// α = 10⁻⁶ for the whole suite: each mean is held to 5.9 standard errors, and there are fewer than
/// 300 of them. Seed 71.
@Suite struct LearnerNoiseTests {
  /// The mean of Θ − Θ* in standard errors, by category.
  private func meanDeviations(
    of counts: [Int64], length: Double, samples: Int, stream: UInt64,
    perturb: (inout [Double], inout Xoshiro256PlusPlus) -> Void
  ) -> [Double] {
    let law = SimplexPoint(counts: counts).coordinates
    var generator = Xoshiro256PlusPlus(seed: 71, stream: stream)
    var sums = law.map { _ in 0.0 }
    var squares = sums
    for _ in 0..<samples {
      var theta = law
      perturb(&theta, &generator)
      for category in law.indices {
        let deviation = theta[category] - law[category]
        sums[category] += deviation
        squares[category] += deviation * deviation
      }
    }
    return law.indices.map { category in
      squares[category] > 0 ? sums[category] / Double.sqrt(squares[category]) : 0
    }
  }

  private static let cases: [([Int64], Double)] = [
    ([5, 3, 2], 0.05), ([5, 3, 2], 1), ([1, 1], 0.3), ([1000, 1, 1], 0.05), ([7, 0, 2, 1], 0.2),
    ([99, 1], 0.5), ([1, 2, 3, 4, 5, 0, 40], 0.1),
  ]

  @Test("noise has mean zero, near faces too") func noiseHasMeanZeroNearFacesToo() {
    for (stream, (counts, length)) in Self.cases.enumerated() {
      var noise = SymmetricNoise(length: length, categoryCount: counts.count)
      let deviations = meanDeviations(
        of: counts, length: length, samples: 20_000, stream: UInt64(stream)
      ) { noise.perturb(&$0, using: &$1) }
      #expect(deviations.allSatisfy { abs($0) < 5.9 }, "\(counts), \(length): \(deviations)")
    }
  }

  /// The mutant adds the whole perturbation, cuts what is negative and normalises.
  @Test("clipping in place of symmetric scaling is found out")
  func clippingInPlaceOfSymmetricScalingIsFoundOut() {
    let deviations = meanDeviations(of: [1000, 1, 1], length: 0.05, samples: 20_000, stream: 20) {
      theta, generator in
      let normals = theta.map { _ in generator.nextNormal() }
      let mean = normals.reduce(0, +) / 3
      let norm = Double.sqrt(normals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) })
      theta =
        SimplexPoint(
          weights: theta.indices.map { max(0, theta[$0] + 0.05 * (normals[$0] - mean) / norm) }
        ).coordinates
    }
    #expect(deviations.contains { abs($0) > 20 })
  }

  @Test("noise is delta long inside, shorter near faces, and stays off empty categories")
  func noiseIsDeltaLongInsideShorterNearFacesAndStaysOffEmptyCategories() {
    for (counts, length) in Self.cases {
      let law = SimplexPoint(counts: counts).coordinates
      var noise = SymmetricNoise(length: length, categoryCount: counts.count)
      var generator = Xoshiro256PlusPlus(seed: 71, stream: 30)
      let least = law.filter { $0 > 0 }.min() ?? 0
      for _ in 0..<500 {
        var theta = law
        noise.perturb(&theta, using: &generator)
        let deviations = zip(theta, law).map { $0 - $1 }
        let norm = Double.sqrt(deviations.reduce(0) { $0 + $1 * $1 })
        #expect(norm <= length * (1 + 1e-12))
        if length <= least { #expect(abs(norm - length) < 1e-14) }
        for (category, value) in law.enumerated() {
          if value == 0 { #expect(theta[category] == 0) }
          // The mirror image lies in the simplex as well.
          let mirrored = value - deviations[category]
          #expect(theta[category] >= 0 && mirrored >= -1e-15)
        }
        // Short of δ only where a face is touched, on this side or the other.
        if norm < length * (1 - 1e-9) {
          let touches = zip(law, deviations).contains { law, deviation in
            law > 0 && law - abs(deviation) < 1e-15
          }
          #expect(touches)
        }
      }
    }
  }

  /// Direction of three categories: the angle in the plane Σx = 0, in twelve equal cells.
  @Test("the direction is uniform on the circle") func theDirectionIsUniformOnTheCircle() {
    var noise = SymmetricNoise(length: 0.01, categoryCount: 3)
    var generator = Xoshiro256PlusPlus(seed: 71, stream: 40)
    var observed = [Int](repeating: 0, count: 12)
    for _ in 0..<24_000 {
      var theta = [0.5, 0.3, 0.2]
      noise.perturb(&theta, using: &generator)
      let across = (theta[0] - 0.5 - (theta[1] - 0.3)) / Double.sqrt(2)
      let along = (theta[2] - 0.2) * Double.sqrt(1.5)
      let angle = Double.atan2(y: along, x: across) / (2 * Double.pi) + 0.5
      observed[min(11, Int(angle * 12))] += 1
    }
    let test = PearsonTest(
      observed: observed, probabilities: Array(repeating: 1.0 / 12, count: 12))
    #expect(test.pValue > 1e-6)
  }

  @Test(
    "one category and no length are left alone, without a random number where there is no length")
  func oneCategoryAndNoLengthAreLeftAlone() {
    var generator = Xoshiro256PlusPlus(seed: 71, stream: 50)
    let before = generator
    var single = SymmetricNoise(length: 0.5, categoryCount: 3)
    var theta = [0.0, 1, 0]
    single.perturb(&theta, using: &generator)
    #expect(theta == [0, 1, 0])
    generator = before
    var none = SymmetricNoise(length: 0, categoryCount: 2)
    theta = [0.4, 0.6]
    none.perturb(&theta, using: &generator)
    #expect(theta == [0.4, 0.6] && generator == before)
  }
}
