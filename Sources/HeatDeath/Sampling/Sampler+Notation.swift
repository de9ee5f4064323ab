/// The command line's notation: `softmax`, `mix:0.1`, `tilt:-0.5`, `models:0.8*0.5,1.5*0.5`,
/// `greedy`, `top-k:2`, `top-p:0.9`, `min-p:0.1`.
extension Sampler: CustomStringConvertible {
  /// A name and an example for each sampler that has a parameter.
  static let examples = [
    "mix": "mix:0.1", "tilt": "tilt:-0.5", "models": "models:0.8*0.5,1.5*0.5",
    "top-k": "top-k:2", "top-p": "top-p:0.9", "min-p": "min-p:0.1",
  ]

  /// Every form, with letters for its parameters.
  package static let notations =
    "softmax, mix:E, tilt:B, models:T*W,T*W, greedy, top-k:K, top-p:P and min-p:P"

  /// How the notation begins: a whole sampler, or a name with the colon before its parameter.
  package static let forms = ["softmax", "greedy"] + examples.keys.sorted().map { "\($0):" }

  /// The sampler in the command line's notation; ``init(parsing:)`` reads it back to an equal
  /// sampler. A custom sampler reads `custom:` and its name, and is not read back.
  public var description: String {
    switch kind {
    case .softmax: "softmax"
    case .mixing(let epsilon): "mix:\(DecimalNotation.text(epsilon))"
    case .tilt(let beta): "tilt:\(DecimalNotation.text(beta))"
    case .models(let models):
      "models:"
        + models.map {
          DecimalNotation.text($0.temperature.value) + "*" + DecimalNotation.text($0.weight)
        }.joined(separator: ",")
    case .greedy: "greedy"
    case .topK(let kept): "top-k:\(kept)"
    case .topP(let mass): "top-p:\(DecimalNotation.text(mass))"
    case .minP(let ratio): "min-p:\(DecimalNotation.text(ratio))"
    case .custom(let custom): "custom:\(custom.name)"
    }
  }

  /// What the sampler is called without its parameters, such as `mix`; a custom one goes by the
  /// name it was given.
  public var name: String {
    if case .custom(let custom) = kind { return custom.name }
    let text = description
    return String(text.prefix { $0 != ":" })
  }

  /// Reads a sampler in the command line's notation: decimal numbers with a point, `inf` for an
  /// infinite temperature.
  ///
  /// - Throws: ``SamplerError`` that says what is accepted.
  public init(parsing text: some StringProtocol) throws(SamplerError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let parameter = parts.count > 1 ? String(parts[1]) : nil
    switch name {
    case "softmax", "greedy":
      if let parameter { throw .unexpectedParameter(parameter, name: name) }
      self = name == "softmax" ? .softmax : .greedy
      return
    default:
      guard Self.examples[name] != nil else { throw .unknownName(String(text)) }
    }
    guard let parameter, !parameter.isEmpty else { throw .missingParameter(name: name) }
    switch name {
    case "models":
      var models: [WeightedModel] = []
      for field in parameter.split(separator: ",", omittingEmptySubsequences: false) {
        models.append(try WeightedModel(parsing: field))
      }
      try self.init(.models(models))
    case "top-k":
      guard let kept = Int(parameter) else { throw .notANumber(parameter, name: name) }
      try self.init(.topK(kept))
    default:
      guard let value = DecimalNotation.number(parameter) else {
        throw .notANumber(parameter, name: name)
      }
      switch name {
      case "mix": try self.init(.mixing(value))
      case "tilt": try self.init(.tilt(value))
      case "top-p": try self.init(.topP(value))
      default: try self.init(.minP(value))
      }
    }
  }
}

extension WeightedModel {
  /// Reads `T*W`.
  fileprivate init(parsing text: some StringProtocol) throws(SamplerError) {
    let fields = text.split(separator: "*", omittingEmptySubsequences: false)
    guard fields.count == 2, let weight = DecimalNotation.number(fields[1]) else {
      throw .notAModel(String(text))
    }
    guard let value = fields[0] == "inf" ? .infinity : DecimalNotation.number(fields[0]) else {
      throw .notAModel(String(text))
    }
    do {
      self.init(temperature: try Temperature(value), weight: weight)
    } catch {
      throw .temperature(error)
    }
  }
}
