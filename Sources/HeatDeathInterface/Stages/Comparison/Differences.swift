import HeatDeath

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
    let usesTemperature = snapshots.contains { $0.loop.sampler.usesTemperature }
    add(usesTemperature ? count(\.temperature) : 1, "temperatures")
    add(count(\.loop.sampler), "samplers")
    add(count(\.loop.learner), "learners")
    if Set(snapshots.map { $0.externalData.fraction > 0 }).count > 1 {
      parts.append("without and with fresh data")
    } else {
      let kinds = count(\.externalData)
      add(
        kinds,
        kinds == count(\.externalData.fraction) ? "shares of fresh data" : "kinds of fresh data")
    }
    add(count(\.loop.policy), "ways to keep data")
    guard parts.isEmpty else { return parts.joined(separator: ", ") }
    guard !usesTemperature, count(\.temperature) > 1, let sampler = snapshots.first?.loop.sampler
    else { return "the same settings" }
    return "T alone, which \(sampler.title) does not look at"
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
      parts.append("\(format.symbols.lambda) \(format.fraction(fraction))")
    }
    if hasPolicies { parts.append(snapshot.loop.policy.title) }
    return parts.isEmpty ? "\(snapshot.loop.sampler)" : parts.joined(separator: " ")
  }

  private static let numbers = ["no", "one", "two", "three", "four"]

  private func count<Part: Hashable>(_ part: (Snapshot) -> Part) -> Int {
    Set(snapshots.map(part)).count
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

extension Learner {
  /// As a header calls it.
  var title: String {
    switch kind {
    case .exact: "exact learner"
    case .smoothed: "smoothed learner"
    case .noisy: "noisy learner"
    case .drifting: "drifting learner"
    case .gradientDescent: "gradient learner"
    case .lowRank: "low-rank learner"
    }
  }
}

extension [Snapshot] {
  /// Whether chance is the same for all: of one seed, and none leaps, which each does by a law of its own.
  var drawTogether: Bool { allSatisfy { $0.seed == self[0].seed && $0.engine == .step } }
}
