import RealModule
import TestSupport
import Testing

@testable import HeatDeath

/// Cells of the T×λ plane.
@Suite("Phase diagrams") struct PhaseDiagramTests {
  private func scenario(
    _ counts: [Int64] = [3, 2, 1], law: ExternalLaw = .uniform, loop: ClosedLoop = .paper
  ) throws -> Scenario {
    try Scenario(
      initialData: Dataset(counts: counts), temperature: Temperature(0.8),
      externalData: ExternalData(fraction: 0, law: law), loop: loop, seed: 71)
  }

  private func diagram(
    _ scenario: Scenario, _ temperatures: [Double], _ fractions: [Double], until size: Int64,
    runs: Int, engine: EngineSelection = .automatic
  ) throws -> PhaseDiagram {
    try PhaseDiagram(
      of: scenario, temperatures: temperatures.map { try Temperature($0) }, fractions: fractions,
      finalSize: size, runCount: runs, engine: engine)
  }

  // MARK: What a cell is

  private func outcome(
    _ theta: [Double], _ temperature: Double = 1, counts: [Int64] = [5, 3, 2], fraction: Double = 0,
    law: ExternalLaw = .initial, loop: ClosedLoop = .paper
  ) throws -> PhaseOutcome {
    let scenario = try Scenario(
      initialData: Dataset(counts: counts), temperature: Temperature(temperature),
      externalData: ExternalData(fraction: fraction, law: law), loop: loop, seed: 1)
    var outcome = PhaseOutcome(of: scenario)
    let point = SimplexPoint(weights: theta)
    let tau = loop.sampler.law(at: point, temperature: scenario.temperature)
    outcome.add(point, generating: tau)
    return outcome
  }

  @Test("collapsed is what generates one answer, uniform what is even, the rest is mixed")
  func fates() throws {
    for (theta, collapsed, uniform) in [
      ([0.91, 0.05, 0.04], 1, 0), ([0.89, 0.06, 0.05], 0, 0), ([0.5, 0.3, 0.2], 0, 0),
      ([0.36, 0.33, 0.31], 0, 1), ([0.37, 0.33, 0.3], 0, 0), ([0.5, 0.5, 0], 0, 0),
    ] as [([Double], Int, Int)] {
      let found = try outcome(theta)
      #expect(found.collapsedCount == collapsed && found.uniformCount == uniform, "\(theta)")
    }
    // With fresh data the model's law is held off the corner; what it generates is not.
    let held = [0.8362, 0.0998, 0.0640]
    #expect(try outcome(held, 0.5, fraction: 0.3).collapsedCount == 1)
    #expect(try outcome(held, 1, fraction: 0.3).collapsedCount == 0)
    // The even mixture at a temperature that magnifies rounding.
    #expect(try outcome([0.34, 0.33, 0.33], 1e-4).collapsedCount == 1)
  }

  @Test("categories that can have samples are those that must be even")
  func alive() throws {
    let half = [0.5, 0.5, 0]
    #expect(try outcome(half, counts: [1, 1, 0]).uniformCount == 1)
    #expect(try outcome(half, counts: [1, 1, 0], fraction: 0.1, law: .uniform).uniformCount == 0)
    #expect(try outcome(half, counts: [1, 1, 0], fraction: 0.1).uniformCount == 1)
    let mixing = ClosedLoop(sampler: try .mixing(0.1))
    #expect(try outcome(half, counts: [1, 1, 0], loop: mixing).uniformCount == 0)
    let smoothed = ClosedLoop(learner: try .smoothed(1))
    #expect(try outcome(half, counts: [1, 1, 0], loop: smoothed).uniformCount == 0)
    let one = try outcome([1], counts: [7])
    #expect(one.uniformCount == 1 && one.collapsedCount == 0)
  }

  @Test("what is retained is the overlap with the initial law")
  func retained() throws {
    let same = try outcome([0.5, 0.3, 0.2])
    #expect(abs(same.meanRetained - 1) < 1e-15 && same.meanDivergence < 1e-15)
    let corner = try outcome([1, 0, 0])
    #expect(abs(corner.meanRetained - 0.5) < 1e-15)
    #expect(corner.meanEntropy == 0 && corner.meanLargestShare == 1)
    #expect(corner.meanDivergence == .infinity)
    #expect(abs(try outcome([0, 0, 1]).meanRetained - 0.2) < 1e-15)
  }

