import HeatDeath
import TerminalDrawing

/// One run for a lecture room: T and k in large figures, what holds and where it leads in words, the
/// picture with a thick trail, and the shares; or one sample in place of the last two.
struct ProjectorRun {
  let context: DrawingContext

  /// The smallest window, without its last two rows, in which this is more than the usual screen.
  private static let least = (width: 60, height: 12)

  static func fits(_ area: Rect) -> Bool {
    area.width >= least.width && area.height >= least.height
  }

  func parts(in area: Rect) -> [Placed] {
    var rest = area
    var parts = [Placed(header(context.endSentences), in: rest.takeTop(ProjectorHeader.rows))]
    var shares = rest.takeRight(max(24, rest.width * 2 / 5))
    parts.append(Placed(PictureView(context: context, isFramed: false), in: rest))
    let room = shares.height - ProjectorBars.rows * context.snapshot.categoryCount
    if showsUnevenness, room >= Self.unevenness.lowerBound {
      let chart = shares.takeBottom(min(room, Self.unevenness.upperBound))
      parts.append(Placed(LyapunovView(context: context), in: chart))
    }
    parts.append(Placed(ProjectorBars.shares(context), in: shares))
    return parts
  }

  /// Rows for V over k: axes and a curve that tells, and as many as leave the shares more.
  private static let unevenness = 9...16

  /// Whether what happens is how even the shares become, which bars show less and less of.
  private var showsUnevenness: Bool {
    !context.isVeiled && context.settings.externalData.fraction == 0
      && context.snapshot.assumptionClass.samplerClass == .contracting
  }

  /// One sample, and what it did.
  func sample(in area: Rect) -> [Placed] {
    var rest = area
    let view = SampleView(context: context)
    // What a sample did stands in the line above the keys, as long as nothing else has to be said there.
    let sentences: [String] =
      if let sample = view.sample {
        sample.category.map { category in
          ["\(context.snapshot.scenario.name(of: category)) was drawn"]
        } ?? ["the chances before the draw", "before the draw"]
      } else {
        context.isVeiled ? [] : ["the chances of the next sample"]
      }
    let header = header(sentences, since: view.before)
    let top = Placed(header, in: rest.takeTop(ProjectorHeader.rows))
    return ProjectorSample.fits(rest, categories: view.shown.count)
      ? [top, Placed(ProjectorSample(context: context), in: rest)] : [top, Placed(view, in: rest)]
  }

  /// - Parameter before: the moment that what stands below is of, where that is an earlier one: its k and the
  ///   present one are both told.
  private func header(
    _ sentences: [String], since before: Snapshot? = nil
  ) -> ProjectorHeader {
    let then = before.map { size(of: $0) } ?? size
    return ProjectorHeader(
      look: context.look, setting: setting, words: words(), longWords: words(isWide: true),
      size: "k \(then == size ? "" : "\(then)→")\(size)", sentences: sentences)
  }

  /// One of several side by side.
  ///
  /// - Parameter name: what tells it from the others beside T and fresh data; empty for nothing.
  func column(in area: Rect, named name: String) -> [Placed] {
    var rest = area
    let categories = min(context.snapshot.categoryCount, Shell.categoryCountsByKey.upperBound)
    var parts: [Placed] = []
    let title = ProjectorTitle(
      look: context.look, setting: setting, size: "k \(size)", words: words(name),
      longWords: words(name, isWide: true), sentences: context.endSentences,
      hasRoom: area.height >= 30)
    parts.append(Placed(title, in: rest.takeTop(min(rest.height, title.rows(width: area.width)))))
    let room = rest.height - 8
    let rows = room >= 6 * categories ? 6 : room >= 3 * categories ? 3 : 1
    let shares = rest.takeBottom(min(rest.height, rows * categories))
    if rest.height >= 6 {
      parts.append(Placed(PictureView(context: context, isFramed: false), in: rest))
    }
    parts.append(Placed(ProjectorBars.shares(context), in: shares))
    return parts
  }

