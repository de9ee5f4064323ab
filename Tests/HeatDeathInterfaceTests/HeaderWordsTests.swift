import HeatDeath
import TerminalDrawing
import Testing

@testable import HeatDeathInterface

/// What headers call samplers, fresh data, odds and round numbers of samples.
@Suite struct HeaderWordsTests {
  private func hall(
    _ sampler: Sampler, _ fraction: Double = 0, _ temperature: Double = 0.8
  ) throws -> [String] {
    var fixture = try Fixture(
      temperature: temperature, externalData: ExternalData(fraction: fraction, law: .initial),
      loop: ClosedLoop(sampler: sampler))
    try fixture.press(.character("p"))
    fixture.answerAll()
    return fixture.screen(width: 120, height: 40).rows.prefix(3).map(\.self)
  }

  @Test("A hall reads the name of every sampler that is not softmax, at the usual size")
  func samplers() throws {
    #expect(try hall(.greedy)[1].hasPrefix(" greedy "))
    #expect(try hall(.topP(0.8)).joined().contains("top-p 0.8, cuts off 1 of 3 now"))
    #expect(try hall(.topP(0.95)).joined().contains("top-p 0.95, cuts off none now"))
    #expect(try hall(Sampler(parsing: "tilt:0.5"))[1].hasPrefix(" tilt 0.5 "))
    #expect(try !hall(.softmax)[0].contains("softmax"))
  }

  @Test("Fresh data are named once", arguments: [0.3, 1])
  func freshData(fraction: Double) throws {
    for sampler in [.greedy, try .topP(0.8), .softmax] as [Sampler] {
      for temperature in [0.5, 1, 2] {
        let head = try hall(sampler, fraction, temperature).joined(separator: " ")
        #expect(head.components(separatedBy: "fresh data").count == 2, "\(head)")
      }
    }
  }

  @Test("Odds say what they are a part of where there is room")
  func odds() throws {
    var fixture = try Fixture(counts: [5, 3, 2], temperature: 0.5)
    fixture.answerAll()
    #expect(fixture.screen(width: 140, height: 40).rows[0].contains("A wins in 89.3 % of runs  "))
    for width in 60...160 {
      let row = fixture.screen(width: width, height: 40).rows[0]
      #expect(!row.contains("of runs") || row.contains("seed 42"), "no fact goes for it")
    }
  }

  @Test("A count that stands still is round where it is round")
  func counts() {
    let (screen, ascii) = (
      NumberFormat(symbols: Symbols(.braille)), NumberFormat(symbols: Symbols(.ascii))
    )
    for (count, text, plain) in [
      (0, "0", "0"), (1, "1", "1"), (100, "100", "100"), (1000, "10³", "1e3"),
      (2000, "2000", "2000"), (100_000, "10⁵", "1e5"), (999_999, "999999", "999999"),
      (1_000_000, "10⁶", "1e6"), (1_000_001, "1.00×10⁶", "1.00e6"),
      (2_000_000, "2×10⁶", "2e6"), (2_500_000, "2.50×10⁶", "2.50e6"),
      (1_000_000_000_000_000_000, "10¹⁸", "1e18"), (.max, "9.22×10¹⁸", "9.22e18"),
    ] as [(Int64, String, String)] {
      #expect(screen.restingCount(count) == text)
      #expect(ascii.restingCount(count) == plain)
    }
  }

  @Test("Headers and panels of a comparison write a k at rest alike, and digits while it runs")
  func places() throws {
    var fixture = try Fixture(counts: [50_000, 30_000, 20_000], temperature: 0.5)
    func head(_ fixture: Fixture) -> String { fixture.screen(width: 120, height: 40).rows[0] }
    #expect(fixture.state.isRunning == head(fixture).contains("k 100000"))
    if fixture.state.isRunning { try fixture.press(.character(" ")) }
    #expect(head(fixture).contains("k 10⁵ "))
    try fixture.press(.character("c"))
    for width in [80, 97, 120, 200] {
      let text = fixture.screen(width: width, height: 40).rows.joined(separator: "\n")
      #expect(text.contains("k 10⁵") && !text.contains("k 100000"), "\(width)")
    }
  }

  @Test("At T = 1 a comparison says where the leader settles in one word")
  func settles() throws {
    var fixture = try Fixture(counts: [50, 30, 20], temperature: 0.8)
    try fixture.press(.character("c"))
    fixture.answerAll()
    func text(_ width: Int, _ height: Int) -> String {
      fixture.screen(width: width, height: height).rows.joined(separator: "\n")
    }
    #expect(text(80, 24).contains("A settles 50.0"))
    #expect(text(97, 31).contains("settles at"))
  }
}
