import HeatDeath
import TerminalDrawing

@testable import HeatDeathInterface

/// A kind of sentence: how it reads, and what must be so when it is said.
///
/// Unchecked, since a `Regex` is not declared sendable, though none changes.
struct SentencePattern: @unchecked Sendable {
  let name: String
  /// Words that every sentence of the kind has: a quick look before the slow one.
  let mark: String
  let regex: Regex<AnyRegexOutput>
  let isTrue: ([Substring], RunWitness) -> Bool

  init(_ pattern: String, mark: String, isTrue: @escaping ([Substring], RunWitness) -> Bool) {
    name = pattern
    self.mark = mark
    // Every pattern below is one.
    regex = try! Regex(pattern)
    self.isTrue = isTrue
  }

  /// Whether a line of this kind is true; `nil` where it is of another.
  func judge(_ line: String, _ witness: RunWitness) -> Bool? {
    guard line.contains(mark), let match = line.wholeMatch(of: regex) else { return nil }
    return isTrue(match.output.dropFirst().map { $0.substring ?? "" }, witness)
  }

  // MARK: Of the run

  static let ofRuns: [SentencePattern] =
    past + samples + starts + streams + deeds + process + ends + standing

  private static let past: [SentencePattern] = [
    SentencePattern("as it was at (\\S+) of (\\S+): .*; End returns", mark: "as it was") {
      words, run in
      run.isPast && isCount(words[0], run.snapshot.clock)
        && run.shell.run.map { isCount(words[1], $0.presentClock) } == true
    }
  ]

  private static let samples: [SentencePattern] = [
    SentencePattern(
      "drew (.*?)(?:, (a fresh sample|which the model made))?(?:, forgot (.*))?: "
        + "(.*) of (\\d\\S*?)(?:; random number (\\S+), (.*) has (\\S+) to (\\S+))?",
      mark: "drew "
    ) { words, run in
      guard let sample = run.shell.report?.sample, let category = sample.category,
        words[5].isEmpty
          || sample.decidingNumber.map({ abs($0 - (Double(words[5]) ?? .nan)) < 0.001 }) == true,
        words[0] == run.labels[category], isCount(words[4], run.snapshot.counts.reduce(0, +)),
        sample.counts == run.snapshot.counts,
        words[1].isEmpty == (sample.before.externalData.fraction == 0),
        words[1].isEmpty || (words[1] == "a fresh sample") == sample.isExternal
      else { return false }
      if let number = Double(words[5]) {
        let chances = sample.before.nextSampleLaw.coordinates
        let start = chances.prefix(category).reduce(0, +)
        guard words[6] == run.labels[category], let low = Double(words[7]),
          let high = Double(words[8]), abs(low - start) <= 0.00051,
          abs(high - start - chances[category]) <= 0.00051, low <= number, number < high
        else { return false }
      }
      let changes = words[3].split(separator: ", ")
      func isChange(_ text: Substring, _ category: Int) -> Bool {
        let parts = text.split(separator: " ")
        return parts.count == 4 && parts[0] == run.labels[category]
          && isCount(parts[1], sample.before.counts[category])
          && isCount(parts[3], sample.counts[category])
      }
      guard let forgotten = sample.forgotten else {
        return words[2].isEmpty && changes.count == 1 && isChange(changes[0], category)
          && sample.counts[category] == sample.before.counts[category] + 1
      }
      return words[2] == run.labels[forgotten] && changes.count == 2
        && isChange(changes[0], category) && isChange(changes[1], forgotten)
        && sample.counts[forgotten] == sample.before.counts[forgotten] - 1
    },
    SentencePattern("drew the last of a batch, which is in force now", mark: "the last of a batch")
    {
      ($1.shell.report?.sample).map { $0.before.counts != $0.counts } ?? false
    },
    SentencePattern(
      "drew what was forgotten for it, or a part of a batch: the counts stay", mark: "forgotten for"
    ) {
      ($1.shell.report?.sample).map { $0.before.counts == $0.counts } ?? false
    },
  ]

