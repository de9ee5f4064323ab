import HeatDeath
import RealModule
import TerminalDrawing
import Testing

@testable import HeatDeathInterface

@Suite struct FrameCostTests {
  /// Frames of the first ten seconds at the standard pace, 30 a second.
  static func cost(
    counts: [Int64] = [5, 3, 2], temperature: Double = 0.8, keys: [Key] = [], width: Int = 120,
    height: Int = 40, seconds: Double = 10
  ) throws -> (cells: Double, byPart: [String: Double]) {
    var fixture = try Fixture(counts: counts, temperature: temperature, seed: 7)
    fixture.observe(at: 0)
    for key in keys { try fixture.press(key) }
    var report = fixture.report
    var before = fixture.screen(width: width, height: height)
    let frames = Int(seconds * 30)
    let start = Double(fixture.simulation.size)
    var parts: [String: Double] = [:]
    var total = 0
    for frame in 1...frames {
      let time = Double(frame) / 30
      let target = Int64(start * Double.pow(10, 0.3 * time))
      fixture.advance(by: target - fixture.simulation.size)
      fixture.observe(at: time)
      var next = fixture.report
      next.holdFigures(of: report, time: time)
      report = next
      let after = view(
        state: fixture.state, report: report, width: width, height: height, colors: .indexed)
      let context = DrawingContext(state: fixture.state, report: fixture.report, colors: .indexed)
      let layout = ScreenLayout(width: width, height: height, context: context)
      let areas: [(String, Rect?)] = [
        ("header", layout.header), ("picture", layout.picture), ("bars", layout.bars),
        ("lyapunov", layout.lyapunov), ("knowledge", layout.knowledge),
        ("timeline", layout.timeline), ("narration", layout.narration), ("footer", layout.footer),
      ]
      for y in 0..<height {
        for x in 0..<width where before[x, y] != after[x, y] {
          total += 1
          let name = areas.first { $0.1?.contains(x, y) ?? false }?.0 ?? "?"
          parts[name, default: 0] += 1 / Double(frames)
        }
      }
      before = after
    }
    return (Double(total) / Double(frames), parts)
  }

  @Test("cost", arguments: [[5, 3, 2], [5, 3], [5, 3, 2, 2], [5, 3, 2, 2, 2, 3]] as [[Int64]])
  func cost(counts: [Int64]) throws {
    for temperature in [0.8, 1, 1.5] {
      let (cells, parts) = try Self.cost(counts: counts, temperature: temperature)
      print(counts, temperature, cells, parts.map { "\($0) \(Int($1 * 10))" }.sorted())
    }
  }
}
