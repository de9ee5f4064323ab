import Synchronization
import TestSupport
import Testing

@testable import HeatDeathRuntime

@Suite("The ensemble runner")
struct EnsembleRunnerTests {
  /// Job i emits i mod 5 chunks, each made of its index and the chunk's number.
  private func collect(_ runner: EnsembleRunner) throws -> [[Int]] {
    var delivered: [[Int]] = []
    try runner.run { (job: Int, outlet: EnsembleOutlet<[Int]>) in
      for chunk in 0..<(job % 5) { try outlet.emit([job, chunk]) }
    } deliver: {
      delivered.append($0)
    }
    return delivered
  }

  @Test(
    "Chunks arrive in the order of jobs whatever the number of workers and the room",
    arguments: [1, 2, 3, 8], [(1, 1), (2, 1), (3, 4), (1000, 1000)])
  func order(workerCount: Int, room: (jobs: Int, chunks: Int)) throws {
    let expected = (0..<200).flatMap { job in (0..<(job % 5)).map { [job, $0] } }
    let runner = EnsembleRunner(
      jobCount: 200, workerCount: workerCount, jobsAhead: room.jobs, chunksAhead: room.chunks)
    #expect(try collect(runner) == expected)
  }

  @Test("No job is no work")
  func empty() throws {
    #expect(try collect(EnsembleRunner(jobCount: 0, workerCount: 3)).isEmpty)
  }

  @Test("No job starts further ahead of the oldest undelivered one than allowed")
  func lookahead() throws {
    let started = Atomic(0)
    let runner = EnsembleRunner(jobCount: 100, workerCount: 4, jobsAhead: 6, chunksAhead: 2)
    var delivered = 0
    var furthest = 0
    try runner.run { (job: Int, outlet: EnsembleOutlet<Int>) in
      started.wrappingAdd(1, ordering: .sequentiallyConsistent)
      try outlet.emit(job)
    } deliver: { job in
      // Job `job` is the oldest: it and at most five after it have been started.
      furthest = max(furthest, started.load(ordering: .sequentiallyConsistent) - job)
      delivered += 1
    }
    #expect(delivered == 100)
    #expect(furthest <= 6)
  }

  @Test("A job that emits without end waits for the consumer")
  func backpressure() throws {
    let emitted = Atomic(0)
    let runner = EnsembleRunner(jobCount: 2, workerCount: 2, chunksAhead: 3)
    var delivered = 0
    var largestLead = 0
    try runner.run { (job: Int, outlet: EnsembleOutlet<Int>) in
      guard job == 0 else { return }
      for chunk in 0..<1000 {
        try outlet.emit(chunk)
        emitted.wrappingAdd(1, ordering: .sequentiallyConsistent)
      }
    } deliver: { _ in
      delivered += 1
      largestLead = max(
        largestLead, emitted.load(ordering: .sequentiallyConsistent) - delivered)
    }
    #expect(delivered == 1000)
    // One batch of three taken out, three more in the box.
    #expect(largestLead <= 6)
  }

  private func loopUntilCancelled(_ outlet: EnsembleOutlet<Int>) throws {
    let patience = Patience("the cancellation")
    while true {
      try outlet.checkCancellation()
      try patience.check()
    }
  }

  private struct Failure: Error, Equatable { let job: Int }

  @Test("The error of the earliest failing job surfaces after the chunks before it")
  func jobFailure() {
    for workerCount in [1, 4] {
      var delivered: [Int] = []
      let error = #expect(throws: Failure.self) {
        try EnsembleRunner(jobCount: 50, workerCount: workerCount).run {
          (job: Int, outlet: EnsembleOutlet<Int>) in
          try outlet.emit(job)
          if job % 10 == 7 { throw Failure(job: job) }
        } deliver: {
          delivered.append($0)
        }
      }
      #expect(error == Failure(job: 7))
      #expect(delivered == Array(0...7))
    }
  }

  @Test("An error of the consumer ends jobs that would never end")
  func consumerFailure() {
    let ended = Atomic(0)
    let error = #expect(throws: Failure.self) {
      try EnsembleRunner(jobCount: 10, workerCount: 3, jobsAhead: 3).run {
        (job: Int, outlet: EnsembleOutlet<Int>) in
        defer { ended.wrappingAdd(1, ordering: .sequentiallyConsistent) }
        try outlet.emit(job)
        try loopUntilCancelled(outlet)
      } deliver: {
        throw Failure(job: $0)
      }
    }
    #expect(error == Failure(job: 0))
    // Workers have come home when the call returns.
    #expect(ended.load(ordering: .sequentiallyConsistent) <= 3)
  }

  @Test("A cancellation from elsewhere ends the run")
  func cancellation() {
    let cancellation = EnsembleCancellation()
    #expect(throws: EnsembleCancelled.self) {
      try EnsembleRunner(jobCount: 10, workerCount: 3).run(cancellation: cancellation) {
        (job: Int, outlet: EnsembleOutlet<Int>) in
        if job == 1 { cancellation.request() }
        try loopUntilCancelled(outlet)
      } deliver: { _ in
      }
    }
  }

  @Test("A run that ends well leaves the cancellation alone")
  func unusedCancellation() throws {
    let cancellation = EnsembleCancellation()
    try EnsembleRunner(jobCount: 3, workerCount: 2).run(cancellation: cancellation) {
      (job: Int, outlet: EnsembleOutlet<Int>) in
      try outlet.emit(job)
    } deliver: { _ in
    }
    #expect(!cancellation.isRequested)
  }
}
