import HeatDeath
import TerminalDrawing

/// What the dataset still knows and has become, in a student's words, or for an expert in nats: each
/// fact with its history over ln k, and the samples by where they came from.
struct KnowledgeView: ScreenPart {
  let context: DrawingContext

  func appearance(in area: Rect) -> Appearance? { context.appearance(of: Self.self) }

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    var inner = Panel(title: "knowledge").draw(
      into: &buffer, in: area, palette: context.palette, symbols: context.symbols)
    guard inner.width >= 12 else { return }
    let (loop, facts) = (loopRows, facts)
    let hasCurves = inner.width >= Self.curveWidth(isExpert: context.isExpert)
    let rows = KnowledgeRows(in: inner.height, loopRows: loop.count, hasCurves: hasCurves)
    if rows.isPadded { _ = inner.takeTop(1) }
    for fact in loop {
      line(
        fact.name, fact.values, into: &buffer, in: inner.takeTop(1),
        columns: inner.width - 1 - Self.names)
    }
    var block = inner.takeTop(rows.factHeight * facts.count + (rows.hasCurves ? 2 : 0))
    if rows.hasCurves { curves(into: &buffer, in: block, height: rows.factHeight) }
    for fact in facts {
      line(
        fact.name, fact.values, into: &buffer, in: block.takeTop(rows.factHeight),
        columns: rows.hasCurves ? textWidth(inner.width) : inner.width - 1 - Self.names)
    }
    guard rows.hasBar else { return }
    if inner.height > 3 { _ = inner.takeTop(1) }
    OriginsBar(context: context).draw(into: &buffer, in: inner)
  }

  /// A name and the longest of some wordings that fits, at the foot of its rows.
  private func line(
    _ name: String, _ values: [String], into buffer: inout CellBuffer, in area: Rect, columns: Int
  ) {
    guard area.height > 0 else { return }
    let mark = context.symbols.ellipsis
    let y = area.maxY - 1
    buffer.write(
      name.truncated(toColumns: area.width - 1, mark: mark), x: area.x + 1, y: y,
      style: context.style(.muted))
    let text = values.first { $0.terminalColumns <= columns } ?? values.last ?? ""
    buffer.write(
      text.truncated(toColumns: columns, mark: mark), x: area.x + Self.names, y: y,
      style: context.style(.text))
  }

  // MARK: History

  /// The narrowest room inside a panel for facts with curves beside them.
  private static func curveWidth(isExpert: Bool) -> Int { isExpert ? 58 : leastCurveWidth }

  static let leastCurveWidth = 40

  /// The columns of names, with a blank on either side.
  static let names = 14

  /// Columns for what is said beside a curve.
  private func textWidth(_ width: Int) -> Int {
    context.isExpert ? 29 : width >= 60 ? 25 : width >= 46 ? 17 : 13
  }

  private func curves(into buffer: inout CellBuffer, in area: Rect, height: Int) {
    let left = Self.names + textWidth(area.width) + 1
    var plot = Rect(
      x: area.x + left, y: area.y, width: area.width - left - 1, height: area.height)
    let clock = context.clock(of: context.figures)
    PlotFrame(x: clock.axis(title: "", format: context.format), y: nil, columns: .edges).draw(
      into: &buffer, in: plot, palette: context.palette, symbols: context.symbols)
    let style = context.style(.muted)
    let samples = "samples"
    buffer.write("height none to all", x: area.x + 1, y: area.maxY - 2, style: style)
    buffer.write(samples, x: plot.x - samples.count - 1, y: area.maxY - 1, style: style)
    guard let history = context.feed.notes?.knowledge else { return }
    for fact in KnowledgeHistory.Fact.allCases {
      let rows = plot.takeTop(height)
      guard history.isKnown(fact) else {
        // The rows of data that stream in are counted, not dated.
        let words = "its past is not kept"
        if words.count <= rows.width {
          buffer.write(words, x: rows.x, y: rows.maxY - 1, style: style)
        }
        continue
      }
      let top = 1 - 0.125 / Double(height)
      let heights = history.heights(of: fact, on: clock, columns: rows.width).map {
        $0.map { $0 * top }
      }
      Sparkline(values: heights).draw(
        into: &buffer, in: rows, ink: Ink(context.palette.color(.text)), palette: context.palette,
        symbols: context.symbols)
    }
  }

  // MARK: Words

  /// How many facts there are besides the three that all runs have: up to two where the loop is not
  /// the paper's.
  static func loopRowCount(_ snapshot: Snapshot) -> Int {
    (snapshot.loop == .paper ? 0 : 1) + (missesData(snapshot.loop) ? 1 : 0)
  }

  /// Whether the model may be another law than the dataset's.
  private static func missesData(_ loop: ClosedLoop) -> Bool {
    !loop.learnsItsData
  }

  /// Each fact in wordings from the longest to the shortest, in the order of their histories.
  private var facts: [(name: String, values: [String])] {
    let snapshot = context.figures
    return [
      ("from outside", real(snapshot)), ("diversity", diversity(snapshot)),
      ("moved", moved(snapshot)),
    ]
  }

  /// How the loop is closed and what the learner misses, where that is not the paper's plain way.
  private var loopRows: [(name: String, values: [String])] {
    let snapshot = context.figures
    let loop = snapshot.loop
    guard loop != .paper else { return [] }
    let batch = loop.batchSize(initialSize: snapshot.initialSize)
    let learner = context.isExpert ? "\(loop.learner)" : loop.learner.title
    let policy = context.isExpert ? "\(loop.policy)" : loop.policy.title
    // What is not the paper's comes last to go.
    let own = [
      loop.sampler == .softmax ? nil : loop.sampler.title, loop.learner == .exact ? nil : learner,
      loop.policy == .accumulate ? nil : policy,
    ].compactMap(\.self)
    let all = "\(loop.sampler.title), \(learner), \(policy)"
    let parts =
      (batch == .one ? [] : ["\(all), batch \(batch)"]) + [all, own.joined(separator: ", ")]
    guard Self.missesData(loop) else { return [("loop", parts)] }
    let theta = context.symbols.theta
    if context.isExpert {
      let error = context.format.nats(snapshot.learningError)
      let largest = context.format.nats(snapshot.largestLearningError)
      let norm = "|\(theta)*\(context.symbols.minus)\(theta)| \(error), at most \(largest)"
      return [("loop", parts), ("learner", [norm, "\(error), max \(largest)"])]
    }
    let points = "up to \(context.format.small(100 * Self.largestMiss(snapshot)))"
    let misses = [
      "shares off by \(points) percentage points", "off by \(points) points", "\(points) points",
    ]
    return [("loop", parts), ("learner", misses)]
  }

  /// By how much the model's share of a category differs from that of the data, at most.
  private static func largestMiss(_ snapshot: Snapshot) -> Double {
    let size = Double(snapshot.size)
    return snapshot.counts.indices.reduce(0) { most, category in
      max(most, abs(snapshot.theta[category] - Double(snapshot.counts[category]) / size))
    }
  }

  /// How much of the dataset that there is no model has made, and what of it came later.
  private func real(_ snapshot: Snapshot) -> [String] {
    guard let real = snapshot.realCount else {
      return ["not counted: old samples are dropped", "not counted"]
    }
    if real == snapshot.size { return ["all of the data", "all"] }
    if real == 0 { return ["none of the data", "none"] }
    let share = context.format.shortPercent(
      Double(real) / Double(snapshot.size),
      complement: Double(snapshot.size - real) / Double(snapshot.size))
    let count = context.format.count(real)
    let later = snapshot.origins.map { $0.injected + $0.streamed } ?? 0
    return [
      "\(share) of the data: \(count) samples",
      later > 0 ? "\(share), \(context.format.count(later)) came later" : "\(share) of the data",
      "\(share) of the data", "\(share) of data", share,
    ]
  }

  private func diversity(_ snapshot: Snapshot) -> [String] {
    let effective = context.format.effectiveCategories(snapshot.theta)
    let all = "\(effective) of \(snapshot.categoryCount)"
    guard context.isExpert else { return ["\(all) categories", all, effective] }
    let nats = context.format.nats(snapshot.theta.entropy)
    return ["\(all), entropy \(nats) nats", "\(nats) nats = \(all)", "\(nats) nats"]
  }

  private func moved(_ snapshot: Snapshot) -> [String] {
    let start = snapshot.scenario.initialData.empiricalLaw
    let moved = start.totalVariation(from: snapshot.theta)
    let share = context.format.percent(moved, complement: 1 - moved)
    guard context.isExpert else {
      return [
        "\(share) of all, from the original", "\(share) from the original", "\(share) of all",
        share,
      ]
    }
    let nats = context.format.nats(start.divergence(from: snapshot.theta))
    return [
      "\(share), \(nats) nats of KL from the original", "\(share), \(nats) nats of KL",
      "\(nats) nats of KL", nats,
    ]
  }
}

