import ArgumentParser
import HeatDeath

extension EngineSelection: ExpressibleByArgument {}

extension RecordSchedule {
  /// Reads `final`, `log:POINTS` or `every:STEPS`.
  static func parse(_ text: String) throws -> RecordSchedule {
    if text == "final" { return .final }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    do {
      switch (parts[0], parts.count) {
      case ("log", 2):
        return .logarithmic(try ExactInteger.parse(parts[1], in: 2...1_000_000))
      case ("every", 2):
        return .every(try ExactInteger.parse(parts[1], in: 1...Dataset.maximumSize))
      default:
        throw OptionValues.Failure(
          description:
            "accepted: final, log:POINTS such as log:100, or every:STEPS such as every:1000")
      }
    } catch let error as NumberError {
      throw OptionValues.Failure(description: error.description)
    }
  }
}

extension RecordColumn {
  /// Reads names with commas between them.
  static func parse(_ text: String) throws -> Set<RecordColumn> {
    var columns = Set<RecordColumn>()
    for item in OptionValues.items(of: text) {
      guard let column = RecordColumn(rawValue: String(item)) else {
        throw OptionValues.Failure(
          description: "\(quoted(item)) is no column; accepted: "
            + allCases.map(\.rawValue).joined(separator: ", "))
      }
      columns.insert(column)
    }
    return columns
  }
}
