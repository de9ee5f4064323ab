import HeatDeath
import TerminalDrawing

/// What the dataset still knows and where its samples came from.
struct KnowledgeView: ScreenPart {
  let context: DrawingContext

  /// How many facts there are: up to two more where the loop is not the paper's.
  static func rowCount(_ snapshot: Snapshot) -> Int {
    6 + (snapshot.loop == .paper ? 0 : 1) + (missesData(snapshot.loop) ? 1 : 0)
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
      buffer.write(
        row.name, x: inner.x + 1, y: y, style: context.style(.muted), limit: inner.width - 1)
      let room = inner.width - 12
      let text = row.values.first { $0.terminalColumns <= room } ?? row.values.last ?? ""
      buffer.write(
        text.truncated(toColumns: room, mark: context.symbols.ellipsis), x: inner.x + 11, y: y,
        style: context.style(.text))
    }
  }

  /// How the loop is closed and what the learner misses, where that is not the paper's plain way.
  private func loopRows(_ snapshot: Snapshot) -> [(name: String, values: [String])] {
    let loop = snapshot.loop
    guard loop != .paper else { return [] }
    let batch = loop.batchSize(initialSize: snapshot.initialSize)
    let error = context.format.nats(snapshot.learningError)
    let largest = context.format.nats(snapshot.largestLearningError)
    let parts = (
      "loop",
      [
        "\(loop.sampler), \(loop.learner), \(loop.policy), batch \(batch)",
        "\(loop.sampler), \(loop.learner), \(loop.policy)", "\(loop.learner), \(loop.policy)",
      ]
    )
    guard Self.missesData(loop) else { return [parts] }
    return [
      parts,
      (
        "learner",
        [
          "misses the data by \(error), at most \(largest) so far",
          "off by \(error), max \(largest)",
          "\(error), max \(largest)",
        ]
      ),
    ]
  }

  /// Each fact in wordings from the longest to the shortest.
  private var rows: [(name: String, values: [String])] {
    let snapshot = context.figures
    let format = context.format
    let symbols = context.symbols
    let effective = format.effectiveCategories(snapshot.theta)
    let nats = format.nats(snapshot.theta.entropy)
    let lost = snapshot.scenario.initialData.empiricalLaw.divergence(from: snapshot.theta)
    let lostText = format.nats(lost)
    let generated =
      snapshot.clock - snapshot.initialSize - snapshot.injectedCount - snapshot.externalCount
    let real = format.share(snapshot.clock - generated, of: snapshot.clock)
    let injected = format.count(snapshot.injectedCount)
    let streamed = format.count(snapshot.externalCount)
    let fraction = format.fraction(context.settings.externalData.fraction)
    let clock = format.fixed(
      .log(Double(snapshot.clock) / Double(snapshot.initialSize)), digits: 1)
    let sampler = snapshot.assumptionClass.words
    return loopRows(snapshot) + [
      (
        "clock",
        [
          "ln(k/\(symbols.ell)) = \(clock), \(sampler) sampler",
          "ln(k/\(symbols.ell)) \(clock), \(sampler)",
          "\(clock), \(sampler)",
        ]
      ),
      (
        "entropy",
        [
          "\(nats) nats = \(effective) of \(snapshot.categoryCount) categories",
          "\(nats) nats = \(effective) categories", "\(nats) = \(effective) categ.",
        ]
      ),
      (
        "forgotten",
        [
          "\(lostText) nats of KL from the start", "\(lostText) nats (KL)",
        ]
      ),
      (
        "real data",
        [snapshot.loop.policy.grows ? "\(real) of the dataset" : "\(real) of all there were", real]
      ),
      (
        "samples",
        [
          "\(format.count(snapshot.initialSize)) initial + \(format.count(generated)) generated",
          "\(format.count(snapshot.initialSize)) + \(format.count(generated)) gen.",
        ]
      ),
      (
        "external",
        [
          "\(injected) injected, \(streamed) streamed at \(symbols.lambda) = \(fraction)",
          "\(injected) injected, \(streamed) streamed", "\(injected) + \(streamed) samples",
        ]
      ),
    ]
  }
}
