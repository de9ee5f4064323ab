import HeatDeath
import HeatDeathFiles
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

  /// What all runs come to, which may exceed any integer type: samples where each takes its time, else
  /// records.
  var totalWork: Double {
    max(1, Double(runCount) * (engine == .step ? Double(distance) : Double(recordsPerRun)))
  }

  /// What ``totalWork`` counts.
  var workUnit: String { engine == .step ? "samples" : "records" }

  /// At how many sizes a run stops, equal ones counted twice.
  var recordsPerRun: Int { schedule.count(distance: distance) }

  /// Whether so many samples are drawn at once that a part of them would take longer than all.
  var drawsLargeBatches: Bool {
    scenario.loop.batchSize(initialSize: scenario.initialData.size).range.upperBound > 1 << 16
  }

  /// What column k counts from: the samples of the initial data where they stay.
  var start: Int64 { scenario.firstSize }

  var distance: Int64 { finalSize - start }

  /// Runs the ensemble and writes records in the order of runs and sizes, those of the run in front
  /// as they are made.
  ///
  /// What is written does not depend on `workerCount`. Memory is bounded, however many runs and
  /// records there are.
  ///
  /// - Parameter firstRun: how many runs to leave out: the records of the others are the same.
  func run(
    from firstRun: Int = 0, workerCount: Int, progress: ProgressBar?,
    clock: @escaping MonotonicClock = systemMonotonicClock, write: (RecordChunk) throws -> Void
  ) throws {
    let plan = EnsemblePlan(
      runs: min(firstRun, runCount)..<runCount, distance: distance, recordsPerRun: recordsPerRun,
      engine: engine, workerCount: workerCount)
    let runner = EnsembleRunner(jobCount: plan.jobCount, workerCount: workerCount)
    let prototype = Simulation(scenario, engine: engine)
    try runner.run { (number: Int, outlet: EnsembleOutlet<RecordChunk>) in
      var job = RunJob(ensemble: self, outlet: outlet, progress: progress, clock: clock)
      var group: [Simulation] = []
      for runs in plan.groups(ofJob: number) {
        // What stays of the last group is used again.
        group.removeLast(max(0, group.count - runs.count))
        while group.count < runs.count { group.append(prototype) }
        for (place, run) in runs.enumerated() { group[place].restart(stream: UInt64(run)) }
        try job.record(&group)
      }
      try job.finish()
    } deliver: { chunk in
      try write(chunk)
    }
  }
}
