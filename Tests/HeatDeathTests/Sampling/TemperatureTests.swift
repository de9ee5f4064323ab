import Testing

@testable import HeatDeath

@Suite struct TemperatureTests {
  @Test(
    "a number that is no temperature is refused by name",
    arguments: [
      0, -0.0, -1, .nan, -.infinity, Double.leastNonzeroMagnitude, Temperature.smallest / 2,
      Temperature.smallest.nextDown,
    ])
  func aNumberThatIsNoTemperatureIsRefusedByName(value: Double) {
    #expect {
      try Temperature(value)
    } throws: { error in
      guard let error = error as? TemperatureError else { return false }
      return (error.value == value || value.isNaN && error.value.isNaN)
        && error.description.hasPrefix("\(value) is not a temperature; accepted is")
        && error.description.contains("1e-308") && error.description.contains("inf")
    }
  }

  @Test(
    "a temperature knows its class and its regime",
    arguments: [
      (1e-308, SamplerClass.expanding, Regime.modeCollapse), (1e-3, .expanding, .modeCollapse),
      (1.0.nextDown, .expanding, .modeCollapse), (1, .identity, .martingale),
      (1.0.nextUp, .contracting, .heatDeath), (1e6, .contracting, .heatDeath),
      (.infinity, .contracting, .heatDeath),
    ])
  func aTemperatureKnowsItsClassAndItsRegime(
    value: Double, samplerClass: SamplerClass, regime: Regime
  ) throws {
    let temperature = try Temperature(value)
    #expect(temperature.value == value)
    #expect(temperature.exponent == 1 / value)
    #expect(temperature.exponent.isFinite)
    #expect(temperature.samplerClass == samplerClass)
    #expect(temperature.samplerClass.regime == regime)
  }

  @Test("the named temperatures are 1 and infinity")
  func theNamedTemperaturesAre1AndInfinity() {
    #expect(Temperature.one.value == 1)
    #expect(Temperature.infinite.value == .infinity)
    #expect(Temperature.infinite.exponent == 0)
  }
}
