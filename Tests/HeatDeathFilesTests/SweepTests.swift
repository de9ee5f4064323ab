import HeatDeath
import TestSupport
import Testing

@testable import HeatDeathFiles

/// The axes and the rows of a sweep.
@Suite("Axes and rows of sweeps") struct SweepTests {
  // MARK: Lists

  @Test("lists and ranges have the numbers that one would write by hand")
  func lists() throws {
    #expect(
      try OptionValues.temperatures("0.5:2:16").map(\.value)
        == (5...20).map { Double("\($0 / 10).\($0 % 10)")! })
    #expect(
      try OptionValues.fractions("0:0.5:11") == (0...10).map { Double($0) / 20 })
    #expect(try OptionValues.temperatures("3, 0.5:1:2,inf").map(\.value) == [3, 0.5, 1, .infinity])
    #expect(try OptionValues.fractions("-0,1e-3").map(\.description) == ["0.0", "0.001"])
    // Below the decimals that are kept, and beyond them.
    for scale in ["1e-300", "1e300"] {
      let numbers = try OptionValues.temperatures("\(scale):\(scale.replacing("1e", with: "3e")):3")
      let middle = numbers[1].value / numbers[0].value
      #expect(abs(middle - 2) < 1e-15 && numbers.count == 3)
    }
    let fine = try OptionValues.fractions("0:1:41")
    #expect(Set(try OptionValues.fractions("0:1:21")).isSubset(of: fine))
  }

  @Test(
    "what is no list is refused",
    arguments: [
      "", "1,", ":", "1:2", "1:2:3:4", "1:2:x", "1:2:1", "2:1:3", "1:1:3", "1,1", "0:1:3,0.5",
      "0:1:1000000",
    ])
  func badLists(text: String) {
    #expect(throws: OptionValues.Failure.self) { try OptionValues.fractions(text) }
  }

  @Test(
    "values of every axis are written in one way, however they were given",
    arguments: [
      (.batch, "1e3, 5..9,2..2,1:9:3", ["1000", "5..9", "2", "1", "5", "9"]),
      (.categories, "2:10:5,3,1_000", ["2", "4", "6", "8", "10", "3", "1000"]),
      (.take, "10,1e6", ["10", "1000000"]),
      (.policy, "replace,window:1e3", ["replace", "window:1000"]),
      (.learner, "exact,sgd:0.50", ["exact", "sgd:0.5"]),
      (
        .sampler, "softmax,\"models:1*3,2*1\",mix:.1",
        ["softmax", "models:1*0.75,2*0.25", "mix:0.1"]
      ),
      (.externalLaw, "uniform,\"1,1,2\"", ["uniform", "0.25,0.25,0.5"]),
    ] as [(ScenarioKey, String, [String])])
  func axisValues(key: ScenarioKey, text: String, values: [String]) throws {
    let axis = try SweepAxis.reader(of: key)(text)
    #expect(axis.values.map(\.text) == values)
    // As written it is read as the same value.
    #expect(
      try SweepAxis.reader(of: key)(CSVRecord.written(values)).values.map(\.text) == values)
  }

  @Test("every option that can be an axis is read here")
  func everyAxis() {
    #expect(
      Set(SweepAxis.keys) == [
        .batch, .categories, .take, .policy, .learner, .sampler, .externalLaw,
      ])
    #expect(
      SweepAxis.keys.map(SweepAxis.option) == [
        "categories-list", "takes", "samplers", "learners", "policies", "batches", "external-laws",
      ])
  }

  @Test(
    "what is no value of an axis is refused",
    arguments: [
      (.batch, "", "accepted"), (.batch, "1,", "accepted"), (.batch, "1,1", "1 stands twice"),
      (.batch, "5,5..5", "5 stands twice"), (.batch, "9..5", "\"9..5\""), (.batch, "0", "\"0\""),
      (.batch, "1:9:4", "no such points"), (.batch, "9:1:2", "no such points"),
      (.batch, "1:9", "no range"), (.batch, "1:9:x", "not a number"), (.categories, "2,x", "\"x\""),
      (.categories, "1:20000:20000", "too large"), (.policy, "window:5,windows", "\"windows\""),
      (.learner, "exact,\"sgd", "quote"), (.sampler, "cold", "\"cold\""),
    ] as [(ScenarioKey, String, String)])
  func badValues(key: ScenarioKey, text: String, message: String) {
    let error = #expect(throws: OptionValues.Failure.self) { try SweepAxis.reader(of: key)(text) }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  // MARK: Cells

  private func scenarios(
    _ axes: [(ScenarioKey, String)], _ options: [(ScenarioKey, String)] = [], seed: UInt64 = 3
  ) throws -> SweepScenarios {
    var draft = try ScenarioDraft(options.map { try $0.0.read($0.1) })
    draft.supplyFraction()
    let axes = try axes.map { try SweepAxis.reader(of: $0.0)($0.1) }
    for axis in axes { axis.apply(to: &draft) }
    return try SweepScenarios(
      of: draft, seed: seed, axes: axes, read: { try $0.readInitialData() })
  }

  private func sweep(_ scenarios: SweepScenarios, runs: Int = 4) throws -> Sweep {
    try Sweep(
      of: scenarios, temperatures: [Temperature(0.8), .infinite], fractions: [0, 0.1],
      finalSize: 150, runCount: runs, engine: .automatic)
  }

  @Test("without further axes the cells are those of the phase diagram")
  func planes() throws {
    let sweep = try sweep(scenarios([]))
    let diagram = try PhaseDiagram(
      of: .builtIn(seed: 3), temperatures: [Temperature(0.8), .infinite], fractions: [0, 0.1],
      finalSize: 150, runCount: 4)
    #expect(sweep.cellCount == 4)
    for number in 0..<4 { #expect(sweep.cell(number) == diagram.cell(number)) }
  }

  @Test("each combination is a scenario, and no two cells have the same seed")
  func combinations() throws {
    let sweep = try sweep(
      scenarios([(.categories, "2,5"), (.policy, "accumulate,window:9"), (.batch, "1,3..4,7")]))
    #expect(sweep.cellCount == 4 * 12)
    #expect(
      sweep.parameterNames == ["temperature", "external", "categories", "policy", "batch"])
    #expect(Set((0..<48).map { sweep.cell($0).scenario.seed }).count == 48)
    #expect(Set((0..<48).map { sweep.parameters($0) }).count == 48)
    for number in 0..<48 {
      let (scenario, parameters) = (sweep.cell(number).scenario, sweep.parameters(number))
      #expect(parameters[0] == "\(scenario.temperature.value)")
      #expect(parameters[1] == "\(scenario.externalData.fraction)")
      #expect(parameters[2] == "\(scenario.initialData.categoryCount)")
      #expect(parameters[3] == "\(scenario.loop.policy)")
      #expect(parameters[4] == scenario.loop.batch?.description)
    }
    // What else there is does not change a cell.
    let other = try self.sweep(
      scenarios([(.categories, "3,5"), (.policy, "window:9"), (.batch, "3..4")]))
    let first = try #require((0..<48).first { sweep.parameters($0) == other.parameters(3) })
    #expect(sweep.cell(first) == other.cell(3))
    #expect(try self.sweep(scenarios([(.batch, "1")], seed: 4)).cell(0) != sweep.cell(0))
  }

  @Test("the initial data are read once for each value that changes them, and no more")
  func reading() throws {
    for (axes, count) in [
      ([(.batch, "1,2,3")], 1), ([(.take, "4,8"), (.batch, "1,2,3")], 2), ([], 1),
    ] as [([(ScenarioKey, String)], Int)] {
      var draft = try ScenarioDraft([ScenarioKey.counts.read("20,20")])
      let axes = try axes.map { try SweepAxis.reader(of: $0.0)($0.1) }
      for axis in axes { axis.apply(to: &draft) }
      var reads = 0
      let scenarios = try SweepScenarios(of: draft, seed: 1, axes: axes) {
        reads += 1
        return try $0.readInitialData()
      }
      #expect(
        reads == count && scenarios.scenarios.count == axes.reduce(1) { $0 * $1.values.count })
      if count == 2 {
        #expect(scenarios.scenarios.map(\.initialData.size) == [4, 4, 4, 8, 8, 8])
      }
    }
    #expect(throws: UsageError.self) { try scenarios([(.take, "4,8")], [(.text, "-")]) }
  }

  @Test("what does not fit one of the values names it")
  func misfits() throws {
    let error = #expect(throws: UsageError.self) {
      try scenarios([(.categories, "3,4")], [(.labels, "a,b,c")])
    }
    #expect(error?.description.contains("with categories=4") == true)
    #expect(throws: UsageError.self) {
      try scenarios([(.batch, "1:9001:9001"), (.policy, "window:1,window:2"), (.take, "1:100:100")])
    }
  }

  // MARK: Rows

  @Test("a row begins with its cell, and ends as its shard needs it")
  func rows() throws {
    let sweep = try sweep(scenarios([(.externalLaw, "initial,\"1,1,2\"")]))
    let whole = PhaseRows(of: sweep, version: "0")
    #expect(whole.count == 8)
    #expect(
      whole.header
        == "temperature,external,external_law,runs,k,collapsed,uniform,retained,mean_entropy,"
        + "mean_kl,mean_max\n")
    #expect(whole.beginning(1) == "0.8,0.0,\"0.25,0.25,0.5\",")
    #expect(whole.beginning(6) == "inf,0.1,initial," && whole.beginning(8) == "\n")
    var lines: [String] = []
    for row in 0..<8 {
      lines.append(String(decoding: whole.row(row, whole.cell(row).outcome()), as: UTF8.self))
      #expect(lines[row].hasPrefix(whole.beginning(row) + "4,150,") && lines[row].last == "\n")
    }
    for number in 0..<3 {
      let shard = Shard(number, of: 3)
      let part = PhaseRows(of: sweep, shard: shard, version: "0")
      #expect(part.header == whole.header.dropLast() + ",cell,cells,sweep\n")
      for row in 0..<part.count {
        let line = String(decoding: part.row(row, part.cell(row).outcome()), as: UTF8.self)
        let cell = shard.cell(row)
        #expect(line.hasPrefix(lines[cell].dropLast() + ",\(cell + 1),8,"))
      }
    }
  }

  @Test("the columns that are asked for, in their order")
  func columns() throws {
    let sweep = try sweep(scenarios([]))
    let rows = PhaseRows(
      of: sweep, columns: try OptionValues.columns("mean_max, collapsed"), version: "0")
    #expect(rows.header == "temperature,external,runs,k,collapsed,mean_max\n")
    let line = String(decoding: rows.row(0, rows.cell(0).outcome()), as: UTF8.self)
    #expect(line.split(separator: ",").count == 6)
    #expect(throws: OptionValues.Failure.self) {
      try OptionValues.columns("collapsed,theta") as Set<PhaseColumn>
    }
  }

  @Test("sweeps that differ in anything but the shard are told apart")
  func origins() throws {
    func origin(
      _ axes: [(ScenarioKey, String)], _ options: [(ScenarioKey, String)] = [], runs: Int = 4,
      seed: UInt64 = 3, columns: Set<PhaseColumn> = [.collapsed], shard: Int = 0,
      version: String = "0"
    ) throws -> Substring {
      let rows = PhaseRows(
        of: try sweep(scenarios(axes, options, seed: seed), runs: runs), columns: columns,
        shard: Shard(shard, of: 2), version: version)
      let line = String(decoding: rows.row(0, rows.cell(0).outcome()), as: UTF8.self)
      return line.dropLast().split(separator: ",").last ?? ""
    }
    let takes: [(ScenarioKey, String)] = [(.take, "10,20")]
    let different = [
      try origin([]), try origin([], runs: 5), try origin([], seed: 4),
      try origin([], columns: [.uniform]), try origin([], version: "1"),
      try origin([], [(.counts, "5,3,3")]), try origin([(.batch, "1")]),
      try origin([(.batch, "1,2")]),
      try origin([], [(.batch, "1")]), try origin([], [(.externalLaw, "uniform")]),
      try origin(takes, [(.counts, "10,30")]), try origin(takes, [(.counts, "20,20")]),
    ]
    #expect(Set(different).count == different.count)
    #expect(try origin([], shard: 1) == different[0])
  }
}
