import RealModule

/// What a lesson can name of a run.
///
/// Each is written by a word or two, those of a category with its label behind them: `share A`.
public enum LessonQuantity: Hashable, Sendable {
  /// Of the whole run.
  case whole(Whole)
  /// Of a category, by its label.
  case category(OfCategory, String)

  public enum Whole: String, CaseIterable, Sendable {
    /// k, the samples in the dataset.
    case size = "k"
    case temperature = "T"
    /// The largest and the smallest T since the last start.
    case highestTemperature = "highest T"
    case lowestTemperature = "lowest T"
    /// λ, the fraction of fresh data in the stream.
    case freshFraction = "lambda"
    /// V of all categories: the largest share less the smallest.
    case unevenness = "V"
    case largestShare = "max share"
    case smallestShare = "min share"
    /// e to the entropy: how many categories there seem to be.
    case diversity
    /// Categories with a share of at least one in a hundred.
    case alive
    /// The category with the largest share; none where two are equal.
    case leader
    /// The odds of whoever has the best.
    case largestOdds = "max odds"
    /// Samples injected since the last start.
    case injected
    /// How often sampler, learner, policy or batch were changed since the last start.
    case loopChanges = "loop changes"
    /// The share of the dataset that no model has made.
    case realShare = "real share"
    /// How many times the data it takes until V is a tenth, at T > 1: 10^(T/(T−1)), from T = 2 on 100.
    case tenfold
    /// λ*: with more uniform fresh data no collapsed state remains.
    case rescueFraction = "rescue lambda"
    /// 1 − T: with less uniform fresh data the even state does not hold.
    case holdingFraction = "hold lambda"
  }

  public enum OfCategory: String, CaseIterable, Sendable {
    case share, count
    /// The probability that the sampler draws it next.
    case next
    /// The odds that it takes all, at T < 1.
    case odds
    /// Its share in the end, where that is not a matter of odds.
    case end
  }

  /// - Throws: ``LessonSyntaxError`` for what is no quantity.
  public init(_ text: some StringProtocol) throws(LessonSyntaxError) {
    let words = text.split(separator: " ")
    let name = words.joined(separator: " ")
    if let whole = Whole(rawValue: name) {
      self = .whole(whole)
    } else if words.count > 1, let quantity = OfCategory(rawValue: String(words[0])) {
      self = .category(quantity, words.dropFirst().joined(separator: " "))
    } else {
      throw LessonSyntaxError("\"\(name)\" is no quantity; accepted: \(Self.accepted)")
    }
  }

  private static let accepted =
    (Whole.allCases.map(\.rawValue) + OfCategory.allCases.map { "\($0.rawValue) LABEL" })
    .joined(separator: ", ")

  /// How it is written.
  public var notation: String {
    switch self {
    case .whole(let quantity): quantity.rawValue
    case .category(let quantity, let label): "\(quantity.rawValue) \(label)"
    }
  }

  /// The label that it names.
  public var label: String? {
    if case .category(_, let label) = self { label } else { nil }
  }

  /// Whether it takes a forecast.
  var needsForecast: Bool {
    switch self {
    case .whole(.largestOdds), .category(.odds, _), .category(.end, _): true
    default: false
    }
  }

  /// Its value; `nil` where there is none: of a category that the run does not have, of odds where
  /// nothing is won, or while it is being computed.
  public func value(at moment: LessonMoment) -> LessonValue? {
    switch self {
    case .whole(let quantity): return quantity.value(at: moment)
    case .category(let quantity, let label):
      return moment.category(label).flatMap { quantity.value(of: $0, at: moment) }
    }
  }
}

extension LessonQuantity.Whole {
  /// Below that share a category counts as lost.
  static let leastShareAlive = 0.01

