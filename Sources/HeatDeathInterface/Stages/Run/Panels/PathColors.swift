import HeatDeath
import RealModule
import TerminalDrawing

/// The colours of a path by age, for points asked for in order of time: each level of the ramp
/// covers an equal part of the clock ln k from ℓ to now.
struct PathColors {
  private let levels: [Ink]
  /// The size at which each level but the first begins.
  private let thresholds: [Double]
  private var level = 0

  init(_ snapshot: Snapshot, palette: Palette) {
    levels = palette.levels(of: .age)
    let now = Double.log(Double(snapshot.clock) / Double(snapshot.initialSize))
    let count = Double(levels.count)
    thresholds = (1..<levels.count).map {
      Double(snapshot.initialSize) * Double.exp(now * Double($0) / count)
    }
  }

  /// What the next point is drawn with.
  mutating func next(size: Int64) -> Ink {
    while level < thresholds.count, Double(size) >= thresholds[level] { level += 1 }
    return levels[level]
  }
}
