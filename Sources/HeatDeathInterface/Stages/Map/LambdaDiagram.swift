import HeatDeath

/// Where a loop comes to rest for every λ, as far as it is known yet: the branches of rest points,
/// and the ways up and down.
struct LambdaDiagram: Sendable {
  let temperature: Temperature
  /// q.
  let law: SimplexPoint
  /// The category that the ways are about.
  let leader: Int
  /// The rest points at λ = place/``places``.
  private var columns: [Int: [BranchPoint]] = [:]
  /// Curves through them.
  private(set) var branches: [Branch] = []
  private var ways: [SweepQuestion.Direction: [SweepPoint]] = [:]

  /// Rest points of one kind at neighbouring λ.
  struct Branch: Sendable {
    let isStable: Bool
    var points: [Point]

    /// The first of its points and the last.
    fileprivate var ends: [Point] { [points.first, points.last].compactMap(\.self) }

    struct Point: Hashable {
      var fraction: Double
      var share: Double
      /// In how many directions the flow leaves it.
      var unstableDirections = 0

      init(_ fraction: Double, _ share: Double, unstableDirections: Int = 0) {
        self.fraction = fraction
        self.share = share
        self.unstableDirections = unstableDirections
      }

      init(_ fraction: Double, _ point: BranchPoint) {
        self.init(
          fraction, point.largestShare, unstableDirections: point.unstableDirections)
      }

      /// The share on the line from here to another point.
      func share(at fraction: Double, towards other: Point) -> Double {
        guard other.fraction != self.fraction else { return share }
        let part = (fraction - self.fraction) / (other.fraction - self.fraction)
        return share + part * (other.share - share)
      }
    }
  }

  /// The finest steps of λ.
  static let places = 800
  /// The steps that are asked for everywhere, in places; where branches begin or end, finer ones.
  private static let coarse = 16
  /// Points of neighbouring columns that are further apart belong to two branches.
  private static let largestStep = 0.25
  /// How many questions are under way at most: what has been asked is computed even when nobody
  /// looks any more.
  private static let mostAsked = 12

  init(temperature: Temperature, law: SimplexPoint, leader: Int) {
    self.temperature = temperature
    self.law = law
    self.leader = leader
  }

  /// That of a run's T and law; `nil` where rest points are not listed: for samplers other than
  /// softmax, and for more than ``RestPoints/mostCategories``.
  init?(of run: RunStage) {
    let wanted = run.feed.wanted
    guard Self.obstacle(to: wanted) == nil else { return nil }
    let counts = run.feed.data.counts
    self.init(
      temperature: wanted.temperature, law: Self.law(of: wanted),
      leader: counts.indices.max { counts[$0] < counts[$1] } ?? 0)
  }

  /// That of another temperature or law, of which nothing is known yet.
  func with(temperature: Temperature? = nil, law: SimplexPoint? = nil) -> LambdaDiagram {
    let law = law ?? self.law
    return LambdaDiagram(
      temperature: temperature ?? self.temperature, law: law,
      leader: min(leader, law.dimension - 1))
  }

  /// Why there is none of a scenario, and the way out.
  static func obstacle(to scenario: Scenario) -> String? {
    guard case .softmax = scenario.loop.sampler.kind else {
      return "the map is drawn for the softmax sampler alone; L chooses it"
    }
    let learner = scenario.loop.learner
    guard learner.followsMeanFlow else {
      return "the map is not known for the learner \(learner); L chooses another"
    }
    return (2...RestPoints.mostCategories).contains(scenario.initialData.categoryCount)
      ? nil : "the map is drawn for 2 to \(RestPoints.mostCategories) categories; n N change them"
  }

  /// q, whether it is drawn from at present or not.
  static func law(of scenario: Scenario) -> SimplexPoint {
    let initial = scenario.initialData.empiricalLaw
    // A scenario's law fits its data.
    return (try? scenario.externalData.law.resolved(initial: initial)) ?? initial
  }

  // MARK: Questions

  /// What is to be asked next, the coarsest first.
  var inquiries: [Inquiry] {
    let columns = missingPlaces.prefix(Self.mostAsked).map { place in
      Inquiry(
        BranchQuestion(
          temperature: temperature, fraction: Double(place) / Double(Self.places), law: law),
        about: place)
    }
    let rest = SweepQuestion.Direction.allCases.filter { ways[$0] == nil }.map { direction in
      Inquiry(question(direction), about: direction.rawValue)
    }
    return columns + rest
  }

  private func question(_ direction: SweepQuestion.Direction) -> SweepQuestion {
    SweepQuestion(
      temperature: temperature, law: law, direction: direction, leader: leader,
      count: Self.places / Self.coarse + 1)
  }

  private var missingPlaces: [Int] {
    let missing = Self.coarsePlaces.filter { columns[$0] == nil }
    guard missing.isEmpty else { return missing }
    let known = columns.keys.sorted()
    return zip(known, known.dropFirst()).filter { left, right in
      right - left > 1 && !isAlike(left, right)
    }.map { ($0 + $1) / 2 }
  }

