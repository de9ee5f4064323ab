// What can be typed about the place of the map that is looked at.
extension MapStage {
  func commands(in shell: Shell) -> [TypedCommand] { Self.ownCommands + TypedCommand.common }

  private static let ownCommands: [TypedCommand] = [
    .temperature(MapStage.self, help: "look at that temperature") { map, temperature, _ in
      map.look(at: temperature)
    },
    .external(MapStage.self, help: "look at that fraction of fresh data") { map, fraction, _ in
      map.look(at: fraction)
    },
  ]
}
