import RealModule

/// Many runs of one scenario, all at the same k: what one path can only hint at, as a law.
///
/// They go from station to station. A station is a size that depends on the scenario, the number of
/// runs and the changes alone, ⌈10^{j/d}⌉ with d from 1 to 8, and in every run what is drawn
/// between two stations depends on its counts there and on its generator, stream r of the seed for
/// run r. So a crowd is a function of its scenario, its number of runs and its ``changes``, each
/// dated by k: how it is cut into slices, on how many threads, and when, changes nothing.
///
/// ```swift
/// var crowd = try Crowd(scenario, runs: 10_000)
/// crowd.advance(to: 1_000_000)
/// let leaders = CrowdSummary(crowd.figures).leaders
/// ```
///
/// In slices: ``setOut(to:)``, then ``takeLoad()``, `CrowdLoad.carry()` on any thread, ``put(_:)``,
/// until the crowd ``isStanding`` again.
///
/// Memory: 8 bytes a run and category for the counts, and 32 a run for the generator: for two
/// categories 24 a run and category, for eight 12. What a report shows of the station before stays
/// besides while runs are on their way.
public struct Crowd: Sendable {
  /// How many runs there may be.
  public static let runCounts = 1...100_000

  /// The start: its data, and the settings of the beginning.
  public let scenario: Scenario

  /// R.
  public let runs: Int

  /// In force at present.
  public private(set) var settings: Settings

  /// What was done since the start, oldest first.
  public private(set) var changes: [CrowdChange] = []

  /// k, where the runs stand, or stood before they set out.
  public private(set) var clock: Int64

  /// The station that they are on the way to; ``clock`` while they stand.
  public private(set) var destination: Int64

  private let initialLaw: SimplexPoint
  private var carrier: CrowdCarrier
  private var blocks: [CrowdBlock]
  /// Which blocks have arrived, how many runs these hold, and which block is next.
  private var hasArrived: [Bool]
  private var arrivedRuns = 0
  private var nextBlock = 0
  /// Loads taken before are of no use any more.
  private var generation = 0

  /// - Throws: ``CrowdRefusal``.
  /// - Complexity: O(runs·n).
  public init(_ scenario: Scenario, runs: Int) throws(CrowdRefusal) {
    guard Self.runCounts.contains(runs) else { throw .runs(runs) }
    self.scenario = scenario
    self.runs = runs
    settings = scenario.settings
    initialLaw = scenario.initialData.empiricalLaw
    carrier = try CrowdCarrier(
      scenario.settings, initial: initialLaw, initialSize: scenario.initialData.size)
    clock = scenario.initialData.size
    destination = clock
    blocks = Self.blocks(of: scenario, seed: scenario.seed, runs: runs)
    hasArrived = Array(repeating: false, count: blocks.count)
  }

  private static func blocks(of scenario: Scenario, seed: UInt64, runs: Int) -> [CrowdBlock] {
    stride(from: 0, to: runs, by: CrowdBlock.runCount).map { first in
      CrowdBlock(
        start: scenario.initialData, seed: seed,
        runs: first..<min(first + CrowdBlock.runCount, runs))
    }
  }

  /// Why there is no crowd of a scenario; `nil` where there is one.
  public static func refusal(of scenario: Scenario) -> CrowdRefusal? {
    do throws(CrowdRefusal) {
      try CrowdCarrier.check(
        scenario.settings, initial: scenario.initialData.empiricalLaw,
        initialSize: scenario.initialData.size)
      return nil
    } catch {
      return error
    }
  }

  public var categoryCount: Int { scenario.initialData.categoryCount }

  /// Whether all runs stand at ``clock``.
  public var isStanding: Bool { destination == clock }

  /// Where the runs are: all of them while they stand, else those that have arrived.
  public var figures: CrowdFigures {
    guard !isStanding else { return CrowdFigures(blocks, clock: clock) }
    return CrowdFigures(
      zip(blocks, hasArrived).filter { $0.1 }.map { $0.0 }, clock: destination)
  }

  /// How many runs have arrived at ``destination``.
  public var arrivedCount: Int { isStanding ? runs : arrivedRuns }

  /// How far the settings in force can be followed.
  public var furthest: Int64 { carrier.furthest(from: scenario.initialData.size) }

  /// Whether the law of the states is approximate from here on.
  public var isApproximate: Bool { carrier.isApproximate(at: destination) }

  // MARK: - Stations

  /// The station after the present one; `nil` where there is none.
  public var nextStation: Int64? {
    guard clock < furthest else { return nil }
    var next = Self.gridSize(above: clock, perDecade: 8)
    if !carrier.isCheap(upTo: next) {
      next = Self.gridSize(above: clock, perDecade: runs <= 2000 ? 8 : runs <= 20_000 ? 4 : 1)
    }
    return wholeBatches(to: next)
  }

  /// The size nearest above `target` that is whole batches away.
  private func wholeBatches(to target: Int64) -> Int64? {
    let batch = carrier.batch.range.lowerBound
    let batches = (target - clock - 1) / batch + 1
    let (samples, overflow) = batches.multipliedReportingOverflow(by: batch)
    guard !overflow, samples <= furthest - clock else {
      // What is left up to the end, in whole batches.
      let rest = (furthest - clock) / batch * batch
      return rest > 0 ? clock + rest : nil
    }
    return clock + samples
  }

