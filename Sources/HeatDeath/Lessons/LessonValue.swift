import RealModule

/// What a ``LessonQuantity`` comes to, with what it takes to write it.
public enum LessonValue: Hashable, Sendable {
  case count(Int64)
  /// A share or odds, and what it lacks of 1.
  case share(Double, complement: Double)
  /// The same of odds that are known as far as they can be computed: not 0 or 1 unless it is settled.
  case odds(Double, complement: Double, isSettled: Bool)
  case temperature(Double)
  case fraction(Double)
  /// How many categories there seem to be in a law.
  case diversity(SimplexPoint)
  /// How many times as much.
  case factor(Double)
  case number(Double)
  /// The label of a category.
  case category(String)

  /// The value as conditions compare it; `nil` for a category.
  public var number: Double? {
    switch self {
    case .count(let value): Double(value)
    case .odds(let value, _, _): value
    case .share(let value, _), .temperature(let value), .fraction(let value), .factor(let value),
      .number(let value):
      value
    case .diversity(let law): law.diversity
    case .category: nil
    }
  }

  static func share(of category: Int, in law: SimplexPoint) -> LessonValue {
    .share(law[category], complement: law.complement(of: category))
  }
}
