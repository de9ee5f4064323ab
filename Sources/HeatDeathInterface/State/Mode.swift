import HeatDeath

/// What the keys act on.
public enum Mode: Hashable, Sendable {
  /// The running picture.
  case explore
  /// The list of keys.
  case help
  /// The form that injects external samples.
  case inject(InjectionForm)
  /// The form that sets the stream of external data.
  case external(ExternalForm)
}

/// What the injection form holds.
public struct InjectionForm: Hashable, Sendable {
  /// n, the number of categories.
  public let categoryCount: Int
  /// 0 ..< n: one category; n: the initial law; n + 1: uniform.
  public var choice: Int
  /// 10 to this power samples are injected.
  public var exponent: Int
  /// Which of the two lines the arrow keys change.
  public var isOnSize = false

  /// Proposes the category with the fewest samples and about as many samples as there are.
  init(counts: [Int64], size: Int64) {
    categoryCount = counts.count
    choice = counts.indices.min { counts[$0] < counts[$1] } ?? 0
    exponent = min(Self.maximumExponent, String(size).count - 1)
  }

  static let maximumExponent = 18
  var choiceCount: Int { categoryCount + 2 }
  var count: Int64 { (0..<exponent).reduce(1) { power, _ in power * 10 } }

  var law: ExternalLaw {
    choice < categoryCount ? .category(choice) : choice == categoryCount ? .initial : .uniform
  }
}

/// What the external-data form holds.
public struct ExternalForm: Hashable, Sendable {
  /// λ in thousandths.
  public var thousandths: Int
  /// 0: the initial law; 1: uniform; 2 …: one category.
  public var choice: Int
  public let categoryCount: Int
  /// Which of the two lines the arrow keys change.
  public var isOnLaw = false

  init(_ data: ExternalData, categoryCount: Int) {
    self.categoryCount = categoryCount
    thousandths = Int((data.fraction * 1000).rounded())
    switch data.law {
    case .initial, .point: choice = 0
    case .uniform: choice = 1
    case .category(let category): choice = 2 + category
    }
  }

  var choiceCount: Int { categoryCount + 2 }
  var fraction: Double { Double(thousandths) / 1000 }

  var law: ExternalLaw {
    choice == 0 ? .initial : choice == 1 ? .uniform : .category(choice - 2)
  }
}
