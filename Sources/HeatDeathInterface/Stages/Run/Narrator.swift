import HeatDeath
import RealModule
import TerminalDrawing

/// Tells in a student's words what just happened, one line at a time.
///
/// It watches the reports that the screen shows anyway, so what it says holds at the moments
/// looked at: "C has not been drawn for 10⁶ samples" means at least so many.
struct Narrator: Sendable {
  /// The line to show.
  private(set) var line: String

  private var spokenAt = -Double.infinity
  private var isAnswer = false
  /// The last line that was not about a key.
  private var news = ""
  private var last: RunReport?
  private var watch = Watch()
  private var format = NumberFormat(symbols: Symbols(.ascii))

  /// What is remembered of the present run.
  private struct Watch: Sendable {
    var marksSeen = 0
    var leader: Int?
    /// The samples drawn when each category was last seen to have grown.
    var lastGrowth: [Int128] = []
    /// The power of ten last told of each category's drought.
    var drought: [Int] = []
    /// The last levels told of the leader's share and of evenness.
    var nines = 0
    var evenness = 0
    /// The power of ten of k/ℓ last told of.
    var decade = 0
  }

  init() { line = "" }

  /// Answers the user; nothing the process does interrupts an answer for two seconds.
  mutating func say(_ text: String, time: Double) {
    line = text
    news = text
    spokenAt = time
    isAnswer = true
  }

  /// Says something about a key, until the next key or the next news.
  mutating func answer(_ text: String, time: Double) {
    let before = news
    say(text, time: time)
    news = before
  }

  /// Another key was pressed: what was said about the last one no longer holds.
  mutating func dismissAnswer() {
    line = news
  }

  /// Looks at a report and says the most important thing that changed.
  ///
  /// Things done by the user are told at once. What the process does waits its turn, a second
  /// after the last line or two after an answer, and is told then if it still holds.
  mutating func observe(_ report: RunReport, time: Double, symbols: Symbols) {
    format = NumberFormat(symbols: symbols)
    let snapshot = report.snapshot
    defer { last = report }
    guard let previous = last?.snapshot, previous.scenario == snapshot.scenario,
      previous.generation == snapshot.generation, previous.samplesDrawn <= snapshot.samplesDrawn
    else {
      begin(snapshot, after: last?.snapshot, time: time)
      return
    }
    followGrowth(snapshot, since: previous)
    if let fate = report.fate, fate != last?.fate {
      watch.marksSeen = snapshot.marks.count
      takeStock(snapshot)
      say(described(fate, in: snapshot), time: time)
      return
    }
    if let done = described(marksOf: snapshot, before: previous) {
      takeStock(snapshot)
      say(done, time: time)
      return
    }
    guard time - spokenAt >= (isAnswer ? 2.0 : 1.0),
      let happened = overtaking(snapshot) ?? drought(snapshot) ?? collapse(snapshot)
        ?? evenness(snapshot) ?? decade(snapshot)
    else { return }
    line = happened
    news = happened
    spokenAt = time
    isAnswer = false
  }

  private mutating func begin(_ snapshot: Snapshot, after previous: Snapshot?, time: Double) {
    watch = Watch()
    watch.marksSeen = snapshot.marks.count
    watch.lastGrowth = Array(repeating: snapshot.samplesDrawn, count: snapshot.categoryCount)
    watch.drought = Array(repeating: 2, count: snapshot.categoryCount)
    takeStock(snapshot)
    let size = snapshot.initialSize
    let samples = "sample\(size == 1 ? "" : "s")"
    let count = format.count(size)
    if let previous, previous.categoryCount != snapshot.categoryCount {
      say(
        "started anew with \(snapshot.categoryCount) categories and \(count) invented \(samples)",
        time: time)
    } else if let previous, previous.scenario.initialData != snapshot.scenario.initialData {
      let counts = zip(snapshot.scenario.labels, snapshot.scenario.initialData.counts)
        .map { "\($0) \(format.count($1))" }
      say("started from \(counts.joined(separator: ", "))", time: time)
    } else if previous != nil {
      say(
        "started again from the \(count) initial \(samples), seed \(snapshot.seed)", time: time)
    } else if snapshot.externalData.fraction > 0 {
      say(
        "from \(count) real \(samples) on, "
          + described(snapshot.externalData, in: snapshot), time: time)
    } else {
      say(
        "from \(count) real \(samples) on, the model learns from what it generates itself",
        time: time)
    }
  }

  /// Takes the present for known: only what changes from here on is news.
  private mutating func takeStock(_ snapshot: Snapshot) {
    watch.leader = leader(of: snapshot.theta.shares) ?? watch.leader
    watch.nines = nines(snapshot)
    watch.evenness = evennessLevel(snapshot)
    watch.decade = decades(snapshot)
  }

