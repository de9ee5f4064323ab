import HeatDeath
import TerminalDrawing

// Lists that are too long for their panels.
extension RunStage {
  mutating func scroll(_ move: ListMove, in shell: inout Shell) -> [Effect] {
    let isWhole = !context(in: shell, Look(shell.display, colors: .direct)).showsEverySet
    let sets = LyapunovView.sets(ofCategories: feed.snapshot.categoryCount, all: !isWhole).count
    let list = shell.layout(colors: .direct).parts.first { $0.part is LyapunovView }
    let size = shell.display.size
    let isInThisWindow: @Sendable (Shell) -> Bool = {
      $0.display.size == size
        && LyapunovView.sets(ofCategories: $0.categoryCount, all: !isWhole).count == sets
    }
    let visible = list.map { LyapunovRows(in: $0.area, sets: sets).visible } ?? 0
    // What is in view as a whole leaves the keys to the other list.
    if visible == sets || visible == 0, hasHiddenBars(in: shell) {
      return scrollBars(move, in: &shell)
    }
    guard sets > 0 else {
      shell.notify(
        "no list of V_I: an index set holds up to \(CategorySet.mostCategories) categories",
        while: isInThisWindow)
      return []
    }
    guard visible > 0 else {
      shell.notify(
        "the list of V_I needs a larger window: 66 by 12 show some of it", while: isInThisWindow)
      return []
    }
    guard visible < sets else {
      shell.notify(
        isWhole
          ? "V is of all categories here; X shows it of every set of them"
          : "the list of V_I is in view as a whole", while: isInThisWindow)
      return []
    }
    let next = move.offset(from: lyapunovOffset, hidden: sets - visible)
    if next == lyapunovOffset {
      shell.notify("this is the \(next == 0 ? "start" : "end") of the list of V_I")
    }
    lyapunovOffset = next
    return []
  }

  /// The list of bars in the present window, and how many rows of it are out of view.
  private func barList(in shell: Shell) -> (part: ProbabilityView, hidden: Int)? {
    for placed in shell.layout(colors: .direct).parts {
      guard let part = placed.part as? ProbabilityView else { continue }
      return (part, part.hiddenRows(in: placed.area))
    }
    return nil
  }

  /// Whether some bars are out of view.
  func hasHiddenBars(in shell: Shell) -> Bool { (barList(in: shell)?.hidden ?? 0) > 0 }

  mutating func scrollBars(_ move: ListMove, in shell: inout Shell) -> [Effect] {
    let size = shell.display.size
    let count = feed.snapshot.categoryCount
    let isInThisWindow: @Sendable (Shell) -> Bool = {
      $0.display.size == size && $0.categoryCount == count
    }
    guard let hidden = barList(in: shell)?.hidden else {
      shell.notify("the bars need a larger window: 40 by 12 show some", while: isInThisWindow)
      return []
    }
    guard hidden > 0 else {
      shell.notify("all bars are in view; S changes their order", while: isInThisWindow)
      return []
    }
    let next = move.offset(from: min(controls.bars.offset, hidden), hidden: hidden)
    if next == min(controls.bars.offset, hidden) {
      shell.notify("this is the \(next == 0 ? "start" : "end") of the list of bars")
    }
    controls.bars.offset = next
    return []
  }
}
