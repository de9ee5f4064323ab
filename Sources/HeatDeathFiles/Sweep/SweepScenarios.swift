import HeatDeath

/// The scenarios of a sweep: one for each combination of the values of its axes, that of the last
/// axis changing first.
///
/// Each has a seed of its own, made of the sweep's seed and its values. Without axes there is one
/// scenario, with the seed as it is.
package struct SweepScenarios: Sendable {
  package let axes: [SweepAxis]
  package let scenarios: [Scenario]
  /// The seed that theirs are made of.
  let seed: UInt64
  /// The values of each, in the order of the axes.
  let values: [[String]]

  /// The most combinations: scenarios are held in memory.
  static let most = 1_000_000

  /// - Parameters:
  ///   - options: what the scenarios have in common.
  ///   - axes: in the order of their columns; those that change the initial data first.
  ///   - read: reads the initial data, once for each combination of values that change them.
  /// - Throws: ``DataError`` and ``UsageError``.
  package init(
    of options: ScenarioDraft, seed: UInt64, axes: [SweepAxis],
    read: (ScenarioDraft) throws -> InitialData
  ) throws {
    let combinations = try Self.combinations(of: axes)
    if options.readsStandardInput, let axis = axes.first(where: \.changesData),
      axis.values.count > 1
    {
      throw UsageError(
        "--\(SweepAxis.option(of: axis.key)): the initial data are read once for each value; "
          + "accepted: a file in place of standard input")
    }
    let dataCount = axes.count { $0.changesData }
    var data: (values: ArraySlice<String>, InitialData)?
    var scenarios: [Scenario] = []
    for combination in combinations {
      var draft = options
      for value in combination { value.setting(&draft) }
      if let fault = draft.fault { throw UsageError(fault) }
      let values = combination.map(\.text)
      let parameters = zip(axes, values).map { "\($0.column)=\($1)" }.joined(separator: ",")
      if data?.values != values.prefix(dataCount) {
        data = (values.prefix(dataCount), try read(draft))
      }
      guard let (_, initial) = data else { continue }
      do {
        scenarios.append(
          try draft.scenario(
            of: initial, seed: axes.isEmpty ? seed : StableHash.of(parameters, from: seed)))
      } catch {
        throw axes.isEmpty ? error : UsageError("\(error), with \(parameters)")
      }
    }
    self.axes = axes
    self.seed = seed
    self.scenarios = scenarios
    values = combinations.map { $0.map(\.text) }
  }

  /// Tells initial data from others.
  var dataHash: UInt64 {
    scenarios.reduce(0) { hash, scenario in
      StableHash.of("\(scenario.labels) \(scenario.initialData.counts)", from: hash)
    }
  }

  private static func combinations(
    of axes: [SweepAxis]
  ) throws(UsageError) -> [[SweepAxis.Value]] {
    var combinations: [[SweepAxis.Value]] = [[]]
    for axis in axes {
      guard combinations.count * axis.values.count <= most else {
        throw UsageError(
          "--\(SweepAxis.option(of: axis.key)): more than \(most) combinations of such values; "
            + "accepted: up to so many, beside any number of temperatures and fractions")
      }
      combinations = combinations.flatMap { combination in
        axis.values.map { combination + [$0] }
      }
    }
    return combinations
  }
}
