/// How the runs of an ensemble are shared out: which of them make a job for one thread, and which of a
/// job are advanced together.
///
/// Short runs share a job, or handing over would cost more than they do. Runs follow each other
/// within a job and from job to job, so that how many share one shows nowhere in what they record.
public struct EnsemblePlan: Hashable, Sendable {
  /// The numbers of the runs to be made.
  public let runs: Range<Int>
  private let runsPerJob: Int
  private let groupSize: Int

  /// Single steps of a job: some milliseconds.
  private static let stepsPerJob: Int64 = 1 << 18

  /// Leaps cost about as much as so many steps, whatever their length.
  private static let stepsPerLeap: Int64 = 1 << 12

  /// Runs with more records are advanced one after the other: the records of runs side by side wait
  /// for each other, so there must be few of them.
  private static let mostRecordsSideBySide = 64

  /// - Parameters:
  ///   - runs: the numbers of the runs to be made.
  ///   - distance: how many samples a run draws, ≥ 0.
  ///   - recordsPerRun: at how many sizes it stops.
  ///   - engine: what advances them.
  ///   - workerCount: on how many threads, ≥ 1.
  public init(
    runs: Range<Int>, distance: Int64, recordsPerRun: Int, engine: Engine, workerCount: Int
  ) {
    self.runs = runs
    let steps = max(1, engine == .step ? distance : min(distance, Self.stepsPerLeap))
    let sharing = max(1, min(Int(Self.stepsPerJob / steps), runs.count / workerCount))
    let isSideBySide = engine == .step && recordsPerRun <= Self.mostRecordsSideBySide
    groupSize = isSideBySide ? min(Simulation.sideBySideCount, sharing) : 1
    runsPerJob = sharing - sharing % groupSize
  }

  /// How many jobs there are, 0 without runs.
  public var jobCount: Int { runs.count / runsPerJob + (runs.count % runsPerJob > 0 ? 1 : 0) }

  /// The runs of a job, those that are advanced together in one range: at most
  /// ``Simulation/sideBySideCount`` of them, and none after the first more than it has.
  ///
  /// - Parameter job: 0 to ``jobCount`` − 1.
  public func groups(ofJob job: Int) -> some Sequence<Range<Int>> {
    let start = runs.lowerBound + job * runsPerJob
    let end = start + min(runsPerJob, runs.upperBound - start)
    return stride(from: start, to: end, by: groupSize).lazy.map { first in
      first..<first + min(groupSize, end - first)
    }
  }
}