  private static let starts: [SentencePattern] = [
    SentencePattern("from (\\S+)(?: real)? samples? on, (.*)", mark: " on, ") { words, run in
      let source = words[1]
      let stream = source.wholeMatch(of: /(?:(\S+) % of|all) new data is fresh, (.*)/)
      let isSource =
        if let stream {
          run.isStream(stream.1, stream.2, of: "it")
        } else {
          source == "the model learns from what it generates itself" && run.fraction == 0
        }
      return isSource && run.start == .first && isSize(words[0], of: run)
        && run.initial == run.given
        && run.hasInitialSamples && run.snapshot.injectedCount == 0
    },
    SentencePattern(
      "started again from the (\\S+) (initial|real) samples?, seed (\\d+)", mark: "started again"
    ) { words, run in
      run.isStart && isSize(words[0], of: run) && run.hasInitialSamples
        && String(run.snapshot.seed) == words[2]
        && (words[1] == "initial" || run.initial == run.given)
    },
    SentencePattern(
      "started anew with (\\d) categories and (\\S+) invented samples", mark: "anew"
    ) { words, run in
      run.isStart && Int(words[0]) == run.labels.count && isSize(words[1], of: run)
        && run.initial != run.given && run.hasInitialSamples
    },
    SentencePattern("started from invented samples: (.*)", mark: "started from") { words, run in
      let counts = words[0].split(separator: ", ").map { $0.split(separator: " ") }
      return run.isStart && run.initial != run.given && run.hasInitialSamples
        && counts.map { String($0[0]) } == run.labels
        && zip(counts, run.initial).allSatisfy { isCount($0[1], $1) }
    },
  ]

  private static let streams: [SentencePattern] = [
    SentencePattern("fresh data: every new sample, (.*)", mark: "every new") {
      $1.isStream(nil as Substring?, $0[0], of: "them")
    }
  ]

  private static let deeds: [SentencePattern] = [
    SentencePattern("injected (\\S+) (from .* law|\\S+)(: diversity .*)?", mark: "injected") {
      words, run in
      let marks = run.snapshot.marks.compactMap { mark -> (Int64, ExternalLaw)? in
        if case .inject(let count, let law) = mark.intervention { (count, law) } else { nil }
      }
      guard let (count, law) = marks.last, isCount(words[0], count) else { return false }
      let source: String =
        switch law {
        case .category(let category): run.labels[category]
        case .initial: "from the initial law"
        case .uniform: "from the uniform law"
        case .point: "from a fixed law"
        }
      guard source == words[1] else { return false }
      guard let figures = words[2].wholeMatch(of: /: diversity (\S+) \S+ (\S+)/) else {
        return words[2].isEmpty
      }
      guard let entropies = run.entropies, let before = diversity(figures.1),
        let after = diversity(figures.2)
      else { return false }
      return abs(before - Double.exp(entropies.before)) < 0.0051
        && abs(after - Double.exp(entropies.after)) < 0.0051
    },
    SentencePattern("fresh data: (\\S+) % of new samples, (.*)", mark: "of new samples") {
      $1.isStream($0[0], $0[1], of: "them")
    },
    SentencePattern("no more fresh data: the loop is closed again", mark: "closed again") {
      $1.fraction == 0 && ($1.beforeDeed?.externalData.fraction ?? 0) > 0
    },
    SentencePattern("no fresh data: the loop stays closed", mark: "stays closed") {
      $1.fraction == 0 && $1.beforeDeed?.externalData.fraction == 0
    },
    SentencePattern(
      "from now on (\\S+) sampler, (\\S+) learner, (\\S+)", mark: "from now on", isTrue: isLoop),
    SentencePattern(
      "(\\S+) sampler, (\\S+) learner, (\\S+): Assumption 1 is broken, the theorems do not apply",
      mark: "Assumption 1"
    ) { isLoop($0, $1) && breaksAssumptions($1) },
    SentencePattern("the paper's loop: softmax, .*, all data kept from now on", mark: "paper") {
      $1.snapshot.loop == .paper
    },
    SentencePattern("T = (\\S+): still (below|above) 1, (.*)", mark: "still") { words, run in
      isTemperature(words[0], run) && isSide(words[1], run)
        && run.beforeDeed.map { isSide(words[1], $0.temperature.value) } == true
        && isTendency(words[2], run)
    },
    SentencePattern("T = (\\S+), (below|above) 1: from now on (.*)", mark: ", ") { words, run in
      isTemperature(words[0], run) && isSide(words[1], run)
        && run.beforeDeed.map { isSide(words[1], $0.temperature.value) } == false
        && isTendency(words[2], run)
    },
    SentencePattern("T = 1: a Pólya urn, shares wander and settle, .*", mark: "urn") {
      $1.temperature == 1 && $1.isOfTheory && $1.favours(.nobody)
    },
    SentencePattern("T = 1: the model samples exactly what it learned", mark: "exactly") {
      $1.temperature == 1 && $1.isOfTheory && $1.beforeDeed?.temperature == .one
    },
    SentencePattern("T = (\\S+): (\\S+) does not depend on it", mark: "depend") {
      isTemperature($0[0], $1) && $0[1] == $1.snapshot.loop.sampler.description
        && ["tilt", "models", "greedy"].contains(where: $0[1].hasPrefix)
    },
    SentencePattern("T = (\\S+): (.*)", mark: "T = ") { words, run in
      isTemperature(words[0], run)
        && (standing + streams).lazy.compactMap { $0.judge(String(words[1]), run) }.first == true
    },
    SentencePattern("many samples at once .*, with the same chances .*", mark: "with the same") {
      $1.snapshot.engine == .leap && $0.isEmpty
    },
    SentencePattern(
      "many samples at once .*, with about the same chances .*", mark: "with about"
    ) {
      $1.snapshot.engine == .split && $0.isEmpty
    },
    SentencePattern("from here on other random numbers: another future .*", mark: "random numbers")
    {
      _, run in
      run.snapshot.marks.contains { if case .redraw = $0.intervention { true } else { false } }
    },
    SentencePattern("sample by sample from here on", mark: "sample by sample") {
      $1.snapshot.engine == .step && $0.isEmpty
    },
  ]

