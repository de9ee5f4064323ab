import HeatDeath
import RealModule

@testable import HeatDeathInterface

/// What is so at the T and λ that a map looks at: by flows relaxed here step by step, and by runs of
/// its own. It asks no list of rest points and no formula of a threshold.
struct MapWitness {
  private let run: RunWitness
  private let stage: MapStage
  /// How far from a threshold its two sides are looked at: more than three digits round.
  private static let margin = 0.004

  init(_ run: RunWitness) {
    self.run = run
    // Without a map nothing that is said of one is so: the first one asked for would trap.
    stage = run.shell.stage as? MapStage ?? MapStage(of: run.shell.run!)!
  }

  var temperature: Double { stage.temperature.value }

  /// Whether what is looked at is not known yet.
  var isAsking: Bool { !stage.inquiries(in: run.shell).isEmpty }

  func isLookedAt(_ fraction: Substring) -> Bool { RunWitness.isPercent(fraction, stage.fraction) }

  // MARK: Flows

  private var law: [Double] {
    let data = run.snapshot.scenario.initialData
    let count = data.categoryCount
    switch run.snapshot.externalData.law {
    case .initial: return data.counts.map { Double($0) / Double(data.size) }
    case .uniform: return Array(repeating: 1 / Double(count), count: count)
    case .category(let category): return (0..<count).map { $0 == category ? 1 : 0 }
    case .point(let point): return point.coordinates
    }
  }

  var isFreshDataUniform: Bool { law.allSatisfy { abs($0 - law[0]) < 1e-6 } }

  /// Whether the flow vanishes everywhere.
  var isStill: Bool { temperature == 1 && stage.fraction == 0 }

  /// Whether the middle of two categories neither draws nor repels, by the flow's slope there.
  var isAtThreshold: Bool {
    law.count == 2 && isFreshDataUniform
      && abs((1 - stage.fraction) / temperature - 1) < 1e-6
  }

  struct End: Hashable {
    let share: Double
    let leader: Int
  }

  /// Where the flow takes many starts.
  func flowEnds(at fraction: Double? = nil) -> [End] {
    ends(at: fraction ?? stage.fraction).map { end in
      let share = end.reduce(0, max)
      return End(share: share, leader: end.firstIndex(of: share) ?? 0)
    }
  }

  private func ends(at fraction: Double) -> [[Double]] {
    run.flows.ends(temperature, fraction, law) {
      starts.map { relaxed($0, at: fraction, steps: 4000) }
    }
  }

  /// Near each corner and near the middle, and some between; none of them on a border of basins.
  private var starts: [[Double]] {
    let count = law.count
    var starts: [[Double]] = []
    for corner in 0..<count {
      starts.append((0..<count).map { $0 == corner ? 1 : 0.001 + Double($0) / 7000 })
    }
    for place in 0..<5 {
      let width = place == 0 ? 0.001 : 0.8
      starts.append(
        (0..<count).map { category in
          1 + width * Double.sin(Double(3 * place + 5 * category + 1))
        })
    }
    return starts.map(normalised)
  }

  private func normalised(_ weights: [Double]) -> [Double] {
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }

  /// Euler's steps of half a unit of ln k along (1−λ)τ(θ) + λq − θ.
  private func relaxed(
    _ start: [Double], at fraction: Double, steps: Int, temperature: Double? = nil
  ) -> [Double] {
    let (law, exponent) = (law, 1 / (temperature ?? self.temperature))
    var theta = start
    for _ in 0..<steps {
      let tau = normalised(theta.map { $0 > 0 ? Double.pow($0, exponent) : 0 })
      var change = 0.0
      for category in theta.indices {
        let pull = (1 - fraction) * tau[category] + fraction * law[category] - theta[category]
        theta[category] += pull / 2
        change = max(change, abs(pull))
      }
      if change < 1e-11 { break }
    }
    return theta
  }

  /// Whether flows end at these largest shares in per cent, and at no others.
  func areEnds(_ texts: [Substring]) -> Bool {
    let shares = flowEnds().map(\.share)
    return shares.allSatisfy { share in texts.contains { RunWitness.isPercent($0, share) } }
      && texts.allSatisfy { text in shares.contains { RunWitness.isPercent(text, $0) } }
  }

  /// The same, said as `94.3 %, 91.9 % or 90.7 %`.
  func areEnds(listed: String) -> Bool {
    let parts = listed.replacing(" or ", with: ", ").split(separator: ", ")
    return parts.allSatisfy { $0.hasSuffix(" %") } && areEnds(parts.map { $0.dropLast(2) })
  }

  /// λ, said in per cent.
  private func fraction(_ text: Substring) -> Double? { RunWitness.number(text).map { $0 / 100 } }

  /// Whether all starts come to one end.
  private func hasOneEnd(_ fraction: Double) -> Bool {
    let ends = ends(at: fraction)
    return ends.allSatisfy { end in zip(end, ends[0]).allSatisfy { abs($0 - $1) < 1e-3 } }
  }

  func hasOneEnd(at fractions: [Double]) -> Bool { fractions.allSatisfy(hasOneEnd) }

  func hasOneEnd(from text: Substring) -> Bool {
    guard let least = fraction(text) else { return false }
    return hasOneEnd(least + Self.margin) && !hasOneEnd(least - Self.margin)
  }

  var endsAsFreshData: Bool {
    temperature == 1
      && [0.05, 0.5].allSatisfy { fraction in
        ends(at: fraction).allSatisfy { end in
          zip(end, law).allSatisfy { abs($0 - $1) < 1e-6 }
        }
      }
  }

  /// Whether the middle draws what is near it from a λ on, and not below.
  func isEven(above text: Substring) -> Bool {
    fraction(text).map { isEven(above: $0, temperature) } == true
  }

