import CAllocationCounter
import Testing

@testable import HeatDeath

@Suite(.enabled(if: allocation_counter_is_available()))
struct SamplerAllocationTests {
  @Test(
    "sampling allocates nothing", arguments: builtInSamplers)
  func samplingAllocatesNothing(name: String) throws {
    let sampler = try Sampler(parsing: name)
    let theta = SimplexPoint(weights: [5, 3, 0, 2, 2, 2, 1]).coordinates
    let temperature = try Temperature(0.8)
    var law = theta.map { _ in 0.0 }
    sampler.apply(to: theta, temperature: temperature, into: &law)
    let before = allocation_count()
    for _ in 0..<100 { sampler.apply(to: theta, temperature: temperature, into: &law) }
    #expect(allocation_count() - before == 0)
  }
}