  fileprivate func value(at moment: LessonMoment) -> LessonValue? {
    let snapshot = moment.snapshot
    let theta = snapshot.theta
    let categories = theta.coordinates.indices
    switch self {
    case .size: return .count(snapshot.size)
    case .temperature: return .temperature(snapshot.temperature.value)
    case .highestTemperature: return .temperature(snapshot.temperatures.max() ?? 0)
    case .lowestTemperature: return .temperature(snapshot.temperatures.min() ?? 0)
    case .freshFraction: return .fraction(snapshot.externalData.fraction)
    case .unevenness: return snapshot.lyapunov(of: CategorySet(categories)).map { .number($0) }
    case .largestShare:
      return categories.max { theta[$0] < theta[$1] }.map { .share(of: $0, in: theta) }
    case .smallestShare:
      return categories.min { theta[$0] < theta[$1] }.map { .share(of: $0, in: theta) }
    case .diversity: return .diversity(theta)
    case .alive:
      return .count(Int64(theta.coordinates.count { $0 >= Self.leastShareAlive }))
    case .leader:
      guard let most = snapshot.counts.max(), snapshot.counts.count(where: { $0 == most }) == 1,
        let leader = snapshot.counts.firstIndex(of: most)
      else { return nil }
      return .category(snapshot.scenario.labels[leader])
    case .largestOdds:
      return categories.compactMap { LessonQuantity.OfCategory.odds.value(of: $0, at: moment) }
        .max { ($0.number ?? 0) < ($1.number ?? 0) }
    case .injected: return .count(snapshot.injectedCount)
    case .loopChanges:
      return .count(
        Int64(
          snapshot.marks.count { mark in
            if case .setLoop = mark.intervention { true } else { false }
          }))
    case .realShare:
      return snapshot.realCount.map { real in
        let size = Double(snapshot.size)
        return .share(Double(real) / size, complement: Double(snapshot.size - real) / size)
      }
    case .tenfold:
      let temperature = snapshot.temperature.value
      guard snapshot.isPlainUrn, temperature > 1 else { return nil }
      return .factor(
        temperature >= 2 ? 100 : Double.pow(10, temperature / (temperature - 1)))
    case .rescueFraction: return snapshot.hysteresis.map { .fraction($0.collapseThreshold) }
    case .holdingFraction: return snapshot.hysteresis.map { .fraction($0.uniformThreshold) }
    }
  }
}

extension LessonQuantity.OfCategory {
  fileprivate func value(of category: Int, at moment: LessonMoment) -> LessonValue? {
    let snapshot = moment.snapshot
    switch self {
    case .share: return .share(of: category, in: snapshot.theta)
    case .count: return .count(snapshot.counts[category])
    case .next: return .share(of: category, in: snapshot.nextSampleLaw)
    case .odds:
      guard case .winner(let winner)? = moment.forecast?.end,
        winner.odds.indices.contains(category)
      else { return nil }
      let others = winner.odds.indices.reduce(0) {
        $1 == category ? $0 : $0 + winner.odds[$1]
      }
      let counts = snapshot.counts
      let isAlone = counts.indices.allSatisfy { $0 == category || counts[$0] == 0 }
      return .odds(
        winner.odds[category], complement: others, isSettled: counts[category] == 0 || isAlone)
    case .end:
      guard let law = moment.forecast?.end.law, law.coordinates.indices.contains(category)
      else { return nil }
      return .share(of: category, in: law)
    }
  }
}

extension Forecast.End {
  /// Where the run ends or, at T = 1, does on average.
  fileprivate var law: SimplexPoint? {
    switch self {
    case .winner, .unknown: nil
    case .randomPoint(let end): SimplexPoint(weights: end.means)
    case .uniform(let end): end.point
    case .restPoint(let end): end.point
    }
  }
}

extension Snapshot {
  /// The temperatures there have been since the last start.
  fileprivate var temperatures: [Double] {
    marks.reduce(into: [start.temperature.value, temperature.value]) { values, mark in
      if case .setTemperature(let temperature) = mark.intervention {
        values.append(temperature.value)
      }
    }
  }

  /// Whether it is the paper's loop, without fresh data.
  fileprivate var isPlainUrn: Bool { loop == .paper && externalData.fraction == 0 }

  fileprivate var hysteresis: Hysteresis? {
    guard temperature.value < 1 else { return nil }
    return Hysteresis(of: settings, initial: scenario.initialData.empiricalLaw)
  }
}
