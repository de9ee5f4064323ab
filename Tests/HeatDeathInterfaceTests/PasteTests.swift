import TerminalDrawing
import Testing

@testable import HeatDeathInterface

@Suite struct PasteTests {
  @Test(
    "A paste acts where a number is typed, else not, and says so",
    arguments: ["", "?", "i", "L", "c"])
  func pastes(key: String) throws {
    var fixture = try Fixture()
    for scalar in key.unicodeScalars { try fixture.press(.character(scalar)) }
    let (mode, temperature) = (fixture.state.mode, fixture.state.temperature)
    fixture.receive(.paste("qtE\n"))
    #expect(fixture.state.mode == mode && fixture.state.temperature == temperature)
    #expect(fixture.state.isRunning)
    #expect(fixture.state.line.contains("pasted text"))
  }
}
