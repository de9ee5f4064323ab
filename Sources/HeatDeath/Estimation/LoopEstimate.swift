import RealModule

/// What kind of loop a log is of: the temperature that explains it best, with its error, the fraction
/// of external data where their law is known, and whether the paper's model explains the log at all.
///
/// Counts are read by maximum likelihood, `TotalsLikelihood` and `SamplesLikelihood`, laws alone by
/// least squares, `LawRegression`. Softmax, the exact learner and data that accumulate, or are
/// replaced where each row is about samples of its own, are taken for granted; the test of fit says
/// where that is wrong.
public struct LoopEstimate: Hashable, Sendable {
  /// What the rows are about.
  public let reading: LoopObservations.Reading

  /// How many steps the estimate rests on.
  public let stepCount: Int

  /// p = 1/T, from 0 to 20.
  public let exponent: Double

  /// Its standard error; `nil` where laws alone do not tell it.
  public let exponentError: Double?

  /// λ, where a law of external data was given.
  public let external: External?

  /// The fraction λ of external data with its standard error.
  public struct External: Hashable, Sendable {
    public let fraction: Double
    public let error: Double
  }

  /// γ, how far a step goes towards the next law, where only laws are known.
  public let pace: Double?

  /// Which way shares move, in standard errors: positive where they move apart, as below T = 1, negative
  /// where they come together. It takes no model for granted. Of samples and of laws; `nil` of totals, and
  /// where the log is too short.
  public let drift: Double?

  /// The test of fit; `nil` where the log is too short for one.
  public let fit: LoopFit?

  /// Which side of 1 the temperature is on, as far as two standard errors tell; `nil` with external
  /// data, which decide as well.
  public let regime: Regime?

  /// T, infinite at p = 0.
  public var temperature: Temperature {
    exponent > 0 ? (try? Temperature(1 / exponent)) ?? .infinite : .infinite
  }

  /// The standard error of T, T²·σ_p; `nil` where that of p is unknown or T infinite.
  public var temperatureError: Double? {
    guard exponent > 0, let exponentError else { return nil }
    return exponentError / exponent / exponent
  }

  /// T two standard errors of p to both sides; the upper end may be infinite. Far from T = 1 errors are
  /// lopsided, and this says more than ``temperatureError``.
  public var temperatureRange: ClosedRange<Double>? {
    guard let exponentError else { return nil }
    let low = exponent - 2 * exponentError
    return 1 / (exponent + 2 * exponentError)...(low > 0 ? 1 / low : .infinity)
  }

  /// The settings from which a run goes on as the log does: T = 1 where it is not told from 1.
  public func settings(externalLaw: ExternalLaw, seed: UInt64) -> Settings {
    let temperature = regime == .martingale ? .one : temperature
    let data = external.flatMap { try? ExternalData(fraction: $0.fraction, law: externalLaw) }
    let loop =
      reading == .samples ? ClosedLoop(policy: .replace) : .paper
    return Settings(
      temperature: temperature, externalData: data ?? .none, loop: loop, seed: seed)
  }

