import HeatDeath

/// The first form of a comparison: the data and the seed of the run on the screen at one
/// temperature of each regime.
enum Comparison {
  /// Mode collapse, martingale, heat death.
  static let temperatures = [0.8, 1, 1.5]

  static func scenarios(like state: AppState) -> [Scenario] {
    temperatures.compactMap { value in
      // The parts come from a scenario, and the temperatures are positive.
      guard let temperature = try? Temperature(value) else { return nil }
      return try? state.scenario.with(
        temperature: temperature, externalData: state.externalData, loop: state.loop,
        seed: state.seed)
    }
  }
}
