// What can be typed about the crowd.
extension CrowdStage {
  func commands(in shell: Shell) -> [TypedCommand] { Self.ownCommands + TypedCommand.common }

  private static let ownCommands: [TypedCommand] = [
    .temperature(CrowdStage.self, help: "temperature of all runs from here on") {
      $0.setTemperature($1, in: &$2)
    },
    .external(CrowdStage.self, help: "fresh data in all runs from here on") { crowd, fraction, _ in
      crowd.setFreshData(fraction)
    },
    .pace(CrowdStage.self) { $0.set($1, in: &$2) },
    .seed(CrowdStage.self) { crowd, seed, _ in crowd.reseed(to: seed) },
  ]
}
