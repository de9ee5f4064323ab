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

  /// Runs with more records are advanced one after the other.
  private static let mostRecordsSideBySide = 64

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
    let (runsPerJob, groupSize) = sharing(workerCount: workerCount)
    let runner = EnsembleRunner(
      jobCount: (runCount + runsPerJob - 1) / runsPerJob, workerCount: workerCount)
    let prototype = Simulation(scenario, engine: engine)
    try runner.run { (job: Int, outlet: EnsembleOutlet<[UInt8]>) in
      var lines = RecordBuilder(format: writer.format)
      let runs = job * runsPerJob..<min((job + 1) * runsPerJob, runCount)
      var group = Array(repeating: prototype, count: min(groupSize, runs.count))
      for first in stride(from: runs.lowerBound, to: runs.upperBound, by: groupSize) {
        group.removeLast(max(0, first + group.count - runs.upperBound))
        for place in group.indices { group[place].restart(stream: UInt64(first + place)) }
        try record(&group, to: &lines, outlet, progress)
      }
      if !lines.bytes.isEmpty { try outlet.emit(lines.takeBytes()) }
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
      1, min(Int(Self.batchSize / 4 / min(stepsPerRun, Self.batchSize)), runCount / workerCount))
    // The records of runs side by side wait for each other, so there must be few of them.
    guard engine == .step, schedule.count(distance: distance) <= Self.mostRecordsSideBySide else {
      return (runsPerJob, 1)
    }
    let groupSize = min(Simulation.sideBySideCount, runsPerJob)
    return (runsPerJob - runsPerJob % groupSize, groupSize)
  }

  /// Advances runs together and writes the records of one after those of the other.
  private func record(
    _ group: inout [Simulation], to lines: inout RecordBuilder, _ outlet: EnsembleOutlet<[UInt8]>,
    _ progress: ProgressBar?
  ) throws {
    var waiting = group.dropFirst().map { _ in RecordBuilder(format: writer.format) }
    // Where data are discarded, k counts the samples drawn.
    let offset = group[0].clock - start
    for size in schedule.sizes(from: start, to: finalSize) {
      while group[0].clock - offset < size {
        // A leap takes the same time however long it is, and so does a frozen run.
        let rest = size - (group[0].clock - offset)
        let isShort = rest <= Self.batchSize / Int64(group.count)
        let isJump = engine != .step || isShort || Self.areFrozen(&group)
        let batch = isJump ? rest : Self.batchSize / Int64(group.count)
        Simulation.advance(&group, by: batch)
        progress?.advance(by: batch * Int64(group.count))
        try outlet.checkCancellation()
      }
      writer.append(run: group[0].stream, size: size, state: group[0], to: &lines)
      for other in waiting.indices {
        writer.append(
          run: group[other + 1].stream, size: size, state: group[other + 1], to: &waiting[other])
      }
      if lines.bytes.count >= Self.chunkSize { try outlet.emit(lines.takeBytes()) }
    }
    for other in waiting { lines.append(other) }
  }

  private static func areFrozen(_ group: inout [Simulation]) -> Bool {
    for place in group.indices where !group[place].isFrozen { return false }
    return true
  }
}
