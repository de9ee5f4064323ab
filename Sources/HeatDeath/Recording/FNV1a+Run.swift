extension FNV1a {
  /// Takes in an event with its date; those that have been taken in before make another hash of it.
  mutating func combine(_ event: DatedIntervention) {
    combine(event.samplesDrawn)
    switch event.intervention {
    case .setTemperature(let temperature):
      combine("temperature")
      combine(temperature.value)
    case .inject(let count, let law):
      combine("inject")
      combine([count])
      combine(law)
    case .setExternalData(let data):
      combine("external")
      combine(data.fraction)
      combine(data.law)
    case .setLoop(let loop):
      combine("loop")
      combine(loop)
    case .setEngine(let engine):
      combine("engine")
      combine(engine.rawValue)
    case .redraw(let seed):
      combine("redraw")
      combine(seed)
    case .reseed(let seed):
      combine("reseed")
      combine(seed)
    case .restart: combine("restart")
    case .start(let scenario):
      combine("start")
      combine(scenario)
    case .land(let target):
      combine("land")
      combine([target])
    }
  }

  mutating func combine(_ scenario: Scenario) {
    for label in scenario.labels { combine(label) }
    combine(scenario.initialData.counts)
    combine(scenario.settings)
  }

  mutating func combine(_ settings: Settings) {
    combine(settings.temperature.value)
    combine(settings.externalData.fraction)
    combine(settings.externalData.law)
    combine(settings.loop)
    combine(settings.seed)
  }

  private mutating func combine(_ law: ExternalLaw) {
    switch law {
    case .initial: combine("initial")
    case .uniform: combine("uniform")
    case .category(let category): combine("category \(category)")
    case .point(let point):
      for coordinate in point.coordinates { combine(coordinate) }
      // Drawn otherwise than the same probabilities without counts.
      if point.isEmpiricalLaw(of: point.shares) { combine(point.shares) }
    }
  }

  private mutating func combine(_ loop: ClosedLoop) {
    combine("\(loop.sampler)")
    combine("\(loop.learner)")
    combine("\(loop.policy)")
    if let batch = loop.batch { combine("\(batch)") }
  }
}
