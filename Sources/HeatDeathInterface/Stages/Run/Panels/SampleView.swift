import HeatDeath
import TerminalDrawing

/// One sample: beside each other what the model believes and the chances that it draws with, and the
/// category that the sample fell into.
struct SampleView: ScreenPart {
  let context: DrawingContext

  /// The sample that was drawn last; without one the chances of the next are shown.
  var sample: SampleDrawn? { context.report.sample }

  var before: Snapshot { sample?.before ?? context.snapshot }

  /// As many categories as are shown.
  private static let mostShown = 8

  /// The categories that are shown: of many those with the largest chances, and the one that was drawn.
  var shown: [Int] {
    let all = 0..<before.categoryCount
    guard all.count > Self.mostShown else { return Array(all) }
    let chance = before.nextSampleLaw.coordinates
    var shown = Array(
      all.sorted { chance[$0] != chance[$1] ? chance[$0] > chance[$1] : $0 < $1 }
        .prefix(Self.mostShown))
    if let drawn = sample?.category, !shown.contains(drawn) { shown[shown.count - 1] = drawn }
    return shown
  }

  /// Rows for a pair of bars a category or, where there is less room, for that of the chance; `nil` where there
  /// is too little.
  static func rows(categories: Int, room: Int) -> Int? {
    let categories = min(categories, mostShown)
    return [2 * categories + 5, 2 * categories + 4, categories + 4, categories + 2].first {
      $0 <= room
    }
  }

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let snapshot = before
    let hasRoom = area.height - 2 >= shown.count + 2
    let isPaired = area.height - (hasRoom ? 4 : 2) >= 2 * shown.count
    // While a prediction is asked the chances are what is to be predicted.
    let hasStrip = hasRoom && !context.isVeiled
    var panel = Panel(
      titles: titles, remarks: remarks(snapshot, isPaired: isPaired), width: area.width)
    if hasStrip {
      panel.foot = foot.first { $0.terminalColumns + 4 <= area.width } ?? ""
    }
    var inner = panel.draw(
      into: &buffer, in: area, palette: context.palette, symbols: context.symbols)
    guard inner.width >= 16, inner.height > 0 else { return }
    let shown = shown
    if hasStrip { strip(into: &buffer, in: inner.takeBottom(2)) }
    let longest = shown.map { context.tag($0).terminalColumns }.max() ?? 3
    for (index, category) in shown.enumerated() {
      let y = inner.y + index * (isPaired ? 2 : 1)
      guard y < inner.maxY else { break }
      bars(
        of: category, isPaired: isPaired, longest: longest, into: &buffer, x: inner.x + 1, y: y,
        inner.width - 2)
    }
  }

  /// What stands in the strip of all chances, from the longest wording to the shortest.
  private var foot: [String] {
    let row = "all chances in a row"
    guard let sample else { return [row] }
    let mark = "\(context.symbols.down)"
    guard let number = sample.decidingNumber else {
      return ["\(row), \(mark) the draw", row]
    }
    let text = context.format.randomNumber(number)
    return [
      "all chances in a row; \(mark) the draw, by the random number \(text)",
      "chances in a row; \(mark) the draw, at \(text)", "\(mark) the draw, at \(text)", row,
    ]
  }

  /// Which moment the numbers are of: that of a draw lies before it.
  private var titles: [String] {
    let size = context.format.restingCount(before.size)
    return sample == nil
      ? ["the next sample, k = \(size)", "next, k = \(size)"]
      : ["before the draw, k = \(size)", "before, k = \(size)"]
  }

  private func remarks(_ snapshot: Snapshot, isPaired: Bool) -> [String] {
    let sampler = snapshot.loop.sampler
    let temperature = "T \(context.format.temperature(snapshot.temperature.value))"
    let setting =
      sampler == .softmax
      ? temperature : sampler.usesTemperature ? "\(temperature), \(sampler.title)" : sampler.title
    let isMixed = snapshot.externalData.fraction > 0
    let law = isMixed ? "chance, fresh data included," : "chance"
    // Of fresh data T decides nothing: where there is no room for both they are named.
    let chance =
      isMixed
      ? "chance with fresh data"
      : "chance at \(setting)"
    let words =
      isPaired
      ? [
        "\(context.shareName) and \(law) at \(setting)", "\(context.shareName) and \(chance)",
        "share and \(chance)", chance, setting,
      ] : ["\(law) at \(setting)", chance, setting]
    guard snapshot.categoryCount > Self.mostShown else { return words }
    let most = "\(Self.mostShown) of \(snapshot.categoryCount)"
    return words.dropLast().map { "\(most): \($0)" } + ["\(most), \(setting)", most]
  }

  private func bars(
    of category: Int, isPaired: Bool, longest: Int, into buffer: inout CellBuffer, x: Int, y: Int,
    _ width: Int
  ) {
    let (belief, chance) = (before.theta, before.nextSampleLaw)
    let isDrawn = sample?.category == category
    let name = min(longest, max(3, width / 4))
    let word = isPaired && width >= name + 31 ? 7 : 0
    let (number, hit) = (NumberFormat.percentColumns, 2)
    let bar = width - name - word - number - hit - 2
    let tag = context.tag(category).truncated(toColumns: name, mark: context.symbols.ellipsis)
    buffer.write(tag, x: x, y: y, style: context.categoryStyle(category))
    let rows: [(word: String, law: SimplexPoint, isChance: Bool)] =
      isPaired
      ? [("share", belief, false), ("chance", chance, true)] : [("", chance, true)]
    for (row, line) in rows.enumerated() {
      var column = x + name + 1
      if word > 0 {
        buffer.write(line.word, x: column, y: y + row, style: context.style(.muted))
        column += word + 1
      }
      let room = bar - (word > 0 ? 1 : 0)
      let isHidden = line.isChance && context.isVeiled
      if room >= 4, !isHidden {
        Meter(fraction: line.law[category]).draw(
          into: &buffer, x: column, y: y + row, width: room,
          color: context.palette.category(category), palette: context.palette,
          symbols: context.symbols)
      }
      if room >= 4 { column += room + 1 }
      let text = isHidden ? "?" : context.format.percent(of: category, in: line.law)
      buffer.write(
        text, x: column + number - text.terminalColumns, y: y + row,
        style: context.style(line.isChance ? .strong : .text))
      if isDrawn, line.isChance {
        buffer.write(
          String(Character(context.symbols.left)), x: column + number + 1, y: y + row,
          style: context.headStyle)
      }
    }
  }

  /// All chances as parts of one line, and above it where the random number fell that decided the
  /// sample, or the middle of its part where no single number did.
  private func strip(into buffer: inout CellBuffer, in area: Rect) {
    let chance = before.nextSampleLaw
    let width = area.width - 2
    let cells = chance.counts(ofSize: Int64(width)).map { Int($0) }
    var x = area.x + 1
    for (category, columns) in cells.enumerated() {
      let style = Style(
        foreground: context.palette.background, background: context.palette.category(category),
        attributes: .bold)
      let isWithoutColour = context.palette.depth == .monochrome
      let mark = context.symbols.categoryMark(category)
      for column in 0..<columns {
        let isMark = isWithoutColour || column == columns / 2
        buffer[x + column, area.y + 1] = Cell(
          isMark ? mark : " ", isWithoutColour ? context.style(.text) : style)
      }
      if sample?.category == category {
        let place = x + offset(in: category, columns: columns)
        buffer[min(place, area.maxX - 2), area.y] = Cell(
          context.symbols.down, context.headStyle)
      }
      x += columns
    }
  }

  /// How many columns behind the beginning of its part the sample fell.
  private func offset(in category: Int, columns: Int) -> Int {
    guard let number = sample?.decidingNumber else { return columns / 2 }
    let law = before.nextSampleLaw
    let start = law.coordinates.prefix(category).reduce(0, +)
    // Cells are rounded: a number at the edge of a part stays within it.
    return max(0, min(columns - 1, Int(Double(columns) * (number - start) / law[category])))
  }
}

