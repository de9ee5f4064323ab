import RealModule
import TestSupport
import Testing

@testable import TerminalDrawing

@Suite struct AxisTests {
  private func axis(_ scale: Axis.Scale, _ low: Double, _ high: Double) -> Axis {
    Axis(scale, from: low, to: high) { shortest($0) }
  }

  struct Case: Sendable {
    let low: Double
    let high: Double
    let columns: Int
    let labels: String

    init(_ low: Double, _ high: Double, _ columns: Int, _ labels: String) {
      self.low = low
      self.high = high
      self.columns = columns
      self.labels = labels
    }
  }

  private static let linearCases: [Case] = [
    Case(0, 1, 40, "0 0.2 0.4 0.6 0.8 1"), Case(0, 1, 10, "0 0.5 1"), Case(1, 0, 10, "0 0.5 1"),
    Case(0, 1, 4, "0 1"), Case(0, 1, 80, "0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1"),
    Case(-1, 1, 40, "-1 -0.5 0 0.5 1"), Case(0.95, 1.05, 40, "0.96 0.98 1 1.02 1.04"),
    Case(3, 3, 20, "3"), Case(0, 1e308, 50, "0 2e+307 4e+307 6e+307 8e+307 1e+308"),
    Case(-1.7e308, 1.7e308, 50, "-1e+308 0 1e+308"), Case(0, 1, 0, ""),
  ]

  private static let logarithmicCases: [Case] = [
    Case(3, 40, 40, "5 10 20"), Case(1, 1000, 30, "1 10 100 1000"), Case(7, 7, 20, "7"),
    Case(1, 1e12, 50, "1 1000000 1000000000000"),
    Case(3, 4, 30, "3 3.2 3.4 3.6 3.8 4"), Case(30, 90, 40, "30 40 50 60 70 80 90"),
    Case(30, 900, 20, "100"), Case(1e-300, 1e308, 60, "1e-288 1e-144 1 1e+144 1e+288"),
  ]

  @Test(
    "Linear axes name multiples of 1, 2 or 5 times a power of ten, as many as fit",
    arguments: linearCases)
  func linear(_ expected: Case) {
    let ticks = axis(.linear, expected.low, expected.high).ticks(columns: expected.columns)
    #expect(ticks.map(\.label).joined(separator: " ") == expected.labels)
  }

  @Test(
    "Logarithmic axes name 1, 2 and 5 of few decades, and round powers of ten of many",
    arguments: logarithmicCases)
  func logarithmic(_ expected: Case) {
    let ticks = axis(.logarithmic, expected.low, expected.high).ticks(columns: expected.columns)
    #expect(ticks.map(\.label).joined(separator: " ") == expected.labels)
  }

