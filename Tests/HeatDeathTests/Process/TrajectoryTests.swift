import Foundation
import Testing

@testable import HeatDeath

@Suite struct TrajectoryTests {
  private func trajectory(from size: Int64) throws -> Trajectory {
    Trajectory(start: try Dataset(counts: [size]))
  }

  /// Records at each size that is due, as a run does that steps everywhere.
  private func followed(
    from start: Int64, to end: Int64 = .max, check: (Trajectory) -> Void = { _ in }
  ) throws -> Trajectory {
    var path = try trajectory(from: start)
    while path.nextSize <= min(end, Dataset.maximumSize) {
      path.record(counts: [path.nextSize], size: path.nextSize)
      check(path)
    }
    return path
  }

  private func isStrictlyIncreasing(_ sizes: Trajectory.Sizes) -> Bool {
    zip(sizes, sizes.dropFirst()).allSatisfy { $0 < $1 }
  }

  @Test("a path starts with the initial dataset")
  func aPathStartsWithTheInitialDataset() throws {
    let path = Trajectory(start: try Dataset(counts: [5, 3, 2]))
    #expect(path.count == 1)
    #expect(Array(path.sizes) == [10])
    #expect(Array(path.counts(at: 0)) == [5, 3, 2])
    #expect(path.clock(at: 0) == 0)
    #expect(path.nextSize == 11)
  }

  @Test(
    "a path from anywhere to 4e18 is bounded, increasing, complete and even",
    arguments: [1, 2, 10, 1000, 12_345_678, 1 << 40, Dataset.maximumSize / 3] as [Int64])
  func aPathFromAnywhereTo4e18IsBoundedIncreasingCompleteAndEven(
    start: Int64
  ) throws {
    var recorded = 0
    let path = try followed(from: start) { path in
      recorded += 1
      if path.count > path.capacity { Issue.record("\(path.count) points") }
    }
    #expect(path.count <= path.capacity)
    #expect(isStrictlyIncreasing(path.sizes))
    #expect(path.sizes[0] == start)
    #expect(path.sizes.indices.map { path.counts(at: $0).first } == Array(path.sizes))
    #expect(path.nextSize == .max)
    let clocks = path.sizes.indices.map(path.clock(at:))
    let width = (clocks[clocks.count - 1] - clocks[0]) / Double(clocks.count - 1)
    #expect(width < 0.02)
    #expect(log(4e18 / Double(start)) - clocks[clocks.count - 1] < 0.02, "it reaches the end")
    // Where a cell holds thousands of sizes, all gaps are alike.
    let gaps = zip(clocks, clocks.dropFirst()).enumerated().compactMap { index, pair in
      Double(path.sizes[index]) > 1e6 ? pair.1 - pair.0 : nil
    }
    if let largest = gaps.max(), let smallest = gaps.min() {
      #expect(largest < 1.01 * smallest, "from \(start): \(smallest) to \(largest)")
    }
  }

  @Test("going through all points meets each once, in order, over the bounds of blocks")
  func goingThroughAllPointsMeetsEachOnce() throws {
    let path = try followed(from: 7, to: 1_000_000)
    var met: [(first: Int64?, size: Int64)] = []
    path.eachPoint { counts, size in met.append((counts.first, size)) }
    #expect(met.map(\.size) == Array(path.sizes))
    #expect(met.map(\.first) == path.sizes.indices.map { path.counts(at: $0).first })
  }

  @Test("small datasets are kept one by one")
  func smallDatasetsAreKeptOneByOne() throws {
    #expect(try Array(followed(from: 3, to: 400).sizes) == Array(3...400))
  }

  @Test("what is kept depends on the datasets recorded, not on asking")
  func whatIsKeptDependsOnTheDatasetsRecordedNotOnAsking() throws {
    var patient = try trajectory(from: 10)
    var eager = patient
    for size in Int64(11)...60_000 {
      eager.record(counts: [size], size: size)
      if size == patient.nextSize { patient.record(counts: [size], size: size) }
    }
    #expect(patient == eager)
  }

