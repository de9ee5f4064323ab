import RealModule
import TestSupport
import Testing

@testable import HeatDeath

/// The mean flow as places on its way.
@Suite struct FlowPathTests {
  private func largestDifference(_ left: SimplexPoint, _ right: SimplexPoint) -> Double {
    zip(left.coordinates, right.coordinates).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }

  @Test("without external data it is the closed form's")
  func closedForm() throws {
    var random = SeededRandom(seed: 11)
    for _ in 0..<15 {
      let temperature = try Temperature(random.pick([0.3, 0.8, 1.2, 2, 5]))
      let start = SimplexPoint(weights: (0..<3).map { _ in random.real(0.05...1) })
      let streamline = Streamline(from: start, temperature: temperature)
      let path = FlowPath(of: MeanField(temperature: temperature), from: start)
      #expect(path.places.count > 5 && path.places.count <= 500)
      for place in path.places.dropLast() where place.time < 30 {
        let exact = streamline.point(after: place.time)
        #expect(largestDifference(place.point, exact) < 2e-3, "T = \(temperature.value)")
      }
    }
  }

  @Test("it begins at its start and ends where the flow does")
  func ends() throws {
    var random = SeededRandom(seed: 12)
    for _ in 0..<15 {
      let law = ExternalLaw.point(
        SimplexPoint(weights: (0..<3).map { _ in random.real(0.05...1) }))
      let field = try field(random.real(0.3...3), random.real(0.05...0.9), law)
      let start = SimplexPoint(weights: (0..<3).map { _ in random.real(0.01...1) })
      let path = FlowPath(of: field, from: start)
      let last = try #require(path.places.last)
      #expect(path.places[0].point == start && path.places[0].time == 0)
      #expect(largestDifference(last.point, try field.end(from: start).point) < 1e-6)
      for (place, next) in zip(path.places, path.places.dropFirst()) {
        #expect(place.time < next.time)
        // Each is a part of the way that is left, which bounds how many there are.
        let step = largestDifference(place.point, next.point)
        #expect(step >= 0.0399 * largestDifference(place.point, last.point))
      }
    }
  }

  @Test("where the flow rests it is one place")
  func rest() throws {
    let path = FlowPath(of: MeanField(temperature: try Temperature(0.5)), from: .uniform(3))
    #expect(path.places.count == 1)
    let still = FlowPath(of: MeanField(temperature: .one), from: SimplexPoint(counts: [5, 3, 2]))
    #expect(still.places.count == 1)
  }

  @Test("a flow that jumps for ever ends after so many places")
  func bounded() throws {
    let sampler = try Sampler.topK(1)
    let path = FlowPath(
      of: try field(1, 0.4, .uniform, sampler: sampler), from: SimplexPoint(counts: [40, 39, 21]))
    #expect((1...(FlowPath.mostPlaces + 1)).contains(path.places.count))
  }
}
