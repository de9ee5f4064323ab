import HeatDeath

/// A scenario option that takes several values in a sweep, beside its temperatures and fractions.
package struct SweepAxis: Sendable {
  /// A value as a row has it, and what it does to a scenario.
  struct Value: Sendable {
    let text: String
    let setting: ScenarioSetting
  }

  let key: ScenarioKey
  let values: [Value]

  /// The options that can be axes, in the order of their columns: those of the initial data first.
  package static let keys: [ScenarioKey] = [
    .categories, .take, .sampler, .learner, .policy, .batch, .externalLaw,
  ]

  /// The most values of one axis.
  private static let most = 10_000

  /// What the command line calls the list of an option's values.
  package static func option(of key: ScenarioKey) -> String {
    switch key {
    case .categories: "categories-list"
    case .policy: "policies"
    case .batch: "batches"
    default: key.rawValue + "s"
    }
  }

  /// The name of the column.
  var column: String { key.rawValue.replacing("-", with: "_") }

  /// Whether the initial data depend on it.
  var changesData: Bool { key == .categories || key == .take }

  /// Says that the option is given: until each value has its turn, with the first.
  package func apply(to draft: inout ScenarioDraft) { values[0].setting(&draft) }

  /// Reads the list of an option's values: items with commas between them, in double quotes where
  /// they hold one. Whole numbers may be ranges FROM:TO:POINTS.
  ///
  /// - Throws: ``OptionValues/Failure``, also for a value that stands twice.
  package static func reader(of key: ScenarioKey) -> @Sendable (String) throws -> SweepAxis {
    { text in
      var values: [Value] = []
      var seen = Set<String>()
      for item in try items(of: text).flatMap({ try expanded($0, key) }) {
        let setting: ScenarioSetting
        do {
          setting = try key.read(item)
        } catch {
          throw OptionValues.Failure(description: description(of: "\(error)", in: item))
        }
        let value = Value(text: written(key, after: setting) ?? item, setting: setting)
        guard seen.insert(value.text).inserted else {
          throw OptionValues.Failure(
            description: "\(value.text) stands twice; accepted: each value once")
        }
        values.append(value)
        guard values.count <= most else {
          throw OptionValues.Failure(
            description: "these are more than \(most) values; accepted: up to so many")
        }
      }
      return SweepAxis(key: key, values: values)
    }
  }

  /// What is wrong, as it is said of a single value, said of one among others.
  private static func description(of fault: String, in item: String) -> String {
    if fault.hasPrefix(quoted(item)) { return fault }
    return fault.hasPrefix("it ")
      ? quoted(item) + fault.dropFirst(2) : "\(quoted(item)): \(fault)"
  }

  private static func items(of text: String) throws -> [String] {
    var reader = CSVReader(text)
    do {
      guard let record = try reader.next(), try reader.next() == nil else {
        throw OptionValues.Failure(description: "accepted: values with commas between them")
      }
      return record.fields.map { field in
        String(field.value[...].drop { $0 == " " }.trimmingSuffix { $0 == " " })
      }
    } catch let error as CSVError {
      throw OptionValues.Failure(description: error.message)
    }
  }

  /// The numbers of a range; what is none stands for itself.
  private static func expanded(_ item: String, _ key: ScenarioKey) throws -> [String] {
    let parts = item.split(separator: ":", omittingEmptySubsequences: false)
    guard [.categories, .take, .batch].contains(key), parts.count > 1 else { return [item] }
    let form = "FROM:TO:POINTS with whole numbers at equal distances, such as 2:10:5"
    guard parts.count == 3 else {
      throw OptionValues.Failure(description: "\(quoted(item)) is no range; accepted: \(form)")
    }
    do {
      let from: Int64 = try ExactInteger.parse(parts[0], in: 1...Dataset.maximumSize)
      let to: Int64 = try ExactInteger.parse(parts[1], in: 1...Dataset.maximumSize)
      let steps: Int64 = try ExactInteger.parse(parts[2], in: 2...Int64(most)) - 1
      if from < to, (to - from) % steps == 0 {
        return (0...steps).map { String(from + (to - from) / steps * $0) }
      }
    } catch {
      throw OptionValues.Failure(description: error.description)
    }
    throw OptionValues.Failure(description: "\(quoted(item)) has no such points; accepted: \(form)")
  }

  /// The one way in which a value is written, however it was given.
  private static func written(_ key: ScenarioKey, after setting: @escaping ScenarioSetting)
    -> String?
  {
    let draft = ScenarioDraft([setting])
    return switch key {
    case .categories: draft.categories?.description
    case .take: draft.take?.description
    case .sampler: draft.sampler?.description
    case .learner: draft.learner?.description
    case .policy: draft.policy?.description
    case .batch: draft.batch?.description
    case .externalLaw: draft.externalLaw.map(OptionValues.text(of:))
    default: nil
    }
  }
}
