import HeatDeath

/// What becomes of a scenario's runs over T and λ, as far as it is known yet: the cells of a
/// ``PhaseDiagram`` on grids of which each has the cells of the coarser one.
struct PhaseMap: Sendable {
  let diagram: PhaseDiagram
  /// Whether runs end early, because no leap holds.
  let isShort: Bool
  /// Above which λ evenness holds and collapse cannot last, T by T from the lowest on to 1; `nil` where
  /// no formula is known.
  let thresholds: [Hysteresis]?
  /// By place: row after row, the lowest λ first.
  private var outcomes: [PhaseOutcome?]
  /// How many cells are known of those that are on the grid of a stride and on no coarser one.
  private var knownCounts: [Int: Int] = [:]
  /// The places of a grid in the order in which they are asked, and the first that is not known.
  private var queue = places(stride: strides[0])
  private var queueStride = strides[0]
  private var queueStart = 0

  /// T from 0.2 to 2 and λ from 0 to 1, both in steps of 0.025 on the finest grid.
  static let columns = 73
  static let rows = 41

  /// Every so-manieth T and λ of the finest grid, from the coarsest one on.
  static let strides = [8, 4, 2, 1]

  /// R.
  static let runs = 16

  /// How many cells are asked at once: what has been asked is computed even when nobody looks any more.
  private static let mostAsked = 4

  private static let temperatures = (0..<columns).map { column in
    // All are positive.
    try! Temperature(Double(200 + 25 * column) / 1000)
  }

  private static let fractions = (0..<rows).map { Double(25 * $0) / 1000 }

  /// - Parameter scenario: its own T and λ do not matter.
  init(of scenario: Scenario) {
    let base = Self.base(scenario)
    let (size, isShort) = Self.finalSize(of: base)
    self.isShort = isShort
    // Leaps are not asked for, so none is refused.
    diagram = try! PhaseDiagram(
      of: base, temperatures: Self.temperatures, fractions: Self.fractions, finalSize: size,
      runCount: Self.runs)
    outcomes = Array(repeating: nil, count: Self.columns * Self.rows)
    let law = LambdaDiagram.law(of: base)
    thresholds =
      law.isUniform
      ? Self.temperatures.prefix { $0.value <= 1 }.map {
        Hysteresis(temperature: $0, categoryCount: law.dimension)
      } : nil
  }

  /// The scenario without what the map replaces.
  private static func base(_ scenario: Scenario) -> Scenario {
    // The law fitted before, and so does every T.
    let data = try! ExternalData(fraction: 0, law: scenario.externalData.law)
    return try! scenario.with(temperature: .one, externalData: data)
  }

  /// Whether it is about the runs of that scenario.
  func isOf(_ scenario: Scenario) -> Bool { diagram.scenario == Self.base(scenario) }

  // MARK: How far runs go

  /// How many times its data a run leaps to at least, and the size that it leaps to in any case.
  private static let growth: Int64 = 100_000
  private static let leastLeap: Int64 = 1_000_000
  private static let mostLeap: Int64 = 1_000_000_000_000_000_000
  /// How often a run retrains where no leap holds.
  private static let retrainings: Int64 = 1000

  /// K, and whether it is as near as it is because no leap holds: a round number either way.
  static func finalSize(of scenario: Scenario) -> (size: Int64, isShort: Bool) {
    let first = scenario.firstSize
    let data = scenario.initialData.size
    // Which leap holds depends on λ, whether one does does not.
    if (try? scenario.loop.leapingEngine(externalFraction: 1, initialSize: data)) != nil {
      var size = leastLeap
      while size < mostLeap, size / growth < data { size *= 10 }
      return (max(size, first), false)
    }
    let reach = retrainings * scenario.loop.batchSize(initialSize: data).range.lowerBound
    var round: Int64 = 1
    while round <= (first + reach) / 10 { round *= 10 }
    return (round - first >= reach / 2 ? round : first + reach, true)
  }

  // MARK: Places

  /// The place of the grid nearest to a T and a λ.
  static func place(
    _ temperature: Temperature, _ fraction: Double, stride: Int
  ) -> (column: Int, row: Int) {
    func nearest(_ steps: Double, _ count: Int) -> Int {
      let whole = (max(0, min(Double(count - 1), steps)) / Double(stride)).rounded()
      return Int(whole) * stride
    }
    return (
      nearest((temperature.value - 0.2) * 40, columns), nearest(fraction * 40, rows)
    )
  }

  static func temperature(_ column: Int) -> Temperature { temperatures[column] }
  static func fraction(_ row: Int) -> Double { fractions[row] }

  private static func index(_ column: Int, _ row: Int) -> Int { row * columns + column }

