import HeatDeath
import RealModule
import TerminalDrawing

@testable import HeatDeathInterface

// What a run does by itself, what it comes to, and what it does all the time.
extension SentencePattern {
  static let process: [SentencePattern] = [
    SentencePattern("(\\S+) overtook (\\S+?)( by k = (\\S+))?", mark: "overtook") { words, run in
      guard let former = run.category(words[1]), let leader = run.category(words[0]),
        run.leads(words[0]), words[3].isEmpty != run.snapshot.loop.policy.grows
      else { return false }
      let leads = run.leadsOfPath
      return zip(leads, leads.dropFirst()).contains { before, after in
        before.leader == former && after.leader == leader
          && (words[3].isEmpty || isSizeOfPath(words[3], after.size))
      }
    },
    SentencePattern("(.*) died out: not one sample is left in the dataset", mark: "died") {
      words, run in
      words[0].split(separator: ", ").allSatisfy { label in
        run.category(label).map { run.snapshot.counts[$0] == 0 && run.everAlive.contains($0) }
          == true
      }
    },
    SentencePattern("(\\S+) has not been drawn for (\\S+) samples", mark: "has not been") {
      words, run in
      run.category(words[0]).map { run.isSilent($0, words[1]) } == true
    },
    SentencePattern("(.*) and (\\S+) have not been drawn for (\\S+) samples", mark: " and ") {
      words, run in
      (words[0].split(separator: ", ") + [words[1]]).allSatisfy { label in
        run.category(label).map { run.isSilent($0, words[2]) } == true
      }
    },
    SentencePattern("(\\d+) categories have not been drawn for (\\S+) samples", mark: "ies have") {
      words, run in
      let silent = run.labels.indices.count { run.isSilent($0, words[1]) }
      return Int(words[0]).map { $0 > 3 && $0 <= silent } == true
    },
    SentencePattern("only (\\S+) has been drawn for (\\S+) samples", mark: "has been drawn") {
      words, run in
      guard let category = run.category(words[0]), run.snapshot.counts[category] > 0 else {
        return false
      }
      return run.labels.indices.allSatisfy {
        $0 == category || run.snapshot.counts[$0] == 0 || run.isSilent($0, words[1])
      }
    },
    SentencePattern("more than (\\S+) % of all samples are (\\S+)", mark: "of all samples") {
      words, run in
      guard let category = run.category(words[1]), let part = Double(words[0]) else { return false }
      return Double(run.snapshot.counts[category]) > part / 100 * Double(run.snapshot.size)
        && run.leads(words[1])
    },
    SentencePattern("the model gives (\\S+) more than (\\S+) %", mark: "%") { words, run in
      guard let category = run.category(words[0]), let part = Double(words[1]) else { return false }
      return run.theta[category] > part / 100 && run.leads(words[0])
    },
    SentencePattern("all but fewer than one in (\\S+) samples are (\\S+)", mark: "fewer") {
      words, run in
      guard let category = run.category(words[1]), let part = RunWitness.number(words[0]) else {
        return false
      }
      let rest = run.snapshot.size - run.snapshot.counts[category]
      return Double(rest) * part < Double(run.snapshot.size)
    },
    SentencePattern(
      "the model gives all others less than one in (\\S+) beside (\\S+)", mark: "beside"
    ) { words, run in
      guard let category = run.category(words[1]), let part = RunWitness.number(words[0]) else {
        return false
      }
      return run.snapshot.theta.complement(of: category) * part < 1 + 1e-9
    },
    SentencePattern(
      "no two (living )?shares differ by more than (\\S+) percentage points?", mark: "no two"
    ) {
      words, run in
      guard let percent = RunWitness.number(words[1]) else { return false }
      let bound = percent / 100
      let difference = (run.living.max() ?? 0) - (run.living.min() ?? 0)
      return words[0].isEmpty == (run.living.count == run.theta.count)
        && difference <= bound * (1 + 1e-9) + 1e-16
    },
    SentencePattern("the dataset is over (\\S+) times the data it started from", mark: "is over") {
      words, run in
      RunWitness.number(words[0]).map {
        Double(run.snapshot.counts.reduce(0, +)) > $0 * Double(run.initial.reduce(0, +))
      } == true
    },
    SentencePattern("drawn so far: over (\\S+) times the data it started from", mark: "drawn so") {
      words, run in
      RunWitness.number(words[0]).map {
        Double(run.drawn) > $0 * Double(run.initial.reduce(0, +))
      } == true
    },
  ]

  /// Whether a size is that of a point of the path, which may be of a wider cell than when it was told.
  private static func isSizeOfPath(_ text: Substring, _ size: Int64) -> Bool {
    isCount(text, size)
      || RunWitness.number(text).map { $0 <= Double(size) && Double(size) <= 1.04 * $0 } == true
  }

  // MARK: The end

