import HeatDeath

// What can be typed about the place of the map that is looked at.
extension MapStage {
  func commands(in shell: Shell) -> [TypedCommand] { Self.ownCommands + TypedCommand.common }

  private static let ownCommands: [TypedCommand] = [
    .on(
      MapStage.self, "temperature", "0.73", help: "look at that temperature",
      accepted: TypedNumber.acceptedTemperature
    ) { map, text, _ in
      guard let temperature = TypedNumber.temperature(text) else {
        return .refused(text, "temperature", accepted: TypedNumber.acceptedTemperature)
      }
      return .success(map.look(at: temperature))
    },
    .on(
      MapStage.self, "external", "0.2", help: "look at that fraction of fresh data",
      accepted: "0 to 1"
    ) { map, text, _ in
      guard let fraction = TypedNumber.fraction(text) else {
        return .refused(text, "fraction", accepted: "0 to 1")
      }
      return .success(map.look(at: fraction))
    },
  ]
}
