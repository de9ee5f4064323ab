import HeatDeath
import RealModule

/// What figures show besides the snapshot: found of its whole path.
struct FigureNotes: Sendable {
  /// What the data knew along the path.
  let knowledge: KnowledgeHistory
  /// What V of all categories was to do of late, and did; `nil` where that is not known, before there
  /// is half as much data again as when the settings in force came into force, and where chance may
  /// have moved V by more than half of it: it would tell of nothing but chance; nor of more categories
  /// than an index set holds.
  let drift: LyapunovDrift?
  /// Whether ``drift`` is of ten times the data, or nearly so: under settings that have been in force so long.
  let isDriftOfDecade: Bool
  /// The lines that V is to follow, one for each set of ``LyapunovView/sets(ofCategories:)``; none of
  /// five categories and more, which have no charts, and before anything has been drawn under the settings in
  /// force.
  let lines: [LyapunovRate.Line?]

  /// - Complexity: some hundred laws of the path.
  init(_ snapshot: Snapshot) {
    let points = PathPoints(snapshot)
    knowledge = KnowledgeHistory(snapshot, points)
    let field = snapshot.meanField
    guard snapshot.loop.policy == .accumulate, snapshot.loop.learner == .exact else {
      (drift, isDriftOfDecade, lines) = (nil, false, [])
      return
    }
    let start = snapshot.settingsClock
    let drift =
      snapshot.categoryCount > CategorySet.mostCategories
      ? nil
      : LyapunovDrift(
        of: CategorySet(0..<snapshot.categoryCount), along: snapshot.trajectory,
        to: snapshot.theta, size: snapshot.size, from: max(start, snapshot.size / 10), in: field,
        steps: 32)
    self.drift = drift.flatMap { drift in
      let isLong = snapshot.size - drift.start >= drift.start / 2
      return isLong && 2 * drift.noise <= min(drift.before, drift.after) ? drift : nil
    }
    isDriftOfDecade =
      start <= snapshot.size / 10 && drift.map { $0.start <= snapshot.size / 9 } == true
    lines = Self.lines(snapshot, points, since: start)
  }

  private static func lines(
    _ snapshot: Snapshot, _ points: PathPoints, since start: Int64
  ) -> [LyapunovRate.Line?] {
    let categories = snapshot.categoryCount
    let field = snapshot.meanField
    // What nothing has been drawn under yet is expected of nobody.
    guard categories <= 4, snapshot.clock > start,
      let rate = LyapunovRate(
        field, categoryCount: categories, support: snapshot.counts.count { $0 > 0 })
    else { return [] }
    let places = points.points.filter { $0.size >= start }.map {
      (law: $0.law, size: $0.size, next: field.nextSampleLaw(at: $0.law).coordinates)
    }
    guard let first = places.first else { return [] }
    return LyapunovView.sets(ofCategories: categories).map { set in
      let initial = Lyapunov.value(of: set, at: first.law)
      return places.lazy.compactMap {
        rate.line(
          of: set, at: $0.law, size: $0.size, next: $0.next, start: first.size, initial: initial,
          in: field)
      }.first
    }
  }
}

/// What is to be found of the path that a set of figures is about.
struct FigureNotesQuestion: Question {
  let snapshot: Snapshot

  func answer() -> FigureNotes { FigureNotes(snapshot) }

  /// What tells the moments of one run apart.
  private struct Moment: Hashable {
    let scenario: Scenario
    let settings: Settings
    let counts: [Int64]
    let samplesDrawn: Int128
    let generation: Int
    let markCount: Int
  }

  private var moment: Moment {
    Moment(
      scenario: snapshot.scenario, settings: snapshot.settings, counts: snapshot.counts,
      samplesDrawn: snapshot.samplesDrawn, generation: snapshot.generation,
      markCount: snapshot.marks.count)
  }

  static func == (left: Self, right: Self) -> Bool { left.moment == right.moment }

  func hash(into hasher: inout Hasher) { hasher.combine(moment) }
}

extension Snapshot {
  /// The clock at which the law of the process last changed other than by its own samples.
  fileprivate var settingsClock: Int64 {
    marks.last { mark in
      switch mark.intervention {
      case .setEngine, .land: false
      default: true
      }
    }?.clock ?? initialSize
  }
}

/// Places of the path, evenly in ln k, and the present one.
struct PathPoints: Sendable {
  let points: [(law: SimplexPoint, size: Int64)]

  /// More than any panel has columns for.
  private static let most = 64

  init(_ snapshot: Snapshot) {
    let path = snapshot.trajectory
    let (start, now) = (Double(path.sizes[0]), Double(snapshot.clock))
    let ratio = Double.log(now / start)
    var points: [(law: SimplexPoint, size: Int64)] = []
    var last = -1
    for step in 0..<Self.most {
      let size = start * Double.exp(ratio * Double(step) / Double(Self.most))
      let index = path.index(ofSize: Int64(min(size.rounded(), 4e18)))
      guard index > last, index < path.count, path.sizes[index] < snapshot.clock else { continue }
      points.append((SimplexPoint(counts: Array(path.counts(at: index))), path.sizes[index]))
      last = index
    }
    points.append((snapshot.theta, snapshot.clock))
    self.points = points
  }
}