  static let ends: [SentencePattern] = [
    SentencePattern("(.*); in the end (.*)", mark: "; in the end") { words, run in
      guard let fate = run.shell.report?.fate else { return false }
      let isEnd = ends.dropFirst().lazy.compactMap { $0.judge(String(words[0]), run) }.first
      let hasNearlyAll = run.snapshot.theta.complement(of: fate.winner) < 0.05
      if let winner = words[1].wholeMatch(of: /(\S+) takes nearly all/) {
        let hasOthers = run.snapshot.counts.count { $0 > 0 } > 1
        return isEnd == true && run.category(winner.1) == fate.winner
          && !(hasNearlyAll && hasOthers)
      }
      let parts = words[1].split(separator: ", ").allSatisfy { part in
        let words = part.replacing(" stops near ", with: " ").replacing(" at ", with: " ")
          .split(separator: " ").filter { !["sample", "samples"].contains($0) }
        guard let category = run.category(words[0]) else { return areOthers(part, of: fate, run) }
        switch fate.finalCounts[category] {
        case .unbounded: return false
        case .exact(let count):
          // In two figures, but no fewer than there are.
          guard words.count == 2, let told = RunWitness.number(words[1]) else { return false }
          return abs(told - Double(count)) <= 0.05 * Double(count)
            && told >= Double(run.snapshot.counts[category])
            && count >= run.snapshot.counts[category]
        case .logarithm(let logarithm):
          let number = words.count == 3 ? RunWitness.number(words[2]) ?? .infinity : .nan
          return words[1] == "about" && (number == .infinity || Double.log(number) <= logarithm)
        }
      }
      return isEnd == true && parts && hasNearlyAll
    },
    SentencePattern("(\\S+) has all( but (\\S+) %)? of the data", mark: "has all") { words, run in
      guard let category = run.category(words[0]) else { return false }
      let rest = run.snapshot.size - run.snapshot.counts[category]
      return words[1].isEmpty
        ? rest == 0
        : RunWitness.isSmall(words[2], 100 * Double(rest) / Double(run.snapshot.size))
    },
    SentencePattern(
      "the model gives (\\S+) (everything|all but (\\S+) %)", mark: "gives"
    ) { words, run in
      guard let category = run.category(words[0]) else { return false }
      let rest = run.snapshot.theta.complement(of: category)
      return words[1] == "everything" ? rest == 0 : RunWitness.isSmall(words[2], 100 * rest)
    },
    SentencePattern(
      "the (model's )?largest (living )?share is (\\S+) percentage points above the smallest",
      mark: "above"
    ) { words, run in
      guard words[0].isEmpty == run.snapshot.loop.learnsItsData else { return false }
      let difference = (run.living.max() ?? 0) - (run.living.min() ?? 0)
      // Beyond 10⁻¹⁵ the doubles of the witness see nothing.
      return words[1].isEmpty == (run.living.count == run.theta.count)
        && (RunWitness.isSmall(words[2], 100 * difference) || difference < 1e-14)
    },
    SentencePattern(
      "at k = (\\S+): (the model gives )?((?:all \\d|\\d at|\\d others|[A-H]) .*)", mark: "at k = "
    ) { words, run in
      isCount(words[0], run.snapshot.size) && areShares(words[2], run)
        && words[1].isEmpty == run.snapshot.loop.learnsItsData
    },
  ]

  /// Whether a list says what shares all categories have: `A 42.6 %, 7 others 8.2 % each`, `all 8 at
  /// 12.5 %`, `A 40.0 %, B 20.0 %, C 9.0 %, D 8.0 %, 4 others less`.
  private static func areShares(_ words: Substring, _ run: RunWitness) -> Bool {
    let shares = run.theta.sorted(by: >)
    var place = 0
    for part in words.split(separator: ", ") {
      if let all = part.wholeMatch(of: /(?:all (\d) at (\S+) %|(\d) (?:at|others) (\S+) % each)/) {
        guard let count = Int(all.1 ?? all.3 ?? ""), let figure = all.2 ?? all.4,
          place + count <= shares.count, all.1 == nil || count == shares.count,
          shares[place..<(place + count)].allSatisfy({ RunWitness.isPercent(figure, $0) })
        else { return false }
        place += count
      } else if let others = part.wholeMatch(of: /(\d) others less/) {
        guard let count = Int(others.1), count == shares.count - place, place > 0,
          shares[place] < shares[place - 1]
        else { return false }
        place += count
      } else {
        let parts = part.split(separator: " ")
        guard parts.count == 3, let category = run.category(parts[0]), place < shares.count,
          shares[place] == run.theta[category], RunWitness.isPercent(parts[1], shares[place])
        else { return false }
        place += 1
      }
    }
    return place == shares.count
  }

  /// Whether those who lose behind the first two come to what is said: `2 others less`, `3 others 1 each`,
  /// `4 others no more`.
  private static func areOthers(_ words: Substring, of fate: Fate, _ run: RunWitness) -> Bool {
    let losers = fate.finalCounts.indices.filter {
      $0 != fate.winner && run.snapshot.counts[$0] > 0
    }
    .compactMap { category -> Double? in
      switch fate.finalCounts[category] {
      case .exact(let count): Double.log(Double(count))
      case .logarithm(let logarithm): logarithm
      case .unbounded: nil
      }
    }.sorted(by: >)
    guard losers.count > 3,
      let match = words.wholeMatch(of: /(\d) others (?:(less)|no more|(?:about )?(\S+) each)/),
      Int(match.1) == losers.count - 2
    else { return false }
    if let count = match.3.flatMap({ RunWitness.number($0) }) {
      return losers[2...].allSatisfy { $0 >= Double.log(count) * (1 - 1e-9) }
    }
    return match.2 == nil ? losers[2] <= losers[1] : losers[2] < losers[1]
  }

