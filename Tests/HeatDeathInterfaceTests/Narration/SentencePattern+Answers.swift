import HeatDeath
import TerminalDrawing

@testable import HeatDeathInterface

// What is said about keys, and of runs side by side.
extension SentencePattern {
  private static func said(
    _ pattern: String, mark: String? = nil,
    if isTrue: @escaping ([Substring], RunWitness) -> Bool = { _, _ in true }
  ) -> SentencePattern {
    SentencePattern(pattern, mark: mark ?? pattern, isTrue: isTrue)
  }

  private static func isAfter(_ key: Unicode.Scalar) -> ([Substring], RunWitness) -> Bool {
    { $1.lastKey == .character(key) }
  }

  static let answers: [SentencePattern] =
    [
      said("(.*) does nothing here; .*", mark: "does nothing") {
        $1.lastKey?.name == String($0[0])
      },
      said("pasted text goes into a number only: = opens the field of T", mark: "pasted"),
      said("this is the (fastest|slowest) pace; .*", mark: "est pace") {
        ($0[0] == "fastest" ? $1.shell.pace.faster : $1.shell.pace.slower) == nil
      },
      said("T is 1 already; .*", mark: "T is 1") { $1.shell.temperature == .one },
      said("T = (\\S+): the keys go no (higher|lower); = takes any T", mark: "the keys go") {
        $0[1] == "higher"
          ? $1.shell.temperature.value >= 1000 : $1.shell.temperature.value <= 0.01
      },
      said("T = \\S+, which (\\S+) does not look at; L chooses a sampler", mark: "does not look") {
        $1.snapshot.loop.sampler.description == $0[0] && !$1.snapshot.loop.sampler.usesTemperature
      },
      said("n and N lead through 2 to 8 categories; .* to 4096", mark: "n and N lead") {
        $1.labels.count == 2 || $1.labels.count >= 8
      },
      said("bars (by share|in the order of the data).*", mark: "bars ") {
        let stage = $1.shell.stage as? any DrivenStage
        return stage.map { $0.controls.bars.order(ofCategories: $0.categoryCount) }
          == ($0[0] == "by share" ? .share : .given)
      },
      said("all bars are in view; S changes their order", mark: "all bars") {
        $1.shell.run?.hasHiddenBars(in: $1.shell) == false
      },
      said("no list of V_I: an index set holds up to 64 categories", mark: "no list of V") {
        $1.labels.count > 64
      },
      said("no layers of groups: .*", mark: "no layers of groups") {
        ($1.shell.run?.controls.groups?.count ?? 0) >= 3 && $1.labels.count >= 5
      },
      said("no groups: every category .*", mark: "no groups") {
        $1.shell.run?.controls.groups == nil
      },
      said("(\\d+) categories are a simplex themselves; .*", mark: "simplex themselves") {
        Int($0[0]) == $1.labels.count && $1.labels.count < 5
      },
      said("four groups are the most .*", mark: "groups are the most"),
      said("three groups are the least; .*", mark: "groups are the least"),
      said("it is that group already; .*", mark: "that group already"),
      said("s splits off the category .*", mark: "s splits off"),
      said("turned by hand: y .*", mark: "turned by hand") { !$1.shell.display.turnsByItself },
      said("the tetrahedron (turns by itself|stands still).*", mark: "the tetrahedron ") {
        $1.shell.display.turnsByItself == ($0[0] == "turns by itself")
      },
      said("nothing to go back from: u undoes .*", mark: "nothing to go back") {
        $1.lastKey == .escape && $1.shell.zoom.exponent == 0 && !$1.isPast
      },
      said("this is where the run starts; .*", mark: "where the run starts") {
        $1.snapshot.clock == $1.snapshot.initialSize
      },
      said("this is the present: .*", mark: "this is the present: ") { !$1.isPast },
      said("(?:a branch|another future) from (\\S+) on: .*, u goes back", mark: "u goes back") {
        words, run in
        run.shell.run?.feed.report.ghosts.contains { isCount(words[0], $0.fork) } == true
      },
      said(
        "redone: the run stands where it stood before the undo", mark: "redone", if: isAfter("U")),
      said("there is no undo to take back; .*", mark: "no undo to", if: isAfter("U")),
      said("undone: this is the present again", mark: "present again") {
        !$1.isPast && $1.lastKey == .character("u")
      },
      said("no flight: .*; space goes on", mark: "no flight") { _, run in
        let wanted = run.snapshot
        return
          (try? wanted.loop.leapingEngine(
            externalFraction: run.fraction, initialSize: wanted.initialSize)) == nil
      },
      said("k has reached 10¹⁸ already: (?:R starts again|it began there).*", mark: "has reached") {
        _, run in
        run.shell.sources.count > 1 || run.snapshot.clock >= 1_000_000_000_000_000_000
      },
      said("the dataset is full \\(4e18 samples\\): .*", mark: "is full") {
        $1.snapshot.clock == 4_000_000_000_000_000_000
      },
      said("stopped on the way: .*", mark: "stopped") { !$1.shell.isRunning },
      said("(faster|slower): (\\S.*), once it goes on \\(space\\)", mark: "once it goes on") {
        !$1.shell.isRunning
          && $0[1] == $1.shell.pace.words(NumberFormat(symbols: Symbols($1.shell.glyphs)))
      },
      said("zoomed in as far .*", mark: "zoomed in as"),
      said("zoomed in on the end state; .*", mark: "zoomed in on") {
        $1.shell.zoom.exponent > 0 && $1.shell.zoom.centre == .endState
      },
      said("the zoom (follows|stays) .*", mark: "the zoom") {
        $1.shell.zoom.centre == ($0[0] == "stays" ? .endState : .currentPoint)
      },
      said("only the triangle and the tetrahedron zoom: .*", mark: "zoom:") {
        !(3...4).contains($1.shell.cornerCount)
      },
      said("only the tetrahedron turns: .*", mark: "tetrahedron turns:") {
        $1.shell.cornerCount != 4
      },
      said("tilted as far as it goes; .*", mark: "tilted"),
      said("for experts: .*", mark: "for experts") { $1.shell.display.isExpert },
      said("symbols and law errors are hidden; .*", mark: "are hidden") {
        !$1.shell.display.isExpert
      },
      said("fresh data now have the initial law: .*", mark: "fresh data now") {
        $1.snapshot.externalData.law == .initial
      },
      said("undone: the run went back to where it stood before", mark: "undone") {
        $1.start == .undo && $1.lastKey == .character("u")
      },
      said("there is nothing to undo; .*", mark: "nothing to undo", if: isAfter("u")),
      said("drawing with (\\S+)", mark: "drawing") {
        $1.shell.glyphs == ($0[0] == "ASCII" ? .ascii : GlyphSet(rawValue: String($0[0])))
      },
      said("mouse (on|off): .*", mark: "mouse o") { $1.shell.display.isMouseOn == ($0[0] == "on") },
      said("a click (inside the simplex )?starts the run there.*", mark: "a click"),
      said("back to the run, which (goes on|waits) where it stood", mark: "back to the run") {
        $1.shell.isRunning == ($0[0] == "goes on")
      },
      said("(0 % is the least|100 % is the most): .*", mark: "is the"),
      said("(one sample is the least|no more than .*|the arrows go no higher.*)", mark: "o"),
      said("this is the (last of its list|first); .*", mark: " leads "),
      said("the loop is closed like that already: nothing was changed", mark: "like that already") {
        $1.shell.sources.count == 1
      },
      said("this is the (?:start|end) of the list.*", mark: "of the list"),
      said("kept: change what you like.*\\((\\d) of 3 kept\\)", mark: "kept: change") {
        words, run in
        Int(words[0]) == run.shell.run?.kept.count
      },
      said("nothing is kept yet: .*", mark: "nothing is kept"),
      said("all begin anew from where the run (began|stands), .*", mark: "begin anew") {
        $1.shell[ComparisonStage.self]?.isFromBeginning == ($0[0] == "began")
      },
      said("the run's dataset is full: there is only its beginning.*", mark: "only its beginning"),
      said("the keys go no (?:higher|lower)", mark: "the keys go no"),
      said("T = 1 already here; t and T move it", mark: "already here; t and T"),
      said("the list of V_I .*", mark: "V_I"),
    ] + layers + ofMapKeys