  @Test("recording a dataset again changes nothing")
  func recordingADatasetAgainChangesNothing() throws {
    var path = try followed(from: 10, to: 100_000)
    let before = path
    path.record(counts: [path.sizes[path.count - 1]], size: path.sizes[path.count - 1])
    path.record(counts: [path.nextSize - 1], size: path.nextSize - 1)
    #expect(path == before)
  }

  /// Points so far apart that doubling the width once makes none of them share a cell.
  @Test("sparse records stay within the capacity", arguments: [1.1, 1.9, 2.1, 3.7, 4.2, 5])
  func sparseRecordsStayWithinTheCapacity(cells: Double) throws {
    var path = try trajectory(from: 1000)
    var size = 1000.0
    while size < 3.9e18 {
      size *= exp(cells / 512)
      path.record(counts: [Int64(size)], size: Int64(size))
      if path.count > path.capacity {
        Issue.record("\(path.count) points")
        return
      }
    }
    #expect(path.count > path.capacity / 4)
    #expect(isStrictlyIncreasing(path.sizes))
    #expect(path.sizes[0] == 1000)
  }

  @Test("an injection jumps and the path goes on behind it")
  func anInjectionJumpsAndThePathGoesOnBehindIt() throws {
    let scenario = try scenario([5, 3, 2])
    var simulation = Simulation(scenario)
    var path = Trajectory(start: scenario.initialData)
    simulation.advance(by: 90, recordingIn: &path)
    try simulation.apply(.inject(count: 1_000_000_000_000, law: .category(1)))
    simulation.advance(by: 1, recordingIn: &path)
    #expect(path.sizes.suffix(2) == [100, 1_000_000_000_101])
    #expect(Array(path.counts(at: path.count - 1)) == simulation.counts)
    #expect(path.nextSize > 1_000_000_000_101)
    simulation.advance(by: 1000, recordingIn: &path)
    #expect(path.sizes.suffix(2) == [100, 1_000_000_000_101])
  }

  @Test("a simulation records every dataset that is due")
  func aSimulationRecordsEveryDatasetThatIsDue() throws {
    let scenario = try scenario([5, 3, 2], temperature: 1.3)
    var simulation = Simulation(scenario)
    var path = Trajectory(start: scenario.initialData)
    simulation.advance(by: 20_000, recordingIn: &path)
    #expect(simulation.size == 20_010)
    #expect(path.sizes == (try followed(from: 10, to: 20_010)).sizes)
    for index in path.sizes.indices {
      #expect(path.counts(at: index).reduce(0, +) == path.sizes[index])
    }
    var plain = Simulation(scenario)
    plain.advance(by: 20_000)
    #expect(plain.counts == simulation.counts)
  }

  @Test("sizes near the largest neither overflow nor repeat")
  func sizesNearTheLargestNeitherOverflowNorRepeat() throws {
    let largest = Dataset.maximumSize
    #expect(try trajectory(from: largest).nextSize == .max)
    var path = try trajectory(from: largest - 1000)
    path.record(counts: [largest], size: largest)
    #expect(Array(path.sizes) == [largest - 1000])
    path = try trajectory(from: 7)
    path.record(counts: [largest - 1], size: largest - 1)
    path.record(counts: [largest], size: largest)
    #expect(Array(path.sizes) == [7, largest - 1])
    #expect(abs(path.clock(at: 1) - log(4e18 / 7)) < 1e-12)
  }

  @Test(
    "the capacity shrinks with the number of categories",
    arguments: [(1, 4096), (512, 4096), (1000, 2097), (40_000, 64)])
  func theCapacityShrinksWithTheNumberOfCategories(
    categoryCount: Int, capacity: Int
  ) throws {
    let start = try Dataset(counts: Array(repeating: 1, count: categoryCount))
    #expect(Trajectory(start: start).capacity == capacity)
  }
}
