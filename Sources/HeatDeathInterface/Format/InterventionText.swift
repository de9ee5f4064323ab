import HeatDeath

/// How laws, streams, loops and interventions are called in words, everywhere on the screen.
struct InterventionText {
  private let format: NumberFormat
  private let labels: [String]

  init(_ format: NumberFormat, _ labels: [String]) {
    self.format = format
    self.labels = labels
  }

  // MARK: Laws

  /// The one word that tells a law from the others: `uniform`, or the label of its category.
  private func word(_ law: ExternalLaw) -> String {
    switch law {
    case .initial: "initial"
    case .uniform: "uniform"
    case .point: "fixed"
    // A form can be ahead of the report by one start, which has the default names.
    case .category(let category):
      labels.indices.contains(category) ? labels[category] : Scenario.defaultLabel(category)
    }
  }

  /// A law: `the uniform law`, `B only`.
  func law(_ law: ExternalLaw) -> String {
    switch law {
    case .category: "\(word(law).inSentence) only"
    case .initial, .uniform: "the \(word(law)) law"
    case .point: "a \(word(law)) law"
    }
  }

  /// Samples of a law: `from the uniform law`, `B`.
  func samples(from law: ExternalLaw) -> String {
    if case .category = law { word(law).inSentence } else { "from \(self.law(law))" }
  }

  // MARK: The loop

  /// What the model learns from: itself, or fresh data as well.
  func source(_ data: ExternalData) -> String {
    data.fraction == 0
      ? "the model learns from what it generates itself"
      : "\(share(data)), \(origin(data.law, of: "it"))"
  }

  /// A stream of fresh data, λ > 0: `fresh data: 20 % of new samples, all of them B`.
  func stream(_ data: ExternalData) -> String {
    let part =
      data.fraction == 1
      ? "every new sample"
      : "\(format.fraction(data.fraction)) of new samples"
    return "fresh data: \(part), \(origin(data.law, of: "them"))"
  }

  /// Where fresh data are from: `from the uniform law`, `all of them B`.
  private func origin(_ law: ExternalLaw, of pronoun: String) -> String {
    if case .category = law {
      "all of \(pronoun) \(word(law).inSentence)"
    } else {
      samples(from: law)
    }
  }

  /// How much is fresh, in few words: `20 % of new data is fresh`.
  func share(_ data: ExternalData) -> String {
    data.fraction == 1
      ? "all new data is fresh"
      : "\(format.fraction(data.fraction)) of new data is fresh"
  }

  /// `greedy sampler, exact learner, window:20`.
  static func words(_ loop: ClosedLoop) -> String {
    "\(loop.sampler) sampler, \(loop.learner) learner, \(loop.policy)"
  }

  // MARK: Interventions

  /// The few characters that mark an intervention on an axis; none for starts and landings.
  func label(_ intervention: Intervention) -> String {
    let symbols = format.symbols
    switch intervention {
    case .setTemperature(let temperature):
      return "T\(symbols.arrow)\(format.temperature(temperature.value))"
    case .inject(let count, let law):
      return "+\(format.count(count)) \(word(law))"
    case .setExternalData(let data):
      return "\(symbols.lambda)\(symbols.arrow)\(format.fraction(data.fraction, isTight: true))"
    case .setLoop: return "loop"
    case .setEngine(let engine): return engine.rawValue
    case .redraw: return "other future"
    case .reseed, .restart, .start, .land: return ""
    }
  }
}
