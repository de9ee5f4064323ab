import HeatDeath

// What can be typed about the crowd.
extension CrowdStage {
  func commands(in shell: Shell) -> [TypedCommand] { Self.ownCommands + TypedCommand.common }

  private static let ownCommands: [TypedCommand] = [
    .on(
      CrowdStage.self, "temperature", "0.73", help: "temperature of all runs from here on",
      accepted: TypedNumber.acceptedTemperature
    ) { crowd, text, shell in
      guard let temperature = TypedNumber.temperature(text) else {
        return .refused(text, "temperature", accepted: TypedNumber.acceptedTemperature)
      }
      return .success(crowd.setTemperature(temperature, in: &shell))
    },
    .on(
      CrowdStage.self, "external", "0.2", help: "fresh data in all runs from here on",
      accepted: "0 to 1"
    ) { crowd, text, shell in
      guard let fraction = TypedNumber.fraction(text) else {
        return .refused(text, "fraction", accepted: "0 to 1")
      }
      return .success(crowd.setFreshData(fraction))
    },
    .on(
      CrowdStage.self, "pace", "2", help: "how fast: powers of ten of k a second, or samples: 30/s",
      accepted: TypedPace.accepted
    ) { crowd, text, shell in
      guard let pace = TypedPace.read(text) else {
        return .refused(text, "pace", accepted: TypedPace.accepted)
      }
      return .success(crowd.set(pace, in: &shell))
    },
    .on(
      CrowdStage.self, "seed", "7", help: "start again with that seed",
      accepted: TypedNumber.acceptedSeed
    ) { crowd, text, shell in
      guard let seed = UInt64(text) else {
        return .refused(text, "seed", accepted: TypedNumber.acceptedSeed)
      }
      return .success(crowd.reseed(to: seed))
    },
  ]
}
