import HeatDeath
import RealModule
import TerminalDrawing

/// The clock ln k from ℓ to a round power of ten beyond now.
///
/// The end stands still while the run moves towards it and then leaps on, so that a curve grows at
/// its end instead of being drawn anew each frame.
struct ClockAxis: Hashable {
  /// log₁₀ ℓ.
  let start: Double
  /// log₁₀ k.
  let now: Double
  /// The axis ends at k = 10 to this power.
  private(set) var end: Int

  /// - Parameter leap: the fewest powers of ten that the end moves by: more where a plot is
  ///   expensive to draw anew.
  init(_ snapshot: Snapshot, leap: Int = 1) {
    self.init(size: snapshot.clock, initialSize: snapshot.initialSize, leap: leap)
  }

  init(size: Int64, initialSize: Int64, leap least: Int = 1) {
    self.init(size: size, start: .log10(Double(initialSize)), leap: least)
  }

  private init(size: Int64, start: Double, leap least: Int = 1) {
    self.start = start
    now = Double.log10(Double(size))
    let first = Int((start + 0.5).rounded(.up))
    let wanted = max(first, Int(now.rounded(.up)))
    // The longer the axis, the longer its leaps.
    let leap = max(least, Double(wanted) - start > 9 ? 3 : Double(wanted) - start > 4 ? 2 : 1)
    end = max(first, (wanted + leap - 1) / leap * leap)
  }

  /// The axis as long as the longest of some that stand side by side.
  func reaching(_ longest: Int) -> ClockAxis {
    var axis = self
    axis.end = max(end, longest)
    return axis
  }

  /// The axis long enough for that many samples as well.
  func reaching(_ size: Int64) -> ClockAxis {
    let longer = ClockAxis(size: max(1, size), start: start)
    return reaching(longer.end)
  }

  /// The same for a plot, in numbers of samples.
  func axis(title: String, shorter: [String] = [], format: NumberFormat) -> Axis {
    Axis(
      .logarithmic, from: Double.pow(10, start), to: Double.pow(10, Double(end)), title: title,
      shorter: shorter
    ) {
      let exponent = Double.log10($0).rounded()
      guard $0 < 1000 || $0 != Double.pow(10, exponent) else {
        return format.magnitude(Int(exponent))
      }
      return $0 < 1e15 ? format.restingCount(Int64($0.rounded())) : format.compact($0)
    }
  }

  /// Where on the axis a power of ten stands, 0 at ℓ to 1 at the end.
  func position(ofExponent exponent: Double) -> Double {
    max(0, min(1, (exponent - start) / (Double(end) - start)))
  }

  /// Where on the axis a dataset of that many samples stands.
  func position(ofSize size: Int64) -> Double { position(ofExponent: .log10(Double(size))) }

  /// Where on the axis the run is.
  var position: Double { position(ofExponent: now) }

  /// The column that holds a position, of so many.
  func column(of position: Double, among columns: Int) -> Int {
    // Of a round size the logarithm may be a little too small.
    max(0, min(columns - 1, Int(position * Double(columns) + 1e-9)))
  }

  /// The model's laws at the ends of evenly wide columns, as integers in proportion to them, up to
  /// the column that holds now, whose law is the present one.
  ///
  /// - Complexity: O(columns + points of the trajectory).
  func points(of snapshot: Snapshot, columns: Int) -> [ArraySlice<Int64>] {
    guard columns > 0 else { return [] }
    let trajectory = snapshot.trajectory
    let places = places(
      trajectory.count, in: 0..<column(of: position, among: columns), of: columns
    ) { trajectory.sizes[$0] }
    return places.map { trajectory.counts(at: $0) } + [snapshot.theta.shares[...]]
  }

  /// The same of what came later, over all columns up to the one that holds its end; those before it
  /// begins have its first law.
  func points(
    of places: [(law: ArraySlice<Int64>, size: Int64)], columns: Int
  ) -> [ArraySlice<Int64>] {
    guard columns > 0, let end = places.last else { return [] }
    let last = column(of: position(ofSize: end.size), among: columns)
    return self.places(places.count, in: 0..<(last + 1), of: columns) { places[$0].size }
      .map { places[$0].law }
  }

  /// Which of `count` places with growing sizes was reached last at the end of each of some columns.
  private func places(
    _ count: Int, in range: Range<Int>, of columns: Int, size: (Int) -> Int64
  ) -> [Int] {
    var index = 0
    return range.map { column in
      let exponent = start + (Double(end) - start) * Double(column + 1) / Double(columns)
      let limit = Double.pow(10, exponent) * (1 + 1e-12)
      while index + 1 < count, Double(size(index + 1)) <= limit { index += 1 }
      return index
    }
  }
}
