import HeatDeath

/// What runs side by side set against each other; all else is alike.
enum Contrast: Hashable, Sendable {
  /// T = 0.8, 1 and 1.5: mode collapse, martingale, heat death.
  case regimes
  /// T = 0.99, 1 and 1.01: how sharp the edge between them is.
  case edge
  /// Without fresh data, and with them.
  case freshData
  /// All samples kept, and the policy in force; where that keeps all, only the newest batch.
  case policies
  /// Settings that were kept for it, two to ``mostRuns``.
  case kept([Settings])

  static let mostRuns = 4

  /// λ where the run has none.
  private static let fraction = 0.1

  /// What differs, from the settings of a run; the rest is as there.
  func settings(like present: Settings) -> [Settings] {
    switch self {
    case .regimes: Self.settings(like: present, at: [0.8, 1, 1.5])
    case .edge: Self.settings(like: present, at: [0.99, 1, 1.01])
    case .freshData: Self.freshData(like: present)
    case .policies: Self.policies(like: present)
    case .kept(let kept): kept
    }
  }

  private static func settings(like present: Settings, at temperatures: [Double]) -> [Settings] {
    temperatures.map {
      var settings = present
      // They are positive.
      settings.temperature = try! Temperature($0)
      return settings
    }
  }

  private static func freshData(like present: Settings) -> [Settings] {
    var (without, with) = (present, present)
    // Keys may turn them on: of the same law. λ = 0 is valid.
    without.externalData = try! ExternalData(fraction: 0, law: present.externalData.law)
    if present.externalData.fraction == 0 {
      // It lies between 0 and 1.
      with.externalData = try! ExternalData(fraction: fraction, law: present.externalData.law)
    }
    return [without, with]
  }

  private static func policies(like present: Settings) -> [Settings] {
    var (all, other) = (present, present)
    all.loop.policy = .accumulate
    if present.loop.policy == .accumulate {
      other.loop.policy = .replace
      other.loop.batch = nil
    }
    return [all, other]
  }
}