  static let ofComparisons: [SentencePattern] = [
    SentencePattern(
      "the same data, (?:the same seed, )?([^;]*?)(; (?:(.*) % of|all) new data is fresh)?",
      mark: "the same"
    ) { all, run in
      let runs = run.compared
      let words = Array(all.dropFirst())
      return Set(runs.map(\.seed)).count == 1 && isDifference(all[0], runs)
        && runs.contains { $0.clock < 1_000_000_000_000_000_000 }
        && Set(runs.map(\.scenario.initialData)).count == 1
        && (words[0].isEmpty
          ? runs[0].externalData.fraction == 0 || Set(runs.map(\.externalData)).count > 1
          : words[1].isEmpty
            ? runs[0].externalData.fraction == 1
            : RunWitness.isPercent(words[1], runs[0].externalData.fraction))
    },
    SentencePattern(
      "all begin at k = (\\S+), where (\\S+) has (\\S+) % already: b from the start",
      mark: "all begin"
    ) { words, run in
      let data = Set(run.compared.map(\.scenario.initialData))
      guard data.count == 1, let start = data.first, let leader = run.category(words[1]) else {
        return false
      }
      let size = start.counts.reduce(0, +)
      let share = Double(start.counts[leader]) / Double(size)
      return isCount(words[0], size) && size > run.initial.reduce(0, +) && share > 0.95
        && RunWitness.isPercent(words[2], share)
    },
    SentencePattern("all at their ends", mark: "ends") { _, run in
      run.compared.allSatisfy { $0.clock >= 1_000_000_000_000_000_000 }
        && run.shell.display.size.width < 80
    },
    // Without names, in the order of the columns.
    SentencePattern("[^:;]*(?:; [^:;]*)+", mark: "; ") { _, run in
      let parts = run.shell.line.split(separator: "; ")
      return parts.count == run.compared.count && run.shell.display.size.width < 80
        && zip(parts, run.compared).allSatisfy { part, snapshot in
          snapshot.clock >= 1_000_000_000_000_000_000 && isSummary(part, snapshot)
        }
    },
    SentencePattern("(?:[^:;]*: [^:;]*; )+[^:;]*: [^:;]*", mark: "; ") { _, run in
      let parts = run.shell.line.split(separator: "; ")
      return parts.count == run.compared.count
        && zip(parts, run.compared).allSatisfy { part, snapshot in
          let words = part.split(separator: ": ", maxSplits: 1)
          return snapshot.clock >= 1_000_000_000_000_000_000 && words.count == 2
            && isName(words[0], snapshot) && isSummary(words[1], snapshot)
        }
    },
  ]