  /// The coarsest grid that a place is on.
  private static func stride(of column: Int, _ row: Int) -> Int {
    strides.first { column % $0 == 0 && row % $0 == 0 } ?? 1
  }

  static func cellCount(stride: Int) -> Int {
    ((columns - 1) / stride + 1) * ((rows - 1) / stride + 1)
  }

  /// The finest grid with a column and a row for each of its values, in so many cells or halves of them;
  /// where there is little room the second coarsest, whose steps are tenths.
  static func finestStride(columns width: Int, rows height: Int) -> Int {
    strides.last { (columns - 1) / $0 < width && (rows - 1) / $0 < height && $0 < strides[0] }
      ?? strides[1]
  }

  // MARK: What is known

  /// What is known of a place: of some of its runs, or of all.
  func known(_ column: Int, _ row: Int) -> PhaseOutcome? { outcomes[Self.index(column, row)] }

  /// The outcome of a place, once all runs have ended.
  func outcome(_ column: Int, _ row: Int) -> PhaseOutcome? {
    known(column, row).flatMap { $0.runCount == diagram.runCount ? $0 : nil }
  }

  /// The outcome of a place, or while it is not known that of the nearest one of a coarser grid.
  func outcome(near column: Int, _ row: Int) -> PhaseOutcome? {
    for stride in Self.strides.reversed() {
      func nearest(_ place: Int) -> Int { (place + stride / 2) / stride * stride }
      if let outcome = outcome(nearest(column), nearest(row)) { return outcome }
    }
    return nil
  }

  /// How many cells of a grid are known.
  func knownCount(stride: Int) -> Int {
    Self.strides.reduce(0) { $0 + ($1 >= stride ? knownCounts[$1] ?? 0 : 0) }
  }

  // MARK: Questions

  /// What is to be asked next: the place looked at, then grid after grid the places where neighbours
  /// ended in other ways, then the rest.
  func inquiries(stride finest: Int, lookingAt place: (column: Int, row: Int)) -> [Inquiry] {
    var places = outcome(place.column, place.row) == nil ? [place] : []
    if queueStride >= finest {
      for next in queue[queueStart...] where outcome(next.column, next.row) == nil {
        if places.count == Self.mostAsked { break }
        if next != place { places.append(next) }
      }
    }
    return places.map { column, row in
      Inquiry(
        PhaseQuestion(diagram, column, row, after: known(column, row)),
        about: Self.index(column, row))
    }
  }

  /// Goes on to what is not known yet, on the next grid where all of this one is.
  private mutating func advanceQueue() {
    func isKnown(_ place: (column: Int, row: Int)) -> Bool {
      outcome(place.column, place.row) != nil
    }
    while true {
      while queueStart < queue.count, isKnown(queue[queueStart]) { queueStart += 1 }
      guard queueStart == queue.count, queueStride > 1 else { return }
      queueStride /= 2
      queueStart = 0
      let missing = Self.places(stride: queueStride).filter { !isKnown($0) }
      let contested = missing.map { isContested($0, queueStride) }
      queue =
        zip(missing, contested).filter(\.1).map(\.0)
        + zip(missing, contested).filter { !$1 }.map(\.0)
    }
  }

  private static func places(stride: Int) -> [(column: Int, row: Int)] {
    Swift.stride(from: 0, to: rows, by: stride).flatMap { row in
      Swift.stride(from: 0, to: columns, by: stride).map { (column: $0, row: row) }
    }
  }

  /// Whether the places around, on the next coarser grid, did not all end alike.
  private func isContested(_ place: (column: Int, row: Int), _ stride: Int) -> Bool {
    let step = 2 * stride
    var first: PhaseOutcome?
    for row in Set([place.row / step * step, (place.row + stride) / step * step]) {
      for column in Set([place.column / step * step, (place.column + stride) / step * step]) {
        guard row < Self.rows, column < Self.columns, let found = outcome(column, row) else {
          continue
        }
        if let first,
          (first.collapsedCount, first.uniformCount) != (found.collapsedCount, found.uniformCount)
        {
          return true
        }
        first = found
      }
    }
    return false
  }

  /// Takes an answer, if it is to a question about this map.
  mutating func take(_ question: PhaseQuestion, _ answer: PhaseOutcome) {
    let index = Self.index(question.temperature, question.fraction)
    guard question.diagram == diagram, answer.runCount > outcomes[index]?.runCount ?? 0 else {
      return
    }
    outcomes[index] = answer
    if answer.runCount == diagram.runCount {
      knownCounts[Self.stride(of: question.temperature, question.fraction), default: 0] += 1
      advanceQueue()
    }
  }
}
