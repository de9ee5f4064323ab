import HeatDeath
import RealModule

/// What kind of loop a log is of, in words: clauses without a stop at their end.
struct LoopWords {
  private let estimate: LoopEstimate
  private let format: NumberFormat

  init(_ estimate: LoopEstimate, _ format: NumberFormat) {
    self.estimate = estimate
    self.format = format
  }

  // MARK: The temperature

  /// `T = 0.8022 ± 0.0013: mode collapse`.
  var temperature: String {
    var text = valueWithRange
    if estimate.regime == .martingale, estimate.exponent != 1 { text += ", not told from 1" }
    if let regime = estimate.regime { text += ": \(regime.words)" }
    return text
  }

  /// `T = 0.80 ± 0.13 (0.61 to 1.1), fresh data 20.1 ± 3.0 %`: the range where errors are lopsided, and
  /// how much of the data is fresh where that is estimated.
  var valueWithRange: String {
    var text = value
    if let range = estimate.temperatureRange, isLopsided, estimate.exponent > 0,
      estimate.reading != .laws || isTold
    {
      text += " (\(rounded(range.lowerBound)) to \(rounded(range.upperBound)))"
    }
    if let external = estimate.external {
      let (percent, error) = (100 * external.fraction, 100 * external.error)
      let digits = error > 0 ? min(6, digits(of: error)) : 1
      text +=
        ", fresh data \(format.fixed(percent, digits: digits)) \(format.symbols.plusMinus) "
        + "\(rounded(error)) %"
    }
    return text
  }

  /// `T = 0.8022 ± 0.0013`, or as much as is known.
  var value: String {
    if estimate.reading == .laws, !isTold {
      return "\(side), how far from 1 these laws do not tell"
    }
    if estimate.exponent == 0, let range = estimate.temperatureRange {
      return "T is infinite, or at least \(rounded(range.lowerBound))"
    }
    let error = estimate.temperatureError.map { " \(format.symbols.plusMinus) \(rounded($0))" }
    return "T = \(number)\(error ?? "")"
  }

  /// The same in few characters: `T 0.8022±0.0013`, `T<1`.
  var shortValue: String {
    if estimate.reading == .laws, !isTold { return side }
    guard estimate.exponent > 0 else { return "T \(format.symbols.infinity)" }
    let error = estimate.temperatureError.map { "\(format.symbols.plusMinus)\(rounded($0))" }
    return "T \(number)\(error ?? "")"
  }

  /// `T 0.80`, for large figures.
  var largeValue: String {
    if estimate.reading == .laws, !isTold {
      return side.split(separator: " ").prefix(3).joined(separator: " ")
    }
    let value = estimate.temperature.value
    return "T \(value.isFinite ? format.fixed(value, digits: 2) : format.symbols.infinity)"
  }

  /// On which side of 1 it is, where no more is known.
  private var side: String {
    switch estimate.regime {
    case .modeCollapse: "T < 1"
    case .heatDeath: "T > 1"
    case .martingale, nil: "T = 1 or near it"
    }
  }

  /// T with as many digits as its error has.
  private var number: String {
    let temperature = estimate.temperature.value
    guard let error = estimate.temperatureError, error > 0, temperature.isFinite else {
      return format.temperature(temperature)
    }
    let digits = 1 - Int(Double.log10(error).rounded(.down))
    return format.fixed(temperature, digits: max(1, min(8, digits)))
  }

  /// Whether an error is of any use.
  private var isTold: Bool {
    estimate.exponentError.map { $0 < estimate.exponent / 2 } ?? false
  }

  private var isLopsided: Bool {
    guard let error = estimate.exponentError else { return false }
    return error > 0.15 * estimate.exponent
  }

  // MARK: The test of fit

  var fit: String {
    guard let verdict = probability else {
      return "The log is too short to test whether the paper's model explains it"
    }
    return isExplained
      ? "The model of the paper explains the log (\(verdict))"
      : "The model of the paper does not explain the log (\(verdict)): take T for a number that fits "
        + "best, and no more"
  }

  /// The same in few words.
  var shortFit: String {
    guard let verdict = probability else { return "too short for a test of the paper's model" }
    return "the paper's model \(isExplained ? "explains it" : "does not explain it"), \(verdict)"
  }

  /// What becomes of the paper's model, from the longest wording to the shortest.
  var fits: [String] {
    guard let verdict = probability else { return ["untested: too few rows", "untested"] }
    return isExplained
      ? [
        "the paper's model explains the rows, \(verdict)", "explains the rows, \(verdict)",
        "fits, \(verdict)",
      ]
      : [
        "the paper's model does not explain the rows, \(verdict): T is what fits best, and no more",
        "does not explain the rows, \(verdict)", "does not fit, \(verdict)",
      ]
  }

  /// ``drift`` from the longest wording to the shortest; none where there is nothing to say.
  var drifts: [String] {
    guard let drift, let way = estimate.drift else { return [] }
    let errors = "\(format.fixed(abs(way), digits: 1)) errors"
    if abs(way) < 2 { return [drift, "neither apart nor together, \(errors)", "no clear drift"] }
    let words = way > 0 ? "move apart" : "move together"
    return [drift, "\(words), \(errors)", words]
  }

  /// Whether a test says so.
  var isExplained: Bool { estimate.fit?.isExplained == true }

  /// `p = 0.65`; `nil` where there is no test.
  var probability: String? {
    guard let p = estimate.fit?.pValue else { return nil }
    return p < 1e-300
      ? "p < \(format.magnitude(-300))" : "p = \(p < 0.001 ? format.compact(p) : rounded(p))"
  }

  /// What the rows say of themselves, where the model does not explain them.
  var drift: String? {
    guard estimate.reading == .samples, estimate.fit?.isExplained == false,
      let drift = estimate.drift
    else { return nil }
    let errors = "\(format.fixed(abs(drift), digits: 1)) standard errors"
    if abs(drift) < 2 {
      return "Whatever the loop is, shares neither clearly move apart nor come together (\(errors))"
    }
    return drift > 0
      ? "Whatever the loop is, shares move apart, as below T = 1 (\(errors))"
      : "Whatever the loop is, shares come together, as above T = 1 (\(errors))"
  }

  // MARK: Numbers

  /// Two digits that say something.
  private func rounded(_ value: Double) -> String {
    guard value.isFinite else { return format.temperature(value) }
    guard value > 0 else { return "0" }
    let digits = digits(of: value)
    return digits > 6 ? format.compact(value) : format.fixed(value, digits: digits)
  }

  /// The digits behind the point that a positive number has among its first two.
  private func digits(of value: Double) -> Int {
    max(0, 1 - Int(Double.log10(value).rounded(.down)))
  }
}

extension LoopObservations.Reading {
  /// What rows are about, as in `60 rows of totals`.
  var words: String {
    switch self {
    case .totals: "of totals"
    case .samples: "of samples, each on its own"
    case .laws: "of laws"
    }
  }
}

extension EstimationFailure {
  /// The same in few words.
  var brief: String {
    switch self {
    case .tooFewRows: "too few rows"
    case .nothingMoves: "nothing changes"
    case .flat: "all T explain it alike"
    case .externalLaw: "--external-law does not fit"
    }
  }
}
