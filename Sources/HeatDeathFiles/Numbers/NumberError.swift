/// A text that is not the number that was asked for.
struct NumberError: Error, Hashable, Sendable, CustomStringConvertible {
  enum Problem: Hashable, Sendable {
    case empty
    case notANumber
    case decimalComma
    /// The number with underscores for what parts its thousands.
    case thousands(String)
    case fractional
    case negative
    case tooSmall
    case tooLarge
  }

  /// The text, as found.
  let found: String
  let problem: Problem
  /// What would have been taken: "integers from 0 to 4e18".
  let accepted: String

  init(_ found: some StringProtocol, _ problem: Problem, accepted: String) {
    self.found = String(found)
    self.problem = problem
    self.accepted = accepted
  }

  /// Text that is no number: says what kind of number it is elsewhere, if any.
  init(notANumber text: some StringProtocol, accepted: String) {
    let problem: Problem =
      if let thousands = ThousandsSeparator(in: text) {
        .thousands(thousands.accepted)
      } else if DecimalNumber.isDecimalComma(text) {
        .decimalComma
      } else {
        .notANumber
      }
    self.init(text, problem, accepted: accepted)
  }

  /// The problem as the rest of a sentence about the text.
  var predicate: String {
    let verb =
      switch problem {
      case .empty: "is empty"
      case .notANumber: "is not a number"
      case .decimalComma: "is not a number (decimals take a point)"
      case .thousands(let number):
        "is not a number (thousands take an underscore, \(number), decimals a point)"
      case .fractional: "is not a whole number"
      case .negative: "is negative"
      case .tooSmall: "is too small"
      case .tooLarge: "is too large"
      }
    return "\(verb); accepted: \(accepted)"
  }

  var description: String {
    problem == .empty ? "a number \(predicate)" : "\(quoted(found)) \(predicate)"
  }
}