  private var setting: String { context.format.hallSetting(context.settings) }

  private var size: String { size(of: context.figures) }

  private func size(of snapshot: Snapshot) -> String { context.format.roundCount(snapshot.size) }

  /// - Parameter isWide: whether what fresh data do is said at length.
  private func words(_ name: String = "", isWide: Bool = false) -> StyledText {
    let strong = context.style(.strong)
    let details = context.format.hallDetails(context.settings)
    var parts = ((name.isEmpty ? [] : [name]) + details).map { ($0, strong) }
    let isClosed = context.settings.externalData.fraction == 0
    let samplerClass = isClosed ? context.snapshot.assumptionClass.samplerClass : nil
    // The name says what is not the paper's loop already.
    let isSaid = !name.isEmpty && !context.settings.loop.policy.grows
    // The share of fresh data stands before it.
    let outlook =
      (isSaid ? samplerClass?.words : nil)
      ?? context.outlook(isWide: isWide, namesFreshData: false)
    if !outlook.isEmpty {
      parts.append((outlook, samplerClass.map { context.style(context.role(of: $0)) } ?? strong))
    }
    var text = StyledText()
    for (index, part) in parts.enumerated() {
      text.append(index == 0 ? part.0 : ", \(part.0)", part.1)
    }
    return text
  }
}

/// What a column of a comparison is, in a lecture room: T and k in figures three rows tall, beside each
/// other where there is room, and below them what holds and where it leads.
struct ProjectorTitle: ScreenPart {
  let look: Look
  let setting: String
  let size: String
  let words: StyledText
  /// The same at length, where there is room.
  let longWords: StyledText
  let sentences: [String]
  /// Whether where it leads may take two rows.
  let hasRoom: Bool

  /// Columns for T and any k beside each other.
  private static let leastForBoth = 52

  private var sentenceRows: Int { hasRoom ? 2 : 1 }

  func rows(width: Int) -> Int {
    (width >= Self.leastForBoth ? 1 : 2) * LargeDigits.height + 1 + sentenceRows
  }

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    var rest = Rect(x: area.x + 1, y: area.y, width: area.width - 1, height: area.height)
    guard rest.width > 0 else { return }
    let top = rest.takeTop(min(rest.height, LargeDigits.height))
    figures(setting, .accent, into: &buffer, in: top)
    if area.width >= Self.leastForBoth {
      let columns = LargeDigits(size, symbols: look.symbols).columns
      figures(
        size, .text, into: &buffer,
        in: Rect(x: top.maxX - 1 - columns, y: top.y, width: columns, height: top.height))
    } else {
      let place = rest.takeTop(min(rest.height, LargeDigits.height))
      figures(size, .text, into: &buffer, in: place)
    }
    guard !rest.isEmpty else { return }
    (longWords.columns < rest.width ? longWords : words).write(
      into: &buffer, x: rest.x, y: rest.y, limit: rest.width - 1, ellipsis: look.symbols.ellipsis)
    _ = rest.takeTop(1)
    let texts = sentences.fitting(
      columns: rest.width - 1, rows: min(rest.height, sentenceRows), mark: look.symbols.ellipsis)
    for (row, text) in texts.enumerated() {
      buffer.write(text, x: rest.x, y: rest.y + row, style: look.style(.text))
    }
  }

  /// With its letter, or where that does not fit without the blank behind it.
  private func figures(
    _ text: String, _ role: Role, into buffer: inout CellBuffer, in area: Rect
  ) {
    guard !area.isEmpty else { return }
    let texts = [text, text.split(separator: " ").joined()]
    let digits = texts.map { LargeDigits($0, symbols: look.symbols) }
    let fitting = digits.first { $0.columns <= area.width } ?? digits[0]
    fitting.draw(
      into: &buffer, in: area, style: look.style(fitting.isWord ? .strong : role),
      symbols: look.symbols)
  }
}
