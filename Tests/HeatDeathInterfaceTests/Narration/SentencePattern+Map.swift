import HeatDeath
import TerminalDrawing

@testable import HeatDeathInterface

// What stands on the map: in its line, and above its charts.
extension SentencePattern {
  static let ofMap: [SentencePattern] = rests + thresholds + cells + settings + lines

  /// What comes of one λ, held against flows from many starts.
  private static let rests: [SentencePattern] = [
    SentencePattern(
      "at λ = (\\S+) % it ends with a largest share of (\\S+) %, from any start", mark: "any start"
    ) { $1.map.isLookedAt($0[0]) && $1.map.areEnds([$0[1]]) },
    SentencePattern(
      "at λ = (\\S+) % one of (\\d) ends is reached, the largest share (\\S+) % in each",
      mark: "one of"
    ) {
      $1.map.isLookedAt($0[0]) && $1.map.areEnds([$0[2]])
        && Set($1.map.flowEnds().map(\.leader)).count == Int($0[1])
    },
    SentencePattern(
      "at λ = (\\S+) % the past decides: the largest share is (.*)",
      mark: "the past decides"
    ) {
      $1.map.isLookedAt($0[0])
        && $1.map.areEnds(listed: String($0[1]))
    },
    SentencePattern(
      "at λ = (\\S+) % every point rests: nothing moves on average", mark: "nothing moves"
    ) { $1.map.isLookedAt($0[0]) && $1.map.isStill },
    SentencePattern(
      "at λ = (\\S+) % ends just meet: none draws all the rest", mark: "none draws"
    ) { $1.map.isLookedAt($0[0]) && $1.map.isAtThreshold },
    SentencePattern("ends just meet", mark: "just meet") { $1.map.isAtThreshold },
    SentencePattern("every point rests", mark: "rests") { $1.map.isStill },
    SentencePattern("at λ = (\\S+) %: being computed", mark: "being computed") {
      $1.map.isLookedAt($0[0]) && $1.map.isAsking
    },
    SentencePattern("being computed", mark: "computed") { $1.map.isAsking },
    SentencePattern("ends at (\\S+)%", mark: "ends at") { $1.map.areEnds([$0[0]]) },
    SentencePattern("(\\d\\S*)% or (\\S+)%", mark: " or ") { $1.map.areEnds($0) },
    SentencePattern("(\\d) ends to (\\S+)%", mark: "ends to") { words, run in
      let shares = run.map.flowEnds().map(\.share)
      return Set(shares.map { ($0 * 1e6).rounded() }).count == Int(words[0])
        && shares.max().map { RunWitness.isPercent(words[1], $0) } == true
    },
  ]

  /// How much fresh data is enough, held against flows at λ just above and just below.
  private static let thresholds: [SentencePattern] = [
    SentencePattern("above T = 1 there is one stable end at every λ", mark: "above T = 1") {
      $1.map.temperature > 1 && $1.map.hasOneEnd(at: [0, 0.1, 0.6])
    },
    SentencePattern("one stable end", mark: "one stable") {
      $1.map.hasOneEnd(at: [0.01, 0.1, 0.6])
    },
    SentencePattern("at T = 1 every λ above 0 ends at the fresh data's law", mark: "at T = 1") {
      $1.map.endsAsFreshData
    },
    SentencePattern("fresh data set the end", mark: "set the end") { $1.map.endsAsFreshData },
    SentencePattern("above λ = (\\S+) % all ends even, below it one leads", mark: "all ends") {
      $1.map.isEven(above: $0[0]) && $1.map.collapses(below: $0[0])
    },
    SentencePattern("even above (\\S+)%, else one leads", mark: "else") {
      $1.map.isEven(above: $0[0]) && $1.map.collapses(below: $0[0])
    },
    SentencePattern(
      "no lead lasts above λ = (\\S+) %; evenness holds above (\\S+) %", mark: "no lead lasts"
    ) { $1.map.collapses(below: $0[0]) && $1.map.isEven(above: $0[1]) },
    SentencePattern("lead to (\\S+)%, all even from (\\S+)%", mark: "lead to") {
      $1.map.collapses(below: $0[0]) && $1.map.isEven(above: $0[1])
    },
    SentencePattern("being computed: how much fresh data is enough", mark: "how much") {
      $1.map.isAsking && !$1.map.isFreshDataUniform
    },
    SentencePattern("there is one stable end at every λ above 0", mark: "above 0") {
      $1.map.temperature < 1 && $1.map.hasOneEnd(at: [0.01, 0.1, 0.6])
    },
    SentencePattern(
      "from λ = (\\S+) % on there is one stable end, whatever the past", mark: "whatever"
    ) { $1.map.hasOneEnd(from: $0[0]) },
    SentencePattern("one end from (\\S+)%", mark: "one end") { $1.map.hasOneEnd(from: $0[0]) },
  ]

