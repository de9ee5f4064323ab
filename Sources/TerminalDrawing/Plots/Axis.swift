import RealModule

/// A scale from values to places along a plot, and the round values to name there.
///
/// The axis says which values are round; how a number is written is the caller's. An axis has no
/// places, and nothing is drawn along it, where a bound is no number or infinite, or a logarithmic
/// one is not above zero.
public struct Axis {
  public enum Scale: Hashable, Sendable, CaseIterable {
    case linear, logarithmic
  }

  /// Which part of a row of cells the axis covers.
  public enum Spread: Hashable, Sendable {
    /// From the middle of the first to the middle of the last, where labels stand.
    case middles
    /// From edge to edge, for bars, which begin at an edge.
    case edges
    /// From the middle of the first to the middle of the last of so many values that share the cells.
    case values(Int)
  }

  /// A value to name, and where.
  public struct Tick: Hashable, Sendable {
    public let value: Double
    /// The cell it stands in, counted from the low end.
    public let cell: Int
    public let label: String
  }

  public let scale: Scale
  public let low: Double
  public let high: Double
  /// What the values are, from the longest wording to the shortest; none where nothing is said.
  public let titles: [String]
  /// Writes a value.
  public let format: (Double) -> String

  /// log₁₀ of the bounds of a logarithmic axis: asked for at every point of every curve.
  private let logLow: Double
  private let logHigh: Double

  /// The longest wording of what the values are; the empty string for nothing.
  public var title: String { titles.first ?? "" }

  /// The bounds may come in either order. `shorter` are wordings of the title for less room, the shortest
  /// last.
  public init(
    _ scale: Scale, from first: Double, to last: Double, title: String = "",
    shorter: [String] = [],
    format: @escaping (Double) -> String
  ) {
    self.scale = scale
    low = first > last ? last : first
    high = first > last ? first : last
    titles = ([title] + shorter).filter { !$0.isEmpty }
    self.format = format
    let isLogarithmic = scale == .logarithmic && low > 0
    logLow = isLogarithmic ? .log10(low) : 0
    logHigh = isLogarithmic ? .log10(high) : 0
  }

  private var hasPlaces: Bool {
    low.isFinite && high.isFinite && (scale == .linear || low > 0)
  }

  /// Where a value stands: 0 at `low` and 1 at `high`, less and more outside; ½ where the bounds are
  /// one. `nil` for what has no place: no numbers, infinite ones, and zero and less on a logarithmic
  /// axis.
  public func position(of value: Double) -> Double? {
    guard hasPlaces, value.isFinite else { return nil }
    if value == low, low == high { return 0.5 }
    let position: Double
    switch scale {
    case .linear:
      // Halves: the difference of two numbers may be too large for one.
      position = (value / 2 - low / 2) / (high / 2 - low / 2)
    case .logarithmic:
      guard value > 0 else { return nil }
      position = (.log10(value) - logLow) / (logHigh - logLow)
    }
    return position.isFinite ? position : nil
  }

  /// The value that stands at a position, 0 at `low` and 1 at `high`: the inverse of
  /// ``position(of:)``.
  ///
  /// - Precondition: 0 ≤ `position` ≤ 1; the bounds are finite and, on a logarithmic axis, above 0.
  public func value(at position: Double) -> Double {
    switch scale {
    case .linear: low * (1 - position) + high * position
    case .logarithmic: .pow(10, logLow * (1 - position) + logHigh * position)
    }
  }

  /// Where a value stands among cells, in cells from their low end; `nil` where it has no place.
  func place(of value: Double, among cells: Int, _ spread: Spread) -> Double? {
    guard cells > 0, let position = position(of: value) else { return nil }
    let place: Double
    switch spread {
    case .edges: place = position * Double(cells)
    case .middles: place = 0.5 + position * Double(cells - 1)
    case .values(let count):
      let count = Double(max(1, count))
      place = (0.5 + position * (count - 1)) * Double(cells) / count
    }
    // It may be too far outside for a number.
    return place.isFinite ? place : nil
  }

  /// The finest round values whose labels stand side by side in so many columns, two columns apart.
  ///
  /// Linear axes go by 1, 2 or 5 times a power of ten. Logarithmic ones name 1, 2 and 5 of each
  /// decade, or powers of ten, or some of these; within less than a decade they go as linear ones do.
  /// Each value is the number nearest to its decimal notation: 0.3, not three times 0.1. Values that
  /// `format` writes alike are too fine.
  ///
  /// - Returns: from the lowest on; empty where not even one label fits.
  public func ticks(columns: Int, _ spread: Spread = .middles) -> [Tick] {
    ticks(cells: columns, spread, atMost: columns / 3 + 1) { ticks in
      var free = 0
      for tick in ticks {
        let width = tick.label.terminalColumns
        let start = Self.labelStart(tick, columns: columns)
        if start < free || width > columns { return false }
        free = start + width + 2
      }
      return true
    }
  }

  /// The finest round values at least two rows apart, three where there are a dozen rows or more.
  /// See ``ticks(columns:_:)``.
  public func ticks(rows: Int, _ spread: Spread = .middles) -> [Tick] {
    ticks(rows: rows, spread) { _ in true }
  }

  /// The finest of these that also fit otherwise.
  private func ticks(
    rows: Int, _ spread: Spread, where fit: ([Tick]) -> Bool
  ) -> [Tick] {
    let distance = rows < 12 ? 2 : 3
    return ticks(cells: rows, spread, atMost: rows / distance + 1) { ticks in
      zip(ticks, ticks.dropFirst()).allSatisfy { $1.cell - $0.cell >= distance } && fit(ticks)
    }
  }

