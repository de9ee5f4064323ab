import HeatDeath
import HeatDeathRuntime

/// The runs of one scenario and the records they leave.
struct RunEnsemble: Sendable {
  let scenario: Scenario
  let engine: Engine
  let runCount: Int
  /// K, at least the size of the initial data.
  let finalSize: Int64
  let schedule: RecordSchedule
  let writer: RecordWriter

  /// Bytes handed over at a time.
  private static let chunkSize = 1 << 16
  /// Samples drawn between two looks at the outside world: some tens of milliseconds.
  private static let batchSize: Int64 = 1 << 20

  /// How many samples all runs draw, which may exceed any integer type.
  var totalSteps: Double {
    max(1, Double(finalSize - scenario.initialData.size) * Double(runCount))
  }

  /// Runs the ensemble and writes header and records in the order of runs and sizes.
  ///
  /// What is written does not depend on `workerCount`. Memory is bounded, however many runs and
  /// records there are.
  func run(workerCount: Int, progress: ProgressBar?, write: ([UInt8]) throws -> Void) throws {
    if !writer.header.isEmpty { try write(Array(writer.header.utf8)) }
    // Short runs share a job, or handing over would cost more than they do; the records stay in
    // order, so how many share one shows nowhere.
    let distance = max(1, finalSize - scenario.initialData.size)
    // Leaps cost about as much as so many steps, whatever their length.
    let stepsPerRun = engine == .leap ? min(distance, 4096) : distance
    let runsPerJob = max(
      1, min(Int(Self.batchSize / 16 / min(stepsPerRun, Self.batchSize)), runCount / workerCount))
    let runner = EnsembleRunner(
      jobCount: (runCount + runsPerJob - 1) / runsPerJob, workerCount: workerCount)
    try runner.run { (job: Int, outlet: EnsembleOutlet<[UInt8]>) in
      var lines = RecordBuilder(format: writer.format)
      let first = job * runsPerJob
      for run in first..<min(first + runsPerJob, runCount) {
        try record(UInt64(run), to: &lines, outlet, progress)
      }
      if !lines.bytes.isEmpty { try outlet.emit(lines.takeBytes()) }
    } deliver: { chunk in
      try write(chunk)
    }
  }

  private func record(
    _ run: UInt64, to lines: inout RecordBuilder, _ outlet: EnsembleOutlet<[UInt8]>,
    _ progress: ProgressBar?
  ) throws {
    var simulation = Simulation(scenario, stream: run, engine: engine)
    for size in schedule.sizes(from: simulation.size, to: finalSize) {
      while simulation.size < size {
        // A leap takes the same time however long it is.
        let batch = min(size - simulation.size, engine == .leap ? .max : Self.batchSize)
        simulation.advance(by: batch)
        progress?.advance(by: batch)
        try outlet.checkCancellation()
      }
      writer.append(run: run, size: simulation.size, counts: simulation.counts, to: &lines)
      if lines.bytes.count >= Self.chunkSize { try outlet.emit(lines.takeBytes()) }
    }
  }
}
