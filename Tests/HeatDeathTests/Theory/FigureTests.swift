import RealModule
import Testing

@testable import HeatDeath

/// Every figure of a row against 60-digit arithmetic: small differences keep their digits.
@Suite struct FigureTests {
  private struct Row {
    let start: [Int64]
    let counts: [Int64]
    let temperature: Double
    let entropy: Double
    let kl: Double
    let theta: [Double]
    let tau: [Double]
    let v: [Double?]
  }

  /// 10⁻¹² relative; below the normal doubles, where digits run out, as near as these are.
  private func isClose(_ value: Double, _ exact: Double) -> Bool {
    value == exact || abs(value - exact) <= max(1e-12 * abs(exact), 0x1p-1022)
  }

  @Test("every column is right to 1e-12, at every temperature and up to 4e18 samples")
  func everyColumnIsRight() throws {
    let lines = FigureTables.rows.split(separator: "\n")
    #expect(lines.count > 250)
    for line in lines {
      let fields = line.split(separator: ";").map { $0.split(separator: " ") }
      let start = fields[0].map { Int64($0)! }
      let counts = fields[1].map { Int64($0)! }
      let temperature = try Temperature(Double(fields[2][0])!)
      let theta = SimplexPoint(counts: counts)
      let tau = Sampler.softmax.law(at: theta, temperature: temperature)
      #expect(isClose(theta.entropy, Double(fields[3][0])!), "\(line): \(theta.entropy)")
      let kl = SimplexPoint(counts: start).divergence(from: theta)
      #expect(isClose(kl, Double(fields[4][0])!), "\(line): \(kl)")
      for (value, exact) in zip(theta.coordinates, fields[5]) {
        #expect(isClose(value, Double(exact)!), "\(line): theta \(value)")
      }
      for (value, exact) in zip(tau.coordinates, fields[6]) {
        #expect(isClose(value, Double(exact) ?? 0), "\(line): tau \(value)")
      }
      let sets = CategorySet.all(ofCategories: counts.count)
      let exact = fields.count > 7 ? fields[7] : []
      #expect(exact.count == sets.count)
      for (set, exact) in zip(sets, exact) {
        let value = Lyapunov.value(of: set, at: theta)
        #expect((value == nil) == (exact == "-"), "\(line)")
        if let value { #expect(isClose(value, Double(exact)!), "\(line): v \(value)") }
      }
    }
  }

  @Test("complements come from what is small")
  func complementsComeFromWhatIsSmall() throws {
    let top = Dataset.maximumSize
    let counted = SimplexPoint(counts: [top - 1, 1])
    #expect(counted.complement(of: 0) == 2.5e-19)
    #expect(abs(SimplexPoint(weights: [1, 3e-30, 2e-30]).complement(of: 0) / 5e-30 - 1) < 1e-15)
    let all = CategorySet([0, 1])
    #expect(Lyapunov.complement(of: all, at: counted) == 5e-19)
    #expect(
      abs(Lyapunov.complement(of: all, at: SimplexPoint(weights: [1, 3e-30]))! / 6e-30 - 1) < 1e-15)
    #expect(Lyapunov.complement(of: all, at: SimplexPoint(weights: [1, 1])) == 1)
  }

  /// D(θ‖uniform) of (c, c + 1) is δ²/2 + O(δ⁴) with δ = 1/(2c + 1).
  @Test("the distance from the centre keeps its digits")
  func theDistanceFromTheCentreKeepsItsDigits() {
    let half: Int64 = 1_000_000_000_000_000_000
    let point = SimplexPoint(counts: [half, half + 1, 0])
    #expect(abs(point.entropyDeficit / (0.5 / 4e36) - 1) < 1e-12)
    #expect(SimplexPoint(counts: [7, 7, 7]).entropyDeficit == 0)
  }

  /// Laplace's rule at 10¹⁸ samples: V_I, the entropy and the learner's error in closed form.
  @Test("a smoothed law keeps its digits as well")
  func aSmoothedLawKeepsItsDigits() throws {
    var generator = Xoshiro256PlusPlus(seed: 1)
    var model = TrainedModel(try .smoothed(0.5), categoryCount: 2)
    let half: Int64 = 1_000_000_000_000_000_000
    model.train(on: [half, half + 2], using: &generator)
    let value = try #require(Lyapunov.value(of: CategorySet([0, 1]), at: model.law))
    #expect(abs(value / 1e-18 - 1) < 1e-14)
    // Θ* − Θ = (c·1 − α·k)/(k(k + 1)) a category: ±½/(k(k + 1)) for n = 2, α = ½.
    #expect(model.error(on: [half, half + 2]) > 0)
    let k = 2 * Double(half)
    #expect(abs(model.error(on: [half, half + 2]) / (Double.sqrt(2) / k / k) - 1) < 1e-12)
  }
}
