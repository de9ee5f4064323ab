import HeatDeath

/// Injects external samples: from which law, and how many.
struct InjectionForm: FormContent {
  /// n, the number of categories.
  let categoryCount: Int
  /// 0 ..< n: one category; n: the initial law; n + 1: uniform; n + 2: the point aimed at.
  private(set) var choice: Int
  /// The size on the ladder 1, 2, 5, 10, 20, 50, ….
  private(set) var rung: Int
  /// The law that the mouse aimed at, if it did.
  private var aim: SimplexPoint?

  static let opening = Form.opening("i", footer: "inject", help: "inject external samples at once")
  { InjectionForm(counts: $0.data.counts, size: $0.data.size) }

  /// Proposes the category with the fewest samples and about as many samples as there are.
  init(counts: [Int64], size: Int64) {
    categoryCount = counts.count
    choice = counts.indices.min { counts[$0] < counts[$1] } ?? 0
    rung = min(Self.lastRung, 3 * (String(size).count - 1))
  }

  /// 10¹⁸ samples.
  static let lastRung = 54
  private var choiceCount: Int { categoryCount + (aim == nil ? 2 : 3) }
  var count: Int64 { (0..<(rung / 3)).reduce([1, 2, 5][rung % 3]) { power, _ in power * 10 } }

  var law: ExternalLaw {
    switch choice {
    case ..<categoryCount: .category(choice)
    case categoryCount: .initial
    case categoryCount + 1: .uniform
    default: aim.map(ExternalLaw.point) ?? .uniform
    }
  }

  // MARK: The form

  var title: String { "inject external samples" }
  var choosesCategory: Bool { true }
  var lineCount: Int { 2 }

  func lines(in context: DrawingContext) -> [(name: String, value: String)] {
    [
      ("from", aimedAt != nil ? "the point clicked at" : context.name(of: law)),
      ("samples", sizeText(in: context)),
    ]
  }

  func remark(in context: DrawingContext) -> String {
    guard count <= Dataset.maximumSize - context.snapshot.clock else {
      return "no room for so many: the dataset holds at most 4e18"
    }
    let share = Double(count) / (Double(count) + Double(context.snapshot.size))
    return "\(context.format.fixed(100 * share, digits: 1)) % of the dataset afterwards"
  }

  /// A size in few digits: 500, 2×10⁶.
  private func sizeText(in context: DrawingContext) -> String {
    let exponent = rung / 3
    guard rung % 3 > 0, exponent >= 4 else {
      return rung % 3 == 0 ? context.format.magnitude(exponent) : String(count)
    }
    return context.format.scientific(Double(count), digits: 0)
  }

  mutating func change(_ line: Int, by steps: Int) -> String? {
    guard line == 1 else {
      choice = (choice + steps.signum() + choiceCount) % choiceCount
      return nil
    }
    let wanted = rung + (abs(steps) > 1 ? 3 * steps.signum() : steps)
    let next = max(0, min(Self.lastRung, wanted))
    if next == rung { return next == 0 ? "one sample is the least" : "no more than that" }
    rung = next
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

  func confirm(on run: inout RunStage, in shell: inout Shell) -> [Effect] {
    guard count <= Dataset.maximumSize - run.feed.data.clock else {
      shell.notify("no room for that many samples: the dataset holds at most 4e18")
      return []
    }
    return run.change(.inject(count: count, law: law), to: nil)
  }
}
