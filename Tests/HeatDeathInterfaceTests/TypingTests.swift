import HeatDeath
import TerminalDrawing
import Testing

@testable import HeatDeathInterface

/// Numbers are typed where they stand.
@Suite struct TypingTests {
  private func type(_ text: String, in fixture: inout Fixture) throws {
    for scalar in text.unicodeScalars { try fixture.press(.character(scalar)) }
  }

  @Test(
    "= opens a field: a number and Enter set T",
    arguments: [
      ("1.5", 1.5), ("0.97", 0.97), ("1e-3", 0.001), ("2", 2), ("inf", .infinity), (".5", 0.5),
      ("1.", 1),
    ])
  func temperature(text: String, value: Double) throws {
    var fixture = try Fixture(temperature: 0.8)
    try type("=", in: &fixture)
    #expect(fixture.state.mode == .temperature)
    try type(text, in: &fixture)
    let rows = fixture.screen(width: 80, height: 24).rows.joined()
    #expect(rows.contains("\(text)_") && rows.contains("T ="))
    #expect(
      try fixture.press(.enter) == [.send(.intervene(.setTemperature(Temperature(value))))])
    #expect(fixture.state.mode == .explore && fixture.simulation.temperature.value == value)
  }

  @Test(
    "What is no temperature is named with what is accepted; the field stays, and Esc leaves it",
    arguments: ["0", "-1", "1.5.2", "1,5", "1e", "nan", "0x2", "1e-400", "inff", "e"])
  func errors(text: String) throws {
    for isPasted in [false, true] {
      var fixture = try Fixture(temperature: 0.8)
      try type("=", in: &fixture)
      if isPasted { fixture.receive(.paste("  \(text) \nE")) } else { try type(text, in: &fixture) }
      let isTypable = !text.contains { "ax".contains($0) }
      guard isPasted || isTypable else { continue }
      #expect(try fixture.press(.enter).isEmpty)
      let line = fixture.state.line
      #expect(line == "\"\(text)\" is no temperature; accepted is a number above 0, or inf")
      #expect(line.terminalColumns <= 78 && fixture.state.mode == .temperature)
      #expect(fixture.screen(width: 80, height: 24).rows.joined().contains("is no temperature"))
      #expect(try fixture.press(.escape).isEmpty)
      #expect(fixture.state.mode == .explore && fixture.simulation.temperature.value == 0.8)
    }
  }

  @Test("Backspace takes characters back, arrows step, nothing typed changes nothing")
  func editing() throws {
    var fixture = try Fixture(temperature: 0.8)
    try type("=15", in: &fixture)
    try fixture.press(.backspace)
    try type(".25", in: &fixture)
    try fixture.press(.enter)
    #expect(fixture.simulation.temperature.value == 1.25)
    try type("=", in: &fixture)
    try fixture.press(.right, .right, .left, .enter)
    #expect(fixture.simulation.temperature.value == 1.3)
    try type("=7", in: &fixture)
    try fixture.press(.backspace, .backspace)
    #expect(try fixture.press(.enter).isEmpty)
    #expect(fixture.simulation.temperature.value == 1.3)
    #expect(fixture.state.line.contains("that already"))
    // One undo each.
    try fixture.press(.character("u"))
    #expect(fixture.simulation.temperature.value == 1.25)
  }

  @Test("A paste goes into the field: its first line, without spaces, at most twenty characters")
  func pastes() throws {
    var fixture = try Fixture()
    try type("=", in: &fixture)
    fixture.receive(.paste(" 1.75\nq"))
    #expect(try fixture.press(.enter).count == 1)
    #expect(fixture.simulation.temperature.value == 1.75)
    try type("=", in: &fixture)
    fixture.receive(.paste(String(repeating: "9", count: 4000)))
    #expect((fixture.state.overlays.last as? Form)?.typing?.text.count == 20)
  }

  @Test("In the forms digits go into the number of the line")
  func forms() throws {
    var fixture = try Fixture()
    try type("x0.125", in: &fixture)
    try fixture.press(.enter)
    #expect(fixture.simulation.externalData.fraction == 0.125)
    try type("x", in: &fixture)
    try fixture.press(.backspace)
    try type("1.5", in: &fixture)
    #expect(try fixture.press(.enter).isEmpty)
    #expect(
      fixture.state.line == "\"1.5\" is no fraction; accepted is a number from 0 to 1, or per "
        + "cent, as in 30 or 12.5%")
    try fixture.press(.backspace, .backspace, .backspace)
    try type("5e-3", in: &fixture)
    try fixture.press(.enter)
    #expect(fixture.simulation.externalData.fraction == 0.005)
    for (text, fraction) in [("x30%", 0.3), ("x40", 0.4), ("x1", 1), ("x100", 1), ("x30%", 0.3)] {
      try type(text, in: &fixture)
      try fixture.press(.enter)
      #expect(fixture.simulation.externalData.fraction == fraction)
    }
    try type("i7", in: &fixture)
    #expect(fixture.state.line.contains("Down leads there"))
    try fixture.press(.down)
    try type("1234", in: &fixture)
    try fixture.press(.enter)
    #expect(fixture.simulation.injectedCount == 1234)
    try type("i", in: &fixture)
    try fixture.press(.down)
    try type("2e3", in: &fixture)
    try fixture.press(.left, .enter)
    #expect(fixture.simulation.injectedCount == 1234 + 1000)
  }

  @Test("In the form of the loop every number can be typed, and stays among its neighbours")
  func loop() throws {
    var form = LoopForm(
      ClosedLoop(
        sampler: try Sampler(parsing: "mix:0.1"), learner: try Learner(parsing: "sgd:0.5:reset"),
        policy: .window(50)), categoryCount: 3)
    func type(_ text: String, _ line: LoopForm.Line) throws -> String? {
      form.type(text, on: try #require(form.lines.firstIndex(of: line)))
    }
    #expect(try type("0.03", .samplerValue) == nil && form.loop.sampler.description == "mix:0.03")
    _ = form.change(.samplerValue, by: 1)
    #expect(form.loop.sampler.description == "mix:0.05")
    _ = form.change(.samplerValue, by: -2)
    #expect(form.loop.sampler.description == "mix:0.02")
    #expect(try type("0.3", .learnerValue) == nil)
    #expect(form.loop.learner.description == "sgd:0.3:reset")
    #expect(try type("77", .policyValue) == nil && form.loop.policy == .window(77))
    _ = form.change(.policyValue, by: -1)
    #expect(form.loop.policy == .window(50))
    #expect(try type("64", .batch) == nil && form.loop.batch == (try BatchSize(64)))
    for (text, line) in [
      ("2", .samplerValue), ("x", .samplerValue), ("-1", .learnerValue), ("0", .policyValue),
      ("1.5", .policyValue), ("9e9", .policyValue), ("0", .batch), ("1e12", .batch),
    ] as [(String, LoopForm.Line)] {
      let loop = form.loop
      let error = try #require(try type(text, line))
      #expect(error.hasPrefix("\"\(text)\"") && error.contains("accepted is"))
      #expect(error.terminalColumns <= 78 && form.loop == loop)
    }
    let names = LoopForm(.paper, categoryCount: 3)
    #expect(!names.takesNumber(0) && names.takesNumber(names.lines.count - 1))
  }

  @Test("The field can be seen and left at every size that shows a form")
  func sizes() throws {
    for (width, height) in [(120, 40), (80, 24), (40, 12), (20, 5)] {
      var fixture = try Fixture()
      fixture.receive(.resize(width: width, height: height))
      try type("=1.5", in: &fixture)
      #expect(fixture.screen(width: width, height: height).rows.joined().contains("1.5_"))
      try type("q", in: &fixture)
      #expect(fixture.state.mode == .explore)
    }
  }
}
