import HeatDeath
import RealModule
import TerminalDrawing
import Testing

@testable import HeatDeathInterface

/// The strip of temperatures.
@Suite struct ThermometerTests {
  private func rows(_ fixture: Fixture, _ width: Int = 76) -> [String] {
    var buffer = CellBuffer(width: width, height: 2)
    ThermometerView(context: fixture.state.context()).draw(into: &buffer, in: buffer.bounds)
    return buffer.rows
  }

  private func place(of temperature: Double, from: Int, to: Int) -> Double {
    Double(from) + Double.log(temperature / 0.3) / Double.log(4 / 0.3) * Double(to - from)
  }

  @Test("T and the thresholds stand at their places, in their order", arguments: [40, 57, 76, 118])
  func places(width: Int) throws {
    for fraction in [0, 0.1, 0.45] {
      for temperature in [0.3, 0.31, 0.55, 0.7, 0.9, 0.999, 1, 1.001, 1.1, 1.8, 1.999, 2, 2.5, 4] {
        let fixture = try Fixture(
          temperature: temperature,
          externalData: ExternalData(fraction: fraction, law: .uniform))
        let rows = rows(fixture, width)
        let line = Array(rows[0])
        let (from, to) = (1 + "T 0.3 ".count, width - 3)
        let knob = try #require(line.firstIndex(of: "●"))
        #expect(abs(Double(knob) - place(of: temperature, from: from, to: to)) <= 2)
        #expect(line.filter { $0 == "●" }.count == 1 && line[width - 2] == "4")
        let scale = try #require(fixture.state.context().feed.temperatureScale)
        for threshold in [scale.uniform, scale.noise] {
          let column = Int(place(of: threshold, from: from, to: to))
          let isHidden = column == knob && threshold == temperature
          #expect(line[column] == "┿" || isHidden, "\(threshold) at \(temperature): \(rows[0])")
          if threshold < temperature { #expect(column < knob, "\(rows[0])") }
          if threshold > temperature { #expect(column > knob || knob == to - 1, "\(rows[0])") }
        }
        #expect(rows.allSatisfy { $0.terminalColumns == width })
      }
    }
  }

  @Test("Beyond its ends T is an arrow there")
  func beyond() throws {
    for (temperature, arrow) in [
      (0.01, "←"), (0.29, "←"), (4.01, "→"), (1000, "→"), (.infinity, "→"),
    ]
      as [(Double, Character)]
    {
      let line = Array(rows(try Fixture(temperature: temperature))[0])
      #expect(line[arrow == "←" ? 7 : 72] == arrow && !line.contains("●"), "\(String(line))")
    }
  }

  @Test("Every regime is named, T's with the price of a tenth")
  func words() throws {
    let collapse = rows(try Fixture(temperature: 0.8))[1]
    for word in ["mode collapse", " 1 ", "slow heat death", " 2 ", "heat death"] {
      #expect(collapse.contains(word))
    }
    for (temperature, price) in [(1.1, "10¹¹"), (1.5, "10³"), (1.25, "10⁵"), (1.3, "22000")] {
      for width in [57, 76, 97, 160] {
        let words = rows(try Fixture(temperature: temperature), width)[1]
        #expect(words.contains(price), "\(words)")
        #expect(words.contains(" 1 ") && words.contains(" 2 "))
      }
    }
    #expect(rows(try Fixture(temperature: 3))[1].contains("100×"))
    #expect(rows(try Fixture(temperature: 1.1), 200)[1].contains("a tenth costs 10¹¹ × the data"))
    #expect(rows(try Fixture(temperature: 1))[1].contains("a random point"))
  }

  @Test("Fresh data move the thresholds, and say so")
  func freshData() throws {
    let uniform = rows(
      try Fixture(
        temperature: 0.6, externalData: ExternalData(fraction: 0.3, law: .uniform)))
    #expect(uniform[1].contains("0.7") && uniform[1].contains("1.4"))
    #expect(uniform[1].contains("collapse, held"))
    var fixture = try Fixture(temperature: 0.5, externalData: ExternalData(fraction: 0.3))
    #expect(rows(fixture)[0].contains("being computed"))
    fixture.answer()
    #expect(rows(fixture)[1].contains("several ends"), "\(rows(fixture))")
    #expect(rows(fixture)[1].contains("one end, set by fresh data"))
    // The answer is one about these fresh data.
    fixture.state.time += 10
    try fixture.apply(.setExternalData(ExternalData(fraction: 0.6)))
    #expect(rows(fixture)[0].contains("being computed"))
  }

  @Test("What has no scale says why")
  func others() throws {
    for (loop, words) in [
      (ClosedLoop(sampler: try .tilt(0.5)), "does not look at it"),
      (ClosedLoop(sampler: .greedy), "does not look at it"),
      (ClosedLoop(sampler: try .topK(2)), "no regimes are known for"),
      (ClosedLoop(policy: .window(5)), "known for data that are kept"),
      (ClosedLoop(learner: try .smoothed(1)), "not for"),
    ] {
      let rows = rows(try Fixture(loop: loop), 118)
      #expect(rows[0].contains(words) && !rows[0].contains("━"), "\(rows[0])")
    }
    let all = try Fixture(externalData: ExternalData(fraction: 1, law: .uniform))
    #expect(rows(all)[0].contains("fresh data only"))
  }
}
