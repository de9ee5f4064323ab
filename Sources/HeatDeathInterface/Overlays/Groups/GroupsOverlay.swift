import HeatDeath
import TerminalDrawing

/// Puts the categories of a run into three or four groups, splits and names these. What is done shows at
/// once in the picture and the bars; Esc takes it back. The run is not asked for anything.
struct GroupsOverlay: Overlay {
  /// The row that keys act on.
  private(set) var cursor: BarRow
  /// The name that is being typed.
  private(set) var typing: String?
  /// What was in force before.
  private let before: CategoryGroups?

  static let opening = Binding(
    [
      .on(RunStage.self, "groups", .character("M")) { run, shell in
        run.openGroups(in: &shell)
        return []
      }
    ], footer: { ($0.run?.categoryCount ?? 0) >= CategoryGroups.leastCategories ? "groups" : nil },
    help: "five categories and more as three or four groups: their simplex, bars and names",
    obstacle: {
      guard let run = $0.run, run.categoryCount < CategoryGroups.leastCategories else { return nil }
      return
        "\(run.categoryCount) categories are a simplex themselves; groups are of 5 and more (n)"
    })

  init(cursor: BarRow, before: CategoryGroups?) {
    self.cursor = cursor
    self.before = before
  }

  // MARK: Keys

  var advice: String { "Enter keeps the groups, Esc goes back to what was before" }

  var moreKey: Key { .character("?") }

  func keys(in shell: Shell) -> [Binding] { typing == nil ? Self.keys : Self.keysOfName }

  private static func on(
    _ key: Key, run: @escaping @Sendable (inout GroupsOverlay, inout Shell) -> [Effect]
  ) -> KeyAction {
    .on(GroupsOverlay.self, key, run: run)
  }

  private static let keysOfName: [Binding] = [
    Binding([on(.enter) { $0.confirmName(in: &$1) }], label: "Enter", footer: "name it"),
    Binding([on(.escape) { $0.leaveName(in: &$1) }], label: "Esc", footer: "leave the name"),
    Binding(
      [on(.backspace) { $0.eraseName(in: &$1) }], label: "Backspace", footer: "erase"),
    .interrupt,
  ]

  private static let keys: [Binding] = [
    Binding([on(.enter) { $0.keep(in: &$1) }], label: "Enter", footer: "keep"),
    Binding(
      [.escape, .character("q")].map { key in on(key) { $0.revert(in: &$1) } }, label: "Esc",
      footer: "as before"),
    Binding(
      ListMove.keys.map { key, move in on(key) { $0.move(move, in: &$1) } }
        + [(Key.character("k"), -1), (.character("j"), 1)].map { key, rows in
          on(key) { $0.move(.rows(rows), in: &$1) }
        }, label: "Up Down", footer: "row"),
    Binding(
      [(Key.left, -1), (.right, 1), (.character("h"), -1), (.character("l"), 1)].map { key, step in
        on(key) { $0.shift(by: step, in: &$1) }
      }, label: "Left Right", footer: "other group"),
    Binding(
      (1...CategoryGroups.counts.upperBound).map { number in
        on(.character(Unicode.Scalar(UInt8(48 + number)))) { $0.put(into: number - 1, in: &$1) }
      }, label: "1-\(CategoryGroups.counts.upperBound)", footer: "into"),
    Binding([on(.character("s")) { $0.split(in: &$1) }], label: "s", footer: "split off"),
    Binding(
      [.character("n"), .character("=")].map { key in on(key) { $0.beginName(in: &$1) } },
      label: "n", footer: "name"),
    Binding([on(.character("a")) { $0.propose(in: &$1) }], label: "a", footer: "largest"),
    Binding([on(.character("x")) { $0.end(in: &$1) }], label: "x", footer: "no groups"),
    .interrupt,
  ]