  // MARK: What is common

  /// A diversity as it is written: near a whole number as what it differs from that by.
  private static func diversity(_ text: Substring) -> Double? {
    let parts = text.split(whereSeparator: { $0 == "+" || $0 == "−" }).map { Double($0) }
    guard parts.count == 2, let whole = parts[0], let rest = parts[1] else { return Double(text) }
    return text.contains("−") ? whole - rest : whole + rest
  }

  private static func isLoop(_ words: [Substring], _ run: RunWitness) -> Bool {
    let loop = run.snapshot.loop
    return words[0] == loop.sampler.description && words[1] == loop.learner.description
      && words[2] == loop.policy.description
  }

  static func breaksAssumptions(_ run: RunWitness) -> Bool {
    let sampler = run.snapshot.loop.sampler.description
    return ["greedy", "top-", "min-p"].contains { sampler.hasPrefix($0) }
  }

  static func isSize(_ text: Substring, of run: RunWitness) -> Bool {
    isCount(text, run.initial.reduce(0, +))
  }

  static func isCount(_ text: Substring, _ count: Int64) -> Bool {
    count < 1_000_000
      ? Int64(text) == count || RunWitness.number(text) == Double(count)
      : RunWitness.number(text).map { abs($0 / Double(count) - 1) < 0.006 } == true
  }

  private static func isTemperature(_ text: Substring, _ run: RunWitness) -> Bool {
    RunWitness.number(text).map {
      $0 == run.temperature || abs($0 - run.temperature) <= 0.0051 * run.temperature
    } == true
  }

  private static func isSide(_ side: Substring, _ run: RunWitness) -> Bool {
    isSide(side, run.temperature)
  }

  private static func isSide(_ side: Substring, _ temperature: Double) -> Bool {
    side == "below" ? temperature < 1 : temperature > 1
  }

  private static func isTendency(_ words: Substring, _ run: RunWitness) -> Bool {
    guard run.isOfTheory, run.living.count > 1 else { return false }
    return words == "differences fade"
      ? run.favours(.weak) && run.living.count == run.theta.count
      : words == "the strong get stronger" && run.favours(.strong)
  }
}
