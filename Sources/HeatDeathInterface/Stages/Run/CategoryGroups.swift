import HeatDeath
import TerminalDrawing

/// The groups that the categories of a run are shown in, and what they are called. They are how a run is
/// looked at: the run knows nothing of them.
struct CategoryGroups: Hashable, Sendable {
  private(set) var grouping: Grouping
  /// Names that were given; `nil` for those that the members give.
  private(set) var names: [String?]

  /// How many groups a simplex shows.
  static let counts = 3...4

  /// Fewer categories are a simplex themselves.
  static let leastCategories = 5

  /// A longer name stands nowhere as a whole.
  static let longestName = 16

  /// The largest categories by themselves, and all others together.
  ///
  /// - Precondition: `count` is one of ``counts``, and there are as many categories.
  init(largestOf theta: SimplexPoint, count: Int) {
    grouping = Grouping(largestOf: theta.coordinates, groupCount: count)
    names = Array(repeating: nil, count: count)
  }

  var count: Int { grouping.groupCount }

  /// Whether there is room for one more, or one to spare.
  var canSplit: Bool { count < Self.counts.upperBound }
  var canMerge: Bool { count > Self.counts.lowerBound }

  /// What a group is called: the name it was given, its one member's, its members' where these are
  /// letters, else its first member's and how many more there are.
  ///
  /// - Parameter labels: the names of all categories.
  func name(of group: Int, labels: [String]) -> String {
    if let name = names[group] { return name }
    let members = grouping.members(of: group)
    if members.count > 1, members.count <= Self.mostJoined,
      members.allSatisfy({ labels[$0].terminalColumns <= 1 })
    {
      return members.map { labels[$0] }.joined()
    }
    let first = labels[members[0]]
    return members.count == 1 ? first : "\(first) and \(members.count - 1) more"
  }

  private static let mostJoined = 6

  /// The group that is called so; `nil` where none is.
  func group(named name: String, labels: [String]) -> Int? {
    let all = (0..<count).map { self.name(of: $0, labels: labels) }
    return all.firstIndex(of: name)
      ?? all.firstIndex { $0.lowercased() == name.lowercased() }
  }

  /// Puts categories into a group; ``count`` stands for a new one. Names stay with their groups.
  ///
  /// - Returns: how many groups there would be where that is too few or too many, and nothing is
  ///   changed; `nil` where it was done.
  mutating func move(_ categories: [Int], to group: Int) -> Int? {
    let (next, origins) = grouping.moving(categories, to: group)
    guard Self.counts.contains(next.groupCount) else { return next.groupCount }
    let old = names + [nil]
    names = origins.map { old[$0] }
    grouping = next
    return nil
  }

  /// Names a group; an empty name is the one that its members give.
  mutating func rename(_ group: Int, to name: String) {
    let visible = name.split(separator: " ").joined(separator: " ")
    names[group] = visible.isEmpty ? nil : String(visible.prefix(Self.longestName))
  }
}

/// In which order bars stand.
enum BarOrder: Hashable, Sendable {
  /// The order of the data.
  case given
  /// The largest share first.
  case share

  var words: String {
    switch self {
    case .given: "in the order of the data"
    case .share: "by share"
    }
  }
}

/// A row of the list of bars.
enum BarRow: Hashable, Sendable {
  case group(Int)
  case category(Int)
}

/// What keys set of the bars.
struct BarControls: Hashable, Sendable {
  /// In which order they stand; `nil` for the one that suits their number.
  var order: BarOrder?
  /// The first row shown of a list too long for its panel.
  var offset = 0

  /// More categories than that stand by share unless told: the first ones of the data may be any.
  static let mostAsGiven = 8

  func order(ofCategories count: Int) -> BarOrder {
    order ?? (count > Self.mostAsGiven ? .share : .given)
  }

  /// The order that they do not stand in.
  func otherOrder(ofCategories count: Int) -> BarOrder {
    order(ofCategories: count) == .share ? .given : .share
  }
}

