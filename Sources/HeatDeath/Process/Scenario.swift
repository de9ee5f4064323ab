/// Everything that defines a run: the initial dataset, how it is sampled, what comes from outside,
/// and the seed. Two equal scenarios give the same trajectory, bit for bit.
///
/// Unless ``loop`` says otherwise, the learner is exact (Θ = Θ*), one sample is drawn per
/// retraining, and the data accumulate.
public struct Scenario: Hashable, Sendable {
  /// The name of each category; n distinct, non-empty names.
  public let labels: [String]

  /// The dataset that training starts from, of size ℓ.
  public let initialData: Dataset

  /// What the run starts with and interventions may change.
  public private(set) var settings: Settings

  /// The softmax temperature T.
  public var temperature: Temperature { settings.temperature }

  /// The fraction λ of external data and its law q.
  public var externalData: ExternalData { settings.externalData }

  /// Sampler, learner, data policy and batch.
  public var loop: ClosedLoop { settings.loop }

  /// The seed; trajectory r of an ensemble uses stream r of it.
  public var seed: UInt64 { settings.seed }

  /// Creates a scenario.
  ///
  /// - Parameters:
  ///   - initialData: the samples before the first one is drawn.
  ///   - labels: one name a category, or `nil` for A, B, C, ….
  ///   - temperature: T of the sampler.
  ///   - externalData: how many of the new samples come from outside, and from which law.
  ///   - loop: sampler, learner, policy and batch; the paper's own unless told.
  ///   - seed: of all random numbers that runs of it use.
  /// - Throws: ``ScenarioError`` when labels do not match the categories, the external law does not
  ///   fit them, or the policy is out of range.
  public init(
    initialData: Dataset, labels: [String]? = nil, temperature: Temperature,
    externalData: ExternalData = .none, loop: ClosedLoop = .paper, seed: UInt64
  ) throws(ScenarioError) {
    let categoryCount = initialData.categoryCount
    if let labels { try Self.check(labels, categoryCount: categoryCount) }
    settings = Settings(
      temperature: temperature, externalData: externalData, loop: loop, seed: seed)
    try settings.check(for: initialData)
    self.labels = labels ?? (0..<categoryCount).map(Self.defaultLabel)
    self.initialData = initialData
  }

  /// The scenario with the parts that are given in place of its own; the others stay.
  ///
  /// - Throws: ``ScenarioError`` where the external law or the labels do not fit other data.
  public func with(
    initialData: Dataset? = nil, temperature: Temperature? = nil,
    externalData: ExternalData? = nil, loop: ClosedLoop? = nil, seed: UInt64? = nil
  ) throws(ScenarioError) -> Scenario {
    try Scenario(
      initialData: initialData ?? self.initialData, labels: labels,
      temperature: temperature ?? self.temperature,
      externalData: externalData ?? self.externalData, loop: loop ?? self.loop,
      seed: seed ?? self.seed)
  }

  /// The scenario with other settings.
  ///
  /// - Throws: ``ScenarioError`` where they do not fit the data.
  public func with(_ settings: Settings) throws(ScenarioError) -> Scenario {
    try settings.check(for: initialData)
    var scenario = self
    scenario.settings = settings
    return scenario
  }

  private static func check(_ labels: [String], categoryCount: Int) throws(ScenarioError) {
    guard labels.count == categoryCount else {
      throw .labelCount(found: labels.count, categoryCount: categoryCount)
    }
    var seen = Set<String>()
    for (category, label) in labels.enumerated() {
      guard !label.isEmpty else { throw .emptyLabel(category: category) }
      guard seen.insert(label).inserted else {
        throw .duplicateLabel(label, category: category)
      }
    }
  }

  /// The name of category `category` when none is given: A to Z, then AA, AB, ….
  public static func defaultLabel(_ category: Int) -> String {
    var rest = category
    var name = ""
    repeat {
      name = String(UnicodeScalar(UInt8(65 + rest % 26))) + name
      rest = rest / 26 - 1
    } while rest >= 0
    return name
  }

  /// The built-in scenario: counts 5, 3, 2 at T = 0.8. Few samples make a lively path.
  public static func builtIn(seed: UInt64) -> Scenario {
    // These literals satisfy every check above.
    try! Scenario(
      initialData: Dataset(counts: [5, 3, 2]), temperature: Temperature(0.8), seed: seed)
  }
}

/// Parts that do not make a scenario. Categories are numbered from zero.
public enum ScenarioError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There are more or fewer labels than categories.
  case labelCount(found: Int, categoryCount: Int)
  /// A label is empty.
  case emptyLabel(category: Int)
  /// A label stands twice; `category` is its second place.
  case duplicateLabel(String, category: Int)
  /// The external law does not fit the categories.
  case externalData(ExternalDataError)
  /// A window or subsample is out of range.
  case policy(DataPolicyError)

  public var description: String {
    switch self {
    case .labelCount(let found, let count):
      "\(found) labels for \(count) categories; accepted are \(count), one for each"
    case .emptyLabel(let category): "label \(category + 1) is empty; accepted is any other text"
    case .duplicateLabel(let label, let category):
      "label \(category + 1), \"\(label)\", stands twice; accepted are labels that differ"
    case .externalData(let error): error.description
    case .policy(let error): error.description
    }
  }
}