  // MARK: All the time

  static let standing: [SentencePattern] = [
    SentencePattern("the strong get stronger: in the end one takes nearly everything", mark: "end")
    {
      $1.isOfTheory && $1.favours(.strong) && (isLevel($1) || !$1.favours(.nobody))
    },
    SentencePattern("nothing is favoured: shares wander and settle .*", mark: "nothing") {
      $1.isOfTheory && $1.favours(.nobody) && $0.isEmpty
    },
    SentencePattern("differences fade: in the end all shares are the same", mark: "fade:") {
      $1.isOfTheory && $1.favours(.weak)
        && ($1.living.count == $1.theta.count
          || $1.snapshot.loop.sampler.description.hasPrefix("mix"))
    },
    SentencePattern("differences between the living fade; extinct for ever: (.*)", mark: "living") {
      words, run in
      let extinct = run.labels.indices.filter { run.theta[$0] == 0 }.map { run.labels[$0] }
      return run.isOfTheory && run.favours(.weak) && !extinct.isEmpty
        && words[0] == extinct.joined(separator: ", ")
    },
    SentencePattern("only (\\S+) is left: the model cannot generate anything else", mark: "left") {
      words, run in
      let category = run.category(words[0])
      return run.fraction == 0
        && run.theta.indices.allSatisfy { (run.theta[$0] > 0) == ($0 == category) }
        && run.snapshot.tau.coordinates.indices.allSatisfy {
          (run.snapshot.tau[$0] > 0) == ($0 == category)
        }
    },
    SentencePattern("there is one category: every sample is (\\S+)", mark: "one category") {
      $1.labels == [String($0[0])]
    },
    SentencePattern("the dataset is full, (\\S+) samples: R starts again", mark: "full") {
      RunWitness.number($0[0]) == 4e18 && $1.snapshot.clock == 4_000_000_000_000_000_000
    },
    SentencePattern("(the sampler .*); (\\S+) % of new data is fresh", mark: "is fresh") {
      words, run in
      isSampler(words[0], run) && run.fraction > 0 && run.fraction < 1
        && RunWitness.isPercent(words[1], run.fraction)
    },
    SentencePattern("(the sampler .*); each batch replaces the data before it", mark: "each batch")
    {
      isSampler($0[0], $1) && $1.snapshot.loop.policy == .replace && $1.fraction == 0
    },
    SentencePattern("(the sampler .*); only the newest (\\d+) samples are kept", mark: "newest") {
      isSampler($0[0], $1) && $1.fraction == 0
        && $1.snapshot.loop.policy.description == "window:\($0[1])"
    },
    SentencePattern("(the sampler .*); the model sees (\\d+) of the samples", mark: "model sees") {
      isSampler($0[0], $1) && $1.fraction == 0
        && $1.snapshot.loop.policy.description == "subsample:\($0[1])"
        && $1.snapshot.size > Int64($0[1]) ?? .max
    },
    SentencePattern("(the sampler .*); the (\\S+ learner) is not exact", mark: "not exact") {
      isSampler($0[0], $1) && $1.fraction == 0 && $1.snapshot.loop.policy.grows
        && isLearner($0[1], $1.snapshot.loop.learner) && !$1.isOfTheory
    },
    SentencePattern("(the sampler .*): the theorems do not apply", mark: "do not apply") {
      isSampler($0[0], $1) && $1.isOfTheory
    },
  ]

  private static func isLevel(_ run: RunWitness) -> Bool { Set(run.living).count == 1 }

  private static func isLearner(_ words: Substring, _ learner: Learner) -> Bool {
    switch learner.kind {
    case .exact: false
    case .smoothed: words == "smoothed learner"
    case .noisy: words == "noisy learner"
    case .drifting: words == "drifting learner"
    case .gradientDescent: words == "gradient learner"
    case .lowRank: words == "low-rank learner"
    }
  }

  private static func isSampler(_ words: Substring, _ run: RunWitness) -> Bool {
    let sampler = run.snapshot.loop.sampler.description
    switch words {
    case "the sampler favours the strong": return run.favours(.strong)
    case "the sampler favours nobody": return run.favours(.nobody)
    case "the sampler favours the weak": return run.favours(.weak)
    case "the sampler favours now the strong, now the weak":
      return sampler.hasPrefix("models") || sampler.hasPrefix("mix") && run.temperature < 1
    case "the sampler is of no proved class": return sampler.hasPrefix("mix") && run.temperature < 1
    case "the sampler breaks Assumption 1": return breaksAssumptions(run)
    case "the sampler says the most frequent alone": return sampler == "greedy"
    case "the sampler cuts off what is rare":
      return ["top-k:", "top-p:", "min-p:"].contains { sampler.hasPrefix($0) }
    default: return false
    }
  }
}