/// How the rows of a panel of knowledge are used: the facts first, then the bar of where samples came
/// from, then histories, which with more rows become taller.
struct KnowledgeRows {
  /// The rows of each fact.
  let factHeight: Int
  let hasBar: Bool
  let hasCurves: Bool
  let isPadded: Bool

  private static let facts = KnowledgeHistory.Fact.allCases.count

  /// Rows, frame included, of a panel with the facts alone.
  static func tight(loopRows: Int) -> Int { loopRows + facts + 2 }

  /// The bar and its legend.
  static let bar = 2

  /// The axis of histories and its numbers; no rows in panels too narrow for curves.
  static func axis(width: Int) -> Int { width >= KnowledgeView.leastCurveWidth + 2 ? 2 : 0 }

  /// The rows that a panel so wide with all of it can use well.
  static func useful(width: Int, loopRows: Int) -> Int {
    let axis = axis(width: width)
    return tight(loopRows: loopRows) + bar + axis + (axis > 0 ? 2 : 1) * facts + 3
  }

  /// - Parameter height: the rows inside the frame.
  init(in height: Int, loopRows: Int, hasCurves isWide: Bool) {
    var room = height - loopRows - Self.facts
    hasBar = room >= Self.bar
    if hasBar { room -= Self.bar }
    hasCurves = isWide && hasBar && room >= 2
    if hasCurves { room -= 2 }
    isPadded = room >= 2
    if isPadded { room -= 2 }
    factHeight = 1 + min(hasCurves ? 3 : 1, max(0, room / Self.facts))
  }
}

extension ClosedLoop {
  /// Whether the model believes what its data hold: the exact learner, trained on all that is kept.
  var learnsItsData: Bool {
    if case .subsample = policy { return false }
    return learner == .exact
  }
}
