import HeatDeath
import HeatDeathFiles
import HeatDeathRuntime

/// Draws the runs of one job of an ensemble and hands over their records: when there are enough of
/// them, and of the job whose turn it is also as time goes by.
struct RunJob {
  private let ensemble: RunEnsemble
  private let outlet: EnsembleOutlet<RecordChunk>
  private let progress: ProgressBar?
  private let clock: MonotonicClock

  private var lines: RecordBuilder
  private var finishedByteCount = 0
  private var finishedRunCount = 0
  private var stride = StrideKeeper()
  private var lastHandOver: UInt64

  /// Bytes handed over at a time.
  private static let chunkSize = 1 << 16

  /// Nanoseconds after which records are handed over even if they are few: 0.2 s.
  private static let patience: UInt64 = 200_000_000

  init(
    ensemble: RunEnsemble, outlet: EnsembleOutlet<RecordChunk>, progress: ProgressBar?,
    clock: @escaping MonotonicClock
  ) {
    self.ensemble = ensemble
    self.outlet = outlet
    self.progress = progress
    self.clock = clock
    lines = RecordBuilder(format: ensemble.writer.format)
    lastHandOver = clock()
  }

  /// Advances runs together and writes the records of one after those of the other.
  mutating func record(_ group: inout [Simulation]) throws {
    let writer = ensemble.writer
    var waiting = group.dropFirst().map { _ in RecordBuilder(format: writer.format) }
    // Where data are discarded, k counts the samples drawn.
    let offset = group[0].clock - ensemble.start
    var recordCount = 0
    for size in ensemble.schedule.sizes(from: ensemble.start, to: ensemble.finalSize) {
      try advance(&group, to: size + offset)
      writer.append(run: group[0].stream, size: size, state: group[0], to: &lines)
      for other in waiting.indices {
        writer.append(
          run: group[other + 1].stream, size: size, state: group[other + 1], to: &waiting[other])
      }
      recordCount += 1
      if ensemble.engine != .step { progress?.advance(by: 1) }
      // Nothing is handed over here: a run's last record goes with the word that it is finished.
    }
    // Points that fell together were expected, too.
    if ensemble.engine != .step {
      progress?.advance(by: Int64(ensemble.recordsPerRun - recordCount))
    }
    finishRun()
    for other in waiting {
      lines.append(other)
      finishRun()
    }
    progress?.finishRuns(group.count)
    if lines.bytes.count >= Self.chunkSize { try handOver() }
  }

  /// Hands over what is left.
  mutating func finish() throws {
    if !lines.bytes.isEmpty { try handOver() }
  }

  private mutating func advance(_ group: inout [Simulation], to target: Int64) throws {
    while group[0].clock < target {
      let batch = nextBatch(&group, rest: target - group[0].clock)
      // Records must not wait for what takes long.
      try handOverIfDue(expecting: ensemble.engine == .step ? 0 : stride.lastDuration)
      let before = clock()
      Simulation.advance(&group, by: batch)
      stride.learn(samples: batch, nanoseconds: clock() - before)
      if ensemble.engine == .step { progress?.advance(by: batch * Int64(group.count)) }
      try outlet.checkCancellation()
    }
  }

  /// How many of the next `rest` samples to draw before looking at the outside world.
  private func nextBatch(_ group: inout [Simulation], rest: Int64) -> Int64 {
    // Where a leap ends is a part of what is drawn; and it takes the same time however long it is.
    guard ensemble.engine == .step else { return rest }
    var free = Int64.max
    for place in group.indices { free = min(free, group[place].freeSampleCount) }
    // One sample, and it shows how much of a large batch is decided with it.
    let next = ensemble.drawsLargeBatches ? 1 : stride.stride
    return min(rest, max(next, free))
  }

  private mutating func finishRun() {
    finishedByteCount = lines.bytes.count
    finishedRunCount += 1
  }

  /// - Parameter nanoseconds: how long it may take until this is called again.
  private mutating func handOverIfDue(expecting nanoseconds: UInt64) throws {
    guard !lines.bytes.isEmpty else { return }
    if lines.bytes.count >= Self.chunkSize { return try handOver() }
    let now = clock()
    guard now - lastHandOver + nanoseconds >= Self.patience else { return }
    if outlet.isInFront {
      try handOver()
    } else {
      // Nobody waits for these records yet.
      lastHandOver = now
    }
  }

  private mutating func handOver() throws {
    try outlet.emit(
      RecordChunk(
        bytes: lines.takeBytes(), finishedByteCount: finishedByteCount,
        finishedCount: finishedRunCount))
    finishedByteCount = 0
    finishedRunCount = 0
    lastHandOver = clock()
  }
}