  @Test("Ticks are the numbers nearest to their decimal notation, without the errors of sums")
  func exactValues() {
    #expect(
      axis(.linear, 0, 1).ticks(columns: 80).map(\.value)
        == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
    #expect(
      axis(.logarithmic, 1e-9, 1).ticks(rows: 60).map(\.value)
        == [1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1])
    #expect(
      axis(.linear, 1e15, 1e15 + 8).ticks(columns: 120).map(\.value)
        == [0, 2, 4, 6, 8].map { 1e15 + $0 })
  }

  @Test("Values that are written alike are too fine")
  func coarseFormat() {
    let rounded = Axis(.linear, from: 0, to: 3) { String(Int($0.rounded())) }
    #expect(rounded.ticks(columns: 60).map(\.label) == ["0", "1", "2", "3"])
    let constant = Axis(.linear, from: 0, to: 3) { _ in "x" }
    #expect(constant.ticks(columns: 60).count <= 1)
  }

  @Test("Rows are left free for ticks evenly apart where the bounds are ticks", arguments: 5...60)
  func evenRows(rows: Int) {
    for high in [1, 0.9, 0.8, 0.6, 0.5, 0.4] {
      let axis = axis(.linear, 0, high)
      guard let (used, ticks) = axis.evenTicks(rows: rows) else {
        #expect(high < 1 || rows < 12)
        continue
      }
      #expect((max(rows - 4, rows - rows / 5)...rows).contains(used))
      #expect(ticks.count >= 3 && 2 * ticks.count >= axis.ticks(rows: rows).count)
      #expect(Set(zip(ticks, ticks.dropFirst()).map { $1.cell - $0.cell }).count == 1)
      // Each is where its number says, in the middle of its row.
      for tick in ticks {
        let place = axis.place(of: tick.value, among: used, .middles) ?? 0
        #expect(abs(place - Double(tick.cell) - 0.5) < 0.5)
        if ticks.count > 3 { #expect(abs(place - Double(tick.cell) - 0.5) < 1e-9) }
      }
    }
    // Bounds that are no ticks change from frame to frame.
    #expect(axis(.linear, 0, 0.87).evenTicks(rows: rows) == nil)
    #expect(axis(.logarithmic, 1, 1000).evenTicks(rows: rows) == nil)
    #expect(axis(.linear, 0, 1).evenTicks(rows: rows, .values(7)) == nil)
  }

  @Test("The ends stand in the middle of the first and the last cell, or at the edges")
  func places() {
    let axis = axis(.linear, 10, 20)
    #expect(axis.place(of: 10, among: 8, .middles) == 0.5)
    #expect(axis.place(of: 20, among: 8, .middles) == 7.5)
    #expect(axis.place(of: 15, among: 1, .middles) == 0.5)
    #expect(axis.place(of: 10, among: 8, .edges) == 0)
    #expect(axis.place(of: 20, among: 8, .edges) == 8)
    #expect(axis.place(of: 20, among: 8, .values(2)) == 6)
    #expect(axis.place(of: 20, among: 8, .values(-1)) == 4)
    #expect(axis.place(of: 20, among: 0, .middles) == nil)
  }

  @Test("What is no number, or not above zero on a logarithmic axis, has no place")
  func noPlaces() {
    for scale in Axis.Scale.allCases {
      for bad in [Double.nan, .infinity, -.infinity] {
        #expect(axis(scale, 1, 2).position(of: bad) == nil)
        for broken in [axis(scale, bad, 1), axis(scale, 1, bad), axis(scale, bad, bad)] {
          #expect(broken.position(of: 1) == nil)
          #expect(broken.ticks(columns: 50).isEmpty && broken.ticks(rows: 50).isEmpty)
        }
      }
    }
    #expect(axis(.logarithmic, 1, 2).position(of: 0) == nil)
    #expect(axis(.logarithmic, 0, 2).ticks(columns: 50).isEmpty)
    #expect(axis(.logarithmic, 1, 100).position(of: 10) == 0.5)
    #expect(axis(.linear, 4, 4).position(of: 4) == 0.5)
    #expect(axis(.linear, 4, 4).position(of: 5) == nil)
  }

  @Test("Whatever the bounds, ticks are inside, rise, and have labels apart")
  func anyBounds() {
    var random = SeededRandom(seed: 13)
    let sizes = [0, 1, 2, 3, 7, 20, 80, 200, Int.max]
    for _ in 0..<300 {
      let scale = random.pick(Axis.Scale.allCases)
      let axis = axis(scale, anyNumber(&random), anyNumber(&random))
      let columns = random.pick(sizes)
      var free = 0
      for tick in axis.ticks(columns: columns, random.pick([.middles, .edges, .values(3)])) {
        let start = Axis.labelStart(tick, columns: columns)
        #expect(tick.value >= axis.low && tick.value <= axis.high && tick.cell < columns)
        #expect(start >= free && start + tick.label.terminalColumns <= columns)
        free = start + tick.label.terminalColumns + 2
      }
      let rows = axis.ticks(rows: columns)
      #expect(zip(rows, rows.dropFirst()).allSatisfy { $1.cell - $0.cell >= 2 })
      #expect(zip(rows, rows.dropFirst()).allSatisfy { $1.value > $0.value })
    }
  }
}

/// Any number there is, the strange ones often.
func anyNumber(_ random: inout SeededRandom) -> Double {
  let strange = [
    0, -0.0, 1, -1, .nan, .infinity, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
    -.greatestFiniteMagnitude, 1e-300,
  ]
  return switch random.next(4) {
  case 0: random.pick(strange)
  case 1: Double(bitPattern: random.next())
  case 2: random.real(-2...2)
  default: Double(random.next(40))
  }
}

/// A number in few characters.
func shortest(_ value: Double) -> String {
  let text = "\(value)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
