/// The command line's notation: `exact`, `smoothed:0.5`, `noisy:0.05`, `drifting:0.01`, `sgd:0.1`,
/// `sgd:0.1:reset`, `low-rank:2`.
extension Learner: CustomStringConvertible {
  /// A name and an example for each learner that has a parameter.
  static let examples = [
    "smoothed": "smoothed:0.5", "noisy": "noisy:0.05", "drifting": "drifting:0.01",
    "sgd": "sgd:0.1 or sgd:0.1:reset", "low-rank": "low-rank:2",
  ]

  /// How the notation begins: a whole learner, or a name with the colon before its parameter.
  package static let forms = ["exact"] + examples.keys.sorted().map { "\($0):" }

  /// The learner in the command line's notation; ``init(parsing:)`` reads it back to an equal
  /// learner.
  public var description: String {
    switch kind {
    case .exact: "exact"
    case .smoothed(let alpha): "smoothed:\(DecimalNotation.text(alpha))"
    case .noisy(let delta): "noisy:\(DecimalNotation.text(delta))"
    case .drifting(let delta): "drifting:\(DecimalNotation.text(delta))"
    case .gradientDescent(let rate, let resets):
      "sgd:\(DecimalNotation.text(rate))" + (resets ? ":reset" : "")
    case .lowRank(let rank): "low-rank:\(rank)"
    }
  }

  /// What the learner is called without its parameters, such as `sgd`.
  public var name: String { String(description.prefix { $0 != ":" }) }

  /// Reads a learner in the command line's notation: decimal numbers with a point.
  ///
  /// - Throws: ``LearnerError`` that says what is accepted.
  public init(parsing text: some StringProtocol) throws(LearnerError) {
    let fields = text.split(separator: ":", omittingEmptySubsequences: false)
    let name = String(fields[0])
    guard name == "exact" || Self.examples[name] != nil else { throw .unknownName(String(text)) }
    if name == "exact" {
      if fields.count > 1 { throw .unexpectedParameter(String(fields[1]), name: name) }
      self = .exact
      return
    }
    guard fields.count > 1, !fields[1].isEmpty else { throw .missingParameter(name: name) }
    let resets = name == "sgd" && fields.count > 2 && fields[2] == "reset"
    let most = resets ? 3 : 2
    if fields.count > most { throw .unexpectedParameter(String(fields[most]), name: name) }
    if name == "low-rank" {
      guard let rank = Int(fields[1]) else { throw .notANumber(String(fields[1]), name: name) }
      try self.init(.lowRank(rank))
      return
    }
    guard let value = DecimalNotation.number(fields[1]) else {
      throw .notANumber(String(fields[1]), name: name)
    }
    switch name {
    case "smoothed": try self.init(.smoothed(value))
    case "noisy": try self.init(.noisy(value))
    case "drifting": try self.init(.drifting(value))
    default: try self.init(.gradientDescent(rate: value, resets: resets))
    }
  }
}
