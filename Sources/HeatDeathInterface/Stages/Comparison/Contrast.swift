import HeatDeath

/// What runs side by side set against each other; all else is alike.
enum Contrast: Hashable, Sendable {
  /// T = 0.8, 1 and 1.5: mode collapse, martingale, heat death.
  case regimes
  /// T = 0.99, 1 and 1.01: how sharp the edge between them is.
  case edge
  /// Without data from outside, and with it.
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
    without.externalData = .none
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

extension DataPolicy {
  /// As the title of a column calls it.
  var title: String {
    switch self {
    case .accumulate: "keeps all"
    case .replace: "keeps the newest batch"
    case .window(let size): "keeps the newest \(size)"
    case .subsample(let size): "learns from \(size) of all"
    }
  }
}

/// What differs between runs side by side.
struct Differences {
  private let snapshots: [Snapshot]

  init(_ snapshots: [Snapshot]) { self.snapshots = snapshots }

  var hasPolicies: Bool { count(\.loop.policy) > 1 }

  /// `three temperatures`; `the same settings` where nothing differs.
  var words: String {
    var parts: [String] = []
    func add(_ count: Int, _ name: String) {
      if count > 1 { parts.append("\(Self.numbers[min(count, 4)]) \(name)") }
    }
    add(count(\.temperature), "temperatures")
    add(count(\.loop.sampler), "samplers")
    add(count(\.loop.learner), "learners")
    if Set(snapshots.map { $0.externalData.fraction > 0 }).count > 1 {
      parts.append("without and with fresh data")
    } else {
      add(count(\.externalData), "streams of fresh data")
    }
    add(count(\.loop.policy), "ways to keep data")
    return parts.isEmpty ? "the same settings" : parts.joined(separator: ", ")
  }

  /// `T 0.80`, and of sampler, λ and policy what is not alike.
  func name(of snapshot: Snapshot, _ format: NumberFormat) -> String {
    var parts: [String] = []
    if count(\.loop.sampler) > 1 { parts.append("\(snapshot.loop.sampler)") }
    if snapshot.loop.sampler.usesTemperature {
      parts.append("T \(format.temperature(snapshot.temperature.value))")
    }
    if count(\.externalData) > 1 {
      let fraction = snapshot.externalData.fraction
      parts.append("\(format.symbols.lambda) \(fraction > 0 ? format.fraction(fraction) : "0")")
    }
    if hasPolicies { parts.append(snapshot.loop.policy.title) }
    return parts.isEmpty ? "\(snapshot.loop.sampler)" : parts.joined(separator: " ")
  }

  private static let numbers = ["no", "one", "two", "three", "four"]

  private func count<Part: Hashable>(_ part: (Snapshot) -> Part) -> Int {
    Set(snapshots.map(part)).count
  }
}