  /// The first ⌈10^{j/d}⌉ above `size`, at most ``Dataset/maximumSize``.
  private static func gridSize(above size: Int64, perDecade: Int) -> Int64 {
    var step = (Double.log10(Double(size)) * Double(perDecade)).rounded(.down)
    while true {
      let next = Double.pow(10, step / Double(perDecade)).rounded(.up)
      guard next < Double(Dataset.maximumSize) else { return Dataset.maximumSize }
      if Int64(next) > size { return Int64(next) }
      step += 1
    }
  }

  // MARK: - Moving

  /// Sends the runs to the next station, or to another size: that is a change, since what a run draws
  /// depends on where it stops.
  ///
  /// - Parameter target: where to, above ``clock``; clamped to what can be reached.
  /// - Returns: whether they set out; not where they stand at the end, or are on the way.
  @discardableResult
  public mutating func setOut(to target: Int64? = nil) -> Bool {
    guard isStanding, let next = nextStation else { return false }
    destination = next
    if let target, target > clock, target != next,
      let place = wholeBatches(to: min(target, furthest))
    {
      changes.append(CrowdChange(clock: clock, kind: .land(at: place)))
      destination = place
    }
    nextBlock = 0
    arrivedRuns = 0
    for index in hasArrived.indices { hasArrived[index] = false }
    return true
  }

  /// Takes runs out to be carried; `nil` while there are none that have to be.
  public mutating func takeLoad() -> CrowdLoad? {
    guard !isStanding, nextBlock < blocks.count else { return nil }
    let index = nextBlock
    nextBlock += 1
    // An empty block in its place, so that the load has its arrays for itself.
    let block = blocks[index]
    blocks[index] = CrowdBlock(start: scenario.initialData, seed: 0, runs: 0..<0)
    return CrowdLoad(
      index: index, generation: generation, block: block, carrier: carrier, start: clock,
      end: destination)
  }

  /// Puts back runs that have been carried. Loads of before a restart are dropped.
  ///
  /// - Returns: whether all have arrived by now.
  @discardableResult
  public mutating func put(_ load: consuming CrowdLoad) -> Bool {
    guard load.generation == generation, !isStanding, !hasArrived[load.index] else { return false }
    arrivedRuns += load.block.runCount
    hasArrived[load.index] = true
    blocks[load.index] = load.block
    guard arrivedRuns == runs else { return false }
    clock = destination
    return true
  }

  /// Carries the runs on this thread, station by station up to the last one that is not beyond
  /// `target`.
  ///
  /// - Parameters:
  ///   - target: k of a station, or any size: the last station that is not beyond it counts.
  ///   - budget: at most so many blocks; `nil` for all.
  /// - Returns: whether they stand there.
  @discardableResult
  public mutating func advance(to target: Int64, budget: Int? = nil) -> Bool {
    var left = budget ?? .max
    while true {
      if isStanding {
        guard let next = nextStation, next <= target else { return true }
        setOut()
      }
      while left > 0, var load = takeLoad() {
        load.carry()
        put(load)
        left -= 1
      }
      if left == 0, !isStanding { return false }
    }
  }

  // MARK: - Changes

  /// Lets all runs go on under other settings; the seed stays what it was.
  ///
  /// - Precondition: they stand.
  /// - Throws: ``CrowdRefusal``; then nothing has changed.
  public mutating func change(to next: Settings) throws(CrowdRefusal) {
    precondition(isStanding, "a change is dated by where all runs stand")
    var next = next
    next.seed = settings.seed
    guard next != settings else { return }
    carrier = try CrowdCarrier(
      next, initial: initialLaw, initialSize: scenario.initialData.size)
    settings = next
    changes.append(CrowdChange(clock: clock, kind: .settings(next)))
  }

  /// Adds samples from outside to each run, drawn for each anew.
  ///
  /// - Precondition: the runs stand.
  /// - Throws: ``CrowdRefusal``; then nothing has changed.
  /// - Complexity: O(runs·n).
  public mutating func inject(_ count: Int64, law: ExternalLaw) throws(CrowdRefusal) {
    precondition(isStanding, "a change is dated by where all runs stand")
    let room = Dataset.maximumSize - clock
    guard (0...room).contains(count) else { throw .injection(count: count, room: room) }
    do { _ = try law.resolved(initial: initialLaw) } catch { throw .externalData(error) }
    for index in blocks.indices {
      carrier.inject(count, law, of: initialLaw, into: &blocks[index])
    }
    changes.append(CrowdChange(clock: clock, kind: .inject(count: count, law: law)))
    clock += count
    destination = clock
  }

  /// Starts again from the initial data, with the settings in force; loads on the way are dropped.
  ///
  /// - Parameter seed: another one; `nil` for the same.
  public mutating func restart(seed: UInt64? = nil) {
    settings.seed = seed ?? settings.seed
    let start = CrowdChange(clock: scenario.initialData.size, kind: .settings(settings))
    changes = settings == scenario.settings ? [] : [start]
    clock = scenario.initialData.size
    destination = clock
    generation += 1
    blocks = Self.blocks(of: scenario, seed: settings.seed, runs: runs)
  }
}

/// Runs of a crowd that are being carried to the next station, by whichever thread.
public struct CrowdLoad: Sendable {
  fileprivate let index: Int
  fileprivate let generation: Int
  fileprivate var block: CrowdBlock
  fileprivate let carrier: CrowdCarrier
  fileprivate let start: Int64
  fileprivate let end: Int64

  /// Draws what lies between. To be called once.
  ///
  /// - Parameter isCancelled: asked before every few runs.
  /// - Returns: whether it came to the end; otherwise the load is of no use any more.
  @discardableResult
  public mutating func carry(unless isCancelled: () -> Bool = { false }) -> Bool {
    carrier.carry(&block, from: start, to: end, unless: isCancelled)
  }
}
