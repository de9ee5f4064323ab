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

  /// Single steps of a job: some milliseconds.
  private static let stepsPerJob: Int64 = 1 << 18

  /// Runs with more records are advanced one after the other.
  private static let mostRecordsSideBySide = 64

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
  var start: Int64 { Self.start(of: scenario) }

  /// The value of k before anything is drawn.
  static func start(of scenario: Scenario) -> Int64 {
    scenario.loop.policy.grows ? scenario.initialData.size : 0
  }

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
    let (runsPerJob, groupSize) = sharing(workerCount: workerCount)
    let left = runCount - firstRun
    let runner = EnsembleRunner(
      jobCount: left / runsPerJob + (left % runsPerJob > 0 ? 1 : 0), workerCount: workerCount)
    let prototype = Simulation(scenario, engine: engine)
    try runner.run { (number: Int, outlet: EnsembleOutlet<RecordChunk>) in
      var job = RunJob(ensemble: self, outlet: outlet, progress: progress, clock: clock)
      let start = firstRun + number * runsPerJob
      let runs = start..<start + min(runsPerJob, runCount - start)
      var group = Array(repeating: prototype, count: min(groupSize, runs.count))
      for first in stride(from: runs.lowerBound, to: runs.upperBound, by: groupSize) {
        group.removeLast(max(0, first + group.count - runs.upperBound))
        for place in group.indices { group[place].restart(stream: UInt64(first + place)) }
        try job.record(&group)
      }
      try job.finish()
    } deliver: { chunk in
      try write(chunk)
    }
  }

  /// How many runs share a job, and how many of those are advanced together.
  ///
  /// Short runs share a job, or handing over would cost more than they do. The records stay in order,
  /// so how many do shows nowhere.
  private func sharing(workerCount: Int) -> (runsPerJob: Int, groupSize: Int) {
    let distance = max(1, distance)
    // Leaps cost about as much as so many steps, whatever their length.
    let stepsPerRun = engine == .step ? distance : min(distance, 4096)
    let runsPerJob = max(
      1, min(Int(Self.stepsPerJob / min(stepsPerRun, Self.stepsPerJob + 1)), runCount / workerCount)
    )
    // The records of runs side by side wait for each other, so there must be few of them.
    guard engine == .step, recordsPerRun <= Self.mostRecordsSideBySide else {
      return (runsPerJob, 1)
    }
    let groupSize = min(Simulation.sideBySideCount, runsPerJob)
    return (runsPerJob - runsPerJob % groupSize, groupSize)
  }
}
