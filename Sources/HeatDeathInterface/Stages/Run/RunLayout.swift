import HeatDeath
import TerminalDrawing

/// Which part of a run's screen stands where. Parts that do not fit are `nil`.
struct RunLayout {
  private(set) var header: Rect?
  private(set) var picture: Rect?
  private(set) var sample: Rect?
  private(set) var thermometer: Rect?
  private(set) var bars: Rect?
  private(set) var speech: Rect?
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

  /// How many rows of bars there are, and corners of the picture's simplex.
  private let rows: Int
  private let corners: Int

  /// Of how many index sets V is shown.
  private let sets: Int

  /// As many bars as have their place before anything else has.
  private static let mostBarsFirst = 10

  /// - Parameters:
  ///   - hasSample: whether one sample is looked at, in the place of a part of the picture.
  ///   - rows: how many rows of bars there are, and corners of the picture's simplex: one for each
  ///     category unless told.
  ///   - sets: of how many index sets V is shown: of all there are unless told.
  init(
    width: Int, height: Int, snapshot: Snapshot, hasSample: Bool = false,
    rows: (bars: Int, corners: Int)? = nil, sets: Int? = nil
  ) {
    self.sets = sets ?? LyapunovView.sets(ofCategories: snapshot.categoryCount).count
    (self.rows, corners) = rows ?? (snapshot.categoryCount, snapshot.categoryCount)
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
      arrangeColumns(rest, snapshot, hasSample: hasSample)
    } else {
      arrangeRows(rest, snapshot)
    }
    if hasSample { takeSample(snapshot) }
  }

  /// From the picture what one sample can use, but no so little that its triangle is lost; where it is
  /// small, all of it.
  private mutating func takeSample(_ snapshot: Snapshot) {
    guard var left = picture else { return }
    let categories = snapshot.categoryCount
    if let rows = SampleView.rows(categories: categories, room: left.height - 8) {
      sample = left.takeBottom(rows)
      picture = left
    } else if let rows = SampleView.rows(categories: categories, room: left.height) {
      sample = left.takeBottom(max(rows, left.height))
      picture = nil
    }
  }

  /// The picture on the left with temperatures below it, the panels on the right. Where the picture
  /// cannot use its height what the data know stands below it.
  private mutating func arrangeColumns(_ area: Rect, _ snapshot: Snapshot, hasSample: Bool) {
    var left = area
    // A picture wider than its height can use would only widen the margins, and bars gain nothing
    // from more than 140 columns.
    let useful = max(
      Int(Double(area.height - 5) * 2.31) + 8, hasSample ? SampleView.usefulWidth : 0)
    let share = min(140, area.width * 37 / 100)
    let right = left.takeRight(max(36, share, area.width - useful))
    takeThermometer(from: &left)
    let loopRows = KnowledgeView.loopRowCount(snapshot)
    let spare = left.height - usefulPictureRows(width: left.width)
    let isBelow = spare >= KnowledgeRows.tight(loopRows: loopRows) + KnowledgeRows.bar
    if isBelow {
      let useful = KnowledgeRows.useful(width: left.width, loopRows: loopRows)
      knowledge = left.takeBottom(min(spare, useful))
    }
    picture = left
    stack(right, snapshot, hasKnowledge: !isBelow)
  }

  /// The rows, frame included, that a picture so wide fills: all there are where it is a plot.
  private func usefulPictureRows(width: Int) -> Int {
    (3...4).contains(corners) ? Int(Double(width) / 2.31) + 6 : .max / 2
  }

  /// Temperatures below the picture, in tall windows or where it has rows to spare.
  private mutating func takeThermometer(from area: inout Rect) {
    let spare = area.height - usefulPictureRows(width: area.width)
    guard area.width >= ThermometerView.leastWidth,
      area.height >= 30 || spare >= ThermometerView.rows
    else { return }
    thermometer = area.takeBottom(ThermometerView.rows)
  }

  /// The picture above, the panels below as far as it leaves room.
  private mutating func arrangeRows(_ area: Rect, _ snapshot: Snapshot) {
    var rest = area
    let barRows = min(rows, Self.mostBarsFirst) + 2
    let useful = Int(Double(area.width) / 2.31) + 6
    if area.height - barRows >= 9 {
      stack(rest.takeBottom(max(barRows, area.height - useful)), snapshot, hasKnowledge: true)
    }
    takeThermometer(from: &rest)
    picture = rest
  }

  /// Bars, what the model says, V_I and knowledge one above the other, the last three where there is
  /// room. First each has its least, then in turn what it can use.
  private mutating func stack(_ area: Rect, _ snapshot: Snapshot, hasKnowledge: Bool) {
    let bars = rows
    // A long list leaves room for all else.
    let leastBars = min(bars, Self.mostBarsFirst)
    let facts = KnowledgeRows.tight(loopRows: KnowledgeView.loopRowCount(snapshot))
    var room = area.height
    /// Takes rows, all or none, where there are as many.
    func take(_ rows: Int) -> Int {
      guard rows > 0, rows <= room else { return 0 }
      room -= rows
      return rows
    }
    /// Takes as many rows as there are.
    func takeUp(to rows: Int) -> Int { take(min(max(0, rows), room)) }

    var barRows = takeUp(to: leastBars + 2)
    var lyapunovRows = sets > 0 ? take(LyapunovView.tightRows(sets: sets)) : 0
    let hasLyapunov = lyapunovRows > 0 || sets == 0
    var knowledgeRows = hasKnowledge && hasLyapunov ? take(facts) : 0
    let isFull = hasLyapunov && (knowledgeRows > 0 || !hasKnowledge)
    var speechRows = isFull ? take(SpeechView.rows) : 0

    // Where V is one chart it is what is looked at.
    if sets == 1, hasLyapunov {
      lyapunovRows += takeUp(to: LyapunovView.usefulRows(sets: 1) - lyapunovRows)
    }
    if sets > 0 { lyapunovRows += takeUp(to: min(sets, 11) + (sets > 1 ? 5 : 4) - lyapunovRows) }
    if knowledgeRows > 0 { knowledgeRows += take(KnowledgeRows.bar) }
    if knowledgeRows > facts { knowledgeRows += take(KnowledgeRows.axis(width: area.width)) }
    if bars == leastBars { barRows += take(bars - 1) }
    if sets > 0 { lyapunovRows += take(LyapunovView.usefulRows(sets: sets) - lyapunovRows) }
    if bars > leastBars { barRows += takeUp(to: bars - leastBars) }
    if barRows > bars + 2 { barRows += take(2) }
    let useful = KnowledgeRows.useful(
      width: area.width, loopRows: KnowledgeView.loopRowCount(snapshot))
    if room >= 8 {
      if knowledgeRows > 0 { knowledgeRows += takeUp(to: useful - knowledgeRows) }
      if speechRows > 0 { speechRows += take(1) }
    }
    let most = LyapunovView.neededRows(room: lyapunovRows + room, width: area.width, sets: sets)
    if lyapunovRows > 0 { lyapunovRows += takeUp(to: most - lyapunovRows) }
    if speechRows > 0 { speechRows += takeUp(to: SpeechView.mostRows - speechRows) }
    if knowledgeRows > 0 { knowledgeRows += takeUp(to: useful - knowledgeRows) }
    if sets > 0 { lyapunovRows += room } else { barRows += room }

    var rest = area
    self.bars = rest.takeTop(barRows + (lyapunovRows >= 3 ? 0 : lyapunovRows))
    if speechRows > 0 { speech = rest.takeTop(speechRows) }
    if knowledgeRows > 0 { knowledge = rest.takeBottom(knowledgeRows) }
    if lyapunovRows >= 3 { lyapunov = rest }
  }

  /// The parts in their places.
  func placed(
    _ context: DrawingContext, footer: FooterView, narration: NarrationView
  ) -> ScreenLayout {
    if isTiny { return ScreenLayout([Placed(TinyView(context: context), in: body)], body: nil) }
    let parts: [(Rect?, any ScreenPart)] = [
      (header, HeaderView(context: context)),
      (picture, PictureView(context: context, isFramed: hasFrames)),
      (sample, SampleView(context: context)),
      (thermometer, ThermometerView(context: context)),
      (bars, ProbabilityView(context: context, isFramed: hasFrames)),
      (speech, SpeechView(context: context)),
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
