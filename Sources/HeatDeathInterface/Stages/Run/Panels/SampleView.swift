import HeatDeath
import TerminalDrawing

/// One sample: beside each other what the model believes and the chances that it draws with, and the
/// category that the sample fell into.
struct SampleView: ScreenPart {
  let context: DrawingContext

  /// The sample that was drawn last; without one the chances of the next are shown.
  var sample: SampleDrawn? { context.report.sample }

  var before: Snapshot { sample?.before ?? context.snapshot }

  /// The moment after it, where its laws are others: not within a batch.
  var after: Snapshot? {
    guard let sample, context.snapshot.counts == sample.counts,
      context.snapshot.settings == sample.before.settings, sample.before.counts != sample.counts
    else { return nil }
    return context.snapshot
  }

  /// Stands before the category that was drawn, which has one more.
  static let drawnSign = "+"

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
    let shown = shown
    let hasRoom = area.height - 2 >= shown.count + 2
    let isPaired = area.height - (hasRoom ? 4 : 2) >= 2 * shown.count
    // While a prediction is asked the chances are what is to be predicted.
    let hasStrip = hasRoom && !context.isVeiled
    let columns = columns(of: shown, isPaired: isPaired, width: area.width - 4)
    var panel = Panel(
      titles: titles(hasAfter: columns.hasAfter, isPaired: isPaired),
      remarks: remarks(snapshot, isPaired: isPaired),
      width: area.width)
    if hasStrip {
      panel.foot =
        foot(hasAfter: columns.hasAfter).first { $0.terminalColumns + 4 <= area.width } ?? ""
    }
    var inner = panel.draw(
      into: &buffer, in: area, palette: context.palette, symbols: context.symbols)
    guard inner.width >= 16, inner.height > 0 else { return }
    if hasStrip { strip(into: &buffer, in: inner.takeBottom(2)) }
    for (index, category) in shown.enumerated() {
      let y = inner.y + index * (isPaired ? 2 : 1)
      guard y < inner.maxY else { break }
      bars(of: category, isPaired: isPaired, columns, into: &buffer, x: inner.x + 1, y: y)
    }
  }

  /// What stands in the strip of all chances, from the longest wording to the shortest.
  private func foot(hasAfter: Bool) -> [String] {
    guard let sample else { return ["all chances in a row"] }
    let row = hasAfter ? "the chances before, in a row" : "all chances in a row"
    let mark = "\(context.symbols.down)"
    guard let number = sample.decidingNumber else { return [row] }
    let text = context.format.randomNumber(number)
    return [
      "\(row); \(mark) the draw, by the random number \(text)",
      "\(row); \(mark) the draw, at \(text)", "chances in a row; \(mark) the draw, at \(text)",
      "\(mark) the draw, at \(text)", row,
    ]
  }

  /// Which moment the numbers are of: that of a draw lies before it; and what they are where they are only of
  /// one kind.
  private func titles(hasAfter: Bool, isPaired: Bool) -> [String] {
    let size = context.format.exactCount(before.size)
    guard sample != nil else { return ["the next sample, k = \(size)", "next, k = \(size)"] }
    guard hasAfter, let after else {
      return ["before the draw, k = \(size)", "before, k = \(size)"]
    }
    let next = "\(context.symbols.arrow) \(context.format.exactCount(after.size))"
    let mark = "\(context.symbols.vertical) before"
    let sizes = after.size == before.size ? size : "\(size) \(next)"
    return isPaired
      ? ["the draw, k = \(sizes), \(mark)", "k = \(sizes), \(mark)"]
      : ["chance, k = \(sizes), \(mark)", "chance, k = \(sizes)"]
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
      : sampler.usesTemperature ? "chance at \(setting)" : "chance with \(setting)"
    let words =
      isPaired
      ? [
        "\(context.shareName) and \(law) at \(setting)", "\(context.shareName) and \(chance)",
        "share and \(chance)", setting,
      ]
      : context.isVeiled
        ? ["share of the data", "share"]
        : sample != nil
          ? [isMixed ? "with fresh data" : setting]
          : ["\(law) at \(setting)", chance, isMixed ? "with fresh data" : setting]
    guard snapshot.categoryCount > Self.mostShown else { return words }
    let most = "\(Self.mostShown) of \(snapshot.categoryCount)"
    return words.dropLast().map { "\(most): \($0)" } + ["\(most), \(setting)", most]
  }

  private func bars(
    of category: Int, isPaired: Bool, _ columns: Columns, into buffer: inout CellBuffer, x: Int,
    y: Int
  ) {
    let isDrawn = sample?.category == category
    let (name, word, bar, number) = (
      columns.name, columns.word, columns.bar, NumberFormat.percentColumns
    )
    let tag = context.tag(category).truncated(toColumns: name, mark: context.symbols.ellipsis)
    buffer.write(tag, x: x, y: y, style: context.categoryStyle(category))
    if isDrawn {
      buffer.write(Self.drawnSign, x: x - 1, y: y, style: context.headStyle)
    }
    func laws(_ snapshot: Snapshot) -> [SimplexPoint] {
      if isPaired { return [snapshot.theta, snapshot.nextSampleLaw] }
      // Of one kind alone it is not the one that is to be predicted.
      return [context.isVeiled ? snapshot.theta : snapshot.nextSampleLaw]
    }
    let later = columns.hasAfter ? after.map(laws) : nil
    for (row, law) in laws(before).enumerated() {
      let isChance = isPaired ? row == 1 : !context.isVeiled
      let y = y + row
      var column = x + name + 1
      if word > 0 {
        buffer.write(isChance ? "chance" : "share", x: column, y: y, style: context.style(.muted))
        column += word + 1
      } else if row == 1, name >= 6 {
        buffer.write("chance", x: x, y: y, style: context.style(.muted))
      }
      let room = bar - (word > 0 ? 1 : 0)
      let isHidden = isChance && context.isVeiled
      if room >= 4, !isHidden {
        // The bar is what is so now; where it was before the draw its mark tells.
        Meter(
          fraction: (later?[row] ?? law)[category], mark: later == nil ? nil : law[category]
        ).draw(
          into: &buffer, x: column, y: y, width: room, color: context.palette.category(category),
          palette: context.palette, symbols: context.symbols)
      }
      if room >= 4 { column += room + 1 }
      let style = context.style(isChance ? .strong : .text)
      func figure(_ text: String, endingAt end: Int) {
        buffer.write(text, x: end - text.terminalColumns, y: y, style: style)
      }
      figure(
        isHidden ? "?" : context.format.percent(of: category, in: law), endingAt: column + number)
      guard let later = later?[row] else { continue }
      column += number
      buffer.write(
        String(Character(context.symbols.right)), x: column + 1, y: y,
        style: context.style(.muted))
      figure(
        context.format.percent(of: category, in: later), endingAt: column + Self.afterColumns)
    }
  }

  private struct Columns {
    let name: Int
    let word: Int
    let bar: Int
    /// Whether there is room for what the figures are after the draw.
    let hasAfter: Bool
  }

  /// Where there is room for only one of them, what the figures are after the draw stands and the words before
  /// the lines go.
  private func columns(of shown: [Int], isPaired: Bool, width: Int) -> Columns {
    let longest = shown.map { context.tag($0).terminalColumns }.max() ?? 3
    let isDrawn = after != nil && !context.isVeiled
    func columns(hasWords: Bool, hasAfter: Bool) -> Columns {
      // Without a word before it the second line has it below the name.
      let name = min(max(longest, isPaired && !hasWords ? 6 : 0), max(3, width / 4))
      let word = hasWords ? 7 : 0
      let taken = name + word + NumberFormat.percentColumns + 2
      return Columns(
        name: name, word: word, bar: width - taken - (hasAfter ? Self.afterColumns : 0),
        hasAfter: hasAfter)
    }
    let hasWords = isPaired && width >= longest + 31
    let both = [hasWords, false].map { columns(hasWords: $0, hasAfter: isDrawn) }
    return both.first { isDrawn && $0.bar >= 8 } ?? columns(hasWords: hasWords, hasAfter: false)
  }

  /// An arrow and what a figure is after the draw.
  private static let afterColumns = 2 + NumberFormat.percentColumns + 1
  /// Columns, frame included, for names, figures before and after and bars that tell something.
  static let usefulWidth = 44

  /// All chances as parts of one line, as thick as there are rows, and above it where the random number fell
  /// that decided the sample, if a single one did.
  ///
  /// - Parameter isNumbered: whether the number, or what the line is, stands there as well.
  func strip(isNumbered: Bool = false, into buffer: inout CellBuffer, in area: Rect) {
    guard area.height >= 2, area.width >= 8 else { return }
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
        for y in (area.y + 1)..<area.maxY {
          buffer[x + column, y] = Cell(
            isMark && y == area.y + 1 || isWithoutColour ? mark : " ",
            isWithoutColour ? context.style(.text) : style)
        }
      }
      if sample?.category == category, sample?.decidingNumber != nil {
        let place = min(x + offset(in: category, columns: columns), area.maxX - 2)
        buffer[place, area.y] = Cell(context.symbols.down, context.headStyle)
        if isNumbered { number(beside: place, into: &buffer, in: area) }
      }
      x += columns
    }
    if isNumbered, sample?.decidingNumber == nil {
      buffer.write("all chances in a row", x: area.x + 1, y: area.y, style: context.style(.muted))
    }
  }

  /// The random number that decided the sample, to the right of where it fell, or to its left.
  private func number(beside place: Int, into buffer: inout CellBuffer, in area: Rect) {
    guard let number = sample?.decidingNumber else { return }
    let text = "random number \(context.format.randomNumber(number))"
    let columns = text.terminalColumns
    let x = place + 2 + columns < area.maxX ? place + 2 : place - 1 - columns
    guard x > area.x else { return }
    buffer.write(text, x: x, y: area.y, style: context.style(.text))
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
  /// A random number in [0, 1), rounded down, as it is below 1.
  func randomNumber(_ number: Double, digits: Int = 3) -> String {
    let scale = Double.pow(10, Double(digits))
    return fixed((number * scale).rounded(.down) / scale, digits: digits)
  }

  /// The random number that decided a sample, and the part of 0 to 1 that its category has, as long as its
  /// chance; `nil` where no single number did.
  private func number(of sample: SampleDrawn, for category: Int) -> String? {
    guard let number = sample.decidingNumber else { return nil }
    let chances = sample.before.nextSampleLaw.coordinates
    let start = chances.prefix(category).reduce(0, +)
    let end = min(1, start + chances[category])
    // As the chances beside them are rounded; all finer where the number would seem to lie outside.
    let digits =
      (3...15).first { digits in
        let scale = Double.pow(10, Double(digits))
        let drawn = (number * scale).rounded(.down)
        return (start * scale).rounded() <= drawn && drawn < (end * scale).rounded()
      } ?? 3
    func bound(_ value: Double) -> String {
      fixed(value, digits: value == 0 || value == 1 ? 0 : digits)
    }
    let name = sample.before.scenario.name(of: category)
    return "random number \(randomNumber(number, digits: digits)), "
      + "\(name) has \(bound(start)) to \(bound(end))"
  }

  /// What a sample did.
  func sentence(of sample: SampleDrawn) -> String {
    let scenario = sample.before.scenario
    let size = exactCount(sample.counts.reduce(0, +))
    func change(of category: Int) -> String {
      let (before, after) = (sample.before.counts[category], sample.counts[category])
      return "\(scenario.name(of: category)) "
        + "\(exactCount(before)) \(symbols.arrow) \(exactCount(after))"
    }
    // Where both kinds are drawn, which of them it was.
    let kind =
      sample.before.externalData.fraction == 0
      ? "" : sample.isExternal ? ", a fresh sample" : ", which the model made"
    switch (sample.category, sample.forgotten) {
    case (let drawn?, nil):
      let number = number(of: sample, for: drawn).map { "; \($0)" } ?? ""
      return "drew \(scenario.name(of: drawn))\(kind): \(change(of: drawn)) of \(size)\(number)"
    case (let drawn?, let forgotten?):
      return "drew \(scenario.name(of: drawn))\(kind), forgot \(scenario.name(of: forgotten)): "
        + "\(change(of: drawn)), \(change(of: forgotten)) of \(size)"
    case (nil, _):
      if sample.before.counts != sample.counts {
        return "drew the last of a batch, which is in force now"
      }
      return "drew what was forgotten for it, or a part of a batch: the counts stay"
    }
  }
}
