import HeatDeath
import HeatDeathRuntime
import Synchronization
import TestSupport
import Testing

@testable import HeatDeathCommand
@testable import HeatDeathFiles

/// When records are handed over, and what is said of how long it takes.
@Suite("Streaming") struct StreamingTests {
  private func ensemble(
    _ loop: ClosedLoop = .paper, runs: Int = 3, until: Int64 = 100,
    schedule: RecordSchedule = .every(10), engine: Engine = .step
  ) throws -> RunEnsemble {
    let scenario = try Scenario(
      initialData: Dataset(counts: [5, 3, 2]), temperature: Temperature(0.8), loop: loop, seed: 1)
    return RunEnsemble(
      scenario: scenario, engine: engine, runCount: runs, finalSize: until, schedule: schedule,
      writer: RecordWriter(scenario: scenario, format: .csv, columns: []))
  }

  /// A clock on which so much time goes by between two looks.
  private func clock(step: UInt64) -> MonotonicClock {
    let now = Box()
    return { now.value.wrappingAdd(step, ordering: .relaxed).newValue }
  }

  private final class Box: Sendable { let value = Atomic<UInt64>(0) }

  @Test("Few records are handed over as time goes by, with the bytes that many have")
  func handingOver() throws {
    let mixing = ClosedLoop(sampler: try .mixing(0.1))
    var outputs: [[UInt8]] = []
    var chunkCounts: [Int] = []
    for step in [0, 30_000_000, 250_000_000] as [UInt64] {
      var chunks: [RecordChunk] = []
      try ensemble(mixing).run(workerCount: 1, progress: nil, clock: clock(step: step)) {
        chunks.append($0)
      }
      outputs.append(chunks.flatMap(\.bytes))
      chunkCounts.append(chunks.count)
      #expect(chunks.map(\.finishedCount).reduce(0, +) == 3)
      for chunk in chunks { #expect(chunk.bytes.last == UInt8(ascii: "\n")) }
    }
    #expect(outputs[0] == outputs[1] && outputs[1] == outputs[2])
    // Three jobs of one run each; where time flies each record goes alone.
    #expect(chunkCounts[0] <= 3)
    #expect(chunkCounts[1] > chunkCounts[0] && chunkCounts[2] > chunkCounts[1])
    #expect(chunkCounts[2] >= 10)
  }

  @Test("The end of a finished run is known to the byte")
  func finishedBytes() throws {
    for step in [0, 250_000_000] as [UInt64] {
      var text = ""
      try ensemble().run(workerCount: 1, progress: nil, clock: clock(step: step)) { chunk in
        let ends = String(decoding: chunk.bytes, as: UTF8.self).split(separator: "\n")
          .count { $0.split(separator: ",")[1] == "100" }
        #expect(ends == chunk.finishedCount, "a last record goes with the word that it is one")
        if chunk.finishedCount > 0 {
          let end = text + String(decoding: chunk.bytes[..<chunk.finishedByteCount], as: UTF8.self)
          #expect(end.split(separator: "\n").last?.split(separator: ",")[1] == "100")
        }
        text += String(decoding: chunk.bytes, as: UTF8.self)
      }
    }
  }

  @Test("Leaving runs out leaves the others as they are", arguments: [Engine.step, .leap])
  func leavingRunsOut(engine: Engine) throws {
    let ensemble = try ensemble(runs: 40, until: 3000, schedule: .logarithmic(7), engine: engine)
    func text(from first: Int) throws -> [Substring] {
      var bytes: [UInt8] = []
      try ensemble.run(from: first, workerCount: 2, progress: nil) { bytes += $0.bytes }
      return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    }
    let whole = try text(from: 0)
    for first in [1, 17, 39, 40] {
      #expect(
        try text(from: first)
          == whole.filter { Int($0.prefix { $0 != "," })! >= first })
    }
  }

  /// Before, the first records waited for 64 KiB of them: an hour here.
  @Test("A pipe sees records of a run that takes for ever")
  func pipe() throws {
    let outcome = try Child.shell(
      """
      "$H" run --until 4e18 --engine step --seed 1 --sampler mix:0.1 --record every:50000 | head -n 4
      """)
    #expect(
      outcome.lines.map { $0.split(separator: ",")[1] } == ["k", "10", "50010", "100010"])
  }

  // MARK: Estimates

  /// Each look at this clock takes 7 ms, so that a trial is three strides.
  @Test("A loop that takes over a minute says so, with what to do instead")
  func estimates() throws {
    let window = ClosedLoop(sampler: try .mixing(0.1), policy: .window(30))
    let long = RunEstimate(
      try ensemble(window, runs: 4, until: 4_000_000_000_000_000_000, schedule: .final),
      runsLeft: 4, workerCount: 2, clock: clock(step: 7_000_000))
    let message = try #require(long.message)
    #expect(message.hasPrefix("this takes about "))
    #expect(message.contains("--until ") && message.contains("takes about a minute"))
    #expect(message.contains("fewer --runs") && !message.contains("--engine"))
    let urn = RunEstimate(
      try ensemble(until: 4_000_000_000_000_000_000, schedule: .final), runsLeft: 1,
      workerCount: 2, clock: clock(step: 7_000_000))
    #expect(urn.message?.contains("--engine leap") == true)
    let short = RunEstimate(
      try ensemble(window), runsLeft: 3, workerCount: 2, clock: clock(step: 7_000_000))
    #expect(short.message == nil && short.seconds > 0)
  }

  @Test("A frozen loop takes no time")
  func frozenEstimate() throws {
    for loop in [ClosedLoop(sampler: .greedy), ClosedLoop(sampler: .greedy, policy: .replace)] {
      let estimate = RunEstimate(
        try ensemble(loop, until: 4_000_000_000_000_000_000 - 10, schedule: .final), runsLeft: 3,
        workerCount: 2, clock: clock(step: 7_000_000))
      #expect(estimate.seconds == 0 && estimate.message == nil)
    }
  }

  @Test("Long times are said in words")
  func words() {
    #expect(
      [61, 5000, 7000, 90_000, 400_000, 1e9, 1e20].map(RunEstimate.words) == [
        "2 minutes", "84 minutes", "2 hours", "25 hours", "5 days", "32 years", "3e12 years",
      ])
  }
}
