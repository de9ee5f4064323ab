import HeatDeath

/// What the keys act on.
public enum Mode: Hashable, Sendable {
  /// The running picture.
  case explore
  /// Runs from the same data at several temperatures, side by side.
  case compare
  /// The list of keys.
  case help
  /// The form that injects external samples.
  case inject(InjectionForm)
  /// The form that sets the stream of external data.
  case external(ExternalForm)
  /// The form that closes the loop in another way: sampler, learner, data policy, batch.
  case loop(LoopForm)
}

/// What the injection form holds.
public struct InjectionForm: Hashable, Sendable {
  /// n, the number of categories.
  public let categoryCount: Int
  /// 0 ..< n: one category; n: the initial law; n + 1: uniform; n + 2: the point aimed at.
  public internal(set) var choice: Int
  /// The size on the ladder 1, 2, 5, 10, 20, 50, ….
  public internal(set) var rung: Int
  /// The law that the mouse aimed at, if it did.
  public private(set) var aim: SimplexPoint?
  /// Which of the two lines the arrow keys change.
  public var isOnSize = false

  /// Proposes the category with the fewest samples and about as many samples as there are.
  init(counts: [Int64], size: Int64) {
    categoryCount = counts.count
    choice = counts.indices.min { counts[$0] < counts[$1] } ?? 0
    rung = min(Self.lastRung, 3 * (String(size).count - 1))
  }

  /// 10¹⁸ samples.
  static let lastRung = 54
  var choiceCount: Int { categoryCount + (aim == nil ? 2 : 3) }
  var count: Int64 { (0..<(rung / 3)).reduce([1, 2, 5][rung % 3]) { power, _ in power * 10 } }

  var law: ExternalLaw {
    switch choice {
    case ..<categoryCount: .category(choice)
    case categoryCount: .initial
    case categoryCount + 1: .uniform
    default: aim.map(ExternalLaw.point) ?? .uniform
    }
  }

  /// Chooses a point of the simplex as the law.
  mutating func aim(at point: SimplexPoint) {
    aim = point
    choice = categoryCount + 2
  }
}

/// What the external-data form holds.
public struct ExternalForm: Hashable, Sendable {
  /// λ.
  public private(set) var fraction: Double
  /// 0: the initial law; 1: uniform; 2 ..< n + 2: one category; n + 2: the law the scenario gave.
  public var choice: Int
  public let categoryCount: Int
  /// Which of the two lines the arrow keys change.
  public var isOnLaw = false

  /// The law the scenario gave by its probabilities, if it did.
  private let given: ExternalLaw?

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

  var choiceCount: Int { categoryCount + (given == nil ? 2 : 3) }

  var law: ExternalLaw {
    switch choice {
    case 0: .initial
    case 1: .uniform
    case 2..<(categoryCount + 2): .category(choice - 2)
    default: given ?? .initial
    }
  }

  /// Moves λ by whole hundredths, onto the next one where it stands between two.
  ///
  /// - Returns: whether λ changed.
  mutating func changeFraction(by hundredths: Int) -> Bool {
    let present = fraction * 100
    let base = hundredths > 0 ? (present + 1e-9).rounded(.down) : (present - 1e-9).rounded(.up)
    let next = max(0, min(100, base + Double(hundredths))) / 100
    defer { fraction = next }
    return next != fraction
  }
}
