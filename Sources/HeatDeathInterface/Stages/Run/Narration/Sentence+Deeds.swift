import HeatDeath

extension Sentence {
  /// What was done to a run: the last of several things, and of those a switch of engines last, since
  /// it follows from the others.
  ///
  /// - Parameters:
  ///   - interventions: what was done since `before`, oldest first.
  static func deed(
    _ interventions: [Intervention], in snapshot: Snapshot, before: Snapshot
  ) -> Sentence? {
    let deeds = interventions.filter { !$0.isSwitchOfEngines }
    guard let last = deeds.last ?? interventions.last else { return nil }
    switch last {
    case .setTemperature: return temperature(in: snapshot, before: before)
    case .inject(let count, let law):
      return injection(
        count, from: law, in: snapshot, before: deeds.count == 1 ? before : nil)
    case .setExternalData: return externalData(in: snapshot, before: before)
    case .setLoop: return loop(in: snapshot)
    case .setEngine: return engine(in: snapshot)
    case .redraw: return redraw(in: snapshot)
    case .reseed, .restart, .start, .land: return nil
    }
  }

  private static func redraw(in snapshot: Snapshot) -> Sentence {
    @Sendable func count(_ snapshot: Snapshot) -> Int {
      snapshot.marks.count { if case .redraw = $0.intervention { true } else { false } }
    }
    let drawn = count(snapshot)
    return Sentence(
      .deed, of: snapshot, while: { count($0) == drawn },
      words: { _ in "from here on other random numbers: another future of the same moment" })
  }

  /// Which side of 1 it is on, and what that does.
  private static func temperature(in snapshot: Snapshot, before: Snapshot) -> Sentence {
    let state = LoopState(snapshot)
    let temperature = snapshot.temperature
    let isOld = before.temperature.samplerClass == temperature.samplerClass
    return Sentence(
      .deed, of: snapshot, while: { LoopState($0) == state },
      words: { format in
        let value = "T = \(format.temperature(temperature.value))"
        guard snapshot.loop.sampler.usesTemperature else {
          return "\(value): \(snapshot.loop.sampler) does not depend on it"
        }
        // Where more is at work than the temperature, that is said as well.
        guard state.isPlain, state.extinct.isEmpty || temperature.value <= 1,
          snapshot.loop.sampler == .softmax,
          snapshot.categoryCount > 1
        else { return "\(value): \(state.words(format))" }
        switch temperature.samplerClass {
        case .expanding:
          return "\(value)"
            + (isOld ? ": still below 1, the strong" : ", below 1: from now on the strong")
            + " get stronger"
        case .identity:
          return isOld
            ? "T = 1: the model samples exactly what it learned"
            : "T = 1: a Pólya urn, shares wander and settle, nothing is favoured"
        case .contracting:
          return "\(value)"
            + (isOld ? ": still above 1, differences" : ", above 1: from now on differences")
            + " fade"
        }
      })
  }

  /// - Parameter before: the moment before it, where nothing else was done since.
  private static func injection(
    _ count: Int64, from law: ExternalLaw, in snapshot: Snapshot, before: Snapshot?
  ) -> Sentence {
    let (labels, after, injected) = (
      snapshot.scenario.labels, snapshot.theta, snapshot.injectedCount
    )
    return Sentence(
      .deed, of: snapshot, while: { $0.injectedCount == injected },
      words: { format in
        let samples = InterventionText(format, labels).samples(from: law)
        let deed = "injected \(format.restingCount(count)) \(samples)"
        guard let before else { return deed }
        return "\(deed): diversity \(format.effectiveCategories(before.theta)) "
          + "\(format.symbols.arrow) \(format.effectiveCategories(after))"
      })
  }

  private static func externalData(in snapshot: Snapshot, before: Snapshot) -> Sentence {
    let data = snapshot.externalData
    let (labels, wasOpen) = (snapshot.scenario.labels, before.externalData.fraction > 0)
    return Sentence(
      .deed, of: snapshot, while: { $0.externalData == data },
      words: { format in
        guard data.fraction == 0 else { return InterventionText(format, labels).stream(data) }
        return wasOpen
          ? "no more fresh data: the loop is closed again"
          : "no fresh data: the loop stays closed"
      })
  }

  private static func loop(in snapshot: Snapshot) -> Sentence {
    let state = LoopState(snapshot)
    let loop = snapshot.loop
    return Sentence(
      .deed, of: snapshot, while: { LoopState($0) == state },
      words: { _ in
        if loop == .paper {
          return "the paper's loop: softmax, exact learner, all data kept from now on"
        }
        let parts = InterventionText.words(loop)
        return state.assumption.isBroken
          ? "\(parts): Assumption 1 is broken, the theorems do not apply" : "from now on \(parts)"
      })
  }

  private static func engine(in snapshot: Snapshot) -> Sentence {
    let engine = snapshot.engine
    return Sentence(
      .deed, of: snapshot, while: { $0.engine == engine },
      words: { _ in
        switch engine {
        case .leap: "many samples at once from here on, with the same chances as one by one"
        case .split: "many samples at once from here on, with about the same chances as one by one"
        case .step: "sample by sample from here on"
        }
      })
  }
}

extension Intervention {
  var isSwitchOfEngines: Bool {
    if case .setEngine = self { true } else { false }
  }
}
