/// Runs the jobs 0, 1, …, m−1 on worker threads and delivers what they emit in the order of the
/// jobs, on the calling thread.
///
/// A job emits any number of chunks. The chunks of job 0 are delivered first, in the order emitted,
/// then those of job 1, and so on, as soon as they exist: a result that depends on its job's index
/// alone therefore does not depend on the number of workers or on the scheduler.
///
/// Memory is bounded: no more than ``jobsAhead`` jobs are started before the oldest has been
/// delivered in full, and each keeps at most ``chunksAhead`` chunks that wait for their turn; then
/// its worker sleeps.
public struct EnsembleRunner: Sendable {
  /// m, the number of jobs.
  public let jobCount: Int

  /// The number of threads, at most ``jobCount``.
  public let workerCount: Int

  /// The number of jobs from the oldest undelivered one on that may have been started.
  public let jobsAhead: Int

  /// The number of chunks that a job may keep waiting.
  public let chunksAhead: Int

  /// - Precondition: `jobCount` ≥ 0; the others are positive.
  public init(jobCount: Int, workerCount: Int, jobsAhead: Int? = nil, chunksAhead: Int = 4) {
    precondition(jobCount >= 0 && workerCount > 0 && chunksAhead > 0, "nothing to run or to run on")
    self.jobCount = jobCount
    self.workerCount = min(workerCount, max(jobCount, 1))
    self.jobsAhead = jobsAhead ?? 4 * self.workerCount
    self.chunksAhead = chunksAhead
    precondition(self.jobsAhead > 0, "at least one job must be allowed to start")
  }

  /// Runs every job and returns when the last chunk has been delivered.
  ///
  /// - Parameters:
  ///   - cancellation: ends the run early from any thread.
  ///   - job: called on a worker thread with the index of the job and the outlet for its chunks. An
  ///     error that it throws surfaces when its turn to deliver has come, so which one is thrown
  ///     does not depend on the scheduler either.
  ///   - deliver: called on the calling thread. An error that it throws ends the run.
  /// - Throws: what `deliver` or a job threw; ``EnsembleCancelled``; ``SystemCallError`` when the
  ///   system grants no thread. All workers have ended by then.
  public func run<Chunk: Sendable>(
    cancellation: EnsembleCancellation = EnsembleCancellation(),
    job: @escaping @Sendable (_ index: Int, _ outlet: EnsembleOutlet<Chunk>) throws -> Void,
    deliver: (Chunk) throws -> Void
  ) throws {
    guard jobCount > 0 else { return }
    let mailbox = EnsembleMailbox<Chunk>(
      jobCount: jobCount, jobsAhead: jobsAhead, chunksAhead: chunksAhead,
      cancellation: cancellation)
    var threads: [SystemThread] = []
    defer {
      mailbox.close()
      for thread in threads { thread.join() }
    }
    for _ in 0..<workerCount {
      do {
        threads.append(
          try SystemThread(name: "heatdeath-run") { Self.work(through: mailbox, job: job) })
      } catch {
        // Fewer workers give the same results later.
        guard !threads.isEmpty else { throw error }
        break
      }
    }
    while let chunks = try mailbox.next() {
      for chunk in chunks {
        if cancellation.isRequested { throw EnsembleCancelled() }
        try deliver(chunk)
      }
    }
  }

  private static func work<Chunk: Sendable>(
    through mailbox: EnsembleMailbox<Chunk>,
    job: @Sendable (Int, EnsembleOutlet<Chunk>) throws -> Void
  ) {
    while let index = mailbox.claim() {
      do {
        try job(index, EnsembleOutlet(mailbox: mailbox, index: index))
        mailbox.finish(index, error: nil)
      } catch {
        mailbox.finish(index, error: error)
      }
    }
  }
}

/// Where a job of an ensemble puts its chunks.
public struct EnsembleOutlet<Chunk: Sendable>: Sendable {
  let mailbox: EnsembleMailbox<Chunk>
  let index: Int

  /// Hands over a chunk for delivery; waits while too many of this job wait already.
  ///
  /// - Throws: ``EnsembleCancelled`` when the run ends early; a job just lets it through.
  public func emit(_ chunk: Chunk) throws(EnsembleCancelled) {
    try mailbox.put(chunk, of: index)
  }

  /// Whether what this job emits is delivered at once: all jobs before it have been delivered. Once
  /// true, it stays so.
  ///
  /// - Complexity: O(1), one lock.
  public var isInFront: Bool { mailbox.isHead(index) }

  /// Throws ``EnsembleCancelled`` when the run ends early: long jobs call it now and then.
  ///
  /// - Complexity: O(1), one atomic load.
  public func checkCancellation() throws(EnsembleCancelled) {
    if mailbox.isOver { throw EnsembleCancelled() }
  }
}

/// An ensemble run ended before all jobs were delivered.
public struct EnsembleCancelled: Error, Hashable, Sendable, CustomStringConvertible {
  public init() {}
  public var description: String { "the ensemble was cancelled" }
}