  /// `three temperatures`, `without and with fresh data`.
  private static func isDifference(_ words: Substring, _ runs: [Snapshot]) -> Bool {
    let numbers: [Substring: Int] = ["two": 2, "three": 3, "four": 4]
    if words.hasPrefix("T alone, ") {
      return Set(runs.map(\.temperature)).count > 1
        && runs.allSatisfy { !$0.loop.sampler.usesTemperature }
    }
    return words.split(separator: ", ").allSatisfy { part in
      let (number, name) = (
        numbers[part.prefix { $0 != " " }], part.drop { $0 != " " }.dropFirst()
      )
      return switch name {
      case "temperatures": Set(runs.map(\.temperature)).count == number
      case "samplers": Set(runs.map(\.loop.sampler)).count == number
      case "learners": Set(runs.map(\.loop.learner)).count == number
      case "shares of fresh data":
        [Set(runs.map(\.externalData)).count, Set(runs.map(\.externalData.fraction)).count]
          == [number, number]
      case "kinds of fresh data": Set(runs.map(\.externalData)).count == number
      case "ways to keep data": Set(runs.map(\.loop.policy)).count == number
      case "and with fresh data":
        Set(runs.map { $0.externalData.fraction > 0 }) == [false, true]
      case "same settings": Set(runs.map(\.settings)).count == 1
      default: false
      }
    }
  }

