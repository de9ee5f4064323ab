import HeatDeath
import HeatDeathRuntime

/// The runs of one scenario and the records they leave.
struct RunEnsemble: Sendable {
  let scenario: Scenario
  let engine: Engine
  let runCount: Int
  /// K: the size to land on, at least that of the initial data; under a policy that discards data,
  /// the number of samples to draw.
  let finalSize: Int64
  let schedule: RecordSchedule
  let writer: RecordWriter

  /// Bytes handed over at a time.
  private static let chunkSize = 1 << 16
  /// Samples drawn between two looks at the outside world: some tens of milliseconds.
  private static let batchSize: Int64 = 1 << 20

  /// How many samples all runs draw, which may exceed any integer type.
  var totalSteps: Double { max(1, Double(distance) * Double(runCount)) }

  /// What column k counts from: the samples of the initial data where they stay.
  private var start: Int64 { Self.start(of: scenario) }

  /// The value of k before anything is drawn.
  static func start(of scenario: Scenario) -> Int64 {
    scenario.loop.policy.grows ? scenario.initialData.size : 0
  }

  private var distance: Int64 { finalSize - start }

  /// Runs the ensemble and writes header and records in the order of runs and sizes.
  ///
  /// What is written does not depend on `workerCount`. Memory is bounded, however many runs and
  /// records there are.
  func run(workerCount: Int, progress: ProgressBar?, write: ([UInt8]) throws -> Void) throws {
    if !writer.header.isEmpty { try write(Array(writer.header.utf8)) }
    // Short runs share a job, or handing over would cost more than they do; the records stay in
    // order, so how many share one shows nowhere.
    let distance = max(1, distance)
    // Leaps cost about as much as so many steps, whatever their length.
    let stepsPerRun = engine == .step ? distance : min(distance, 4096)
    let runsPerJob = max(
      1, min(Int(Self.batchSize / 16 / min(stepsPerRun, Self.batchSize)), runCount / workerCount))
    let runner = EnsembleRunner(
      jobCount: (runCount + runsPerJob - 1) / runsPerJob, workerCount: workerCount)
    let prototype = Simulation(scenario, engine: engine)
    try runner.run { (job: Int, outlet: EnsembleOutlet<[UInt8]>) in
      var lines = RecordBuilder(format: writer.format)
      let first = job * runsPerJob
      for run in first..<min(first + runsPerJob, runCount) {
        try record(
          prototype.restarted(stream: UInt64(run)), to: &lines, outlet, progress)
      }
      if !lines.bytes.isEmpty { try outlet.emit(lines.takeBytes()) }
    } deliver: { chunk in
      try write(chunk)
    }
  }

  private func record(
    _ first: Simulation, to lines: inout RecordBuilder, _ outlet: EnsembleOutlet<[UInt8]>,
    _ progress: ProgressBar?
  ) throws {
    var simulation = first
    // Where data are discarded, k counts the samples drawn.
    let offset = simulation.clock - start
    for size in schedule.sizes(from: start, to: finalSize) {
      while simulation.clock - offset < size {
        // A leap takes the same time however long it is.
        let rest = size - (simulation.clock - offset)
        let batch = engine == .step ? min(rest, Self.batchSize) : rest
        simulation.advance(by: batch)
        progress?.advance(by: batch)
        try outlet.checkCancellation()
      }
      writer.append(run: simulation.stream, size: size, state: simulation, to: &lines)
      if lines.bytes.count >= Self.chunkSize { try outlet.emit(lines.takeBytes()) }
    }
  }
}