  /// Ticks evenly apart, each in the middle of its row or of its part of all, and the rows that they need:
  /// all of so many, or up to ``mostSpared`` fewer. Of these the choice with the most ticks, where a row
  /// counts as much as two.
  ///
  /// - Returns: `nil` where there are no three such ticks, or not half as many as uneven ones, on a
  ///   logarithmic axis, and where the bounds are no ticks: they may change from frame to frame, and the
  ///   rows with them.
  func evenTicks(rows: Int, _ spread: Spread = .middles) -> (rows: Int, ticks: [Tick])? {
    if case .values = spread { return nil }
    guard scale == .linear, (5...(1 << 20)).contains(rows) else { return nil }
    let least = max(3, (ticks(rows: rows, spread).count + 1) / 2)
    let choices = (0...min(Self.mostSpared, rows / 5)).compactMap {
      spared -> (rows: Int, ticks: [Tick])? in
      let ticks = ticks(rows: rows - spared, spread) { ticks in
        ticks.first?.value == low && ticks.last?.value == high
          && Set(zip(ticks, ticks.dropFirst()).map { $1.cell - $0.cell }).count == 1
      }
      return ticks.count >= least ? (rows - spared, ticks) : nil
    }
    return choices.max { one, other in
      (one.ticks.count + 2 * one.rows, one.rows) < (other.ticks.count + 2 * other.rows, other.rows)
    }
  }

  /// As many rows as a plot gives for even ticks.
  private static let mostSpared = 4

  /// The column where the label of a tick begins: its middle at the tick, all of it inside.
  static func labelStart(_ tick: Tick, columns: Int) -> Int {
    let width = tick.label.terminalColumns
    return max(0, min(tick.cell - width / 2, columns - width))
  }

  private func ticks(
    cells: Int, _ spread: Spread, atMost most: Int, fit: ([Tick]) -> Bool
  ) -> [Tick] {
    let (cells, most) = (min(cells, 1 << 50), min(most, Self.mostTicks))
    guard cells > 0, hasPlaces else { return [] }
    for rung in rungs(atMost: most) {
      let ticks = roundValues(rung, atMost: most).compactMap { value in
        place(of: value, among: cells, spread).map {
          Tick(value: value, cell: min(cells - 1, Int($0)), label: format(value))
        }
      }
      let areApart = zip(ticks, ticks.dropFirst()).allSatisfy { $0.label != $1.label }
      if !ticks.isEmpty, areApart, fit(ticks) { return ticks }
    }
    return []
  }

  /// More than any screen has room for.
  private static let mostTicks = 256
}

// MARK: - Round values

extension Axis {
  /// Which values count as round.
  private enum Rung {
    /// Multiples of mantissa × 10^exponent.
    case multiples(mantissa: Int, exponent: Int)
    /// These multiples of each power of ten.
    case ofEachDecade([Int])
    /// Each so-manieth power of ten.
    case powers(every: Int)
  }

  /// From the finest with about so many values to ones with a value or two.
  private func rungs(atMost most: Int) -> [Rung] {
    guard scale == .logarithmic, let decades = decades, decades >= 1 else {
      let least = (high / 2 - low / 2) / Double(most)
      let exponent = least > 0 ? Int(Double.log10(least).rounded(.down)) : 0
      return (exponent...(exponent + 6)).flatMap { exponent in
        [1, 2, 5].map { .multiples(mantissa: $0, exponent: exponent) }
      }
    }
    return (decades < 3 ? [.ofEachDecade([1, 2, 5])] : [])
      + [1, 2, 3, 6, 9, 18, 36, 72, 144, 288].map { .powers(every: $0) }
  }

  private var decades: Double? { low > 0 ? .log10(high) - .log10(low) : nil }

  /// The round values within the bounds; empty where there are more than `most`.
  private func roundValues(_ rung: Rung, atMost most: Int) -> [Double] {
    let values: [Double]
    switch rung {
    case .multiples(let mantissa, let exponent):
      let step = Self.decimal(mantissa, exponent)
      let first = (low / step).rounded(.up) - 1
      let last = (high / step).rounded(.down) + 1
      // Beyond, neighbouring numbers are more than a step apart.
      guard abs(first) < 0x1p53, abs(last) < 0x1p53, last - first < Double(most + 3) else {
        return []
      }
      values = (Int(first)...Int(last)).map { Self.decimal($0 * mantissa, exponent) }
    case .ofEachDecade(let mantissas):
      values = powersOfTen.flatMap { power in mantissas.map { Self.decimal($0, power) } }
    case .powers(let every):
      values = powersOfTen.filter { $0 % every == 0 }.map { Self.decimal(1, $0) }
    }
    let inside = values.filter { $0 >= low && $0 <= high }
    return inside.count <= most ? inside : []
  }

  /// The powers of ten around the bounds, which are above zero.
  private var powersOfTen: ClosedRange<Int> {
    Int(Double.log10(low).rounded(.down))...Int(Double.log10(high).rounded(.up))
  }

  /// The number nearest to mantissa × 10^exponent.
  private static func decimal(_ mantissa: Int, _ exponent: Int) -> Double {
    // Up to 10²² powers of ten are numbers themselves, and one operation rounds to the nearest.
    if abs(exponent) <= 22, abs(mantissa) < 1 << 53 {
      let power = Double.pow(10, abs(exponent))
      return exponent >= 0 ? Double(mantissa) * power : Double(mantissa) / power
    }
    return Double("\(mantissa)e\(exponent)") ?? .nan
  }
}
