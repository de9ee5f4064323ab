import HeatDeath

/// Injects external samples: from which law, and how many.
struct InjectionForm: FormContent {
  /// n, the number of categories.
  let categoryCount: Int
  /// 0 ..< n: one category; n: the initial law; n + 1: uniform; n + 2: the point aimed at.
  private(set) var choice: Int
  /// How many samples.
  private(set) var count: Int64
  /// How many fit into the dataset, at least one.
  private(set) var room: Int64
  /// The law that the mouse aimed at, if it did.
  private var aim: SimplexPoint?

  static let opening = Form.opening(
    "inject", "i", footer: "inject", help: "inject fresh samples at once"
  ) { run, shell in
    let data = run.feed.data
    guard data.clock < Dataset.maximumSize else {
      run.notifyFull(in: &shell)
      return InjectionForm?.none
    }
    return InjectionForm(
      counts: data.counts, size: data.size, room: Dataset.maximumSize - data.clock)
  }

  /// Proposes the category with the fewest samples and about as many samples as there are.
  init(counts: [Int64], size: Int64, room: Int64) {
    categoryCount = counts.count
    choice = counts.indices.min { counts[$0] < counts[$1] } ?? 0
    self.room = room
    let magnitude = (1..<String(size).count).reduce(Int64(1)) { power, _ in power * 10 }
    count = Self.ladder.last { $0 <= min(magnitude, room) } ?? 1
  }

  /// 1, 2, 5, 10, 20, 50, … up to 10¹⁸ samples.
  static let ladder: [Int64] =
    (0..<18).flatMap { exponent in
      let power = (0..<exponent).reduce(Int64(1)) { power, _ in power * 10 }
      return [power, 2 * power, 5 * power]
    } + [1_000_000_000_000_000_000]

  private var choiceCount: Int { categoryCount + (aim == nil ? 2 : 3) }

  var law: ExternalLaw {
    switch choice {
    case ..<categoryCount: .category(choice)
    case categoryCount: .initial
    case categoryCount + 1: .uniform
    default: aim.map(ExternalLaw.point) ?? .uniform
    }
  }

  // MARK: The form

  var title: String { "inject fresh samples" }
  var choosesCategory: Bool { true }
  var lineCount: Int { 2 }

  func lines(in context: DrawingContext) -> [(name: String, value: String)] {
    [
      ("from", aimedAt != nil ? "the point clicked at" : context.name(of: law)),
      ("samples", sizeText(in: context)),
    ]
  }

  func remark(in context: DrawingContext) -> String {
    let share = Double(count) / (Double(count) + Double(context.snapshot.size))
    return "\(context.format.fixed(100 * share, digits: 1)) % of the dataset afterwards"
  }

  /// A size in few digits where it is round: 500, 2×10⁶.
  private func sizeText(in context: DrawingContext) -> String {
    guard count >= 1000, let rung = Self.ladder.firstIndex(of: count) else { return String(count) }
    let exponent = rung / 3
    if rung % 3 == 0 { return context.format.magnitude(exponent) }
    return exponent < 4 ? String(count) : context.format.scientific(Double(count), digits: 0)
  }

  mutating func change(_ line: Int, by steps: Int) -> String? {
    guard line == 1 else {
      choice = (choice + steps.signum() + choiceCount) % choiceCount
      return nil
    }
    let offered = Self.ladder.filter { $0 <= room }
    let rungs = abs(steps) > 1 ? 3 : 1
    let next =
      steps > 0
      ? offered.filter { $0 > count }.prefix(rungs).last
      : offered.filter { $0 < count }.suffix(rungs).first
    guard let next else {
      if steps < 0 { return "one sample is the least" }
      return offered.count < Self.ladder.count
        ? "no more than \(room) samples fit into the dataset"
        : "the arrows go no higher; type a number"
    }
    count = next
    return nil
  }

  func takesNumber(_ line: Int) -> Bool { line == 1 }

  mutating func type(_ text: String, on line: Int) -> String? {
    guard let count = TypedNumber.count(text), count <= room else {
      return "\"\(text)\" samples do not fit; accepted are 1 to \(room)"
    }
    self.count = count
    return nil
  }

  mutating func choose(_ category: Int) -> Bool {
    guard category < categoryCount else { return false }
    choice = category
    return true
  }

  mutating func aim(at point: SimplexPoint) {
    aim = point
    choice = categoryCount + 2
  }

  var aimedAt: SimplexPoint? {
    if case .point(let point) = law { point } else { nil }
  }

  mutating func confirm(on run: inout RunStage, in shell: inout Shell) -> [Effect]? {
    // The run has gone on meanwhile.
    room = Dataset.maximumSize - run.feed.data.clock
    guard room > 0 else {
      run.notifyFull(in: &shell)
      return []
    }
    guard count <= room else {
      count = Self.ladder.last { $0 <= room } ?? 1
      shell.notify(
        room == 1
          ? "only one more sample fits by now: Enter injects it"
          : "only \(room) more samples fit by now: Enter injects \(count)")
      return nil
    }
    return run.change(.inject(count: count, law: law), to: nil)
  }
}