  private mutating func followGrowth(_ snapshot: Snapshot, since previous: Snapshot) {
    for category in 0..<snapshot.categoryCount
    where snapshot.counts[category] > previous.counts[category] {
      watch.lastGrowth[category] = snapshot.samplesDrawn
      watch.drought[category] = 2
    }
  }

  /// The one category that is the most probable, or `nil` in a tie.
  private func leader(of shares: [Int64]) -> Int? {
    guard let largest = shares.max() else { return nil }
    let leaders = shares.indices.filter { shares[$0] == largest }
    return leaders.count == 1 ? leaders[0] : nil
  }

  private mutating func described(marksOf snapshot: Snapshot, before: Snapshot) -> String? {
    guard snapshot.marks.count > watch.marksSeen, let mark = snapshot.marks.last else { return nil }
    watch.marksSeen = snapshot.marks.count
    switch mark.intervention {
    case .setTemperature(let temperature):
      return sentence(temperature, before: before.temperature)
    case .inject(let count, let law):
      return "injected \(format.count(count)) \(name(of: law, in: snapshot)): entropy "
        + "\(format.fixed(before.theta.entropy, digits: 2)) \(format.symbols.arrow) "
        + "\(format.fixed(snapshot.theta.entropy, digits: 2)) nats"
    case .setExternalData(let data):
      return described(data, in: snapshot)
    case .setEngine(.leap):
      return "from here on leaps take the place of single steps, with the same law to 1e-5"
    case .setEngine(.split):
      return "from here on leaps take the place of single steps; their law is approximate"
    case .setLoop(let loop): return described(loop, in: snapshot)
    case .setEngine(.step): return "from here on every single sample is drawn"
    case .reseed, .restart, .start, .land: return nil
    }
  }

  private func described(_ data: ExternalData, in snapshot: Snapshot) -> String {
    guard data.fraction > 0 else { return "no more external data: the loop is closed again" }
    let source =
      if case .category(let category) = data.law {
        "all of it \(snapshot.scenario.labels[category])"
      } else {
        name(of: data.law, in: snapshot)
      }
    return "a fraction \(format.fraction(data.fraction)) of new samples comes from outside, "
      + source
  }

  private func described(_ loop: ClosedLoop, in snapshot: Snapshot) -> String {
    if loop == .paper { return "the paper's loop again: softmax, exact learner, all data kept" }
    let parts = "\(loop.sampler) sampler, \(loop.learner) learner, \(loop.policy)"
    switch snapshot.assumptionClass {
    case .breaks: return "\(parts): Assumption 1 is broken, no theorem holds"
    case .satisfies, .neither, .decidedNumerically: return "from now on \(parts)"
    }
  }

  private func sentence(_ temperature: Temperature, before: Temperature) -> String {
    let value = format.temperature(temperature.value)
    guard temperature.samplerClass != before.samplerClass else {
      switch temperature.samplerClass {
      case .expanding: return "T = \(value): still below 1, the strong get stronger"
      case .identity: return "T = 1: the model samples exactly what it learned"
      case .contracting: return "T = \(value): still above 1, differences fade"
      }
    }
    switch temperature.samplerClass {
    case .expanding: return "T = \(value), below 1: from now on the strong get stronger"
    case .identity: return "T = 1: a Pólya urn, shares drift and settle, nothing is favoured"
    case .contracting: return "T = \(value), above 1: from now on differences fade"
    }
  }

  private func name(of law: ExternalLaw, in snapshot: Snapshot) -> String {
    switch law {
    case .category(let category): snapshot.scenario.labels[category]
    case .initial: "from the initial law"
    case .uniform: "from the uniform law"
    case .point: "from a fixed law"
    }
  }

  private mutating func overtaking(_ snapshot: Snapshot) -> String? {
    guard let leader = leader(of: snapshot.theta.shares) else { return nil }
    defer { watch.leader = leader }
    guard let previous = watch.leader, previous != leader else { return nil }
    let labels = snapshot.scenario.labels
    guard snapshot.loop.policy.grows else {
      return "\(labels[leader]) overtook \(labels[previous])"
    }
    return "\(labels[leader]) overtook \(labels[previous]) by k = \(format.count(snapshot.size))"
  }

  private mutating func drought(_ snapshot: Snapshot) -> String? {
    let lengths = watch.lastGrowth.map { Int64(clamping: snapshot.samplesDrawn - $0) }
    let news = lengths.indices.filter {
      // Where data are discarded, a count may stay as it is for all that is drawn.
      snapshot.loop.policy.grows && snapshot.counts[$0] > 0
        && magnitude(lengths[$0]) > watch.drought[$0]
    }
    guard let category = news.max(by: { lengths[$0] < lengths[$1] }) else { return nil }
    let exponent = magnitude(lengths[category])
    watch.drought[category] = exponent
    return "\(snapshot.scenario.labels[category]) has not been drawn for "
      + "\(format.magnitude(exponent)) samples"
  }

