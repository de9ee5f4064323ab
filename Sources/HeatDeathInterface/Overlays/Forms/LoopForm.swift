import HeatDeath

/// Closes the loop in another way: a family and one of its members for sampler, learner and data
/// policy, and a batch.
struct LoopForm: Hashable, Sendable {
  /// The lines of the form, top to bottom.
  enum Line: Int, CaseIterable, Sendable {
    case sampler, samplerValue, learner, learnerValue, policy, policyValue, batch
  }

  private(set) var sampler: FamilyChoice<Sampler>
  private(set) var learner: FamilyChoice<Learner>
  private(set) var policy: FamilyChoice<DataPolicy>
  /// `nil` stands for one sample, and under replace for as many as the initial dataset has.
  private(set) var batch: Dial<BatchSize?>

  /// - Parameter categoryCount: n, which bounds what some families offer.
  init(_ loop: ClosedLoop, categoryCount: Int) {
    sampler = FamilyChoice(
      Self.samplers(categoryCount: categoryCount), present: loop.sampler)
    learner = FamilyChoice(
      Self.learners(categoryCount: categoryCount), present: loop.learner)
    policy = FamilyChoice(Self.policies, present: loop.policy)
    batch = Dial(Self.batches, present: loop.batch)
  }

  var loop: ClosedLoop {
    ClosedLoop(
      sampler: sampler.value, learner: learner.value, policy: policy.value, batch: batch.value)
  }

  /// The lines that have something to change.
  var lines: [Line] {
    Line.allCases.filter { line in
      switch line {
      case .samplerValue: sampler.hasMembers
      case .learnerValue: learner.hasMembers
      case .policyValue: policy.hasMembers
      case .sampler, .learner, .policy, .batch: true
      }
    }
  }

  /// Sets the number of a line to what was typed.
  ///
  /// - Returns: whether it is one that fits.
  mutating func set(_ line: Line, to text: String) -> Bool {
    switch line {
    case .samplerValue: sampler.setNumber(text) { try? Sampler(parsing: $0) }
    case .learnerValue: learner.setNumber(text) { try? Learner(parsing: $0) }
    case .policyValue: policy.setNumber(text) { Self.policy(named: $0) }
    case .batch: setBatch(text)
    case .sampler, .learner, .policy: false
    }
  }

  private static func policy(named name: String) -> DataPolicy? {
    let parts = name.split(separator: ":")
    guard parts.count == 2, let size = TypedNumber.count(String(parts[1])),
      size <= DataPolicy.largestWindow
    else { return nil }
    return parts[0] == "window" ? .window(size) : .subsample(size)
  }

  private mutating func setBatch(_ text: String) -> Bool {
    guard let size = TypedNumber.count(text), let value = try? BatchSize(size) else { return false }
    batch.set(value) { ($0?.range.upperBound ?? 0) > size }
    return true
  }

  /// - Returns: whether anything changed.
  mutating func change(_ line: Line, by steps: Int) -> Bool {
    switch line {
    case .sampler: sampler.changeFamily(by: steps)
    case .samplerValue: sampler.changeMember(by: steps)
    case .learner: learner.changeFamily(by: steps)
    case .learnerValue: learner.changeMember(by: steps)
    case .policy: policy.changeFamily(by: steps)
    case .policyValue: policy.changeMember(by: steps)
    case .batch: batch.turn(by: steps)
    }
  }

  // MARK: What there is to choose from

  private static func samplers(categoryCount: Int) -> [[Sampler]] {
    let kept = max(1, categoryCount - 1)
    let names: [[String]] = [
      ["softmax"],
      ["0.001", "0.002", "0.005", "0.01", "0.02", "0.05", "0.1", "0.2", "0.5"].map { "mix:\($0)" },
      ["-0.9", "-0.5", "-0.2", "0.2", "0.5", "1", "2", "5", "10"].map { "tilt:\($0)" },
      [
        "models:0.5*0.5,2*0.5", "models:0.8*0.5,1.25*0.5", "models:0.8*0.9,1.5*0.1",
        "models:0.5*0.5,0.8*0.5", "models:1.2*0.5,2*0.5",
      ],
      ["greedy"],
      (1...kept).map { "top-k:\($0)" },
      ["0.5", "0.6", "0.7", "0.8", "0.9", "0.95", "0.99"].map { "top-p:\($0)" },
      ["0.01", "0.02", "0.05", "0.1", "0.2", "0.5"].map { "min-p:\($0)" },
    ]
    // Every name above is one that the sampler reads.
    return names.map { $0.compactMap { try? Sampler(parsing: $0) } }
  }

