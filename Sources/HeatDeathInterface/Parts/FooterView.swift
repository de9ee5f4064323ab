import TerminalDrawing

/// The line that says what just happened.
struct NarrationView: ScreenPart {
  let look: Look
  let text: String

  /// The columns that a sentence has in a row of a width, beside its mark and a margin on either side.
  static func room(width: Int) -> Int { width - 4 }

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
    /// Its place among the rows of the key table that count; `nil` for the key of the next page.
    let row: Int?
    let label: String
    let word: String
    let columns: Range<Int>
  }

  func appearance(in area: Rect) -> Appearance? {
    Appearance(
      Self.self,
      State(
        interruption: shell.top.interruption, keys: keysThatCount, moreKey: shell.top.moreKey,
        page: shell.footerPage, look: look.traits))
  }

  private struct State: Hashable {
    let interruption: String?
    let keys: [NamedKey]
    let moreKey: Key
    let page: Int
    let look: Look.Traits
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
    let layer = shell.top
    let binding = entry.row.map { layer.bindings(in: shell)[$0] } ?? .more(layer.moreKey)
    return .key(binding.key(atColumn: x - area.x - entry.columns.lowerBound))
  }

  /// The entries of the page that is shown, left to right.
  func entries(width: Int) -> [Entry] {
    let pages = words(width: width)
    return place(pages[shell.footerPage % pages.count], width: width)
  }

  /// Every key in a row of so many columns, from 20 up: on one page, or on several that each begin
  /// with the first two and end with the key for the next page.
  func pages(width: Int) -> [[Entry]] {
    words(width: width).map { place($0, width: width) }
  }

  /// A row of the key table that counts now.
  private struct NamedKey: Hashable {
    let row: Int
    let label: String
    let word: String
  }

  private var keysThatCount: [NamedKey] {
    let keys = shell.top.bindings(in: shell).dropLast()
    return keys.indices.compactMap { row in
      let binding = keys[row]
      guard let word = binding.footer(shell), binding.obstacle(shell) == nil,
        !shell.lessonTakes(binding), !shell.isHeldBack(binding)
      else { return nil }
      return NamedKey(row: row, label: binding.label, word: word)
    }
  }

  /// All of them in one line, but those for pictures: `? help, q quit`.
  var inWords: String {
    let rows = shell.top.bindings(in: shell)
    return keysThatCount.filter { !rows[$0.row].isOfPictures && shell.hasUse(of: rows[$0.row]) }
      .map { "\($0.label) \($0.word)" }.joined(separator: ", ")
  }

  private func words(width: Int) -> [[Word]] {
    let all = keysThatCount.map { Word($0.row, $0.label, $0.word) }
    if fit(all, width: width) { return [all] }

    let more = Word(nil, shell.top.moreKey.name, "more")
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
    var pages: [[Word]] = []
    var left = rest[...]
    while let next = left.first {
      // Where not even the name of a key fits beside them, the first two stay on the pages before.
      let first = spare(head) < next.labelColumns ? [] : head
      var page = first + [next.cut(to: spare(first), mark: look.symbols.ellipsis)]
      left.removeFirst()
      var room = width - Self.columns(of: page + [tail], gap: 2)
      while let next = left.first, next.columns + 2 <= room {
        page.append(next)
        left.removeFirst()
        room -= next.columns + 2
      }
      pages.append(page + [tail])
    }
    if pages.first?.first?.label != all.first?.label { pages.insert(head + [tail], at: 0) }
    return pages
  }

  /// A key and its word before they have a place.
  private struct Word {
    let row: Int?
    let label: String
    let labelColumns: Int
    private(set) var word: String
    /// Of both, counted once: pages ask again and again.
    private(set) var columns: Int

    init(_ row: Int?, _ label: String, _ word: String) {
      self.row = row
      self.label = label
      labelColumns = label.terminalColumns
      self.word = word
      columns = labelColumns + (word.isEmpty ? 0 : 1 + word.terminalColumns)
    }

    var short: Word {
      var short = self
      short.word = ""
      short.columns = labelColumns
      return short
    }

    /// Itself in at most so many columns, the word cut.
    func cut(to room: Int, mark: Unicode.Scalar) -> Word {
      guard columns > room else { return self }
      let rest = room - labelColumns - 1
      return rest >= 2 ? Word(row, label, word.truncated(toColumns: rest, mark: mark)) : short
    }
  }

  /// How far words reach that begin in column 1.
  private static func columns(of words: [Word], gap: Int) -> Int {
    words.reduce(1 - gap) { $0 + $1.columns + gap }
  }

  private func fit(_ words: [Word], width: Int) -> Bool {
    Self.columns(of: words, gap: 2) <= width
  }

  /// Words one after the other as far as they fit, two columns apart or, where they need it, one.
  private func place(_ words: [Word], width: Int) -> [Entry] {
    let gap = fit(words, width: width) ? 2 : 1
    var x = 1
    var entries: [Entry] = []
    for word in words {
      let end = x + word.columns
      guard end <= width else { break }
      entries.append(
        Entry(row: word.row, label: word.label, word: word.word, columns: x..<end))
      x = end + gap
    }
    return entries
  }
}