  private mutating func collapse(_ snapshot: Snapshot) -> String? {
    let level = nines(snapshot)
    guard level > watch.nines, let leader = leader(of: snapshot.theta.shares) else { return nil }
    watch.nines = level
    let label = snapshot.scenario.labels[leader]
    // What is true of the model is said of the data where these are what it was trained on.
    let isOfData = snapshot.theta.isEmpiricalLaw(of: snapshot.counts)
    guard level <= 4 else {
      let one = "one in \(format.magnitude(level))"
      return isOfData
        ? "all but fewer than \(one) samples are \(label)"
        : "the model gives all others less than \(one) beside \(label)"
    }
    let part = "more than \(["90", "99", "99.9", "99.99"][level - 1]) %"
    return isOfData ? "\(part) of all samples are \(label)" : "the model gives \(label) \(part)"
  }

  private mutating func evenness(_ snapshot: Snapshot) -> String? {
    let level = evennessLevel(snapshot)
    guard level > watch.evenness else { return nil }
    watch.evenness = level
    let shares = snapshot.theta.coordinates.contains(0) ? "living shares" : "shares"
    let bound =
      level <= 3 ? format.fixed(.pow(10, -Double(level)), digits: level) : format.magnitude(-level)
    return "no two \(shares) differ by more than \(bound)"
  }

  /// The largest m for which all but less than 10⁻ᵐ of the model's law belongs to the leader.
  private func nines(_ snapshot: Snapshot) -> Int {
    let shares = snapshot.theta.shares
    guard let leader = leader(of: shares) else { return 0 }
    let size = shares.reduce(0, +)
    let rest = size - shares[leader]
    // rest/size < 10⁻ᵐ, decided in integers.
    return rest > 0 ? level { rest <= (size - 1) / $0 } : 0
  }

  /// The largest m for which no two living shares differ by more than 10⁻ᵐ, 0 unless T > 1 keeps
  /// evening them out.
  private func evennessLevel(_ snapshot: Snapshot) -> Int {
    let alive = snapshot.theta.shares.filter { $0 > 0 }
    let size = alive.reduce(0, +)
    guard alive.count >= 2, let largest = alive.max(), let smallest = alive.min(),
      largest > smallest, snapshot.assumptionClass.samplerClass == .contracting
    else { return 0 }
    return level { largest - smallest <= size / $0 }
  }

  /// Nothing else happened: tells how far the dataset has grown.
  private mutating func decade(_ snapshot: Snapshot) -> String? {
    let decade = decades(snapshot)
    guard decade > watch.decade else { return nil }
    watch.decade = decade
    let data = "\(format.magnitude(decade)) times the data it started from"
    return snapshot.loop.policy.grows ? "the dataset is over \(data)" : "drawn so far: over \(data)"
  }

  /// The largest m for which the dataset is more than 10ᵐ times the initial one.
  private func decades(_ snapshot: Snapshot) -> Int {
    level { (snapshot.clock - 1) / snapshot.initialSize >= $0 }
  }

  /// The largest m, at most 18, up to which `holds` for every power of ten 10 … 10ᵐ.
  private func level(_ holds: (Int64) -> Bool) -> Int {
    var power: Int64 = 1
    for exponent in 1...18 {
      power *= 10
      if !holds(power) { return exponent - 1 }
    }
    return 18
  }

  /// The power of ten at or below a count ≥ 1; 0 for 0.
  private func magnitude(_ count: Int64) -> Int { String(count).count - 1 }

  /// Who takes everything in the end, and what the others are left with.
  private func described(_ fate: Fate, in snapshot: Snapshot) -> String {
    let labels = snapshot.scenario.labels
    let losers = fate.finalCounts.indices.filter {
      $0 != fate.winner && snapshot.scenario.initialData.counts[$0] > 0
    }
    let ends = losers.map { category -> String in
      switch fate.finalCounts[category] {
      case .exact(let count): "\(labels[category]) \(format.count(count))"
      case .logarithm(let logarithm):
        "\(labels[category]) \(format.magnitude(Int(logarithm / Double.log(10))))"
      case .unbounded: labels[category]
      }
    }
    let rest = ends.isEmpty ? "" : "; the others stop for ever: \(ends.joined(separator: ", "))"
    return "in the end \(labels[fate.winner]) takes every sample\(rest)"
  }
}
