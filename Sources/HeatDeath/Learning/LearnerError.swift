/// A learner that does not exist.
public enum LearnerError: Error, Hashable, Sendable {
  /// α is negative or not finite.
  case smoothing(Double)
  /// The length of the noise is negative or not finite.
  case noise(Double)
  /// The length of the drift is negative or not finite.
  case drift(Double)
  /// η is not in (0, ``Learner/largestRate``].
  case rate(Double)
  /// r is below 1.
  case rank(Int)
  /// A text that names no learner.
  case unknownName(String)
  /// A learner's name without the parameter it needs.
  case missingParameter(name: String)
  /// A parameter behind a learner's name that takes none, or no further one.
  case unexpectedParameter(String, name: String)
  /// A parameter that is no number, or none of the kind needed.
  case notANumber(String, name: String)
}

extension LearnerError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .smoothing(let value):
      "\(value) is not a smoothing constant; accepted is a finite number from 0"
    case .noise(let value): "\(value) is not a length of noise; accepted is a finite number from 0"
    case .drift(let value): "\(value) is not a length of drift; accepted is a finite number from 0"
    case .rate(let value):
      "\(value) is not a rate of gradient descent; accepted is a number above 0 and up to "
        + DecimalNotation.text(Learner.largestRate)
    case .rank(let value): "\(value) is not a rank; accepted is an integer from 1"
    case .unknownName(let text):
      "\"\(text)\" is not a learner; accepted are exact, smoothed:A, noisy:D, drifting:D, sgd:ETA, "
        + "sgd:ETA:reset and low-rank:R"
    case .missingParameter(let name):
      "\(name) needs a parameter, such as \(Learner.examples[name] ?? name)"
    case .unexpectedParameter(let text, let name):
      "\"\(text)\" is one parameter too many for \(name); accepted is "
        + (Learner.examples[name] ?? name)
    case .notANumber(let text, let name):
      "\"\(text)\" is no parameter of \(name); accepted is a number as in "
        + (Learner.examples[name] ?? name)
    }
  }
}