  private static func learners(categoryCount: Int) -> [[Learner]] {
    let ranks = max(1, categoryCount - 1)
    let rates = ["0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1", "2"]
    let names: [[String]] = [
      ["exact"],
      ["0.01", "0.1", "0.5", "1", "2", "5", "10", "100"].map { "smoothed:\($0)" },
      ["0.001", "0.002", "0.005", "0.01", "0.02", "0.05", "0.1", "0.2"].map { "noisy:\($0)" },
      ["0.001", "0.002", "0.005", "0.01", "0.02", "0.05", "0.1", "0.2"].map { "drifting:\($0)" },
      rates.map { "sgd:\($0)" } + rates.map { "sgd:\($0):reset" },
      (1...ranks).map { "low-rank:\($0)" },
    ]
    return names.map { $0.compactMap { try? Learner(parsing: $0) } }
  }

  private static let sizes: [Int64] = (0...6).flatMap { exponent in
    let power = (0..<exponent).reduce(Int64(1)) { power, _ in power * 10 }
    return [power, 2 * power, 5 * power]
  }.filter { $0 <= DataPolicy.largestWindow }

  private static let policies: [[DataPolicy]] = [
    [.accumulate], [.replace], sizes.map { .window($0) }, sizes.map { .subsample($0) },
  ]

  private static let batches: [BatchSize?] =
    [nil] + sizes.compactMap { try? BatchSize($0) }
    + [(1, 10), (1, 100), (10, 1000)].compactMap { try? BatchSize(from: $0.0, to: $0.1) }
}

/// One of a row of values.
struct Dial<Value: Hashable & Sendable>: Hashable, Sendable {
  private(set) var values: [Value]
  private var index: Int

  /// Starts at `present`, which comes first where it is not among the values.
  init(_ values: [Value], present: Value) {
    let known = values.firstIndex(of: present)
    self.values = known == nil ? [present] + values : values
    index = known ?? 0
  }

  init(_ values: [Value]) {
    self.values = values
    index = values.count / 2
  }

  var value: Value { values[index] }

  /// Chooses a value that may be none of the row: it then comes before the first for which
  /// `isGreater`.
  mutating func set(_ value: Value, before isGreater: (Value) -> Bool) {
    if let known = values.firstIndex(of: value) {
      index = known
    } else {
      index = values.firstIndex(where: isGreater) ?? values.count
      values.insert(value, at: index)
    }
  }

  /// - Returns: whether it moved.
  mutating func turn(by steps: Int) -> Bool {
    let next = max(0, min(values.count - 1, index + steps))
    defer { index = next }
    return next != index
  }
}

/// A family of values, such as `mix`, and a member of it, such as `mix:0.05`: values whose names
/// agree up to the colon.
struct FamilyChoice<Value: Hashable & Sendable & CustomStringConvertible>: Hashable, Sendable {
  private var families: [Dial<Value>]
  private var index: Int

  init(_ members: [[Value]], present: Value) {
    families = members.map { Dial($0) }
    let name = Self.family(of: present)
    // The form offers every family there is, but for functions given to the library.
    if let known = families.firstIndex(where: { Self.family(of: $0.value) == name }) {
      families[known] = Dial(members[known], present: present)
      index = known
    } else {
      families.append(Dial([present]))
      index = families.count - 1
    }
  }

  var value: Value { families[index].value }

  var name: String { Self.family(of: value) }

  /// The member's name without its family's.
  var parameter: String { String(value.description.dropFirst(name.count + 1)) }

  var hasMembers: Bool { families[index].values.count > 1 }

  /// Whether the members differ by one number.
  var isNumeric: Bool { number(of: value) != nil }

  /// Chooses the member of the family with a number that was typed.
  ///
  /// - Parameter read: the value of a name.
  /// - Returns: whether there is one.
  mutating func setNumber(_ text: String, read: (String) -> Value?) -> Bool {
    // What follows the number, as in `sgd:0.5:reset`, stays.
    let suffix = parameter.drop { $0 != ":" }
    guard let number = TypedNumber.decimal(text), let member = read("\(name):\(text)\(suffix)")
    else { return false }
    let numberOf = number(of:)
    families[index].set(member) { numberOf($0) ?? 0 > number }
    return true
  }

  private func number(of value: Value) -> Double? {
    let parts = value.description.split(separator: ":")
    return parts.count > 1 ? TypedNumber.decimal(String(parts[1])) : nil
  }

  mutating func changeFamily(by steps: Int) -> Bool {
    index = (index + steps % families.count + families.count) % families.count
    return families.count > 1
  }

  mutating func changeMember(by steps: Int) -> Bool { families[index].turn(by: steps) }

  private static func family(of value: Value) -> String {
    String(value.description.prefix { $0 != ":" })
  }
}
