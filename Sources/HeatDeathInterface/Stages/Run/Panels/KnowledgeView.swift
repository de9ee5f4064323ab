import HeatDeath
import TerminalDrawing

/// What the dataset still knows and where its samples came from, in a student's words, or for an
/// expert in nats.
struct KnowledgeView: ScreenPart {
  let context: DrawingContext

  /// How many facts there are: up to two more where the loop is not the paper's.
  static func rowCount(_ snapshot: Snapshot) -> Int {
    4 + (snapshot.loop == .paper ? 0 : 1) + (missesData(snapshot.loop) ? 1 : 0)
  }

  /// Whether the model may be another law than the dataset's.
  private static func missesData(_ loop: ClosedLoop) -> Bool {
    if case .subsample = loop.policy { return true }
    return loop.learner != .exact
  }

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    var inner = Panel(title: "knowledge").draw(
      into: &buffer, in: area, palette: context.palette, symbols: context.symbols)
    let rows = rows
    let spacing = inner.height >= 2 * rows.count - 1 ? 2 : 1
    if spacing == 2, inner.height >= 2 * rows.count { _ = inner.takeTop(1) }
    for (index, row) in rows.enumerated() {
      let y = inner.y + index * spacing
      guard y < inner.maxY else { break }
      let mark = context.symbols.ellipsis
      buffer.write(
        row.name.truncated(toColumns: inner.width - 1, mark: mark), x: inner.x + 1, y: y,
        style: context.style(.muted))
      let room = inner.width - 13
      let text = row.values.first { $0.terminalColumns <= room } ?? row.values.last ?? ""
      buffer.write(
        text.truncated(toColumns: room, mark: mark), x: inner.x + 12, y: y,
        style: context.style(.text))
    }
  }

  /// Each fact in wordings from the longest to the shortest.
  private var rows: [(name: String, values: [String])] {
    let snapshot = context.figures
    return loopRows(snapshot) + [
      ("still real", real(snapshot)), ("diversity", diversity(snapshot)),
      ("drift", drift(snapshot)),
      ("fresh data", fresh(snapshot)),
    ]
  }

  /// How the loop is closed and what the learner misses, where that is not the paper's plain way.
  private func loopRows(_ snapshot: Snapshot) -> [(name: String, values: [String])] {
    let loop = snapshot.loop
    guard loop != .paper else { return [] }
    let batch = loop.batchSize(initialSize: snapshot.initialSize)
    let parts = [
      "\(loop.sampler), \(loop.learner), \(loop.policy), batch \(batch)",
      "\(loop.sampler), \(loop.learner), \(loop.policy)", "\(loop.learner), \(loop.policy)",
    ]
    guard Self.missesData(loop) else { return [("loop", parts)] }
    let theta = context.symbols.theta
    let error = context.format.nats(snapshot.learningError)
    let largest = context.format.nats(snapshot.largestLearningError)
    let misses =
      context.isExpert
      ? [
        "|\(theta)*\(context.symbols.minus)\(theta)| \(error), at most \(largest)",
        "\(error), max \(largest)",
      ]
      : [
        "misses the data by \(error), at most \(largest) so far",
        "off by \(error), max \(largest)", "\(error), max \(largest)",
      ]
    return [("loop", parts), ("learner", misses)]
  }

  /// How much of the dataset that there is no model has made.
  private func real(_ snapshot: Snapshot) -> [String] {
    guard let real = snapshot.realCount else {
      return ["not counted: old samples are dropped", "not counted"]
    }
    if real == snapshot.size { return ["all of the data", "all"] }
    if real == 0 { return ["none of the data", "none"] }
    let share = context.format.percent(real, of: snapshot.size)
    let count = context.format.count(real)
    return [
      "\(share) of the data: \(count) samples", "\(share) of the data", share,
    ]
  }

  private func diversity(_ snapshot: Snapshot) -> [String] {
    let effective = context.format.effectiveCategories(snapshot.theta)
    let all = "\(effective) of \(snapshot.categoryCount)"
    guard context.isExpert else { return ["\(all) categories", all] }
    let nats = context.format.nats(snapshot.theta.entropy)
    return ["\(all), entropy \(nats) nats", "\(nats) nats = \(all)", "\(nats) nats"]
  }

  private func drift(_ snapshot: Snapshot) -> [String] {
    let start = snapshot.scenario.initialData.empiricalLaw
    guard context.isExpert else {
      let moved = start.totalVariation(from: snapshot.theta)
      let share = context.format.percent(moved, complement: 1 - moved)
      return [
        "\(share) has moved from the original", "\(share) from the original", "\(share) has moved",
        share,
      ]
    }
    let nats = context.format.nats(start.divergence(from: snapshot.theta))
    return ["\(nats) nats of KL from the original", "\(nats) nats of KL", nats]
  }

  private func fresh(_ snapshot: Snapshot) -> [String] {
    let injected = snapshot.injectedCount
    let streamed = snapshot.externalCount
    let counts = (context.format.count(injected), context.format.count(streamed))
    switch (injected, streamed) {
    case (0, 0): return ["none from outside", "none"]
    case (_, 0): return ["\(counts.0) injected"]
    case (0, _): return ["\(counts.1) streamed in", "\(counts.1)"]
    default:
      return [
        "\(counts.0) injected, \(counts.1) streamed in", "\(counts.0) + \(counts.1) streamed",
        "\(counts.0) + \(counts.1)",
      ]
    }
  }
}
