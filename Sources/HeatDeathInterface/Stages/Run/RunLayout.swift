import HeatDeath
import TerminalDrawing

/// Which part of a run's screen stands where. Parts that do not fit are `nil`.
struct RunLayout {
  private(set) var header: Rect?
  private(set) var picture: Rect?
  private(set) var bars: Rect?
  private(set) var lyapunov: Rect?
  private(set) var knowledge: Rect?
  private(set) var timeline: Rect?
  private(set) var narration: Rect?
  private(set) var footer: Rect?
  /// Everything between header and footer: where overlays go.
  private var body: Rect
  /// Where a form goes: over the picture, so that no number beside it is cut, where it fits.
  private var centre: Rect {
    guard let picture, picture.width >= 56, picture.height >= 10 else { return body }
    return picture
  }

  /// Too small for a picture: numbers only.
  private(set) var isTiny = false
  /// Whether panels have frames.
  private(set) var hasFrames = true

  init(width: Int, height: Int, snapshot: Snapshot) {
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
      arrangeColumns(rest, snapshot)
    } else {
      arrangeRows(rest, snapshot)
    }
  }

  /// The picture on the left, the panels on the right.
  private mutating func arrangeColumns(_ area: Rect, _ snapshot: Snapshot) {
    var left = area
    // A picture wider than its height can use would only widen the margins, and bars gain nothing
    // from more than 140 columns.
    let useful = Int(Double(area.height - 5) * 2.31) + 8
    let share = min(140, area.width * 37 / 100)
    let right = left.takeRight(max(36, share, area.width - useful))
    picture = left
    stack(right, snapshot)
  }

  /// The picture above, the panels below as far as it leaves room.
  private mutating func arrangeRows(_ area: Rect, _ snapshot: Snapshot) {
    var rest = area
    let barRows = snapshot.categoryCount + 2
    let useful = Int(Double(area.width) / 2.31) + 6
    if area.height - barRows >= 9 {
      stack(rest.takeBottom(max(barRows, area.height - useful)), snapshot)
    }
    picture = rest
  }

  /// Bars, V_I and knowledge one above the other; the last two where there is room.
  private mutating func stack(_ area: Rect, _ snapshot: Snapshot) {
    let categories = snapshot.categoryCount
    let sets = (1 << categories) - categories - 1
    let barsTight = categories + 2
    let barsLoose = 2 * categories + 1
    let lyapunovTight = LyapunovView.tightRows(sets: sets)
    let facts = KnowledgeView.rowCount(snapshot)
    let knowledgeTight = facts + 2
    let knowledgeLoose = 2 * facts + 2

    var rest = area
    var room = rest.height
    var barRows = min(barsTight, room)
    room -= barRows
    let showsKnowledge = room >= lyapunovTight + knowledgeTight
    if showsKnowledge { room -= knowledgeTight }
    let wantedLyapunov = LyapunovView.usefulRows(sets: sets)
    if room - (barsLoose - barsTight) >= min(sets + 4, LyapunovView.usefulRows(sets: 5)) {
      let padding = room >= wantedLyapunov + barsLoose + 2 - barsTight ? 2 : 0
      room -= barsLoose + padding - barRows
      barRows = barsLoose + padding
    }
    if showsKnowledge, room >= wantedLyapunov + knowledgeLoose - knowledgeTight {
      room -= knowledgeLoose - knowledgeTight
    }
    let needed = LyapunovView.neededRows(room: room, width: rest.width, sets: sets)
    let lyapunovRows = showsKnowledge ? needed : room
    bars = rest.takeTop(barRows)
    if lyapunovRows >= 3 { lyapunov = rest.takeTop(lyapunovRows) }
    if showsKnowledge { knowledge = rest }
  }

  /// The parts in their places.
  func placed(
    _ context: DrawingContext, footer: FooterView, narration: NarrationView
  ) -> ScreenLayout {
    if isTiny { return ScreenLayout([Placed(TinyView(context: context), in: body)], body: nil) }
    let parts: [(Rect?, any ScreenPart)] = [
      (header, HeaderView(context: context)),
      (picture, PictureView(context: context, isFramed: hasFrames)),
      (bars, ProbabilityView(context: context, isFramed: hasFrames)),
      (lyapunov, LyapunovView(context: context)),
      (knowledge, KnowledgeView(context: context)),
      (timeline, TimelineView(context: context)),
      (self.narration, narration),
      (self.footer, footer),
    ]
    return ScreenLayout(
      parts.compactMap { area, part in area.map { Placed(part, in: $0) } }, body: body,
      centre: centre)
  }
}
