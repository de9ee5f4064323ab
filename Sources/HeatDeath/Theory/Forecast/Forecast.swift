/// What becomes of a run in the end, from its present counts, while its settings are held.
///
/// What cannot be known is said: ``End/unknown(_:)``.
public struct Forecast: Hashable, Sendable {
  /// The end.
  public enum End: Hashable, Sendable {
    /// T < 1: one category takes all but finitely many samples.
    case winner(WinnerOdds)
    /// T = 1: a random point.
    case randomPoint(DirichletEnd)
    /// T > 1: uniform on the support.
    case uniform(UniformEnd)
    /// With external data or another sampler: where the mean flow leads. Where there are several
    /// ends, chance may lead a run with few samples to another one.
    case restPoint(RestPoint)
    /// Nothing is known, and why.
    case unknown(UnknownEnd)
  }

  public let end: End

  /// The odds that all is settled already; `nil` where there is no winner, or ``end`` is not that of
  /// the urn.
  public let settled: SettledOdds?

  /// What the sampler does by itself; `nil` with external data, and where its class under
  /// Assumption 1 is not proved.
  public let regime: Regime?

  /// Whether ``end`` is where the mean flow leads and may be one of several: chance may lead a run with few
  /// samples to another. Where the sampler levels, where it draws one category alone, and where all comes
  /// from outside, there is no other.
  public let mayEndElsewhere: Bool

  /// - Parameters:
  ///   - settings: those in force from here on.
  ///   - dataset: the present data.
  ///   - initial: the law of the initial data, which external data may name.
  ///   - fates: how many fates are drawn where there are too many different counts for
  ///     ``WinnerOdds/init(of:temperature:)``, ≥ 1.
  ///   - generator: used for these fates alone.
  /// - Complexity: that of ``WinnerOdds``, or of ``MeanField/end(from:)``.
  public init(
    of settings: Settings, from dataset: Dataset, initial: SimplexPoint, fates: Int = 1000,
    using generator: inout some RandomNumberGenerator
  ) {
    let sampler = settings.loop.sampler.assumptionClass(
      temperature: settings.temperature, categoryCount: dataset.categoryCount)
    regime = settings.externalData.fraction > 0 ? nil : sampler.samplerClass?.regime
    var settled: SettledOdds?
    do {
      let field = try MeanField(settings, initial: initial)
      end = try Self.end(
        settings, field, dataset, fates: fates, settled: &settled, using: &generator)
    } catch let reason as UnknownEnd {
      end = .unknown(reason)
    } catch let reason as ExternalDataError {
      end = .unknown(.externalData(reason))
    } catch let reason as UnsettledFlow {
      end = .unknown(.flow(reason))
    } catch {
      end = .unknown(.temperature(settings.temperature.value))
    }
    self.settled = settled
    mayEndElsewhere =
      if case .restPoint(let rest) = end {
        rest.isAttracting && settings.externalData.fraction < 1
          && ![.contracting, .identity].contains(sampler.samplerClass)
          && !(settings.externalData.fraction == 0 && settings.loop.sampler.drawsByRank)
      } else {
        false
      }
  }

  private static func end(
    _ settings: Settings, _ field: MeanField, _ dataset: Dataset, fates: Int,
    settled: inout SettledOdds?, using generator: inout some RandomNumberGenerator
  ) throws -> End {
    let loop = settings.loop
    let samplerClass = field.samplerClass(categoryCount: dataset.categoryCount)
    let isClosed = field.externalFraction == 0
    let isExact = loop.learner.errorBound == 0
    let batch = loop.batchSize(initialSize: dataset.size)
    if loop.policy == .replace, isClosed, isExact, samplerClass == .identity {
      return .winner(WinnerOdds(lastingOf: dataset))
    }
    // Nothing else can be drawn any more.
    if !loop.policy.grows, isClosed, isExact, !field.sampler.revivesZeros,
      dataset.counts.count(where: { $0 > 0 }) == 1
    {
      return .winner(WinnerOdds(lastingOf: dataset))
    }
    guard loop.policy == .accumulate else { throw UnknownEnd.policy("\(loop.policy)") }
    var pseudoCount = 0.0
    if case .smoothed(let alpha) = loop.learner.kind { pseudoCount = min(alpha, 1e290) }
    guard isExact || pseudoCount > 0 else {
      throw UnknownEnd.learner(loop.learner.description)
    }
    if isClosed, samplerClass == .identity {
      guard batch == .one else { throw UnknownEnd.batch("\(batch)") }
      return .randomPoint(DirichletEnd(of: dataset, pseudoCount: pseudoCount))
    }
    let start =
      isExact
      ? dataset.empiricalLaw
      : SimplexPoint(weights: dataset.counts.map { Double($0) + pseudoCount })
    // Where one category is left it has taken over for good.
    if isClosed, field.sampler.truncates,
      field.sampler.law(at: start, temperature: field.temperature).coordinates
        .count(where: { $0 > 0 }) > 1
    {
      throw UnknownEnd.sampler("\(field.sampler)")
    }
    guard isClosed, field.sampler == .softmax else {
      return .restPoint(try field.end(from: start))
    }
    let temperature = field.temperature
    if temperature.value > 1 {
      // Pseudo-counts revive every category.
      return isExact
        ? .uniform(UniformEnd(of: dataset, temperature: temperature))
        : .restPoint(try field.end(from: start))
    }
    guard batch == .one else { throw UnknownEnd.batch("\(batch)") }
    guard isExact else { throw UnknownEnd.learner(loop.learner.description) }
    settled = try SettledOdds(of: dataset, temperature: temperature)
    do {
      return .winner(try WinnerOdds(of: dataset, temperature: temperature))
    } catch WinnerOddsError.tooManyCounts {
      return .winner(
        try WinnerOdds(
          drawing: fates, from: dataset, temperature: temperature, using: &generator))
    }
  }
}

/// Why the end of a run is not known.
public enum UnknownEnd: Error, Hashable, Sendable, CustomStringConvertible {
  /// Data that do not all accumulate: chance never ceases.
  case policy(String)
  /// A learner whose error does not vanish, or below T = 1 one that is not exact.
  case learner(String)
  /// At T ≤ 1 more than one sample a retraining: chance decides by another law.
  case batch(String)
  /// A sampler that cuts off what is rare and has several categories left: chance decides what falls below
  /// the cut, and the mean flow does not see it.
  case sampler(String)
  /// External data that do not fit.
  case externalData(ExternalDataError)
  /// The mean flow was not followed to an end.
  case flow(UnsettledFlow)
  /// Too near 1 from below for a winner to be told.
  case temperature(Double)

  public var description: String {
    switch self {
    case .policy(let name):
      "the end is known for data that accumulate; under \(name) chance never ceases"
    case .learner(let name): "the end is not known for the learner \(name)"
    case .batch(let name):
      "the end is known for one sample a retraining at this temperature; here there are \(name)"
    case .sampler(let name):
      "the end is not known for the sampler \(name): chance decides what it cuts off for ever"
    case .externalData(let reason): reason.description
    case .flow(let reason): reason.description
    case .temperature(let value): "temperature \(value) is too near 1 for a winner to be told"
    }
  }
}
