import HeatDeath

/// The interactive screen.
enum ExploreSession {
  static func run(scenario: Scenario, options: ExploreOptions) throws {
    throw ExploreCommand.notATerminal
  }
}
