import HeatDeath
import TerminalDrawing

/// V_I for every index set I: value, whether it grows, and its history over ln k on a log scale, as
/// a line of a list or where there is room as a chart.
struct LyapunovView: ScreenPart {
  let context: DrawingContext

  func appearance(in area: Rect) -> Appearance? {
    context.appearance(of: Self.self, context.lyapunovOffset)
  }

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    Self.draw([(self, area)], into: &buffer)
  }

  /// Draws panels that stand side by side, on the same scales.
  static func draw(_ panels: [(view: LyapunovView, area: Rect)], into buffer: inout CellBuffer) {
    let end = panels.map { $0.view.context.clock(of: $0.view.context.figures).end }.max() ?? 0
    var drawings = panels.map { LyapunovPanel($0.view.context, in: $0.area, clockEnd: end) }
    let decades = drawings.map(\.history.decades).max() ?? 1
    for index in drawings.indices {
      drawings[index].history.decades = decades
      drawings[index].draw(into: &buffer)
    }
  }

  /// The index sets of so many categories, listed once for all frames: every one of up to eight
  /// categories, of more the one of all, and none of more than an index set holds. That of all
  /// categories is the first.
  ///
  /// - Parameter all: whether there are others than that of all categories.
  static func sets(ofCategories count: Int, all: Bool = true) -> [CategorySet] {
    guard all else { return Array(sets(ofCategories: count).prefix(1)) }
    if setLists.indices.contains(count) { return setLists[count] }
    return count <= CategorySet.mostCategories ? [CategorySet(0..<count)] : []
  }

  private static let setLists = (0...Shell.categoryCountsByKey.upperBound).map(
    CategorySet.all(ofCategories:))

  // MARK: Words

  /// The value of V_I, never rounded to 0 or 1 unless it is; a dash where it is undefined.
  static func text(of set: CategorySet, in context: DrawingContext) -> String {
    let theta = context.figures.theta
    guard let value = Lyapunov.value(of: set, at: theta),
      let complement = Lyapunov.complement(of: set, at: theta)
    else { return context.symbols.dash }
    return value > 0.5 && complement > 0 && complement < 1e-4
      ? context.format.share(value, complement: complement) : context.format.lyapunov(value)
  }

  /// Where V_I goes with all drift included, and in parentheses where the sampler alone would take
  /// it, if that is elsewhere. However slowly it goes: `=` stands for nothing but a drift of none.
  ///
  /// - Parameter isNamed: whether a single arrow is followed by its word.
  static func trend(
    of set: CategorySet, in context: DrawingContext, isNamed: Bool = false
  ) -> StyledText {
    let sampler = context.figures.samplerTrend(of: set)
    var text = StyledText()
    guard !context.isVeiled else { return text }
    // Without a trend of the whole loop the sampler's own would be taken for it.
    guard var trend = context.figures.trend(of: set) else { return text }
    // The mean stands still where all are alike, but the next sample ends that, and what pulls apart goes on.
    if context.figures.lyapunov(of: set) == 0, context.settings.externalData.fraction == 0,
      context.figures.assumptionClass.samplerClass == .expanding
    {
      trend = .expanding
    }
    text.append(arrow(trend, in: context), context.style(role(of: trend)))
    if let sampler, sampler != trend, context.isExpert {
      text.append("(\(arrow(sampler, in: context)))", context.style(.muted))
    } else if isNamed {
      let isSettled = trend == .stationary && context.figures.lyapunov(of: set) == 1
      text.append(" \(isSettled ? "stays" : word(trend))", context.style(.muted))
    }
    return text
  }

  static func arrow(_ trend: LyapunovTrend, in context: DrawingContext) -> String {
    switch trend {
    case .expanding: String(Character(context.symbols.up))
    case .contracting: String(Character(context.symbols.down))
    case .stationary: "="
    }
  }

  /// What V_I does, in a word.
  private static func word(_ trend: LyapunovTrend) -> String {
    switch trend {
    case .expanding: "grows"
    case .contracting: "falls"
    case .stationary: "roams"
    }
  }

  static func role(of trend: LyapunovTrend) -> Role {
    switch trend {
    case .expanding: .expanding
    case .contracting: .contracting
    case .stationary: .neutral
    }
  }

  // MARK: Room

  /// How many rows, frame included, a list of `sets` index sets can use well.
  static func usefulRows(sets: Int) -> Int {
    (sets == 1 ? 2 * chartRows : chartRows * sets + 1) + footRows + 2
  }

  /// How many rows, frame included, show a few of the sets and their curves.
  static func tightRows(sets: Int) -> Int { max(chartRows, min(sets, 4)) + footRows + 2 }

  /// How many rows, frame included, the list takes of `room` in a panel so wide.
  static func neededRows(room: Int, width: Int, sets: Int) -> Int {
    let rows = LyapunovRows(in: Rect(x: 0, y: 0, width: width, height: room), sets: sets)
    return min(room, rows.count + (rows.hasFoot ? footRows : 0) + 2)
  }

  /// The least height of a row that shows a chart.
  static let chartRows = 3

  /// The line and the numbers of the axis below.
  static let footRows = 2
}

/// How tall the rows of a panel are, how many are in view, and whether there is room for an axis below
/// them: without one there are no curves. Rows are charts from ``LyapunovView/chartRows`` on, and no
/// taller than a fifth of their width.
struct LyapunovRows {
  let height: Int
  let visible: Int
  let hasFoot: Bool
  /// Whether there is a row that says what the sets are which are not of all categories.
  let hasHeading: Bool

  var isChart: Bool { height >= LyapunovView.chartRows }

  /// Rows of all that are in view, and of their heading.
  var count: Int { visible * height + (hasHeading ? 1 : 0) }

  /// The row of a list from the set `first` on above which the heading stands; `nil` where there is none.
  func headed(from first: Int) -> Int? { hasHeading ? (first == 0 ? 1 : 0) : nil }

  init(in area: Rect, sets: Int) {
    let room = max(0, area.height - 2)
    let foot = LyapunovView.footRows
    let tallest = max(LyapunovView.chartRows, area.width / 5)
    let wanted = max(1, min(tallest, (room - foot) / max(1, sets)))
    // What draws axes needs five rows, and beside names and figures ten columns.
    hasFoot =
      area.width >= 36 && room >= LyapunovView.chartRows + foot
      && wanted * sets >= LyapunovView.chartRows
    let hasFoot = hasFoot
    func rows(_ room: Int) -> (height: Int, visible: Int) {
      let left = hasFoot ? room - foot : room
      let height = hasFoot ? max(1, min(tallest, left / max(1, sets))) : 1
      return (height, min(sets, max(0, left) / height))
    }
    let (all, headed) = (rows(room), rows(room - 1))
    let isChart = all.height >= LyapunovView.chartRows
    // The heading takes no chart and no set from those in view, but of a longer list that scrolls.
    hasHeading =
      sets > 1 && isChart == (headed.height >= LyapunovView.chartRows)
      && headed.visible >= min(all.visible, 5) && headed.visible >= 2
    (height, visible) = hasHeading ? headed : all
  }
}
