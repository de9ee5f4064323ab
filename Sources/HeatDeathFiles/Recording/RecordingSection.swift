import HeatDeath

extension DocumentSection {
  /// The keys of a scenario; no file is read for any of them.
  mutating func scenario() throws(DataError) -> Scenario {
    var draft = ScenarioDraft()
    let keys: [ScenarioKey] = [
      .temperature, .sampler, .counts, .labels, .batch, .external, .externalLaw, .policy, .learner,
      .seed,
    ]
    // Another run would be drawn without these.
    for key in [ScenarioKey.temperature, .counts, .seed] where !has(key.rawValue) {
      _ = try read(key.rawValue, key.read)
    }
    for key in keys { try readIfThere(key.rawValue, key.read)?(&draft) }
    try finish()
    do {
      return try draft.makeScenario(note: { _ in })
    } catch {
      throw DataError(
        source: source, place: place,
        "no scenario begins here: \(error); accepted: keys as of --scenario that fit each other")
    }
  }

  /// What was done.
  mutating func intervention() throws(DataError) -> Intervention {
    let event: RecordedEvent = try read("what", OptionValues.choice)
    switch event {
    case .temperature: return .setTemperature(try read("temperature", OptionValues.temperature))
    case .inject:
      let count = try read("count", OptionValues.integer(in: 0...Dataset.maximumSize))
      return .inject(count: count, law: try read("law", OptionValues.externalLaw))
    case .external:
      let fraction = try read("external", OptionValues.fraction)
      let law = try read("external-law", OptionValues.externalLaw)
      // The fraction was checked when it was read.
      return .setExternalData(try! ExternalData(fraction: fraction, law: law))
    case .loop:
      return .setLoop(
        ClosedLoop(
          sampler: try read("sampler", Sampler.init(parsing:)),
          learner: try read("learner", Learner.init(parsing:)),
          policy: try read("policy", OptionValues.policy),
          batch: try readIfThere("batch", OptionValues.batch)))
    case .engine: return .setEngine(try read("engine", OptionValues.choice))
    case .redraw: return .redraw(try read("seed", OptionValues.integer(in: 0...UInt64.max)))
    case .reseed: return .reseed(try read("seed", OptionValues.integer(in: 0...UInt64.max)))
    case .restart: return .restart
    case .start: return .start(try scenario())
    case .land:
      return .land(at: try read("k", OptionValues.integer(in: 1...Dataset.maximumSize)))
    }
  }
}
