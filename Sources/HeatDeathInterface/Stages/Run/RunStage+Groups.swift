import HeatDeath

// What can be typed about groups.
extension RunStage {
  static let groupCommands: [TypedCommand] = [
    .on(
      RunStage.self, "groups", "3", help: "the largest categories and the rest as groups, or none",
      accepted: "3, 4 or off"
    ) { run, text, shell in run.setGroups(text) },
    .on(
      RunStage.self, "group", "vowels = a, e, i", help: "put categories into a group of that name",
      accepted: "a name, =, and categories with commas between them"
    ) { run, text, shell in run.group(text) },
    .on(
      RunStage.self, "split", "a, b", help: "put categories into a group of their own",
      accepted: "categories with commas between them"
    ) { run, text, shell in
      run.categories(text).flatMap { run.move($0, to: nil, named: nil) }
    },
    .on(
      RunStage.self, "name-group", "vowels = V", help: "give a group another name",
      accepted: "a group, =, and its new name"
    ) { run, text, shell in run.nameGroup(text) },
  ]

  private var presentGroups: CategoryGroups? { controls.groups(of: feed.snapshot) }

  private var labels: [String] { feed.snapshot.scenario.labels }

  /// Why there are no groups of these categories.
  private var obstacleToGroups: CommandRefusal? {
    categoryCount >= CategoryGroups.leastCategories
      ? nil
      : CommandRefusal(
        "\(categoryCount) categories are a simplex themselves; accepted: groups of 5 and more")
  }

  private mutating func setGroups(_ text: String) -> Result<[Effect], CommandRefusal> {
    if text == "off" {
      show(nil)
      return .success([])
    }
    guard let count = Int(text), CategoryGroups.counts.contains(count) else {
      return .refused(text, "number of groups", accepted: "3, 4 or off")
    }
    if let obstacleToGroups { return .failure(obstacleToGroups) }
    show(CategoryGroups(largestOf: feed.figures.theta, count: count))
    return .success([])
  }

  /// `a, e, i`.
  private func categories(_ text: String) -> Result<[Int], CommandRefusal> {
    if let obstacleToGroups { return .failure(obstacleToGroups) }
    var found: [Int] = []
    for part in text.split(separator: ",") {
      let name = part.trimmed
      guard !name.isEmpty else { continue }
      guard let category = Self.category(named: name, among: labels) else {
        return .failure(
          CommandRefusal(
            "\"\(name)\" is no category; accepted: \(Self.accepted(labels).listed)"))
      }
      found.append(category)
    }
    guard !found.isEmpty else {
      return .failure(CommandRefusal("no category is named; accepted: a, e, i"))
    }
    return .success(found)
  }

  /// `vowels = a, e, i`.
  private mutating func group(_ text: String) -> Result<[Effect], CommandRefusal> {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].trimmed.isEmpty else {
      return .refused("a name, = and categories are missing; accepted: group vowels = a, e, i")
    }
    let name = parts[0].trimmed
    return categories(String(parts[1])).flatMap { categories in
      let groups = presentGroups
      return move(categories, to: groups?.group(named: name, labels: labels), named: name)
    }
  }

  /// Puts categories into a group, `nil` for a new one, and names it where a name is given.
  private mutating func move(
    _ categories: [Int], to group: Int?, named name: String?
  ) -> Result<[Effect], CommandRefusal> {
    var groups = presentGroups ?? CategoryGroups(largestOf: feed.figures.theta, count: 3)
    if let count = groups.move(categories, to: group ?? groups.count) {
      let most = CategoryGroups.counts
      return .refused(
        "that makes \(count) groups; accepted: \(most.lowerBound) or \(most.upperBound)")
    }
    if let name, group == nil { groups.rename(groups.grouping.groups[categories[0]], to: name) }
    show(groups)
    return .success([])
  }

  /// `vowels = V`.
  private mutating func nameGroup(_ text: String) -> Result<[Effect], CommandRefusal> {
    guard var groups = presentGroups else {
      return .refused("there are no groups; groups 3 makes some")
    }
    let names = (0..<groups.count).map { groups.name(of: $0, labels: labels) }
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      return .refused(
        "a group, = and its name are missing; accepted: name-group \(names[0]) = X")
    }
    guard let group = groups.group(named: parts[0].trimmed, labels: labels) else {
      return .refused(String(parts[0].trimmed), "group", accepted: names.map(\.inSentence).listed)
    }
    groups.rename(group, to: parts[1].trimmed)
    show(groups)
    return .success([])
  }
}

extension StringProtocol {
  /// Without blanks at its ends.
  fileprivate var trimmed: String {
    var text = Substring(self)
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
