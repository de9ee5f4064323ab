import HeatDeath

/// What `heatdeath sweep` computes: a phase diagram of each of some scenarios, with the same
/// temperatures and fractions.
///
/// Its cells are numbered by temperature, then by λ, then by the values of the axes in the order given.
package struct Sweep: Sendable {
  let scenarios: SweepScenarios
  private let diagrams: [PhaseDiagram]
  let engine: EngineSelection

  /// - Parameters: as ``PhaseDiagram`` has them, and for each scenario.
  /// - Throws: ``EngineRefusal``.
  package init(
    of scenarios: SweepScenarios, temperatures: [Temperature], fractions: [Double],
    finalSize: Int64, runCount: Int, engine: EngineSelection
  ) throws(EngineRefusal) {
    self.scenarios = scenarios
    self.engine = engine
    var diagrams: [PhaseDiagram] = []
    for scenario in scenarios.scenarios {
      diagrams.append(
        try PhaseDiagram(
          of: scenario, temperatures: temperatures, fractions: fractions, finalSize: finalSize,
          runCount: runCount, engine: engine))
    }
    self.diagrams = diagrams
  }

  /// How many cells there are.
  package var cellCount: Int { diagrams[0].cellCount * diagrams.count }

  /// R, the runs of each cell.
  package var runCount: Int { diagrams[0].runCount }

  /// K.
  var finalSize: Int64 { diagrams[0].finalSize }

  /// The cell with a number from 0 on.
  package func cell(_ number: Int) -> PhaseCell {
    diagrams[number % diagrams.count].cell(number / diagrams.count)
  }

  /// The names of ``parameters(_:)``.
  var parameterNames: [String] {
    ["temperature", "external"] + scenarios.axes.map(\.column)
  }

  /// What no two cells have in common.
  func parameters(_ number: Int) -> [String] {
    let diagram = diagrams[0]
    let (temperature, fraction) = (number / diagrams.count)
      .quotientAndRemainder(dividingBy: diagram.fractions.count)
    return [
      diagram.temperatures[temperature].value.description,
      diagram.fractions[fraction].description,
    ] + scenarios.values[number % diagrams.count]
  }

  /// What it is made from: the keys of a scenario file, and those of the command beside them.
  var entries: [(key: String, value: DocumentValue)] {
    let first = diagrams[0]
    // The law counts where some fraction is not 0, whatever that of the scenario is.
    let most = try? ExternalData(
      fraction: first.fractions.last ?? 0, law: first.scenario.externalData.law)
    let scenario =
      (try? first.scenario.with(externalData: most, seed: scenarios.seed)) ?? first.scenario
    let axes = scenarios.axes
    var replaced: [ScenarioKey] = [.temperature, .external] + axes.map(\.key)
    if axes.contains(where: \.changesData) { replaced += [.counts, .labels] }
    var entries = ScenarioKey.entries(of: scenario).filter { entry in
      !replaced.contains { $0.rawValue == entry.key }
    }
    for axis in axes {
      entries.append(
        (SweepAxis.option(of: axis.key), .list(axis.values.map { .text($0.text) })))
    }
    if axes.contains(where: \.changesData) {
      // What the values make of the data depends on what was read.
      entries.append(("initial-data", .text(String(scenarios.dataHash, radix: 16))))
    }
    return entries + [
      ("temperatures", .list(first.temperatures.map { .real($0.value) })),
      ("externals", .list(first.fractions.map { .real($0) })),
      ("until", .integer(first.finalSize)), ("runs", .integer(Int64(first.runCount))),
      ("engine", .text(engine.rawValue)),
    ]
  }
}
