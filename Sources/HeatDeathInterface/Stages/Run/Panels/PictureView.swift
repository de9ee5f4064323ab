import HeatDeath
import TerminalDrawing

/// The main picture: a segment, a triangle, a tetrahedron or the composition over time, by the
/// number of categories.
struct PictureView: ScreenPart {
  let context: DrawingContext
  let isFramed: Bool

  /// Bands are drawn from the figures, and stand as long.
  func appearance(in area: Rect) -> Appearance? {
    guard context.cornerCount > 4 else { return nil }
    return context.appearance(
      of: Self.self,
      [
        Int64(isFramed ? 1 : 0), context.report.future?.clock ?? 0,
        Int64(context.formerRuns.ends.count),
        Int64(bitPattern: context.formerRuns.ends.last?.seed ?? 0),
      ])
  }

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let categories = context.cornerCount
    var inner = area
    if isFramed {
      var panel = Panel(
        titles: titles(categories), remarks: remarks(categories, in: area), width: area.width)
      let room = Panel.footRoom(width: area.width)
      let foot = context.groups == nil ? context.remarkOnFormerRuns : context.remarkOnGroups
      panel.foot = foot.first { $0.terminalColumns <= room } ?? ""
      inner = panel.draw(
        into: &buffer, in: area, palette: context.palette, symbols: context.symbols)
    }
    guard inner.width >= 2, inner.height >= 2 else { return }
    switch categories {
    case 2: SegmentView(context: context).draw(into: &buffer, in: inner)
    case 3, 4: SimplexView(context: context).draw(into: &buffer, in: inner)
    default: CompositionView(context: context).draw(into: &buffer, in: inner)
    }
    let remark = context.remarkOnFormerRuns.map { context.look.text($0) }
    if !isFramed, !remark.isEmpty {
      LayerLegend(lines: [remark], side: .right, look: context.look).draw(into: &buffer, in: inner)
    }
  }

  func target(x: Int, y: Int, in area: Rect) -> ScreenTarget {
    .picture(point(atX: x, y: y, in: area))
  }

  /// The point of the simplex of all categories shown in a cell of the screen; `nil` beside it, and where
  /// the picture shows no simplex. Where it shows groups, shares within each are as they are.
  func point(atX x: Int, y: Int, in area: Rect) -> SimplexPoint? {
    let inner = isFramed ? area.inset(1) : area
    guard inner.width >= 2, inner.height >= 2, inner.contains(x, y) else { return nil }
    switch context.cornerCount {
    case 2: return SegmentView(context: context).point(atX: x, in: inner)
    case 3, 4:
      let scene = SimplexScene(context: context, width: inner.width, height: inner.height)
      let point = scene.point(atX: Double(x - inner.x) + 0.5, y: Double(y - inner.y) + 0.5)
      guard let point, let grouping = scene.grouping else { return point }
      return grouping.expanded(point, like: context.snapshot.theta)
    default: return nil
    }
  }

  /// What the picture is, from the longest wording to the shortest.
  private func titles(_ categories: Int) -> [String] {
    let name = context.layer.name
    if context.groups != nil {
      return categories == 3
        ? ["simplex of groups: \(name)", "groups: \(name)", "groups"]
        : ["simplex of groups (tetrahedron)", "tetrahedron of groups", "groups"]
    }
    return switch categories {
    case 2: ["segment: \(name)", "segment"]
    case 3: ["simplex: \(name)", "simplex"]
    case 4:
      context.controls.layers.index == 0
        ? ["simplex (tetrahedron)", "tetrahedron"] : ["tetrahedron: \(name)", "tetrahedron"]
    default: ["shares over time"]
    }
  }

  /// What the signs mean and how it is magnified, the longest form first.
  private func remarks(_ categories: Int, in area: Rect) -> [String] {
    let symbols = context.symbols
    let zoom = context.controls.zoom
    guard categories <= 4 else { return [bandsRemark(categories, in: area)] }
    let hasEnd = context.showsEnd && context.end != nil
    guard categories > 2, zoom.exponent > 0 else {
      let signs = ["\(symbols.start) start", "\(symbols.head) now"]
      let all = signs + (hasEnd ? ["\(symbols.endState) end"] : [])
      return [all + ["n=\(context.snapshot.categoryCount)"], all].map { $0.joined(separator: "  ") }
    }
    let end = hasEnd ? "\(symbols.endState) end  " : ""
    let place = zoom.centre == .currentPoint ? "current point" : "end state"
    let factor = "\(symbols.times)\(context.format.magnitude(zoom.exponent))"
    return ["\(end)zoom on \(place) \(factor)", "\(end)\(place) \(factor)", "\(place) \(factor)"]
  }

  /// Which categories alive the bands leave out.
  private func bandsRemark(_ categories: Int, in area: Rect) -> String {
    let undrawn = CompositionView(context: context).undrawn(in: area.inset(1))
    guard !undrawn.isEmpty else { return "n=\(categories)" }
    let short = "\(undrawn.count) too thin to draw"
    guard undrawn.count <= Shell.categoryCountsByKey.upperBound else { return short }
    let names = undrawn.map(context.tag).joined(separator: " ")
    let long = "too thin to draw: \(names)"
    return long.terminalColumns + 30 <= area.width ? long : short
  }
}
