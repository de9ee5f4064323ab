import HeatDeath
import RealModule
import TerminalDrawing

/// Tells in a student's words what just happened, one line at a time.
///
/// It watches the reports that the screen shows anyway, so what it says holds at the moments
/// looked at: "C has not been drawn for 10⁶ samples" means at least so many.
public struct Narrator: Sendable {
  /// The line to show.
  public private(set) var line: String

  private var spokenAt = -Double.infinity
  private var isAnswer = false
  private var last: EngineReport?
  private var watch = Watch()
  private var format = NumberFormat(symbols: Symbols(.ascii))

  /// What is remembered of the present run.
  private struct Watch: Sendable {
    var marksSeen = 0
    var leader: Int?
    /// The size at which each category was last seen to have grown.
    var lastGrowth: [Int64] = []
    /// The power of ten last reported of each category's drought.
    var drought: [Int] = []
    var nines = 0
    /// The power of ten of k/ℓ last told of.
    var decade = 0
    var evenness = 0
  }

  init() { line = "" }

  /// Answers the user; nothing the process does interrupts an answer for two seconds.
  mutating func say(_ text: String, time: Double) {
    line = text
    spokenAt = time
    isAnswer = true
  }

  /// Looks at a report and says the most important thing that changed since the last one.
  mutating func observe(_ report: EngineReport, time: Double, symbols: Symbols) {
    format = NumberFormat(symbols: symbols)
    let snapshot = report.snapshot
    defer { last = report }
    guard let previous = last?.snapshot, previous.generation == snapshot.generation,
      previous.categoryCount == snapshot.categoryCount, previous.scenario == snapshot.scenario
    else {
      begin(snapshot, isRestart: last != nil, time: time)
      return
    }
    let happened =
      described(marksOf: snapshot, before: previous)
      ?? overtaking(snapshot) ?? drought(snapshot) ?? collapse(snapshot) ?? evenness(snapshot)
      ?? decade(snapshot)
    guard let happened else { return }
    // Things done by the user are told at once; what the process does waits its turn.
    let isDone = snapshot.marks.count > previous.marks.count
    let patience = isAnswer ? 2.0 : 1.0
    guard isDone || time - spokenAt >= patience else { return }
    line = happened
    spokenAt = time
    isAnswer = isDone
  }

  private mutating func begin(_ snapshot: Snapshot, isRestart: Bool, time: Double) {
    watch = Watch()
    watch.marksSeen = snapshot.marks.count
    watch.lastGrowth = Array(repeating: snapshot.size, count: snapshot.categoryCount)
    watch.drought = Array(repeating: 2, count: snapshot.categoryCount)
    watch.leader = leader(of: snapshot.counts)
    let size = snapshot.initialSize
    line =
      isRestart
      ? "started again from the \(size) initial samples, seed \(snapshot.seed)"
      : "from \(size) real samples on, the model learns from what it generates itself"
    spokenAt = time
    isAnswer = true
  }

  /// The one category with the most samples, or `nil` in a tie.
  private func leader(of counts: [Int64]) -> Int? {
    guard let largest = counts.max() else { return nil }
    let leaders = counts.indices.filter { counts[$0] == largest }
    return leaders.count == 1 ? leaders[0] : nil
  }

  private mutating func described(marksOf snapshot: Snapshot, before: Snapshot) -> String? {
    guard snapshot.marks.count > watch.marksSeen, let mark = snapshot.marks.last else { return nil }
    watch.marksSeen = snapshot.marks.count
    switch mark.intervention {
    case .setTemperature(let temperature):
      return sentence(temperature, before: before.temperature)
    case .inject(let count, let law):
      // A new supply makes old droughts and records void.
      watch.nines = 0
      watch.evenness = 0
      return "injected \(format.count(count)) \(name(of: law, in: snapshot)): entropy "
        + "\(format.fixed(before.theta.entropy, digits: 2)) \(format.symbols.arrow) "
        + "\(format.fixed(snapshot.theta.entropy, digits: 2)) nats"
    case .setExternalData(let data):
      guard data.fraction > 0 else { return "no more external data: the loop is closed again" }
      return "a fraction \(format.fixed(data.fraction, digits: 2)) of new samples now comes from "
        + "outside, \(name(of: data.law, in: snapshot))"
    case .reseed, .restart: return nil
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
    guard let leader = leader(of: snapshot.counts) else { return nil }
    defer { watch.leader = leader }
    guard let previous = watch.leader, previous != leader else { return nil }
    let labels = snapshot.scenario.labels
    return "\(labels[leader]) overtook \(labels[previous]) by k = \(format.count(snapshot.size))"
  }

  private mutating func drought(_ snapshot: Snapshot) -> String? {
    guard let previous = last?.snapshot else { return nil }
    var line: String?
    for category in 0..<snapshot.categoryCount {
      if snapshot.counts[category] > previous.counts[category] {
        watch.lastGrowth[category] = snapshot.size
        watch.drought[category] = 2
      }
      let length = snapshot.size - watch.lastGrowth[category]
      let exponent = String(length).count - 1
      guard snapshot.counts[category] > 0, exponent > watch.drought[category] else { continue }
      watch.drought[category] = exponent
      line =
        "\(snapshot.scenario.labels[category]) has not been drawn for "
        + "\(format.magnitude(exponent)) samples"
    }
    return line
  }

  private mutating func collapse(_ snapshot: Snapshot) -> String? {
    guard let leader = leader(of: snapshot.counts) else { return nil }
    let rest = snapshot.size - snapshot.counts[leader]
    guard rest > 0 else { return nil }
    let nines = Int((-Double.log10(Double(rest) / Double(snapshot.size))).rounded(.down))
    guard nines >= 1, nines > watch.nines else { return nil }
    watch.nines = nines
    let share = format.fixed(100 - Double.pow(10, 2 - Double(nines)), digits: max(0, nines - 2))
    return "more than \(share) % of all samples are \(snapshot.scenario.labels[leader])"
  }

  private mutating func evenness(_ snapshot: Snapshot) -> String? {
    let alive = snapshot.counts.filter { $0 > 0 }
    guard alive.count >= 2, let largest = alive.max(), let smallest = alive.min(),
      snapshot.temperature.samplerClass == .contracting
    else { return nil }
    let spread = Double(largest - smallest) / Double(snapshot.size)
    guard spread > 0 else { return nil }
    let exponent = Int((-Double.log10(spread)).rounded(.down))
    guard exponent >= 1, exponent > watch.evenness else { return nil }
    watch.evenness = exponent
    return "no two shares differ by more than \(format.magnitude(-exponent))"
  }

  /// Nothing else happened: tells how far the dataset has grown and who leads.
  private mutating func decade(_ snapshot: Snapshot) -> String? {
    let decade = Int(
      Double.log10(Double(snapshot.size) / Double(snapshot.initialSize)).rounded(.down))
    guard decade > watch.decade else { return nil }
    watch.decade = decade
    let times = "\(format.magnitude(decade)) times the data it started from"
    guard let leader = leader(of: snapshot.counts) else { return "the dataset is \(times)" }
    let share = format.share(snapshot.counts[leader], of: snapshot.size, digits: 2)
    return "the dataset is \(times); \(snapshot.scenario.labels[leader]) leads with \(share)"
  }
}
