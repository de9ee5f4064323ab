import HeatDeath
import TerminalDrawing

/// What stands under a cell of the screen, found with the rectangles that the screen is drawn with.
enum ScreenTarget: Equatable {
  case header
  /// The picture, and where in the simplex; `nil` outside of it and where it shows no simplex.
  case picture(SimplexPoint?)
  /// The bar of a category.
  case bar(Int)
  /// An entry of the footer.
  case key(Action)
  case elsewhere

  init(x: Int, y: Int, width: Int, height: Int, context: DrawingContext) {
    self = .elsewhere
    let layout = ScreenLayout(width: width, height: height, context: context)
    let mode = context.state.mode
    if mode == .compare {
      let row = Rect(x: 0, y: height - 1, width: width, height: height >= 3 ? 1 : 0)
      if row.contains(x, y) { self.look(atFooter: row, x, context) }
      return
    }
    guard !layout.isTiny else { return }
    if let area = layout.footer, area.contains(x, y) {
      look(atFooter: area, x, context)
    } else if let area = layout.header, area.contains(x, y) {
      self = .header
    } else if let frame = FormView.frame(for: mode, in: layout.overlay), frame.contains(x, y) {
      return
    } else if mode == .help {
      return
    } else if let area = layout.bars, area.contains(x, y) {
      let view = ProbabilityView(context: context, isFramed: layout.hasFrames)
      if let category = view.category(atRow: y, in: area) { self = .bar(category) }
    } else if let area = layout.picture, area.contains(x, y) {
      let picture = PictureView(context: context, isFramed: layout.hasFrames)
      self = .picture(picture.point(atX: x, y: y, in: area))
    }
  }

  private mutating func look(atFooter area: Rect, _ x: Int, _ context: DrawingContext) {
    let entry = FooterView(context: context).entries(in: area).first { $0.columns.contains(x) }
    guard let entry else { return }
    let keys = entry.binding.keys
    // Of two keys in one entry, as in `t T`, the one that was hit.
    let second = entry.label.split(separator: " ").first.map { entry.columns.lowerBound + $0.count }
    let isSecond =
      entry.label.contains(" ") && keys.count > 1 && x > second ?? .max
      && x < entry.columns.lowerBound + entry.label.terminalColumns
    self = .key(keys[isSecond ? 1 : 0].action)
  }
}
