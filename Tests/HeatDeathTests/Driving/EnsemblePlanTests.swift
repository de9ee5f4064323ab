import HeatDeath
import TestSupport
import Testing

/// How runs are shared out among jobs.
@Suite("Plans of ensembles") struct EnsemblePlanTests {
  @Test("Every run stands in the jobs once, in order, in groups that are bounded")
  func everyRunOnce() {
    var random = SeededRandom(seed: 31)
    var largest = 0
    var mostJobs = 0
    for _ in 0..<3_000 {
      let first = random.next(50)
      let runs = first..<first + random.next(random.pick([1, 10, 1_000]) + 1)
      let engine = random.pick(Engine.allCases)
      let plan = EnsemblePlan(
        runs: runs, distance: random.pick([0, 1, 90, 5_000, 1 << 18, .max]),
        recordsPerRun: random.pick([1, 64, 65, .max]), engine: engine,
        workerCount: random.next(9) + 1)
      var made: [Int] = []
      for job in 0..<plan.jobCount {
        let groups = Array(plan.groups(ofJob: job))
        #expect(!groups.isEmpty)
        for group in groups {
          #expect(!group.isEmpty && group.count <= groups[0].count)
          #expect(group.count <= (engine == .step ? Simulation.sideBySideCount : 1))
          made += group
        }
        largest = max(largest, groups[0].count)
      }
      #expect(made == Array(runs))
      mostJobs = max(mostJobs, plan.jobCount)
    }
    // Both extremes are met, or the cases are too tame to tell anything.
    #expect(largest == Simulation.sideBySideCount && mostJobs > 500)
  }

  @Test("Short runs share a job, long ones have their own, and every thread gets one")
  func sharing() {
    func jobs(_ runs: Int, distance: Int64, records: Int = 1, workers: Int = 1) -> Int {
      EnsemblePlan(
        runs: 0..<runs, distance: distance, recordsPerRun: records, engine: .step,
        workerCount: workers
      ).jobCount
    }
    #expect(jobs(1_000, distance: 1 << 18) == 1_000)
    #expect(jobs(1_024, distance: 1) == 1)
    #expect(jobs(1_000, distance: 1, workers: 4) >= 4)
    #expect(jobs(0, distance: 5) == 0)
    // All the runs that there may be.
    #expect(jobs(1_000_000_000_000, distance: .max) == 1_000_000_000_000)
  }

  @Test("Runs with many records are advanced one after the other")
  func manyRecords() {
    for (records, size) in [(64, Simulation.sideBySideCount), (65, 1)] {
      let plan = EnsemblePlan(
        runs: 0..<100, distance: 100, recordsPerRun: records, engine: .step, workerCount: 1)
      #expect(Array(plan.groups(ofJob: 0)).first?.count == size)
    }
  }
}