extension DrawingContext {
  /// In which order bars stand.
  var barOrder: BarOrder { controls.bars.order(ofCategories: snapshot.categoryCount) }

  /// Categories in the order of the bars: of the figures, or they would change places at every frame.
  func inBarOrder(_ categories: some Sequence<Int>) -> [Int] {
    let theta = figures.theta.coordinates
    guard barOrder == .share, theta.count == snapshot.categoryCount else {
      return Array(categories)
    }
    return categories.sorted { theta[$0] != theta[$1] ? theta[$0] > theta[$1] : $0 < $1 }
  }

  /// The rows of the list of bars: the categories or, where they are grouped, each group with its
  /// members below it. A member alone is its group's row.
  var barRows: [BarRow] {
    guard let groups else { return inBarOrder(0..<snapshot.categoryCount).map(BarRow.category) }
    let grouping = groups.grouping
    let shares = grouping.merged(figures.theta)
    var order = Array(0..<groups.count)
    if barOrder == .share {
      order.sort { shares[$0] != shares[$1] ? shares[$0] > shares[$1] : $0 < $1 }
    }
    return order.flatMap { group -> [BarRow] in
      let members = grouping.members(of: group)
      return [.group(group)]
        + (members.count > 1 ? inBarOrder(members).map(BarRow.category) : [])
    }
  }

  /// How many ``barRows`` there are.
  var barRowCount: Int {
    guard let groups else { return snapshot.categoryCount }
    let alone = (0..<groups.count).count { groups.grouping.members(of: $0).count == 1 }
    return snapshot.categoryCount + groups.count - alone
  }

  // MARK: Corners of the picture

  /// How many corners the picture's simplex has: one for each group or, without groups, category.
  var cornerCount: Int { groups?.count ?? snapshot.categoryCount }

  /// The mark and the name of a corner. Its colour is that of the category with its number.
  func cornerTag(_ corner: Int) -> String {
    guard let groups else { return tag(corner) }
    let name = groups.name(of: corner, labels: snapshot.scenario.labels)
    return symbols.glyphs == .ascii && groups.count <= 4 && name == Scenario.defaultLabel(corner)
      ? name : "\(symbols.categoryMark(corner)) \(name)"
  }

  /// The number that gives a category its colour and mark: its own, or that of its group.
  func inkNumber(of category: Int) -> Int { groups?.grouping.groups[category] ?? category }

  // MARK: Remark 2

  /// What is drawn of the groups, and what a model of groups would draw; `nil` without groups.
  var groupedLaw: GroupedLaw? {
    guard let groups, figures.categoryCount == groups.grouping.categoryCount else { return nil }
    return GroupedLaw(figures.meanField, at: figures.theta, grouping: groups.grouping)
  }

  /// That a temperature of merged categories is not the temperature of the merged ones, in numbers of
  /// the group where it shows most; from the longest wording to the shortest.
  var remarkOnGroups: [String] {
    guard let groups, let law = groupedLaw else { return [] }
    let usesTemperature = figures.loop.sampler.usesTemperature
    let place =
      usesTemperature
      ? "T = \(format.temperature(figures.temperature.value))" : "\(figures.loop.sampler)"
    let (group, difference) = law.largestDifference
    let name = groups.name(of: group, labels: snapshot.scenario.labels)
      .truncated(toColumns: 16, mark: symbols.ellipsis).inSentence
    func percent(_ law: SimplexPoint) -> String {
      format.percent(law[group], complement: law.complement(of: group))
    }
    let (drawn, merged) = (percent(law.drawn), percent(law.ofGroups))
    guard drawn != merged else {
      let words = abs(difference) < 1e-12 ? "the same" : "nearly the same"
      return [
        "at \(place) a model of groups would draw \(words)", "a model of groups draws \(words)",
      ]
    }
    return [
      "at \(place) \(name) is drawn with \(drawn); a model of groups would draw it with \(merged)",
      "\(place): \(name) drawn with \(drawn), by a model of groups \(merged)",
      "\(name) drawn with \(drawn), as a group \(merged)", "drawn \(drawn), as a group \(merged)",
    ]
  }
}
