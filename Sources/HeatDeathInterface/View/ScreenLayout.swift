import HeatDeath
import TerminalDrawing

/// Which part of the screen stands where. Parts that do not fit are `nil`.
struct ScreenLayout {
  private(set) var header: Rect?
  private(set) var picture: Rect?
  private(set) var bars: Rect?
  private(set) var lyapunov: Rect?
  private(set) var knowledge: Rect?
  private(set) var timeline: Rect?
  private(set) var narration: Rect?
  private(set) var footer: Rect?
  /// Everything between header and footer: where overlays go.
  private(set) var body: Rect
  /// Where a form goes: over the picture, so that no number beside it is cut, where it fits.
  var overlay: Rect {
    guard let picture, picture.width >= 56, picture.height >= 10 else { return body }
    return picture
  }

  /// Too small for a picture: numbers only.
  private(set) var isTiny = false
  /// Whether panels have frames.
  private(set) var hasFrames = true

  init(width: Int, height: Int, context: DrawingContext) {
    var rest = Rect(x: 0, y: 0, width: width, height: height)
    body = rest
    if width < 20 || height < 5 {
      isTiny = true
      return
    }
    hasFrames = width >= 40 && height >= 12
    header = rest.takeTop(1)
    footer = rest.takeBottom(1)
    if height >= 10 { narration = rest.takeBottom(1) }
    if height >= 32, width >= 100 { timeline = rest.takeBottom(2) }
    body = rest
    guard hasFrames else {
      picture = rest
      return
    }
    if width >= 66 {
      arrangeColumns(rest, context)
    } else {
      arrangeRows(rest, context)
    }
  }

  /// The picture on the left, the panels on the right.
  private mutating func arrangeColumns(_ area: Rect, _ context: DrawingContext) {
    var left = area
    // A picture wider than its height can use would only widen the margins.
    let useful = Int(Double(area.height - 5) * 2.31) + 8
    let share = area.width * 37 / 100
    var right = left.takeRight(max(36, share, area.width - useful))
    picture = left

    let categories = context.snapshot.categoryCount
    let sets = (1 << categories) - categories - 1
    let barsTight = categories + 2
    let barsLoose = 2 * categories + 1
    let lyapunovTight = min(sets, 4) + 2
    let knowledgeRows = KnowledgeView.rowCount + 2

    var room = right.height
    var barRows = min(barsTight, room)
    room -= barRows
    let showsKnowledge = room >= lyapunovTight + knowledgeRows
    if showsKnowledge { room -= knowledgeRows }
    let wantedLyapunov = LyapunovView.usefulRows(sets: sets)
    if room - (barsLoose - barsTight) >= min(sets + 2, LyapunovView.usefulRows(sets: 5)) {
      let padding = room >= wantedLyapunov + barsLoose + 2 - barsTight ? 2 : 0
      room -= barsLoose + padding - barRows
      barRows = barsLoose + padding
    }
    let needed = LyapunovView.neededRows(room: room, sets: sets)
    let lyapunovRows = showsKnowledge ? needed : room
    bars = right.takeTop(barRows)
    if lyapunovRows >= 3 { lyapunov = right.takeTop(lyapunovRows) }
    if showsKnowledge { knowledge = right }
  }

  /// The picture above, the bars below.
  private mutating func arrangeRows(_ area: Rect, _ context: DrawingContext) {
    var rest = area
    let barRows = context.snapshot.categoryCount + 2
    if area.height - barRows >= 9 { bars = rest.takeBottom(barRows) }
    picture = rest
  }
}
