import HeatDeath
import TerminalDrawing

/// V_I of all categories as a tint, in steps like contour lines; magnified, the steps share out the
/// range in view.
struct UnevennessLayer: PictureLayer {
  var name: String { "V" }
  var words: String { "V of all categories: the stronger, the less even" }

  func obstacle(in snapshot: Snapshot) -> LayerObstacle? { nil }

  func ground(of grid: SimplexGrid, in context: DrawingContext) -> LayerGround? {
    guard context.palette.levels(of: .tint).count > 1 else { return nil }
    var values = grid.map { theta in
      // V_I of the whole simplex, whose coordinates add up to 1.
      (theta.max() ?? 0) - (theta.min() ?? 0)
    }
    if context.controls.zoom.exponent > 0 {
      let known = values.compactMap(\.self)
      guard let lowest = known.min(), let highest = known.max(), highest > lowest else {
        return nil
      }
      values = values.map { $0.map { ($0 - lowest) / (highest - lowest) } }
    }
    return LayerGround(amounts: values, of: .tint, look: context.look, areShaded: false)
  }

  func legend(_ look: Look, categoryCount: Int) -> [HelpLine] {
    guard categoryCount <= 3, look.palette.depth >= .indexed else { return [] }
    return [HelpLine("tint", words)]
  }
}
