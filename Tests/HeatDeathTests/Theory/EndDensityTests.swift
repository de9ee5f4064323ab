import RealModule
import Testing

@testable import HeatDeath

/// The densities of the ends that are random, against their moments.
@Suite struct EndDensityTests {
  /// Mean and variance of the first share under a density on the triangle, by sums over a grid.
  private func moments(
    _ cells: Int, _ logDensity: ([Double]) -> Double
  ) -> (mean: Double, variance: Double) {
    var (total, first, second) = (0.0, 0.0, 0.0)
    for a in 0..<cells {
      for b in 0..<(cells - a) {
        let x = (Double(a) + 1.0 / 3) / Double(cells)
        let y = (Double(b) + 1.0 / 3) / Double(cells)
        let weight = Double.exp(logDensity([x, y, 1 - x - y]))
        total += weight
        first += weight * x
        second += weight * x * x
      }
    }
    let mean = first / total
    return (mean, second / total - mean * mean)
  }

  @Test("Dirichlet: mean c/k and variance θ(1−θ)/(k+1)")
  func dirichlet() throws {
    let end = DirichletEnd(of: try Dataset(counts: [7, 5, 3]))
    let (mean, variance) = moments(400) { end.logDensity(at: $0) }
    #expect(abs(mean - end.means[0]) < 1e-3)
    #expect(abs(variance.squareRoot() - end.standardDeviations[0]) < 1e-3)
  }

  @Test("Dirichlet on a face: a category without samples is no factor")
  func face() throws {
    let end = DirichletEnd(of: try Dataset(counts: [3, 0, 2]))
    let ratio = end.logDensity(at: [0.5, 0, 0.5]) - end.logDensity(at: [0.25, 0, 0.75])
    #expect(abs(ratio - Double.log(0.25 * 0.5 / (0.0625 * 0.75))) < 1e-12)
  }

  @Test("above T = 2 the spread about the uniform point has the asymptotic variance")
  func spread() throws {
    let end = UniformEnd(
      of: try Dataset(counts: [10, 10, 10]), temperature: try Temperature(4))
    let size = 2000.0
    let (mean, variance) = moments(900) { end.logDensity(at: $0, size: size) ?? 0 }
    let factor = try #require(end.varianceFactor)
    #expect(abs(mean - 1.0 / 3) < 1e-3)
    #expect(abs(variance * size / factor - 1) < 0.01)
    let slow = UniformEnd(of: try Dataset(counts: [1, 1]), temperature: try Temperature(2))
    #expect(slow.logDensity(at: [0.5, 0.5], size: 10) == nil)
  }
}