  mutating func type(_ character: Unicode.Scalar, in shell: inout Shell) -> [Effect]? {
    guard var text = typing else { return nil }
    guard character.value >= 0x20, character.value != 0x7F else { return [] }
    text.unicodeScalars.append(character)
    typing = String(text.prefix(CategoryGroups.longestName))
    return []
  }

  mutating func paste(_ text: String, in shell: inout Shell) -> Bool {
    guard let typing, let line = text.split(whereSeparator: \.isNewline).first else { return false }
    let visible = String(
      String.UnicodeScalarView(
        line.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
    self.typing = String((typing + visible).prefix(CategoryGroups.longestName))
    return true
  }

  mutating func wheel(isUp: Bool, over target: ScreenTarget, in shell: inout Shell) -> [Effect] {
    move(.rows(isUp ? -1 : 1), in: &shell)
  }

  mutating func click(on target: ScreenTarget, in shell: inout Shell) -> [Effect] {
    typing = nil
    switch target {
    case .bar(let category): cursor = row(of: category, in: shell)
    case .group(let group): cursor = .group(group)
    case .picture, .bars, .header, .cell, .moment, .key, .elsewhere: break
    }
    return []
  }

  // MARK: What keys do

  private func groups(in shell: Shell) -> CategoryGroups? {
    shell.run.flatMap { $0.controls.groups(of: $0.feed.snapshot) }
  }

  private func set(_ groups: CategoryGroups?, in shell: inout Shell) {
    _ = shell.change(RunStage.self) { run, _ in
      run.show(groups)
      return []
    }
  }

  private func rows(in shell: Shell) -> [BarRow] {
    shell.run?.context(in: shell, Look(shell.display, colors: .direct)).barRows ?? []
  }

  /// The row of a category: its own or, where it is alone in its group, that.
  private func row(of category: Int, in shell: Shell) -> BarRow {
    guard let grouping = groups(in: shell)?.grouping else { return .category(category) }
    let group = grouping.groups[category]
    return grouping.members(of: group).count == 1 ? .group(group) : .category(category)
  }

  private mutating func move(_ move: ListMove, in shell: inout Shell) -> [Effect] {
    let rows = rows(in: shell)
    let place = rows.firstIndex(of: cursor) ?? 0
    let next = move.offset(from: place, hidden: max(0, rows.count - 1))
    if rows.indices.contains(next) { cursor = rows[next] }
    if next == place { shell.notify("this is the \(place == 0 ? "start" : "end") of the list") }
    return []
  }

  /// The categories that keys act on: the one of the cursor, or all of its group.
  private func chosen(_ groups: CategoryGroups) -> [Int] {
    switch cursor {
    case .category(let category):
      category < groups.grouping.categoryCount ? [category] : []
    case .group(let group): group < groups.count ? groups.grouping.members(of: group) : []
    }
  }

  private func place(_ groups: CategoryGroups) -> Int? {
    chosen(groups).first.map { groups.grouping.groups[$0] }
  }

  private mutating func shift(by step: Int, in shell: inout Shell) -> [Effect] {
    guard let groups = groups(in: shell), let place = place(groups) else { return [] }
    return put(into: (place + step + groups.count) % groups.count, in: &shell)
  }

  /// Puts what the cursor stands on into a group, the next one after the last for a new one.
  private mutating func put(into group: Int, in shell: inout Shell) -> [Effect] {
    guard var groups = groups(in: shell) else { return [] }
    let chosen = chosen(groups)
    guard let first = chosen.first else { return [] }
    let present = groups.grouping.groups[first]
    let isWhole = chosen.count == groups.grouping.members(of: present).count
    guard group != present, !(isWhole && group == groups.count) else {
      shell.notify("it is that group already; Left and Right put it into another one")
      return []
    }
    if let count = groups.move(chosen, to: group) {
      shell.notify(Self.refusal(count))
      return []
    }
    set(groups, in: &shell)
    cursor = row(of: first, in: shell)
    return []
  }

  private mutating func split(in shell: inout Shell) -> [Effect] {
    guard let groups = groups(in: shell), let place = place(groups) else { return [] }
    if case .group = cursor {
      shell.notify("s splits off the category that the cursor is on, and this is a whole group")
      return []
    }
    guard groups.canSplit, groups.grouping.members(of: place).count > 1 else {
      shell.notify(Self.refusal(groups.count + 1))
      return []
    }
    return put(into: groups.count, in: &shell)
  }

  /// Why groups are not so many.
  static func refusal(_ count: Int) -> String {
    count > CategoryGroups.counts.upperBound
      ? "four groups are the most that a simplex shows; Left and Right on a group merge two"
      : "three groups are the least; s splits a category off"
  }

  /// The largest two by themselves and the rest, then the largest three.
  private mutating func propose(in shell: inout Shell) -> [Effect] {
    guard let run = shell.run else { return [] }
    let theta = run.feed.figures.theta
    let three = CategoryGroups(largestOf: theta, count: 3)
    let next =
      groups(in: shell)?.grouping == three.grouping
      ? CategoryGroups(largestOf: theta, count: 4) : three
    set(next, in: &shell)
    cursor = rows(in: shell).first ?? .group(0)
    return []
  }

  private func keep(in shell: inout Shell) -> [Effect] {
    shell.popOverlay()
    return []
  }

  private func revert(in shell: inout Shell) -> [Effect] {
    set(before, in: &shell)
    shell.popOverlay()
    return []
  }

  private func end(in shell: inout Shell) -> [Effect] {
    set(nil, in: &shell)
    shell.popOverlay()
    shell.notify(
      "no groups: every category stands for itself; M makes groups",
      while: { $0.run?.controls.groups == nil })
    return []
  }

  // MARK: Names

  private mutating func beginName(in shell: inout Shell) -> [Effect] {
    guard let groups = groups(in: shell), place(groups) != nil else { return [] }
    typing = ""
    return []
  }

  private mutating func eraseName(in shell: inout Shell) -> [Effect] {
    _ = typing?.popLast()
    return []
  }

  private mutating func leaveName(in shell: inout Shell) -> [Effect] {
    typing = nil
    return []
  }

  private mutating func confirmName(in shell: inout Shell) -> [Effect] {
    guard let text = typing, var groups = groups(in: shell), let place = place(groups) else {
      typing = nil
      return []
    }
    groups.rename(place, to: text)
    typing = nil
    set(groups, in: &shell)
    return []
  }

  // MARK: Drawing

  /// Over the panels beside the picture, which is to be seen; where there are none, below it.
  func place(over layout: ScreenLayout, in shell: Shell, look: Look) -> Placed? {
    guard let body = layout.body, let run = shell.run else { return nil }
    let bars = layout.parts.first { $0.part is ProbabilityView }?.area
    var area = body
    if let bars, bars.height + (body.maxY - bars.maxY) >= 8 {
      area = Rect(x: bars.x, y: bars.y, width: bars.width, height: body.maxY - bars.y)
    } else if body.height >= 16 {
      area = area.takeBottom(body.height / 2)
    }
    return Placed(
      GroupsPart(overlay: self, context: run.context(in: shell, look)), in: area)
  }
}

extension RunStage {
  /// Shows the categories in groups, or each for itself.
  mutating func show(_ groups: CategoryGroups?) {
    // Another picture: what was magnified and which rows were in view are another's.
    if groups?.grouping != controls.groups?.grouping {
      controls.zoom = .none
      controls.bars.offset = 0
    }
    controls.groups = groups
  }

  /// Opens the groups: those in force, else the largest two categories and the rest.
  mutating func openGroups(in shell: inout Shell) {
    let present = controls.groups(of: feed.snapshot)
    show(present ?? CategoryGroups(largestOf: feed.figures.theta, count: 3))
    let context = context(in: shell, Look(shell.display, colors: .direct))
    shell.push(GroupsOverlay(cursor: context.barRows.first ?? .group(0), before: present))
  }
}
