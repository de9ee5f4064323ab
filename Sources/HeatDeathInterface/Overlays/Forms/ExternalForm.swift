import HeatDeath

/// Sets the fresh data: their share λ and their law q.
struct ExternalForm: FormContent {
  /// λ.
  private(set) var fraction: Double
  /// 0: the initial law; 1: uniform; 2 ..< n + 2: one category; n + 2: the law the scenario gave.
  private var choice: Int
  private let categoryCount: Int
  /// The law the scenario gave by its probabilities, if it did.
  private let given: ExternalLaw?
  /// Where each fraction leads, for loops of which that is known.
  private(set) var diagram: LambdaDiagram?
  private var initialLaw: SimplexPoint?

  static let opening = Form.opening(
    "external", "x", footer: "fresh data",
    help: "fresh data: how much of the new data, and from where"
  ) { run, _ in
    ExternalForm(of: run)
  }

  init(of run: RunStage) {
    let wanted = run.feed.wanted
    self.init(wanted.externalData, categoryCount: wanted.initialData.categoryCount)
    diagram = LambdaDiagram(of: run)
    initialLaw = wanted.initialData.empiricalLaw
  }

  init(_ data: ExternalData, categoryCount: Int) {
    self.categoryCount = categoryCount
    fraction = data.fraction
    switch data.law {
    case .initial: (choice, given) = (0, nil)
    case .uniform: (choice, given) = (1, nil)
    case .category(let category): (choice, given) = (2 + category, nil)
    case .point: (choice, given) = (categoryCount + 2, data.law)
    }
  }

  private var choiceCount: Int { categoryCount + (given == nil ? 2 : 3) }

  var law: ExternalLaw {
    switch choice {
    case 0: .initial
    case 1: .uniform
    case 2..<(categoryCount + 2): .category(choice - 2)
    default: given ?? .initial
    }
  }

  // MARK: The form

  var title: String { "fresh data" }
  var choosesCategory: Bool { true }
  var lineCount: Int { 2 }

  func lines(in context: DrawingContext) -> [(name: String, value: String)] {
    [
      ("share", "\(context.symbols.lambda) = \(context.format.fraction(fraction))"),
      ("from", context.name(of: law)),
    ]
  }

  func remark(in context: DrawingContext) -> String {
    guard fraction > 0 else { return "no fresh data: the loop is closed" }
    let share = context.format.fraction(fraction)
    return "\(share) of the new samples are fresh\(source(in: context))"
  }

  /// What is most frequent among them.
  private func source(in context: DrawingContext) -> String {
    let initial = context.snapshot.scenario.initialData.empiricalLaw
    guard let point = try? law.resolved(initial: initial),
      let most = point.coordinates.indices.max(by: { point[$0] < point[$1] })
    else { return "" }
    let others = point.complement(of: most)
    guard point.coordinates.contains(where: { $0 < point[most] }) else {
      return ", all categories alike"
    }
    let label = context.snapshot.scenario.name(of: most)
    return ", \(context.format.percent(point[most], complement: others)) of them \(label)"
  }

  mutating func change(_ line: Int, by steps: Int) -> String? {
    if line == 1 {
      choice = (choice + steps.signum() + choiceCount) % choiceCount
      lookAtLaw()
      return nil
    }
    let next = FractionLadder.next(to: fraction, by: steps)
    defer { fraction = next }
    return next == fraction ? FractionLadder.end(isHighest: steps > 0) : nil
  }

  func takesNumber(_ line: Int) -> Bool { line == 0 }

  mutating func type(_ text: String, on line: Int) -> String? {
    guard let value = TypedNumber.fraction(text) else {
      return "\"\(text)\" is no fraction; accepted is \(TypedNumber.acceptedFraction)"
    }
    fraction = value
    return nil
  }

  mutating func choose(_ category: Int) -> Bool {
    guard category < categoryCount else { return false }
    choice = 2 + category
    lookAtLaw()
    return true
  }

  // MARK: The diagram

  private mutating func lookAtLaw() {
    guard let diagram, let initialLaw, let point = try? law.resolved(initial: initialLaw) else {
      return
    }
    self.diagram = diagram.with(law: point)
  }

  var inquiries: [Inquiry] { diagram?.inquiries ?? [] }

  mutating func take(_ answer: AnsweredInquiry) { diagram?.take(answer) }

  func picture(in context: DrawingContext) -> (words: String, part: any ScreenPart)? {
    guard let diagram else { return nil }
    let chart = LambdaChart(
      diagram: diagram, look: context.look,
      run: (
        context.settings.externalData.fraction,
        context.snapshot.theta.coordinates.reduce(0, max)
      ), cursor: fraction, isNamed: false)
    return (diagram.thresholds(context.format), chart)
  }

  mutating func confirm(on run: inout RunStage, in shell: inout Shell) -> [Effect]? {
    // The form keeps λ within 0 and 1, and offers laws that fit.
    guard let data = try? ExternalData(fraction: fraction, law: law) else { return [] }
    return run.change(.setExternalData(data), to: try? run.feed.wanted.with(externalData: data))
  }
}
