import HeatDeath
import RealModule
import TerminalDrawing

/// A path with the colours of its age, taken up in the order of time and drawn when its length is
/// known.
///
/// The age of a place is the mean of two parts: how much of the clock ln k from ℓ to now was over
/// there, and how much of the path's length lay behind. By the clock alone a collapse would be dim
/// as soon as a long leap has followed it; by the length alone the first samples, whose steps are the
/// longest, would be all there is. The newest fifth has the ramp's last colour.
struct PathColors {
  /// From one place to the next.
  struct Hop {
    let start: (x: Double, y: Double)
    let end: (x: Double, y: Double)
    let length: Double
    /// Samples drawn on the way.
    let samples: Int64
    /// How near the viewer its end is, −1 to 1; 0 in a plane.
    let nearness: Double
  }

  private struct Place {
    let x: Double
    let y: Double
    /// The length of the path to here.
    let length: Double
    let size: Int64
    let nearness: Double
  }

  private let levels: [Ink]
  /// The sizes at which parts of the clock begin.
  private let thresholds: [Double]
  private var places: [Place]

  /// Parts of the clock that are told apart: logarithms of every place would cost too much.
  private static let parts = 60
  private static let newestPart = 0.2

  /// What the newest part is drawn with.
  var newest: Ink { levels[levels.count - 1] }

  init(_ snapshot: Snapshot, palette: Palette, last start: (x: Double, y: Double)) {
    levels = palette.levels(of: .age)
    let initial = Double(snapshot.initialSize)
    let now = Double.log(Double(snapshot.clock) / initial)
    thresholds = (1..<Self.parts).map {
      initial * Double.exp(now * Double($0) / Double(Self.parts))
    }
    places = [Place(x: start.x, y: start.y, length: 0, size: snapshot.initialSize, nearness: 0)]
    places.reserveCapacity(snapshot.trajectory.count + 1)
  }

  /// Takes up the next place.
  mutating func append(_ position: (x: Double, y: Double), size: Int64, nearness: Double = 0) {
    let last = places[places.count - 1]
    // In rows as tall as two columns are wide.
    let (across, down) = (position.x - last.x, 2 * (position.y - last.y))
    places.append(
      Place(
        x: position.x, y: position.y,
        length: last.length + (across * across + down * down).squareRoot(), size: size,
        nearness: nearness))
  }

  /// Takes up the whole way of a run after its start, to the present law.
  ///
  /// - Parameters:
  ///   - step: how many points of the path are one place.
  ///   - nearness: how near the viewer a law stands, −1 to 1.
  ///   - place: where a law, in proportion to counts, and a size stand.
  mutating func follow(
    _ snapshot: Snapshot, every step: Int = 1,
    nearness: (ArraySlice<Int64>) -> Double = { _ in 0 },
    _ place: (ArraySlice<Int64>, Int64) -> (x: Double, y: Double)
  ) {
    var index = 0
    snapshot.trajectory.eachPoint { counts, size in
      // The first stands there already.
      if index > 0, index % step == 0 {
        append(place(counts, size), size: size, nearness: nearness(counts))
      }
      index += 1
    }
    let now = snapshot.theta.shares[...]
    append(place(now, snapshot.clock), size: snapshot.clock, nearness: nearness(now))
  }

  /// Calls `body` with every hop and what it is drawn with, oldest first.
  func eachHop(_ body: (Hop, Ink) -> Void) {
    let whole = places[places.count - 1].length
    let scale = whole > 0 && whole.isFinite ? 1 / whole : 0
    var part = 0
    for index in places.indices.dropFirst() {
      let (last, next) = (places[index - 1], places[index])
      while part < thresholds.count, Double(next.size) >= thresholds[part] { part += 1 }
      let clock = Double(part) / Double(Self.parts - 1)
      let age = scale > 0 ? (clock + next.length * scale) / 2 : clock
      let level = Int(min(1, age / (1 - Self.newestPart)) * Double(levels.count - 1))
      body(
        Hop(
          start: (last.x, last.y), end: (next.x, next.y), length: next.length - last.length,
          samples: next.size - last.size, nearness: next.nearness), levels[level])
    }
  }
}