  private func isAlike(_ left: Int, _ right: Int) -> Bool {
    columns[left]?.map(\.isStable) == columns[right]?.map(\.isStable)
  }

  /// Every fifth of them first.
  private static let coarsePlaces: [Int] = {
    let all = Array(stride(from: 0, through: places, by: coarse))
    return stride(from: 0, to: all.count, by: 5).map { all[$0] }
      + all.indices.filter { $0 % 5 != 0 }.map { all[$0] }
  }()

  /// Takes an answer, if it is to a question about this diagram.
  mutating func take(_ answer: AnsweredInquiry) {
    if let (question, points) = answer.pair(BranchQuestion.self),
      question.temperature == temperature, question.law == law,
      (0...Self.places).contains(answer.inquiry.subject),
      question.fraction == Double(answer.inquiry.subject) / Double(Self.places)
    {
      columns[answer.inquiry.subject] = points
      connect()
    } else if let (question, points) = answer.pair(SweepQuestion.self),
      question == self.question(question.direction)
    {
      ways[question.direction] = points
    }
  }

  // MARK: Branches

  /// Connects what stands next to each other at neighbouring λ.
  private mutating func connect() {
    var open: [Branch] = []
    branches = []
    var last: Int?
    for place in columns.keys.sorted() {
      let points = columns[place] ?? []
      let fraction = Double(place) / Double(Self.places)
      if last.map({ place - $0 > Self.coarse }) ?? false {
        branches += open
        open = []
      }
      last = place
      let (goingOn, free) = pairs(open, points)
      // Where a stable and another one end or begin together they meet.
      join(&open, except: goingOn.values.map(\.self))
      branches += open.indices.filter { !goingOn.values.contains($0) }.map { open[$0] }
      var next: [Branch] = []
      for (index, point) in points.enumerated() {
        if let branch = goingOn[index] {
          open[branch].points.append(Branch.Point(fraction, point))
          next.append(open[branch])
        } else if free.contains(index) {
          let start = Branch.Point(fraction, point)
          let met = point.isStable ? nil : meeting(point, among: points, free)
          next.append(
            Branch(
              isStable: point.isStable,
              points: (met.map { [Branch.Point(fraction, $0)] } ?? []) + [start]))
        }
      }
      open = next
    }
    branches += open
  }

  /// Which points go on with which branches, nearest first, and the points that do not.
  private func pairs(
    _ branches: [Branch], _ points: [BranchPoint]
  ) -> (goingOn: [Int: Int], free: Set<Int>) {
    var pairs: [(branch: Int, point: Int, isOther: Int, distance: Double)] = []
    for (index, branch) in branches.enumerated() {
      for (place, point) in points.enumerated() where point.isStable == branch.isStable {
        let distance = abs(point.largestShare - (branch.points.last?.share ?? 0))
        // Where branches cross, each keeps its directions.
        let isOther = branch.points.last?.unstableDirections != point.unstableDirections ? 1 : 0
        if distance < Self.largestStep { pairs.append((index, place, isOther, distance)) }
      }
    }
    var result: [Int: Int] = [:]
    for pair in pairs.sorted(by: { ($0.isOther, $0.distance) < ($1.isOther, $1.distance) })
    where result[pair.point] == nil && !result.values.contains(pair.branch) {
      result[pair.point] = pair.branch
    }
    return (result, Set(points.indices).subtracting(result.keys))
  }

  private func join(_ branches: inout [Branch], except goingOn: [Int]) {
    let ended = branches.indices.filter { !goingOn.contains($0) }
    for index in ended where !branches[index].isStable {
      guard let end = branches[index].points.last else { continue }
      let other = ended.filter { branches[$0].isStable }.compactMap { branches[$0].points.last }
        .min { abs($0.share - end.share) < abs($1.share - end.share) }
      if let other, abs(other.share - end.share) < Self.largestStep {
        branches[index].points.append(other)
      }
    }
  }

  private func meeting(
    _ point: BranchPoint, among points: [BranchPoint], _ free: Set<Int>
  ) -> BranchPoint? {
    func distance(_ other: BranchPoint) -> Double { abs(other.largestShare - point.largestShare) }
    let other = free.map { points[$0] }.filter(\.isStable).min { distance($0) < distance($1) }
    return other.flatMap { distance($0) < Self.largestStep ? $0 : nil }
  }

  // MARK: What it says

