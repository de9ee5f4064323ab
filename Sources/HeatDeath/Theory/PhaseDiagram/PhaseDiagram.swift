/// The plane of temperature T and fraction λ of external data, cut into cells: what becomes of one
/// scenario's runs by K samples at each pair of a list of T and a list of λ.
///
/// Cells are computed apart, in any order and on any machine: see ``PhaseCell``.
public struct PhaseDiagram: Hashable, Sendable {
  /// The scenario; its own T and λ are replaced.
  public let scenario: Scenario

  /// The temperatures, increasing.
  public let temperatures: [Temperature]

  /// The λ in [0, 1], increasing.
  public let fractions: [Double]

  /// K: the size at which runs are looked at, counted from ``Scenario/firstSize``.
  public let finalSize: Int64

  /// R, the runs of each cell.
  public let runCount: Int

  private let selection: EngineSelection

  /// - Parameters:
  ///   - scenario: what the cells have in common.
  ///   - temperatures: in any order; what stands twice counts once.
  ///   - fractions: likewise, in [0, 1].
  ///   - finalSize: K at which the runs are looked at.
  ///   - runCount: how many runs a cell has.
  ///   - selection: the engine; automatically as ``PhaseCell/engine``.
  /// - Throws: ``EngineRefusal`` where leaps are asked for and none hold.
  /// - Precondition: `finalSize` is at least ``Scenario/firstSize``, there is room for so many
  ///   samples, and there is at least one run.
  public init(
    of scenario: Scenario, temperatures: [Temperature], fractions: [Double], finalSize: Int64,
    runCount: Int, engine selection: EngineSelection = .automatic
  ) throws(EngineRefusal) {
    precondition(fractions.allSatisfy { (0...1).contains($0) }, "a fraction is from 0 to 1")
    precondition(runCount >= 1 && finalSize >= scenario.firstSize, "nothing to run")
    if selection == .leap {
      // Which leap holds depends on λ, whether one does does not.
      _ = try scenario.loop.leapingEngine(
        externalFraction: 1, initialSize: scenario.initialData.size)
    }
    self.scenario = scenario
    self.temperatures = Set(temperatures).sorted { $0.value < $1.value }
    // −0 is 0.
    self.fractions = Set(fractions.map { $0 + 0 }).sorted()
    self.finalSize = finalSize
    self.runCount = runCount
    self.selection = selection
  }

  /// How many cells there are.
  public var cellCount: Int { temperatures.count * fractions.count }

  /// The cell at places in ``temperatures`` and ``fractions``.
  public func cell(_ temperature: Int, _ fraction: Int) -> PhaseCell {
    PhaseCell(
      of: scenario, temperature: temperatures[temperature], fraction: fractions[fraction],
      finalSize: finalSize, runCount: runCount, engine: selection)
  }

  /// The cell with a number from 0 on, by temperature and then by λ.
  public func cell(_ number: Int) -> PhaseCell {
    let (temperature, fraction) = number.quotientAndRemainder(dividingBy: fractions.count)
    return cell(temperature, fraction)
  }
}

extension Scenario {
  /// What a size K counts from before anything is drawn: ℓ where data accumulate in some way, 0 under
  /// a policy that discards them, where K counts the samples drawn.
  public var firstSize: Int64 { loop.policy.grows ? initialData.size : 0 }

  /// The size counted from there at a ``Simulation/clock``, which counts the initial data also where k
  /// does not.
  public func size(atClock clock: Int64) -> Int64 { clock - initialData.size + firstSize }

  /// The inverse of ``size(atClock:)``.
  public func clock(atSize size: Int64) -> Int64 { size + initialData.size - firstSize }
}
