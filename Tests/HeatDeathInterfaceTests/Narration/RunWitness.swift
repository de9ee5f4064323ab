import HeatDeath
import RealModule
import TerminalDrawing

@testable import HeatDeathInterface

/// What somebody remembers who watches a run more closely than the screen does: the oracle that
/// sentences are held against. It decides nothing by what the narrator decides it by.
struct RunWitness {
  /// How the present path began.
  enum Start { case first, again, others, undo }

  /// The counts that the program was given.
  let given: [Int64]
  var start = Start.first
  private(set) var shell: Shell
  private(set) var snapshot: Snapshot
  /// The reports that the screen was shown: the last, and the one before the last deed.
  private var shown: Snapshot
  private(set) var beforeDeed: Snapshot?
  private(set) var entropies: (before: Double, after: Double)?
  private(set) var everLed: Set<Int> = []
  private(set) var everAlive: Set<Int> = []
  /// The samples drawn before each category last grew, at the latest.
  private(set) var lastGrowth: [Int128]
  var lastKey: Key?
  /// What has been found out about the maps' flows.
  let flows = FlowCache()

  init(_ fixture: Fixture) {
    given = fixture.report.start.initialData.counts
    shell = fixture.state
    let snapshot = fixture.report.snapshot
    self.snapshot = snapshot
    shown = snapshot
    lastGrowth = snapshot.counts.map { _ in snapshot.samplesDrawn }
    note()
  }

  /// Looks at the run; to be called after every few samples.
  mutating func look(at fixture: Fixture) {
    shell = fixture.state
    let before = snapshot
    snapshot = fixture.report.snapshot
    guard snapshot.generation == before.generation else {
      (everLed, everAlive, beforeDeed, entropies) = ([], [], nil, nil)
      // Of a path that was come back to, older things are not known.
      lastGrowth = snapshot.counts.map { _ in snapshot.samplesDrawn }
      note()
      return
    }
    for category in snapshot.counts.indices
    where snapshot.counts[category] > before.counts[category] {
      lastGrowth[category] = before.samplesDrawn
    }
    note()
  }

  private mutating func note() {
    let largest = snapshot.theta.coordinates.max() ?? 0
    everLed.formUnion(snapshot.theta.coordinates.indices.filter { snapshot.theta[$0] == largest })
    everAlive.formUnion(snapshot.counts.indices.filter { snapshot.counts[$0] > 0 })
  }

  /// The screen has been shown the run.
  mutating func show() {
    if snapshot.generation == shown.generation, snapshot.marks.count > shown.marks.count {
      beforeDeed = shown
      if snapshot.injectedCount > shown.injectedCount {
        entropies = (shown.theta.entropy, snapshot.theta.entropy)
      }
    }
    shown = snapshot
  }

  // MARK: Questions

  var labels: [String] { snapshot.scenario.labels }
  var initial: [Int64] { snapshot.scenario.initialData.counts }
  /// Whether a past moment is shown.
  var isPast: Bool { shell.run?.isPast ?? false }
  var temperature: Double { snapshot.temperature.value }
  var fraction: Double { snapshot.externalData.fraction }
  var theta: [Double] { snapshot.theta.coordinates }
  var living: [Double] { theta.filter { $0 > 0 } }
  var drawn: Int64 { snapshot.clock - initial.reduce(0, +) - snapshot.injectedCount }

  /// Whether the path began with a start, and not with what the program was given, nor by an undo.
  var isStart: Bool { start == .again || start == .others }

  /// Whether the initial samples are all still there.
  var hasInitialSamples: Bool {
    let isKept = zip(snapshot.counts, initial).allSatisfy { $0 >= $1 }
    switch snapshot.loop.policy {
    case .accumulate, .subsample: return isKept
    case .replace: return drawn == 0
    case .window(let size): return isKept && snapshot.clock <= size
    }
  }

  func category(_ label: some StringProtocol) -> Int? { labels.firstIndex(of: String(label)) }

  /// Whether a category has more than all others by the model.
  func leads(_ label: some StringProtocol) -> Bool {
    guard let category = category(label) else { return false }
    return theta.indices.allSatisfy { $0 == category || theta[$0] < theta[category] }
  }

  /// Whether a category that is alive was not drawn for so many samples.
  func isSilent(_ category: Int, _ samples: Substring) -> Bool {
    guard let length = Self.number(samples) else { return false }
    return snapshot.counts[category] > 0
      && Double(snapshot.samplesDrawn - lastGrowth[category]) >= length
  }

  /// Who led alone at the points of the path, ties left out.
  var leadsOfPath: [(size: Int64, leader: Int)] {
    let path = snapshot.trajectory
    return (0..<path.count).compactMap { index in
      let counts = Array(path.counts(at: index))
      let order = counts.indices.sorted { counts[$0] > counts[$1] }
      guard order.count < 2 || counts[order[0]] > counts[order[1]] else { return nil }
      return (path.sizes[index], order[0])
    }
  }

  enum Favour { case strong, nobody, weak }