  @Test("a cell's runs are those of its scenario, streams 0 to R − 1", arguments: [0, 0.3])
  func runs(fraction: Double) throws {
    for (loop, size, engine) in [
      (.paper, 200, .automatic), (.paper, 40_000, .automatic), (.paper, 500, .leap),
      (ClosedLoop(policy: .replace), 60, .automatic),
    ] as [(ClosedLoop, Int64, EngineSelection)] {
      let diagram = try diagram(
        scenario(loop: loop), [0.7], [fraction], until: size, runs: 21, engine: engine)
      let cell = diagram.cell(0, 0)
      #expect(cell.scenario.externalData.fraction == fraction)
      var expected = PhaseOutcome(of: cell.scenario)
      var laws = Set<SimplexPoint>()
      for run in 0..<21 {
        var simulation = Simulation(cell.scenario, stream: UInt64(run), engine: cell.engine)
        simulation.advance(by: size - cell.scenario.firstSize)
        expected.add(simulation.theta, generating: simulation.tau)
        laws.insert(simulation.theta)
      }
      var told = 0
      #expect(cell.outcome { told += $0 } == expected)
      #expect(told == 21 && expected.runCount == 21 && laws.count > 1)
    }
  }

  @Test("leaps are taken where they hold and are worth it")
  func engines() throws {
    func engine(_ size: Int64, _ fraction: Double, _ loop: ClosedLoop = .paper) throws -> Engine {
      try diagram(scenario(loop: loop), [0.7], [fraction], until: size, runs: 1).cell(0, 0).engine
    }
    #expect(try engine(PhaseCell.leapDistance + 5, 0) == .step)
    #expect(try engine(PhaseCell.leapDistance + 6, 0) == .leap)
    #expect(try engine(PhaseCell.splitDistance + 5, 0.1) == .step)
    #expect(try engine(PhaseCell.splitDistance + 6, 0.1) == .split)
    #expect(try engine(1 << 40, 0, ClosedLoop(sampler: .greedy)) == .step)
    #expect(throws: EngineRefusal.self) {
      try diagram(
        scenario(loop: ClosedLoop(policy: .window(5))), [1], [0], until: 50, runs: 1, engine: .leap)
    }
    let leaping = try diagram(scenario(), [1], [0, 0.1], until: 50, runs: 1, engine: .leap)
    #expect(leaping.cell(0, 0).engine == .leap && leaping.cell(0, 1).engine == .split)
  }

  // MARK: The grid

  @Test("a finer grid has the cells of a coarser one, and no two have the same seed")
  func grids() throws {
    let coarse = try diagram(scenario(), [2, 0.5], [0.5, 0, -0.0], until: 60, runs: 3)
    #expect(coarse.temperatures.map(\.value) == [0.5, 2] && coarse.fractions == [0, 0.5])
    let fine = try diagram(scenario(), [0.5, 1, 1.5, 2], [0, 0.25, 0.5], until: 60, runs: 3)
    #expect(coarse.cellCount == 4 && fine.cellCount == 12)
    for temperature in 0..<2 {
      for fraction in 0..<2 {
        #expect(coarse.cell(temperature, fraction) == fine.cell(3 * temperature, 2 * fraction))
      }
    }
    let cells = (0..<12).map { fine.cell($0) }
    #expect(Set(cells.map(\.scenario.seed)).count == 12 && cells[5] == fine.cell(1, 2))
    // The cell of a scenario that has the T and the λ already.
    let own = try scenario().with(
      temperature: Temperature(2), externalData: ExternalData(fraction: 0.5, law: .uniform))
    #expect(PhaseCell(of: own, finalSize: 60, runCount: 3) == fine.cell(3, 2))
    // What a seed makes of T and λ does not change from version to version.
    #expect(cells[5].scenario.seed == 10_747_862_312_688_338_463)
  }

  @Test("every cell is in one shard, in the order of the whole, none has two more than another")
  func shards() {
    for total in [0, 1, 2, 7, 12, 100] {
      for count in [1, 2, 3, 5, 7, 40, 99, 101] {
        var found: [Int] = []
        var sizes = Set<Int>()
        for number in 0..<count {
          let shard = Shard(number, of: count)
          let cells = (0..<shard.cellCount(of: total)).map { shard.cell($0) }
          #expect(cells == cells.sorted())
          sizes.insert(cells.count)
          found += cells
        }
        #expect(found.sorted() == Array(0..<total), "\(total) \(count)")
        #expect(sizes.max()! - sizes.min()! <= 1)
      }
    }
  }

  @Test("no shard is a column of the grid, whatever its width is", arguments: [7, 8, 9, 16, 24])
  func mixture(width: Int) {
    for number in 0..<8 {
      let shard = Shard(number, of: 8)
      let columns = Set((0..<shard.cellCount(of: width * 40)).map { shard.cell($0) % width })
      #expect(columns.count > width / 2, "\(number): \(columns.sorted())")
    }
  }

  // MARK: Against the exact law

  /// How many standard errors the worst of the figures of a cell is off, its law being that of so
  /// many draws at a temperature with λ.
  private func worst(
    _ found: PhaseOutcome, _ cell: PhaseCell, draws: Int, temperature: Double, fraction: Double
  ) throws -> Double {
    let dataset = cell.scenario.initialData
    let field = MeanField(
      temperature: try Temperature(temperature), externalFraction: fraction,
      externalLaw: .uniform(dataset.categoryCount))
    var means = [Double](repeating: 0, count: 6)
    var squares = means
    for outcome in try FiniteLaw(of: field, from: dataset, draws: draws).outcomes {
      var single = PhaseOutcome(of: cell.scenario)
      let theta = SimplexPoint(counts: outcome.counts)
      single.add(
        theta, generating: Sampler.softmax.law(at: theta, temperature: cell.scenario.temperature))
      for (index, figure) in figures(single).enumerated() {
        means[index] += outcome.probability * figure
        squares[index] += outcome.probability * figure * figure
      }
    }
    return figures(found).enumerated().reduce(0) { worst, figure in
      let mean = means[figure.offset]
      let variance = max(0, squares[figure.offset] - mean * mean)
      let error = Double.sqrt(variance / Double(found.runCount)) + 1e-12
      return max(worst, abs(figure.element - mean) / error)
    }
  }

  private func figures(_ outcome: PhaseOutcome) -> [Double] {
    [
      outcome.collapsedShare, outcome.uniformShare, outcome.meanRetained, outcome.meanEntropy,
      outcome.meanDivergence, outcome.meanLargestShare,
    ]
  }

  /// Seed 71; by single steps and by leaps 6 cells each with 6 figures, all within 5 standard errors:
  /// α = 72 · 6·10⁻⁷ = 4·10⁻⁵.
  @Test(
    "every figure of a cell is that of the enumerated law",
    arguments: [(.step, 4000), (.leap, 1000)] as [(EngineSelection, Int)])
  func enumeration(engine: EngineSelection, runs: Int) throws {
    let diagram = try diagram(
      scenario(), [0.5, 1, 1.6], [0, 0.3], until: 36, runs: runs, engine: engine)
    for number in 0..<diagram.cellCount {
      let cell = diagram.cell(number)
      let value = cell.scenario.temperature.value
      let share = cell.scenario.externalData.fraction
      let outcome = cell.outcome()
      let found = try worst(outcome, cell, draws: 30, temperature: value, fraction: share)
      #expect(found < 5, "\(value) \(share) \(found)")
      // The figures of another temperature, another λ and another size are told apart.
      for (draws, temperature, fraction) in [
        (30, value * 1.4, share), (30, value, share == 0 ? 0.3 : 0), (12, value, share),
      ] {
        let other = try worst(
          outcome, cell, draws: draws, temperature: temperature, fraction: fraction)
        #expect(other > 5, "\(value) \(share): \(draws) \(temperature) \(fraction) \(other)")
      }
    }
  }
}