  /// `T 0.80`, `T 0.80 λ 10 %`.
  private static func isName(_ words: Substring, _ snapshot: Snapshot) -> Bool {
    let parts = words.split(separator: " ")
    func value(after name: Substring) -> Substring? {
      parts.firstIndex(of: name).flatMap { $0 + 1 < parts.count ? parts[$0 + 1] : nil }
    }
    return (value(after: "T").map { RunWitness.isRounded($0, snapshot.temperature.value) } ?? true)
      && (value(after: "λ").map { RunWitness.isPercent($0, snapshot.externalData.fraction) }
        ?? true)
  }

  /// `A has all but 0.8 %`, `A stays at 61.3 %`, `alike to 7×10⁻¹³ %, all will be alike`.
  private static func isSummary(_ words: Substring, _ snapshot: Snapshot) -> Bool {
    let shares = snapshot.theta.coordinates
    let living = shares.filter { $0 > 0 }
    guard let largest = living.max(), let smallest = living.min(),
      let leader = shares.firstIndex(of: largest)
    else { return false }
    var sentence = words.split(separator: ", ")
    // Some that are left, alike.
    if let left = sentence.first?.wholeMatch(of: /(\d+) left/) {
      guard Int(left.1) == living.count, living.count < shares.count else { return false }
      sentence.removeFirst()
      if sentence[0] == "alike" { sentence[0] = "all alike" }
    } else if sentence.first?.contains("alike") == true, sentence[0].contains("lead") == false {
      guard living.count == shares.count else { return false }
    }
    let temperature = snapshot.temperature.value
    let isFuture =
      switch sentence.dropFirst().first {
      case nil: true
      case "one will have all": temperature < 1 && largest <= 0.95
      case "all will be alike": temperature > 1 && largest > smallest
      default: false
      }
    guard isFuture else { return false }
    let leaders = shares.count { $0 == largest }
    if sentence[0] == "nearly alike" { return largest > smallest && largest - smallest < 0.05 }
    if sentence[0] == "all alike" { return leaders == living.count && leaders > 1 }
    if let match = sentence[0].wholeMatch(of: /(\d+) lead alike/) {
      return Int(match.1) == leaders && leaders > 1
    }
    if let match = sentence[0].wholeMatch(of: /alike to (\S+) %/) {
      return RunWitness.isSmall(match.1, 100 * (largest - smallest)) || largest - smallest < 1e-14
    }
    guard
      let match = sentence[0].wholeMatch(
        of: /(\S+)(?: (has all but|has all|has|stays at))?(?: (\S+) %)?/),
      match.1 == snapshot.scenario.labels[leader]
    else { return false }
    let rest = snapshot.theta.complement(of: leader)
    return switch (match.2, match.3) {
    case ("has all", nil): rest == 0
    case ("has all but", let part?): RunWitness.isSmall(part, 100 * rest)
    // Where the share itself is 1 in doubles, what is left is not 0.
    case (nil, ">99.99"): rest > 0 && rest < 1e-4
    case (nil, let part?): RunWitness.isPercent(part, largest)
    // Before the forecast is there it is not said that it stays.
    case ("has", let part?): RunWitness.isPercent(part, largest)
    case ("stays at", let part?): temperature == 1 && RunWitness.isPercent(part, largest)
    default: false
    }
  }
}

extension RunWitness {
  /// The runs side by side.
  var compared: [Snapshot] {
    shell[ComparisonStage.self]?.feeds.map(\.snapshot) ?? []
  }
}
