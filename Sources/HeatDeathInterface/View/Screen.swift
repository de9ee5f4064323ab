import HeatDeath
import TerminalDrawing

/// Draws the whole screen: a pure function of state, report, size and capabilities.
///
/// - Parameter comparison: the runs of a comparison, left to right; drawn in their mode only.
///
/// Works at every size from 0 × 0 up; what does not fit is left out in the order of
/// docs/screen.md.
public func view(
  state: AppState, report: EngineReport, comparison: [EngineReport] = [], width: Int, height: Int,
  colors: ColorDepth
) -> CellBuffer {
  let context = DrawingContext(state: state, report: report, colors: colors)
  var buffer = CellBuffer(
    width: width, height: height, fill: Cell(" ", context.style(.text)))
  guard width > 0, height > 0 else { return buffer }
  if state.mode == .compare, !comparison.isEmpty {
    let contexts = comparison.map { DrawingContext(state: state, report: $0, colors: colors) }
    ComparisonView(contexts: contexts).draw(into: &buffer, in: buffer.bounds)
  } else {
    let layout = ScreenLayout(width: width, height: height, context: context)
    draw(layout, in: context, into: &buffer)
  }
  buffer.transliterate(for: state.glyphs)
  if state.glyphs != .ascii, colors >= .indexed { buffer.fillFullBlocks() }
  return buffer
}

private func draw(
  _ layout: ScreenLayout, in context: DrawingContext, into buffer: inout CellBuffer
) {
  if layout.isTiny {
    TinyView(context: context).draw(into: &buffer, in: buffer.bounds)
    return
  }
  if let area = layout.header { HeaderView(context: context).draw(into: &buffer, in: area) }
  if let area = layout.picture {
    PictureView(context: context, isFramed: layout.hasFrames).draw(into: &buffer, in: area)
  }
  if let area = layout.bars {
    ProbabilityView(context: context, isFramed: layout.hasFrames).draw(into: &buffer, in: area)
  }
  if let area = layout.lyapunov { LyapunovView(context: context).draw(into: &buffer, in: area) }
  if let area = layout.knowledge { KnowledgeView(context: context).draw(into: &buffer, in: area) }
  if let area = layout.timeline { TimelineView(context: context).draw(into: &buffer, in: area) }
  if let area = layout.narration { NarrationView(context: context).draw(into: &buffer, in: area) }
  if let area = layout.footer { FooterView(context: context).draw(into: &buffer, in: area) }
  switch context.state.mode {
  case .explore, .compare: break
  case .help: HelpView(context: context).draw(into: &buffer, in: layout.body)
  case .inject(let form):
    FormView(context: context).draw(form, into: &buffer, in: layout.overlay)
  case .external(let form):
    FormView(context: context).draw(form, into: &buffer, in: layout.overlay)
  case .loop(let form):
    FormView(context: context).draw(form, into: &buffer, in: layout.overlay)
  }
}
