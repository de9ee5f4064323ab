import HeatDeath

/// What a log is not to come to, as `--fail-if` has it: `entropy<0.5`, `max share > 90%`, `T<1`.
package struct LogCondition: Hashable, Sendable, CustomStringConvertible {
  /// What it is about.
  package enum Quantity: Hashable, Sendable {
    /// Of the law in nats.
    case entropy
    /// e to the entropy.
    case diversity
    case largestShare
    case smallestShare
    /// How many categories have a share of at least one in a hundred.
    case alive
    case share(String)
    /// The estimated temperature, known at the end only.
    case temperature
  }

  package let quantity: Quantity
  let relation: LessonCondition.Relation
  let bound: Double
  /// As it was written.
  package let description: String

  private static let accepted =
    "accepted: entropy, diversity, max share, min share, alive, share LABEL or T, one of < <= > >= =, "
    + "and a number, as in entropy<0.5"

  /// - Throws: ``OptionValues/Failure`` for what is no condition.
  package init(parsing text: String) throws {
    description = text
    let found = LessonCondition.Relation.allCases.lazy.compactMap { relation in
      Self.split(text, at: relation.rawValue).map { (relation, $0.0, $0.1) }
    }.first
    guard let (relation, name, number) = found else {
      throw OptionValues.Failure(description: "\(quoted(text)) compares nothing; \(Self.accepted)")
    }
    self.relation = relation
    guard let quantity = Self.quantity(name) else {
      throw OptionValues.Failure(description: "\(quoted(name)) is no quantity; \(Self.accepted)")
    }
    self.quantity = quantity
    do throws(NumberError) {
      let isPercent = number.last == "%"
      let digits = isPercent ? String(number.dropLast()) : number
      let value = try DecimalNumber.parse(digits, accepted: "a number such as 0.5 or 50%")
      bound = isPercent ? value / 100 : value
    } catch {
      throw OptionValues.Failure(description: error.description)
    }
  }

  private static func split(_ text: String, at sign: String) -> (String, String)? {
    guard let range = text.firstRange(of: sign) else { return nil }
    return (trimmed(text[..<range.lowerBound]), trimmed(text[range.upperBound...]))
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  private static func quantity(_ name: String) -> Quantity? {
    switch name {
    case "entropy": return .entropy
    case "diversity": return .diversity
    case "max share", "max": return .largestShare
    case "min share", "min": return .smallestShare
    case "alive": return .alive
    case "T", "temperature": return .temperature
    default:
      guard name.hasPrefix("share "), name.count > 6 else { return nil }
      return .share(String(name.dropFirst(6)))
    }
  }

  /// Whether it is about the loop and not about a row.
  package var isAboutLoop: Bool { quantity == .temperature }

  /// Whether a row has come to it; a category that is not there has no share.
  ///
  /// - Complexity: O(n).
  package func holds(at law: SimplexPoint, labels: [String]) -> Bool {
    let value: Double?
    switch quantity {
    case .entropy: value = law.entropy
    case .diversity: value = law.diversity
    case .largestShare: value = law.coordinates.max()
    case .smallestShare: value = law.coordinates.min()
    case .alive: value = Double(law.coordinates.count { $0 >= 0.01 })
    case .share(let label):
      value = labels.firstIndex(of: label).map { $0 < law.dimension ? law[$0] : 0 }
    case .temperature: value = nil
    }
    return value.map(holds) ?? false
  }

  /// Whether a temperature is such.
  package func holds(at temperature: Double?) -> Bool {
    isAboutLoop && temperature.map(holds) ?? false
  }

  private func holds(_ value: Double) -> Bool {
    switch relation {
    case .atLeast: value >= bound
    case .atMost: value <= bound
    case .above: value > bound
    case .below: value < bound
    case .equal: value == bound
    }
  }
}