  /// - Parameters:
  ///   - observations: what the rows of the log told.
  ///   - externalLaw: q, where data from outside are to be reckoned with.
  /// - Throws: ``EstimationFailure`` where the rows do not tell a temperature.
  /// - Complexity: some 50 evaluations of the likelihood, each O(n) for up to 1,024 steps: some ten
  ///   milliseconds for a few categories.
  public init(
    of observations: LoopObservations, externalLaw: SimplexPoint? = nil
  ) throws(EstimationFailure) {
    let law = externalLaw?.coordinates
    let reading = observations.reading
    guard observations.rowCount > 1 else { throw .tooFewRows(Int(observations.rowCount)) }
    let steps = reading == .totals ? observations.intervals : observations.lastSteps
    guard !steps.isEmpty else { throw .tooFewRows(Int(observations.rowCount)) }
    if let law, let found = steps.map(\.to.count).max(), found > law.count {
      throw .externalLaw(found: law.count, categoryCount: found)
    }
    switch reading {
    case .totals:
      let likelihood = TotalsLikelihood(steps, law: law)
      let peak = try Self.peak(of: likelihood, stepCount: likelihood.items.count)
      self.init(
        reading, peak, stepCount: likelihood.items.count, law: law,
        fit: LoopFit(likelihood, peak), drift: nil)
    case .samples:
      let likelihood = SamplesLikelihood(steps, law: law)
      let peak = try Self.peak(of: likelihood, stepCount: likelihood.items.count)
      self.init(
        reading, peak, stepCount: likelihood.items.count, law: law,
        fit: LoopFit(likelihood, peak), drift: LawRegression.drift(ofSamples: steps))
    case .laws:
      guard let regression = LawRegression(steps, law: law) else {
        throw steps.count < 3 ? .tooFewRows(Int(observations.rowCount)) : .nothingMoves
      }
      self.init(regression, hasLaw: law != nil)
    }
  }

  private static func peak(
    of likelihood: some LoopLikelihood, stepCount: Int
  ) throws(EstimationFailure) -> LikelihoodPeak {
    guard stepCount > 0 else { throw .nothingMoves }
    let peak =
      likelihood.law == nil
      ? LikelihoodPeak(over: likelihood) : LikelihoodPeak(overBoth: likelihood)
    guard let peak else { throw .flat }
    return peak
  }

  private init(
    _ reading: LoopObservations.Reading, _ peak: LikelihoodPeak, stepCount: Int, law: [Double]?,
    fit: LoopFit?, drift: Double?
  ) {
    self.reading = reading
    self.stepCount = stepCount
    exponent = peak.exponent
    exponentError = peak.exponentError
    external =
      law == nil ? nil : External(fraction: peak.external, error: peak.externalError)
    pace = nil
    self.fit = fit
    self.drift = drift
    let isClosed = law == nil || peak.external < 2 * peak.externalError
    let distance = (peak.exponent - 1) / peak.exponentError
    regime = isClosed ? Self.regime(distance) : nil
  }

  private init(_ regression: LawRegression, hasLaw: Bool) {
    reading = .laws
    stepCount = regression.stepCount
    let isDriving = abs(regression.drift) >= 2
    exponent = isDriving || hasLaw ? regression.exponent : 1
    exponentError = isDriving || hasLaw ? regression.exponentError : nil
    external =
      hasLaw
      ? External(fraction: regression.external, error: regression.externalError) : nil
    pace = regression.pace
    fit = regression.fit
    drift = regression.drift
    let isClosed = !hasLaw || regression.external < 2 * regression.externalError
    regime = isClosed ? Self.regime(regression.drift) : nil
  }

  /// - Parameter distance: of p above 1, in standard errors.
  private static func regime(_ distance: Double) -> Regime {
    distance >= 2 ? .modeCollapse : distance <= -2 ? .heatDeath : .martingale
  }
}

/// A log that tells no temperature.
public enum EstimationFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// Fewer rows than an estimate takes, two of counts and four of laws, or none that follow one another.
  case tooFewRows(Int)
  /// From row to row nothing changes, or one category is all there is.
  case nothingMoves
  /// All temperatures explain the rows alike: all categories have the same share, or one has
  /// everything.
  case flat
  /// The law of external data has another number of categories.
  case externalLaw(found: Int, categoryCount: Int)

  public var description: String {
    switch self {
    case .tooFewRows(let count):
      "\(count) row\(count == 1 ? " tells" : "s tell") no temperature; two of counts, or four of laws, that "
        + "follow one another may"
    case .nothingMoves: "nothing changes from row to row, which tells no temperature"
    case .flat: "all temperatures explain these rows alike"
    case .externalLaw(let found, let count):
      "the external law has \(found) probabilities, the log \(count) categories"
    }
  }
}
