import TerminalDrawing

/// Which part of a screen of logs stands where, between the top and the line that says what happens.
struct WatchLayout {
  let context: WatchContext

  func parts(in area: Rect) -> [Placed] {
    var rest = area
    guard area.width >= 40, area.height >= 8 else {
      return [Placed(WatchLines(context: context), in: area)]
    }
    var parts: [Placed] = []
    let isLarge = context.run?.isThick == true && ProjectorRun.fits(area)
    parts.append(
      isLarge
        ? Placed(largeHeader, in: rest.takeTop(ProjectorHeader.rows))
        : Placed(WatchHeader(context: context), in: rest.takeTop(1)))
    let timeline = rest.takeBottom(area.height >= 14 ? 2 : 1)
    parts.append(Placed(WatchTimeline(context: context), in: timeline))
    if isLarge, let run = context.run {
      let shares = rest.takeRight(max(24, rest.width * 2 / 5))
      parts.append(Placed(WatchPicture(context: context, isFramed: false), in: rest))
      return parts + [Placed(ProjectorBars.shares(run), in: shares)]
    }
    guard rest.width >= 66 else { return parts + inRows(rest) }
    // A picture wider than its height can use would only widen the margins.
    let isSimplex = (3...4).contains(context.run?.cornerCount ?? 3)
    let useful = isSimplex ? Int(Double(rest.height - 5) * 2.31) + 8 : rest.width * 3 / 5
    let share = min(140, rest.width * 37 / 100)
    let right = rest.takeRight(max(36, share, rest.width - useful))
    return parts + [Placed(WatchPicture(context: context, isFramed: true), in: rest)] + stack(right)
  }

  /// The picture above, the panels below as far as it leaves room.
  private func inRows(_ area: Rect) -> [Placed] {
    var rest = area
    let bars = min(rowCount, 6) + 2
    guard area.height - bars >= 9 else {
      return [Placed(WatchPicture(context: context, isFramed: true), in: rest)]
    }
    let below = rest.takeBottom(max(bars, area.height - Int(Double(area.width) / 2.31) - 6))
    return [Placed(WatchPicture(context: context, isFramed: true), in: rest)] + stack(below)
  }

  private var rowCount: Int { context.run?.barRowCount ?? 0 }

  /// Bars, V_I and the loop one above the other; V_I goes first where there is no room.
  private func stack(_ area: Rect) -> [Placed] {
    guard let run = context.run else {
      return [Placed(WatchLoop(context: context), in: area)]
    }
    var rest = area
    let sets = LyapunovView.sets(ofCategories: run.snapshot.categoryCount).count
    let loop = WatchLoop(context: context)
    var loopRows = loop.leastRows
    var barRows = min(rowCount, 10) + 2
    var room = area.height - barRows - loopRows
    if room < 0 {
      // The loop is what the screen is for.
      barRows = max(3, barRows + room)
      loopRows = min(loopRows, area.height - barRows)
      room = 0
    }
    var lyapunovRows = sets > 0 && room >= 3 ? min(room, min(sets, 4) + 4) : 0
    room -= lyapunovRows
    func take(_ wanted: Int, _ rows: inout Int) {
      let more = min(max(0, wanted), room)
      rows += more
      room -= more
    }
    take(loop.usefulRows(width: area.width) - loopRows, &loopRows)
    if lyapunovRows > 0 { take(min(sets, 11) + 4 - lyapunovRows, &lyapunovRows) }
    let isLoose = rowCount <= 10 && room >= rowCount - 1
    take(isLoose ? rowCount - 1 : rowCount - 10, &barRows)
    if lyapunovRows > 0 {
      let most = LyapunovView.neededRows(room: lyapunovRows + room, width: area.width, sets: sets)
      take(most - lyapunovRows, &lyapunovRows)
    }
    // For the chance below the last bar.
    if isLoose { take(1, &barRows) }
    // What is left widens the list that can use it.
    if lyapunovRows > 0 { lyapunovRows += room } else { barRows += room }
    var parts = [Placed(ProbabilityView(context: run, isFramed: true), in: rest.takeTop(barRows))]
    parts.append(Placed(loop, in: rest.takeBottom(loopRows)))
    if lyapunovRows > 0 { parts.append(Placed(WatchUnevenness(context: context), in: rest)) }
    return parts
  }

  /// For a lecture room.
  private var largeHeader: ProjectorHeader {
    var words = StyledText()
    let estimate = context.feed.estimate
    let loop = estimate.map { LoopWords($0, context.format) }
    words.append(
      estimate?.regime?.words ?? "what loop it is, is not known",
      context.style(context.role(of: estimate?.regime)))
    let fits = loop?.fits ?? []
    let ends = context.run?.endSentences ?? []
    let both = zip([fits.first, fits.last], [ends.first, ends.last]).compactMap { fit, end in
      fit.flatMap { fit in end.map { "\(fit); \($0)" } }
    }
    return ProjectorHeader(
      look: context.look, setting: loop?.largeValue ?? "T ?", words: words,
      size: context.feed.row.map { "\($0.number)" } ?? "", sentences: both + fits)
  }
}