  private func isEven(above least: Double, _ temperature: Double) -> Bool {
    func growth(_ fraction: Double) -> Double {
      let start = normalised(law.indices.map { 1 + ($0 == 0 ? 1e-6 : 0) })
      let end = run.flows.ends(temperature, fraction, law + [2]) {
        [relaxed(start, at: fraction, steps: 1000, temperature: temperature)]
      }[0]
      return (end[0] - end[1]) / (start[0] - start[1])
    }
    return growth(least + Self.margin) < 1 && growth(least - Self.margin) > 1
  }

  /// Whether what has collapsed stays so up to a λ, and not above.
  func collapses(below text: Substring) -> Bool {
    fraction(text).map { collapses(below: $0, temperature) } == true
  }

  private func collapses(below most: Double, _ temperature: Double) -> Bool {
    func lead(_ fraction: Double) -> Double {
      let end = run.flows.ends(temperature, fraction, law + [1]) {
        [relaxed(starts[0], at: fraction, steps: 4000, temperature: temperature)]
      }[0]
      return end[0] - end[1]
    }
    return lead(most + Self.margin) < 1e-3 && lead(most - Self.margin) > 0.01
  }

  // MARK: Cells

  /// The nearest one of the map's.
  private var shownTemperature: Double { max(0.2, min(2, temperature)) }

  /// Whether these are a place of the grid, the nearest to what is looked at or one beside.
  func isCell(_ temperature: Substring, _ fraction: Substring) -> Bool {
    guard let first = RunWitness.number(temperature), let second = self.fraction(fraction)
    else { return false }
    return abs(first - shownTemperature) <= 0.11 && abs(second - stage.fraction) <= 0.11
  }

  private var outcome: PhaseOutcome {
    // Steps of 1/40 where a window has room for them; the keys of a walk go by its grid.
    let column = ((shownTemperature - 0.2) * 40).rounded()
    let row = (stage.fraction * 40).rounded()
    return AnswerCache.outcome(
      of: run.snapshot.scenario, temperature: (200 + 25 * column) / 1000, fraction: row / 40)
  }

  /// How many runs collapsed, are even, and are neither.
  var fates: (collapsed: Int, even: Int, open: Int) {
    let outcome = outcome
    return (
      outcome.collapsedCount, outcome.uniformCount,
      outcome.runCount - outcome.collapsedCount - outcome.uniformCount
    )
  }

  /// Whether what has not collapsed and is not even will be one of them: below T = 1 a leader takes all, above
  /// it differences fade. Fresh data hold runs in between, and at T = 1 chance does.
  var areOpen: Bool { stage.fraction == 0 && shownTemperature != 1 }

  /// Whether parts such as `13 even`, `3 not yet` are how runs ended, all of them and those that most did
  /// first.
  func areFates(_ parts: [Substring]) -> Bool {
    let fates = fates
    var left = [fates.collapsed, fates.even, fates.open]
    var last = Int.max
    for part in parts {
      let words = part.split(separator: " ", maxSplits: 1)
      guard words.count == 2, let count = Int(words[0]), count > 0 else { return false }
      let both = fates.collapsed > 0 && fates.even > 0
      let place: Int? =
        switch words[1] {
        case "one-sided": 0
        case "even": 1
        case "not yet" where areOpen && !both: 2
        case areOpen ? "neither yet" : "neither" where !areOpen || both || parts.count == 1: 2
        default: nil
        }
      guard let place, left[place] == count else { return false }
      if place < 2 {
        guard count <= last else { return false }
        last = count
      }
      left[place] = 0
    }
    return left == [0, 0, 0]
  }

  /// Whether the largest share is so many per cent on average.
  func isLead(_ text: Substring) -> Bool { RunWitness.isPercent(text, outcome.meanLargestShare) }

  /// Whether so many per cent of the first law are kept.
  func isKept(_ text: Substring) -> Bool {
    guard let value = RunWitness.number(text) else { return false }
    let digits = text.split(separator: ".").dropFirst().first?.count ?? 0
    return abs(value - 100 * outcome.meanRetained) <= 0.51 * Double.pow(10, Double(-digits))
  }

  // MARK: The plane

  private var asked: PhaseDiagram { PhaseMap(of: run.snapshot.scenario).diagram }

  func isAsked(_ runs: Substring, _ size: Substring) -> Bool {
    Int(runs) == asked.runCount
      && RunWitness.number(size).map { abs($0 / Double(asked.finalSize) - 1) < 0.006 } == true
  }

  /// Whether a loop with fresh data can leap.
  var leaps: Bool {
    let scenario = run.snapshot.scenario
    return
      (try? scenario.loop.leapingEngine(
        externalFraction: 0.5, initialSize: scenario.initialData.size)) != nil
  }

  /// Whether so many lines are drawn, and stand at T = 0.5 where flows change.
  func hasLines(count: Int) -> Bool {
    guard isFreshDataUniform, count == (law.count == 2 ? 1 : 2),
      let drawn = PhaseMap(of: run.snapshot.scenario).thresholds
    else { return false }
    // The columns are steps of 1/40 from T = 0.2 on.
    return isEven(above: drawn[12].uniformThreshold, 0.5)
      && collapses(below: drawn[12].collapseThreshold, 0.5)
  }
}

/// Flows that have been relaxed, so that none is relaxed twice.
final class FlowCache: @unchecked Sendable {
  // Confined to the task of one test.
  private var known: [[Double]: [[Double]]] = [:]

  func ends(
    _ temperature: Double, _ fraction: Double, _ law: [Double], relax: () -> [[Double]]
  ) -> [[Double]] {
    let key = [temperature, fraction] + law
    if let ends = known[key] { return ends }
    let ends = relax()
    known[key] = ends
    return ends
  }
}