  /// The stable branches, and of the others what parts ends over those λ at which there are some with
  /// different largest shares: the points that the flow leaves in one direction, forth and back, on the
  /// branches that meet an end where it vanishes. Others part none, or ends that look alike here.
  var decidingBranches: [Branch] {
    let contested = columns.filter { _, points in
      Set(points.filter(\.isStable).map(\.largestShare)).count > 1
    }.keys
    let step = 1 / Double(Self.places)
    guard let low = contested.min(), let high = contested.max() else {
      return branches.filter(\.isStable)
    }
    let range =
      Double(low) / Double(Self.places) - step...Double(high) / Double(Self.places) + step
    // An end vanishes where it meets what parts it from another one.
    let ends = branches.filter(\.isStable).flatMap(\.ends)
    let parting = branches.map { branch in
      !branch.isStable
        && branch.ends.contains { point in
          ends.contains { $0.fraction == point.fraction && $0.share == point.share }
        }
    }
    return branches.indices.compactMap { index in
      let branch = branches[index]
      guard !branch.isStable else { return branch }
      guard parting[index] || !parting.contains(true) else { return nil }
      let points = branch.points.filter {
        range.contains($0.fraction) && $0.unstableDirections <= 1
      }
      return points.isEmpty ? nil : Branch(isStable: false, points: points)
    }
  }

  typealias Gap = (up: [Branch.Point], down: [Branch.Point])

  /// The ways up and down between the λ where they part, each in its direction; `nil` where they do not,
  /// or are not known yet.
  ///
  /// Sweeps take steps of λ, and go over to the other branch at the first step beyond the end of their
  /// own. The ways follow the branch to where it ends, and cross over there.
  var gap: Gap? {
    guard let rising = ways[.up], let falling = ways[.down], rising.count == falling.count else {
      return nil
    }
    let up = rising.map(resting)
    let down = falling.reversed().map(resting)
    // At T = 1 nothing moves at λ = 0, and there is one end at every other.
    guard temperature.value < 1 else { return nil }
    let apart = up.indices.filter { abs(up[$0].share - down[$0].share) > 1e-3 }
    guard let first = apart.first, let last = apart.last else { return nil }
    let (before, after) = (max(0, first - 1), min(up.count - 1, last + 1))
    let low = end(between: up[before], and: down[first], \.points.first)
    let high = end(between: up[last], and: down[after], \.points.last)
    guard let low, let high, low.end.fraction < high.end.fraction else {
      return (Array(up[before...after]), down[before...after].reversed())
    }
    func isInside(_ point: Branch.Point) -> Bool {
      low.end.fraction < point.fraction && point.fraction < high.end.fraction
    }
    // Sweeps' steps, and near the end of a branch, where it is steep, its own points.
    let upper =
      up[first...last].filter(isInside)
      + high.branch.points.filter { isInside($0) && $0.fraction > up[last].fraction }
    let lower =
      low.branch.points.filter { isInside($0) && $0.fraction < down[first].fraction }
      + down[first...last].filter(isInside)
    let (left, right) = (
      up[before].share(at: low.end.fraction, towards: up[first]),
      down[last].share(at: high.end.fraction, towards: down[after])
    )
    return (
      [Branch.Point(low.end.fraction, left)] + upper
        + [high.end, Branch.Point(high.end.fraction, right)],
      [Branch.Point(high.end.fraction, right)] + lower.reversed()
        + [low.end, Branch.Point(low.end.fraction, left)]
    )
  }

  /// The end that a step of a way came near to; flows stop a little before theirs, which would draw a
  /// level curve as steps.
  private func resting(_ step: SweepPoint) -> Branch.Point {
    let place = Int((step.fraction * Double(Self.places)).rounded())
    let ends = (columns[place] ?? []).filter(\.isStable).map(\.largestShare)
    let nearest = ends.min { abs($0 - step.largestShare) < abs($1 - step.largestShare) }
    let share = nearest.flatMap { abs($0 - step.largestShare) < 1e-3 ? $0 : nil }
    return Branch.Point(step.fraction, share ?? step.largestShare)
  }

  /// Where the branch that a way follows begins or ends between two steps of λ: exactly where that is
  /// known by a formula, else to a part in ``places``.
  private func end(
    between left: Branch.Point, and right: Branch.Point, _ end: (Branch) -> Branch.Point?
  ) -> (branch: Branch, end: Branch.Point)? {
    let isLast = end(Branch(isStable: true, points: [left, right])) == right
    let near = isLast ? left : right
    let step = 1 / Double(Self.places)
    let found = branches.filter(\.isStable).compactMap { branch in
      end(branch).map { (branch: branch, end: $0) }
    }.filter {
      (left.fraction - step...right.fraction + step).contains($0.end.fraction)
    }.min { abs($0.end.share - near.share) < abs($1.end.share - near.share) }
    guard var found else { return nil }
    if law.isUniform, law.dimension > 1 {
      let thresholds = Hysteresis(temperature: temperature, categoryCount: law.dimension)
      found.end.fraction = isLast ? thresholds.collapseThreshold : thresholds.uniformThreshold
    }
    return found
  }

  /// The λ from which on there is one stable end, to a part in ``places``; 0 where there is one at
  /// every λ above 0, `nil` where it is not known yet.
  var singleEndFrom: Double? {
    guard missingPlaces.isEmpty else { return nil }
    let known = columns.keys.sorted()
    let last = known.last { place in
      (columns[place] ?? []).filter(\.isStable).reduce(0) { $0 + $1.count } > 1
    }
    guard let last, last > 0 else { return 0 }
    return known.first { $0 > last }.map { Double($0) / Double(Self.places) }
  }
}
