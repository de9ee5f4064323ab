import Glibc
import Synchronization

/// The ordered, bounded mailbox between the workers of an ensemble and its one consumer.
///
/// Jobs occupy a ring of slots. The consumer empties the slot of the oldest job, the *head*; workers
/// may fill the slots behind it. Jobs are claimed in increasing order, so the head always has a
/// worker and its chunks always have a consumer: nobody waits for ever.
///
/// Invariant: head ≤ every claimed job not yet delivered < head + the number of slots; each slot
/// holds at most `chunksAhead` chunks. All mutable state is touched under `mutex` only, which makes
/// the class safe to share. Synchronization has no condition variable, hence the pthread calls.
final class EnsembleMailbox<Chunk: Sendable>: @unchecked Sendable {
  private struct Slot {
    var chunks: [Chunk] = []
    var isFinished = false
    var error: (any Error)?
  }

  private let cancellation: EnsembleCancellation
  private let isClosed = Atomic(false)
  private let jobCount: Int
  private let chunksAhead: Int

  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  /// Signalled when the head has something for the consumer.
  private let delivery: UnsafeMutablePointer<pthread_cond_t>
  /// Signalled when workers may go on: a slot or room in one became free, or the run ends.
  private let room: UnsafeMutablePointer<pthread_cond_t>

  private var slots: [Slot]
  private var head = 0
  private var nextJob = 0

  init(jobCount: Int, jobsAhead: Int, chunksAhead: Int, cancellation: EnsembleCancellation) {
    self.jobCount = jobCount
    self.chunksAhead = chunksAhead
    self.cancellation = cancellation
    slots = Array(repeating: Slot(), count: min(jobsAhead, jobCount))
    mutex = .allocate(capacity: 1)
    delivery = .allocate(capacity: 1)
    room = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(delivery, nil)
    pthread_cond_init(room, nil)
  }

  deinit {
    pthread_cond_destroy(room)
    pthread_cond_destroy(delivery)
    pthread_mutex_destroy(mutex)
    room.deallocate()
    delivery.deallocate()
    mutex.deallocate()
  }

  // MARK: Workers

  /// The next job to run; waits while it is too far ahead. `nil` when there is none left to start.
  func claim() -> Int? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while !isOver, nextJob < jobCount, nextJob >= head + slots.count {
      pthread_cond_wait(room, mutex)
    }
    guard !isOver, nextJob < jobCount else {
      // A cancellation leaves the consumer waiting for a head that nobody will run.
      pthread_cond_signal(delivery)
      return nil
    }
    nextJob += 1
    return nextJob - 1
  }

  func put(_ chunk: Chunk, of job: Int) throws(EnsembleCancelled) {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    let slot = job % slots.count
    while !isOver, slots[slot].chunks.count >= chunksAhead { pthread_cond_wait(room, mutex) }
    guard !isOver else { throw EnsembleCancelled() }
    slots[slot].chunks.append(chunk)
    if job == head { pthread_cond_signal(delivery) }
  }

  /// Whether the chunks of a job are those that the consumer waits for.
  func isHead(_ job: Int) -> Bool {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return job == head
  }

  func finish(_ job: Int, error: (any Error)?) {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    slots[job % slots.count].isFinished = true
    slots[job % slots.count].error = error
    if job == head || isOver { pthread_cond_signal(delivery) }
  }

  // MARK: The consumer

  /// The chunks that are next in order; waits until there are some. `nil` after the last job.
  ///
  /// - Throws: the error that the head ended with, or ``EnsembleCancelled``.
  func next() throws -> [Chunk]? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while head < jobCount {
      if isOver { throw EnsembleCancelled() }
      let slot = head % slots.count
      if !slots[slot].chunks.isEmpty {
        let chunks = slots[slot].chunks
        slots[slot].chunks = []
        pthread_cond_broadcast(room)
        return chunks
      }
      if slots[slot].isFinished {
        if let error = slots[slot].error { throw error }
        slots[slot] = Slot()
        head += 1
        pthread_cond_broadcast(room)
      } else {
        pthread_cond_wait(delivery, mutex)
      }
    }
    return nil
  }

  /// Ends the run: workers come home at their next emission or check.
  func close() {
    isClosed.store(true, ordering: .relaxed)
    pthread_mutex_lock(mutex)
    pthread_cond_broadcast(room)
    pthread_mutex_unlock(mutex)
  }

  /// Whether the run has ended or is to end before its jobs have; may be read without the lock.
  var isOver: Bool { isClosed.load(ordering: .relaxed) || cancellation.isRequested }
}
