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

  static let answers: [SentencePattern] = [
    said("(.*) does nothing here; .*", mark: "does nothing") { $1.lastKey?.name == String($0[0]) },
    said("pasted text acts .*", mark: "pasted"),
    said("already at the (fastest|slowest) pace", mark: "already at") {
      ($0[0] == "fastest" ? $1.shell.pace.faster : $1.shell.pace.slower) == nil
    },
    said("T is 1 already") { $1.shell.temperature == .one },
    said("T = (\\S+): the keys go no (higher|lower)", mark: "the keys go") {
      $0[1] == "higher"
        ? $1.shell.temperature.value >= 1000 : $1.shell.temperature.value <= 0.01
    },
    said("the picture shows 2 to 8 categories") { [2, 8].contains($1.labels.count) },
    said("nothing to go back from; q quits") {
      $1.lastKey == .escape && $1.shell.zoom.exponent == 0
    },
    said("no leap: .*", mark: "no leap") { _, run in
      let wanted = run.snapshot
      return
        (try? wanted.loop.leapingEngine(
          externalFraction: run.fraction, initialSize: wanted.initialSize)) == nil
    },
    said("k has reached 10\\^18 already; R starts again", mark: "has reached") { _, run in
      run.shell.sources.count > 1 || run.snapshot.clock >= 1_000_000_000_000_000_000
    },
    said("the dataset is full: 4e18 samples; R starts again", mark: "is full") {
      $1.snapshot.clock == 4_000_000_000_000_000_000
    },
    said("zoomed in as far .*", mark: "zoomed"), said("zoom (follows|stays) .*", mark: "zoom "),
    said("zoom needs .*", mark: "zoom needs") { !(3...4).contains($1.labels.count) },
    said("hjkl turn .*", mark: "hjkl") { $1.labels.count != 4 },
    said("tilted as far as it goes"),
    said("undone: the run went back to where it stood before", mark: "undone") {
      $1.start == .undo && $1.lastKey == .character("u")
    },
    said("there is nothing to undo", if: isAfter("u")),
    said("drawing with (\\S+)", mark: "drawing") {
      $1.shell.glyphs == ($0[0] == "ASCII" ? .ascii : GlyphSet(rawValue: String($0[0])))
    },
    said("mouse (on|off): .*", mark: "mouse o") { $1.shell.display.isMouseOn == ($0[0] == "on") },
    said("a click (inside the simplex )?starts the run there.*", mark: "a click"),
    said("back to the run, which (goes on|waits) where it stood", mark: "back to the run") {
      $1.shell.isRunning == ($0[0] == "goes on")
    },
    said("(all samples|none) already", mark: "already"),
    said("(one sample is the least|no more than that|no further in this direction)", mark: "o"),
    said("the loop is closed like that already") { $1.shell.sources.count == 1 },
    said("no room for that many samples: .*", mark: "no room"),
    said("the list of V_I .*", mark: "V_I"),
  ]

  static let ofComparisons: [SentencePattern] = [
    SentencePattern(
      "the same data, the same seed, three temperatures(; (?:(.*) of|all) new data is from outside)?",
      mark: "three"
    ) { words, run in
      let runs = run.compared
      return runs.count == 3 && Set(runs.map(\.seed)).count == 1
        && Set(runs.map(\.temperature)).count == 3
        && runs.contains { $0.clock < 1_000_000_000_000_000_000 }
        && Set(runs.map(\.scenario.initialData)).count == 1
        && (words[0].isEmpty
          ? runs[0].externalData.fraction == 0
          : words[1].isEmpty
            ? runs[0].externalData.fraction == 1
            : RunWitness.isRounded(words[1], runs[0].externalData.fraction))
    },
    SentencePattern("T (\\S+): (.*); T (\\S+): (.*); T (\\S+): (.*)", mark: "; T") { words, run in
      run.compared.enumerated().allSatisfy { index, snapshot in
        snapshot.clock >= 1_000_000_000_000_000_000
          && RunWitness.isRounded(words[2 * index], snapshot.temperature.value)
          && isSummary(words[2 * index + 1], snapshot)
      }
    },
  ]

  /// `A all but 7e-13`, `A 0.61`, `differ by 2e-9`.
  private static func isSummary(_ words: Substring, _ snapshot: Snapshot) -> Bool {
    let shares = snapshot.theta.coordinates
    let living = shares.filter { $0 > 0 }
    guard let largest = living.max(), let smallest = living.min() else { return false }
    if words == "all alike" { return shares.count { $0 == largest } > 1 }
    if words.hasPrefix("differ by ") {
      return RunWitness.isRounded(words.dropFirst(10), largest - smallest)
        || largest - smallest < 1e-14
    }
    let parts = words.split(separator: " ")
    guard let leader = shares.firstIndex(of: largest),
      parts[0] == snapshot.scenario.labels[leader]
    else { return false }
    let rest = snapshot.theta.complement(of: leader)
    return switch parts.count {
    case 2: parts[1] == "all" ? rest == 0 : RunWitness.isRounded(parts[1], largest)
    case 4: RunWitness.isRounded(parts[3], rest)
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
