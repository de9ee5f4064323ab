import HeatDeath
import TerminalDrawing

/// What kind of loop the log is of up to the row shown, how the row stands, and where that leads.
struct WatchLoop: ScreenPart {
  let context: WatchContext

  /// A fact in wordings from the longest to the shortest.
  private struct Fact {
    let name: String
    let words: [String]
    var role = Role.text
  }

  /// Rows, frame included, with a row for each fact.
  var leastRows: Int { facts.count + 2 }

  /// Rows, frame included, with every fact in its longest words.
  func usefulRows(width: Int) -> Int {
    facts.reduce(2) { $0 + lines(of: $1, columns: width - 3 - Self.names).count }
  }

  private static let names = 12

  /// The longest words of a fact in as many rows as they take.
  private func lines(of fact: Fact, columns: Int) -> [String] {
    (fact.words.first ?? "").wrapped(
      columns: max(8, columns), rows: 4, mark: context.symbols.ellipsis)
  }

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let inner = Panel(titles: ["what kind of loop", "loop"], remarks: remarks, width: area.width)
      .draw(into: &buffer, in: area, palette: context.palette, symbols: context.symbols)
    let columns = inner.width - 1 - Self.names
    guard columns >= 4 else { return }
    let facts = Array(facts.prefix(inner.height))
    // Rows that are over go to the first facts that can use them.
    var room = inner.height - facts.count
    var y = inner.y
    for fact in facts {
      var lines = lines(of: fact, columns: columns)
      if lines.count - 1 > room {
        let text = fact.words.first { $0.terminalColumns <= columns } ?? fact.words.last ?? ""
        lines = text.wrapped(columns: columns, rows: 1 + room, mark: context.symbols.ellipsis)
      }
      room -= lines.count - 1
      buffer.write(fact.name, x: inner.x + 1, y: y, style: context.style(.muted))
      for line in lines {
        buffer.write(line, x: inner.x + Self.names, y: y, style: context.style(fact.role))
        y += 1
      }
    }
  }

  private var remarks: [String] {
    guard !context.feed.rows.isEmpty else { return [""] }
    let rows = "rows \(context.feed.report.reading.words)"
    return [rows, String(rows.prefix { $0 != "," }), ""]
  }

  private var facts: [Fact] {
    let feed = context.feed
    if case .failed(let reason) = feed.report.activity {
      return [Fact(name: "log", words: [reason], role: .warning)]
    }
    guard feed.row != nil else {
      return [Fact(name: "log", words: [WatchSentences.waiting(for: feed)])]
    }
    return loop(feed) + state(feed) + notes(feed)
  }

  private func loop(_ feed: LogFeed) -> [Fact] {
    switch feed.summary?.estimate {
    case nil: return [Fact(name: "T", words: ["being estimated"], role: .muted)]
    case .failure(let failure):
      return [
        Fact(
          name: "T",
          words: ["not known: \(failure)", "not known: \(failure.brief)", failure.brief],
          role: .muted)
      ]
    case .success(let estimate):
      let words = LoopWords(estimate, context.format)
      var facts = [
        Fact(
          name: "T",
          words: [words.valueWithRange, words.value, words.shortValue].map {
            $0.dropPrefix("T = ").dropPrefix("T ")
          },
          role: .strong)
      ]
      if let regime = estimate.regime {
        let isUntold = regime == .martingale && estimate.exponent != 1
        facts.append(
          Fact(
            name: "regime",
            words: (isUntold ? ["\(regime.words): T is not told from 1"] : []) + [regime.words],
            role: context.role(of: regime)))
      }
      facts.append(
        Fact(
          name: "model", words: words.fits,
          role: estimate.fit?.isExplained == false ? .warning : .text))
      if !words.drifts.isEmpty { facts.append(Fact(name: "shares", words: words.drifts)) }
      return facts
    }
  }

  private func state(_ feed: LogFeed) -> [Fact] {
    guard let run = context.run else { return [] }
    let law = run.snapshot.theta
    let format = context.format
    let leader = law.coordinates.indices.max { law[$0] < law[$1] } ?? 0
    let share = format.percent(of: leader, in: law)
    let nats = format.nats(law.entropy)
    let effective = "\(format.effectiveCategories(law)) of \(law.dimension)"
    var facts = [
      Fact(
        name: "entropy",
        words: [
          "\(nats) nats, like \(effective) even ones", "\(nats) nats, \(effective)", "\(nats) nats",
        ]),
      Fact(name: "largest", words: ["\(run.tag(leader)) \(share)", share]),
    ]
    if let end = end(feed, run) { facts.append(Fact(name: "from here", words: end)) }
    return facts
  }

  /// Where the loop leads if it goes on like that.
  private func end(_ feed: LogFeed, _ run: DrawingContext) -> [String]? {
    guard feed.estimate != nil else { return nil }
    switch run.feed.forecast?.end {
    case .winner(let winner):
      let odds = winner.odds
      guard let leader = odds.indices.max(by: { odds[$0] < odds[$1] }),
        odds.count(where: { $0 == odds[leader] }) == 1
      else { return ["one category takes all: none is ahead", "one takes all"] }
      let text = run.ends.text(of: leader).text
      return ["\(run.tag(leader)) takes all, chance \(text)", "\(run.tag(leader)) \(text)"]
    case .randomPoint:
      let law = run.snapshot.theta
      let leader = law.coordinates.indices.max { law[$0] < law[$1] } ?? 0
      let text = "\(run.tag(leader)) settles at \(run.ends.text(of: leader).text)"
      return ["\(text), where chance leaves it", text]
    case .uniform: return ["all shares become even", "even"]
    case .restPoint: return run.endInWords().map { ["\($0) in the end", $0] } ?? ["to a mixture"]
    case .unknown(let reason): return [reason.description, "not known"]
    case nil:
      switch feed.estimate?.regime {
      case .modeCollapse where !run.hasCounts: return ["one category takes all", "one takes all"]
      case .heatDeath where !run.hasCounts: return ["all shares become even", "even"]
      default: return nil
      }
    }
  }

  private func notes(_ feed: LogFeed) -> [Fact] {
    let count = feed.report.leftOutCount
    guard count > 0 else { return [] }
    let number = "\(count) row\(count == 1 ? "" : "s")"
    let last = feed.report.notes.last { $0.contains("left out") }.map { ": \($0)" } ?? ""
    return [Fact(name: "left out", words: ["\(number)\(last)", number], role: .warning)]
  }
}

extension String {
  /// The text without its beginning, where that is so.
  fileprivate func dropPrefix(_ prefix: String) -> String {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
  }
}

/// A line a fact, where there is no room for pictures.
struct WatchLines: ScreenPart {
  let context: WatchContext

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    guard area.height > 0, area.width > 0 else { return }
    var lines = ["\(context.feed.name) \(context.place)"]
    if let estimate = context.feed.estimate {
      let words = LoopWords(estimate, context.format)
      lines.append([words.shortValue, estimate.regime?.words ?? ""].joined(separator: " "))
    } else {
      lines.append("T ?")
    }
    if let run = context.run {
      lines += run.inBarOrder(0..<run.snapshot.categoryCount).prefix(area.height).map {
        "\(run.tag($0)) \(context.format.percent(of: $0, in: run.snapshot.theta))"
      }
    }
    for (row, line) in lines.prefix(area.height).enumerated() {
      buffer.write(
        line.truncated(toColumns: area.width, mark: context.symbols.ellipsis), x: area.x,
        y: area.y + row, style: context.style(.text))
    }
  }
}