  /// Whom the sampler favours, by the odds of each pair that is alive.
  func favours(_ favour: Favour) -> Bool {
    let tau = snapshot.tau.coordinates
    return theta.indices.allSatisfy { one in
      theta.indices.allSatisfy { other in
        guard theta[one] > theta[other], theta[other] > 0 else { return true }
        let (generated, learned) = (tau[one] * theta[other], tau[other] * theta[one])
        return switch favour {
        case .strong: generated >= learned * (1 - 1e-12)
        case .nobody: abs(generated - learned) <= 1e-12 * learned
        case .weak: generated <= learned * (1 + 1e-12)
        }
      }
    }
  }

  /// Whether the theorems of the paper are about this loop.
  var isOfTheory: Bool {
    let learner = snapshot.loop.learner.kind
    return fraction == 0 && snapshot.loop.policy == .accumulate
      && (learner == .exact || learner == .smoothed(0) || learner == .noisy(0))
  }

  /// Whether these are all the fresh data there are, said in per cent, or not at all where that is 100,
  /// and as `from the uniform law`, `all of it B`.
  func isStream(
    _ percent: (some StringProtocol)?, _ source: some StringProtocol, of pronoun: String
  ) -> Bool {
    let law: String =
      switch snapshot.externalData.law {
      case .initial: "from the initial law"
      case .uniform: "from the uniform law"
      case .point: "from a fixed law"
      case .category(let category): "all of \(pronoun) \(labels[category])"
      }
    return source == law && (percent.map { Self.isPercent($0, fraction) } ?? (fraction == 1))
  }

  /// Whether a number of per cent as the screen writes it stands for a share: `42.6`, `8×10⁻⁶`,
  /// `100−10⁻⁹`, `>99.99`. Half of its last digit counts, and 0 and 100 stand for these alone.
  static func isPercent(_ text: some StringProtocol, _ share: Double) -> Bool {
    let plain = withPlainExponent(text)
    if plain == ">99.99" { return share > 0.9999 && share < 1 }
    if plain.hasPrefix("100-") {
      return isRounded(plain.dropFirst(4), 100 * (1 - share)) && share < 1
    }
    guard let number = number(plain) else { return false }
    // What flows are relaxed to is off by less.
    if number == 0 || number == 100 { return abs(100 * share - number) < 1e-6 }
    let parts = plain.split(separator: "e")
    let digits = parts[0].split(separator: ".").dropFirst().first?.count ?? 0
    let exponent = (parts.dropFirst().first.flatMap { Int($0) } ?? 0) - digits
    return abs(100 * share - number) <= 0.51 * Double.pow(10, Double(exponent))
  }

  /// Whether a small number as sentences write it stands for a value: `0.8`, `0.02`, `7×10⁻¹³`. Half of
  /// its last digit counts.
  static func isSmall(_ text: some StringProtocol, _ value: Double) -> Bool {
    guard let number = number(text) else { return false }
    if number == value { return true }
    guard number > 0 else { return false }
    let digits = text.split(separator: ".").dropFirst().first?.count
    let exponent = digits.map { -$0 } ?? Int(log10(number).rounded(.down))
    return abs(number - value) <= 0.51 * Double.pow(10, Double(exponent))
  }

  /// Whether a number as the screen writes it stands for a value.
  static func isRounded(_ text: some StringProtocol, _ value: Double) -> Bool {
    guard let number = number(text) else { return false }
    if number == value { return true }
    guard number > 0 else { return false }
    // One digit at least, and two behind the point.
    let unit = Double("1e\(Int(log10(number).rounded(.down)))") ?? 1
    return abs(number - value) <= 0.51 * min(unit, number >= 0.01 ? 0.01 * max(1, number) : unit)
  }

  /// A number with its power of ten behind `e`, and a plain minus: `8e-6` for `8×10⁻⁶`, `1-1e-9` for
  /// `1−10⁻⁹`.
  static func withPlainExponent(_ text: some StringProtocol) -> String {
    let digits: [Character: Character] = [
      "⁻": "-", "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7",
      "⁸": "8", "⁹": "9",
    ]
    let minus = String(text.map { $0 == "−" ? "-" : $0 })
    guard let first = minus.firstIndex(where: { digits[$0] != nil }),
      minus[..<first].hasSuffix("10")
    else { return minus }
    let exponent = String(minus[first...].compactMap { digits[$0] })
    let head = minus[..<first].dropLast(2)
    return head.last == "×" ? "\(head.dropLast())e\(exponent)" : "\(head)1e\(exponent)"
  }

  /// A number as the screen writes it: `0.01`, `100`, `10⁴`, `3.00×10⁶`, `7×10⁻¹³`, `1−9×10⁻⁶`, `∞`.
  static func number(_ text: some StringProtocol) -> Double? {
    if text == "∞" || text == "inf" { return .infinity }
    let plain = withPlainExponent(text)
    if let value = Double(plain) { return value }
    // Next to one.
    for (sign, factor) in [("1-", -1.0), ("1+", 1.0)] where plain.hasPrefix(sign) {
      return Double(plain.dropFirst(2)).map { 1 + factor * $0 }
    }
    return nil
  }
}

private func log10(_ value: Double) -> Double { Double.log10(value) }
