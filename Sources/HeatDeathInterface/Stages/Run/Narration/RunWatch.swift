import HeatDeath

/// What is remembered of a run, to see what is new in it.
struct RunWatch: Sendable {
  private var report: RunReport
  private var marksSeen: Int
  private var leader: Int?
  /// The clock up to which it is known who overtook whom.
  private var knownUpTo: Int64 = 0
  /// The samples drawn when each category was last seen to have grown.
  private var lastGrowth: [Int128]
  /// The power of ten last told of each category's drought.
  private var drought: [Int]
  /// Categories that died out, not told yet.
  private var dead: [Int] = []
  /// The last levels told of the leader's share, of evenness and of growth.
  private var nines = 0
  private var evenness = 0
  private var decade = 0

  /// The shortest drought worth telling is of 10³ samples.
  private static let noDrought = 2

  /// Takes the present for known: only what changes from here on is news.
  init(_ report: RunReport) {
    self.report = report
    marksSeen = report.snapshot.marks.count
    lastGrowth = report.snapshot.counts.map { _ in report.snapshot.samplesDrawn }
    drought = report.snapshot.counts.map { _ in Self.noDrought }
    takeStock()
  }

  var snapshot: Snapshot { report.snapshot }

  /// Whether a report is of the same path, and not earlier.
  func isOnPath(of next: RunReport) -> Bool {
    next.snapshot.generation == snapshot.generation
      && next.snapshot.samplesDrawn >= snapshot.samplesDrawn
      && next.snapshot.scenario == snapshot.scenario
  }

  /// Goes on to a report.
  ///
  /// - Parameter target: the clock that a flight lands at.
  /// - Returns: what was done to the run.
  mutating func follow(_ next: RunReport, target: Int64) -> Sentence? {
    let before = report
    report = next
    for category in snapshot.counts.indices {
      let (old, new) = (before.snapshot.counts[category], snapshot.counts[category])
      if new > old {
        lastGrowth[category] = snapshot.samplesDrawn
        drought[category] = Self.noDrought
      } else if new == 0, old > 0 {
        dead.append(category)
      }
    }
    var marks = snapshot.marks.dropFirst(marksSeen).map(\.intervention)
    marksSeen = snapshot.marks.count
    // A flight draws its samples as it can; what it comes to is told, where it lands.
    if before.activity == .flying || next.activity == .flying {
      marks.removeAll(where: \.isSwitchOfEngines)
    }
    let hasArrived =
      snapshot.clock == target && !report.isRunning
      && (before.snapshot.clock < target || before.activity == .flying)
    if hasArrived || next.fate != nil && next.fate != before.fate {
      takeStock()
      return .end(in: report)
    }
    guard !marks.isEmpty else { return nil }
    takeStock()
    return .deed(marks, in: snapshot, before: before.snapshot)
  }

  private mutating func takeStock() {
    leader = snapshot.leader ?? leader
    knownUpTo = snapshot.clock
    nines = snapshot.ninesOfLeader
    evenness = snapshot.evenness
    decade = snapshot.decades
    dead = []
  }

  // MARK: What happens

  mutating func event() -> Sentence? { overtaking() ?? extinction() ?? longestDrought() }

  private mutating func overtaking() -> Sentence? {
    // Told once the path has it, which knows where it happened.
    guard let next = snapshot.leader, snapshot.trajectory.leader == next else { return nil }
    defer { leader = next }
    guard let leader, leader != next, let overtaking = snapshot.trajectory.lastOvertaking,
      overtaking.size > knownUpTo
    else { return nil }
    return .overtaking(overtaking, in: snapshot)
  }

  private mutating func extinction() -> Sentence? {
    defer { dead = [] }
    let gone = dead.filter { snapshot.counts[$0] == 0 }
    return gone.isEmpty ? nil : .extinction(of: gone, in: snapshot)
  }

  /// The longest drought not told yet, and all who have not been drawn for as long.
  private mutating func longestDrought() -> Sentence? {
    // Where data are discarded, a count may stay as it is for all that is drawn.
    guard snapshot.loop.policy.grows else { return nil }
    // Of a batch nobody has samples until all of it is drawn.
    let present = lastGrowth.max() ?? snapshot.samplesDrawn
    let exponents = lastGrowth.map { Int64(clamping: present - $0).magnitudeOfTen }
    let living = snapshot.counts.indices.filter { snapshot.counts[$0] > 0 }
    let news = living.filter { exponents[$0] > drought[$0] }
    guard let exponent = news.map({ exponents[$0] }).max() else { return nil }
    let silent = living.filter { exponents[$0] >= exponent }
    for category in silent { drought[category] = max(drought[category], exponent) }
    return .drought(of: silent, among: living, exponent: exponent, in: snapshot)
  }

  // MARK: How far it has come

  mutating func milestone() -> Sentence? { collapse() ?? levelling() ?? growth() }

  private mutating func collapse() -> Sentence? {
    let level = snapshot.ninesOfLeader
    guard level > nines, let leader = snapshot.leader else { return nil }
    nines = level
    return .collapse(to: leader, nines: level, in: snapshot)
  }

  private mutating func levelling() -> Sentence? {
    guard snapshot.assumptionClass.samplerClass == .contracting else { return nil }
    let level = snapshot.evenness
    guard level > evenness else { return nil }
    evenness = level
    return .evenness(level, in: snapshot)
  }

  private mutating func growth() -> Sentence? {
    // What can only repeat itself is as it was.
    guard snapshot.decades > decade, !snapshot.isAlone else { return nil }
    decade = snapshot.decades
    return .growth(decade, in: snapshot)
  }
}