extension NumberFormat {
  /// A random number in [0, 1) in three digits, rounded down, as it is below 1.
  func randomNumber(_ number: Double) -> String {
    fixed((number * 1000).rounded(.down) / 1000, digits: 3)
  }

  /// What a sample did.
  func sentence(of sample: SampleDrawn) -> String {
    let scenario = sample.before.scenario
    let size = count(sample.counts.reduce(0, +))
    func change(of category: Int) -> String {
      let (before, after) = (sample.before.counts[category], sample.counts[category])
      return "\(scenario.name(of: category)) \(count(before)) \(symbols.arrow) \(count(after))"
    }
    switch (sample.category, sample.forgotten) {
    case (let drawn?, nil):
      let number = sample.decidingNumber.map { ", by the random number \(randomNumber($0))" } ?? ""
      return "drew \(scenario.name(of: drawn)): \(change(of: drawn)) of \(size)\(number)"
    case (let drawn?, let forgotten?):
      return "drew \(scenario.name(of: drawn)), forgot \(scenario.name(of: forgotten)): "
        + "\(change(of: drawn)), \(change(of: forgotten)) of \(size)"
    case (nil, _):
      if sample.before.counts != sample.counts {
        return "drew the last of a batch, which is in force now"
      }
      return "drew what was forgotten for it, or a part of a batch: the counts stay"
    }
  }
}
