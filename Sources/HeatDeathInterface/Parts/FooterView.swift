import TerminalDrawing

/// The line that says what just happened.
struct NarrationView: ScreenPart {
  let look: Look
  let text: String

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    var line = StyledText()
    line.append(look.symbols.glyphs == .ascii ? "* " : "» ", look.style(.accent))
    line.append(text, look.style(.text))
    line.write(
      into: &buffer, x: area.x + 1, y: area.y, limit: area.width - 2,
      ellipsis: look.symbols.ellipsis)
  }
}

/// The last row: the keys that count now. Where they do not all fit, it has pages, and a key for
/// the next.
struct FooterView: ScreenPart {
  let look: Look
  let shell: Shell

  /// One key or pair of keys and its word.
  struct Entry {
    let binding: Binding
    let label: String
    let word: String
    let columns: Range<Int>
  }

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    if let interruption = shell.top.interruption {
      buffer.write(
        interruption.truncated(toColumns: area.width - 1, mark: look.symbols.ellipsis),
        x: area.x + 1, y: area.y, style: look.style(.accent))
      return
    }
    for entry in entries(width: area.width) {
      let start = area.x + entry.columns.lowerBound
      let x = buffer.write(entry.label, x: start, y: area.y, style: look.style(.accent))
      if !entry.word.isEmpty {
        buffer.write(entry.word, x: x + 1, y: area.y, style: look.style(.muted))
      }
    }
  }

  func target(x: Int, y: Int, in area: Rect) -> ScreenTarget {
    guard shell.top.interruption == nil,
      let entry = entries(width: area.width).first(where: { $0.columns.contains(x - area.x) })
    else { return .elsewhere }
    return .key(entry.binding.key(atColumn: x - area.x - entry.columns.lowerBound))
  }

  /// The entries of the page that is shown, left to right.
  func entries(width: Int) -> [Entry] {
    let pages = pages(width: width)
    return pages[shell.footerPage % pages.count]
  }

  /// Every key in a row of so many columns, from 20 up: on one page, or on several that each begin
  /// with the first two and end with the key for the next page.
  func pages(width: Int) -> [[Entry]] {
    let layer = shell.top
    let all = layer.keys(in: shell).compactMap { binding -> Word? in
      guard let word = binding.footer(shell), binding.obstacle(shell) == nil else { return nil }
      return Word(binding, word)
    }
    let whole = place(all, width: width, gap: 2)
    if whole.count == all.count { return [whole] }

    let more = Word(.more(layer.moreKey), "more")
    let rest = all.dropFirst(2)
    var head = Array(all.prefix(2))
    var tail = more
    var gap = 2
    let widest = rest.map(\.columns).max() ?? 0
    func spare(_ head: [Word]) -> Int {
      width - 1 - head.reduce(0) { $0 + $1.columns + gap } - tail.columns - gap
    }
    if spare(head) < widest {
      // Narrow: what is on every page goes without its words.
      head = head.map(\.short)
      tail = more.short
      gap = 1
    }
    var pages: [[Entry]] = []
    var left = rest[...]
    while let next = left.first {
      // Where not even the name of a key fits beside them, the first two stay on the pages before.
      let first = spare(head) < next.label.terminalColumns ? [] : head
      var page = first + [next.cut(to: spare(first), mark: look.symbols.ellipsis)]
      left.removeFirst()
      while let next = left.first,
        place(page + [next, tail], width: width, gap: 2).count == page.count + 2
      {
        page.append(next)
        left.removeFirst()
      }
      pages.append(placeTightly(page + [tail], width: width))
    }
    if pages.first?.first?.label != all.first?.label {
      pages.insert(placeTightly(head + [tail], width: width), at: 0)
    }
    return pages
  }

  /// A key and its word before they have a place.
  private struct Word {
    let binding: Binding
    var label: String
    var word: String

    init(_ binding: Binding, _ word: String) {
      self.binding = binding
      label = binding.label
      self.word = word
    }

    var columns: Int { label.terminalColumns + (word.isEmpty ? 0 : 1 + word.terminalColumns) }

    var short: Word {
      var short = self
      short.word = ""
      return short
    }

    /// Itself in at most so many columns, the word cut.
    func cut(to room: Int, mark: Unicode.Scalar) -> Word {
      guard columns > room else { return self }
      var cut = self
      let rest = room - label.terminalColumns - 1
      cut.word = rest >= 2 ? word.truncated(toColumns: rest, mark: mark) : ""
      return cut
    }
  }

  /// Words one after the other, as far as they fit.
  private func place(_ words: [Word], width: Int, gap: Int) -> [Entry] {
    var x = 1
    var entries: [Entry] = []
    for word in words {
      let end = x + word.columns
      guard end <= width else { break }
      entries.append(
        Entry(binding: word.binding, label: word.label, word: word.word, columns: x..<end))
      x = end + gap
    }
    return entries
  }

  /// Words two columns apart or, where they need it, one.
  private func placeTightly(_ words: [Word], width: Int) -> [Entry] {
    let entries = place(words, width: width, gap: 2)
    return entries.count == words.count ? entries : place(words, width: width, gap: 1)
  }
}
