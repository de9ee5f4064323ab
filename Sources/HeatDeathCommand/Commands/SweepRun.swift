import HeatDeath
import HeatDeathFiles
import HeatDeathRuntime

/// The cells of a sweep, computed on several threads and written in order.
struct SweepRun: Sendable {
  let rows: PhaseRows

  /// How many runs there are in all; may exceed any integer type.
  var totalWork: Double { max(1, Double(rows.count) * Double(rows.sweep.runCount)) }

  /// Computes the rows from one on and writes each as soon as those before it are written.
  ///
  /// What is written does not depend on `workerCount`.
  func run(
    from first: Int, workerCount: Int, progress: ProgressBar?, write: (RecordChunk) throws -> Void
  ) throws {
    // A dear cell must not keep the other workers waiting for its turn.
    let runner = EnsembleRunner(
      jobCount: rows.count - first, workerCount: workerCount, jobsAhead: max(256, 4 * workerCount))
    try runner.run { (job: Int, outlet: EnsembleOutlet<RecordChunk>) in
      let row = first + job
      let outcome = try rows.cell(row).outcome { runs throws(EnsembleCancelled) in
        progress?.advance(by: Int64(runs))
        try outlet.checkCancellation()
      }
      let bytes = rows.row(row, outcome)
      progress?.finishRuns(1)
      try outlet.emit(RecordChunk(bytes: bytes, finishedByteCount: bytes.count, finishedCount: 1))
    } deliver: { chunk in
      try write(chunk)
    }
  }
}