  /// What a cell of the plane holds, held against runs of its own.
  private static let cells: [SentencePattern] = [
    SentencePattern(
      "T (\\S+), λ (\\S+) %: being computed, (\\d+) of (\\d+) runs so far", mark: "runs so far"
    ) {
      $1.map.isCell($0[0], $0[1]) && $1.map.isAsking && Int($0[2])! < Int($0[3])!
    },
    SentencePattern("computed: (\\d+) of (\\d+)", mark: "computed:") {
      $1.map.isAsking && Int($0[0])! < Int($0[1])!
    },
    SentencePattern(
      "T (\\S+), λ (\\S+) %: all (\\d+) runs (\\S+); (\\S+) % of the initial law is kept",
      mark: "all "
    ) {
      $1.map.isCell($0[0], $0[1]) && $1.map.areFates(["\($0[2]) \($0[3])"])
        && $1.map.isKept($0[4])
    },
    SentencePattern(
      "T (\\S+), λ (\\S+) %: (\\d+) of (\\d+) runs (\\S+), (.*); (\\S+) % of the initial law is kept",
      mark: " of "
    ) {
      $1.map.isCell($0[0], $0[1]) && Int($0[3]) == 16
        && $1.map.areFates(["\($0[2]) \($0[4])"] + $0[5].split(separator: ", ").map(Substring.init))
        && $1.map.isKept($0[6])
    },
    SentencePattern(
      "T (\\S+), λ (\\S+) %: no run is one-sided or even( yet)?: one leads with (\\S+) % on average; "
        + "(\\S+) % is kept", mark: "no run"
    ) {
      $1.map.isCell($0[0], $0[1]) && $1.map.fates.open == 16 && $1.map.isKept($0[4])
        && ($0[2] == " yet") == $1.map.areOpen && $1.map.isLead($0[3])
    },
    SentencePattern("(\\d+)/16 (one-sided|even|neither(?: yet)?), (\\S+) % kept", mark: "/16") {
      words, run in
      let fates = run.map.fates
      let count = Int(words[0])
      let isSo =
        switch words[1] {
        case "one-sided": fates.collapsed == count
        case "even": fates.even == count
        default: fates.open == count && words[1].hasSuffix(" yet") == run.map.areOpen
        }
      return isSo && count == max(fates.collapsed, fates.even, fates.open)
        && run.map.isKept(words[2])
    },
  ]

  private static let settings: [SentencePattern] = [
    SentencePattern(
      "a cell: (\\d+) runs from the first data(?: \\(.*\\))? to k = (\\S+?)( only: no leap holds)?"
        + "(; the run's T = (\\S+) is off the map)?", mark: "a cell:"
    ) { words, run in
      let isOff = !(0.2...2).contains(run.temperature)
      return run.map.isAsked(words[0], words[1]) && words[2].isEmpty == run.map.leaps
        && words[3].isEmpty != isOff
        && (!isOff || RunWitness.isRounded(words[4], run.temperature))
    },
    SentencePattern("(\\d+) runs a cell, each to k = (\\S+)", mark: "each to") {
      $1.map.isAsked($0[0], $0[1])
    },
    SentencePattern("(\\d+) runs to k = (\\S+)", mark: "runs to") {
      $1.map.isAsked($0[0], $0[1])
    },
  ]

  /// What the lines over the plane are, held against flows at T = 0.5.
  private static let lines: [SentencePattern] = [
    SentencePattern(
      "no lines: they are drawn for uniform fresh data alone", mark: "are drawn"
    ) { !$1.map.isFreshDataUniform },
    SentencePattern("no lines: fresh data not uniform", mark: "no lines:") {
      !$1.map.isFreshDataUniform
    },
    SentencePattern(
      "in the end evenness holds above the line, 1−T, and a lead lasts below it", mark: "the line"
    ) { $1.map.hasLines(count: 1) },
    SentencePattern("line: 1−T \\(\\? explains\\)", mark: "line: ") {
      $1.map.hasLines(count: 1)
    },
    SentencePattern(
      "in the end no lead lasts above λ\\* \\(solid\\), evenness holds above 1−T \\(dashed\\)",
      mark: "solid"
    ) { $1.map.hasLines(count: 2) },
    SentencePattern("lines: λ\\* and 1−T \\(\\? explains\\)", mark: "lines: λ") {
      $1.map.hasLines(count: 2)
    },
  ]

  /// What keys of the map are answered with.
  static let ofMapKeys: [SentencePattern] = [
    SentencePattern("T = (\\S+): the keys go no (higher|lower)", mark: "the keys go") {
      $0[1] == "higher" ? $1.map.temperature >= 1000 : $1.map.temperature <= 0.01
    },
    SentencePattern("T = (\\S+): the map goes no (higher|lower)", mark: "the map goes") {
      $1.map.temperature == ($0[1] == "higher" ? 2 : 0.2)
    },
    SentencePattern(
      "started from the first data, T = (\\S+), λ = (\\S+) %: u takes it back", mark: "first data"
    ) {
      $1.isRunAt($0[0], $0[1]) && $1.snapshot.counts == $1.initial
    },
    SentencePattern("from here T = (\\S+), λ = (\\S+) %: u takes it back", mark: "from here T") {
      $1.isRunAt($0[0], $0[1])
    },
    SentencePattern("the run has T = (\\S+), λ = (\\S+) % already", mark: "already") {
      $1.isRunAt($0[0], $0[1])
    },
    SentencePattern("the map is drawn for the softmax sampler alone; .*", mark: "alone") {
      $1.snapshot.loop.sampler.description != "softmax"
    },
  ]
}

extension RunWitness {
  var map: MapWitness { MapWitness(self) }

  fileprivate func isRunAt(_ temperature: Substring, _ fraction: Substring) -> Bool {
    Self.isRounded(temperature, self.temperature) && Self.isPercent(fraction, self.fraction)
  }
}
