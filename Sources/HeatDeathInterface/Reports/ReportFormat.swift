import HeatDeath
import RealModule
import TerminalDrawing

/// Words and numbers of the reports that commands print: those of the screen, in ASCII, so that they
/// can be read by a script in any locale.
struct ReportFormat {
  let format = NumberFormat(symbols: Symbols(.ascii))
  let scenario: Scenario

  /// What the report is of, on one line.
  var heading: String {
    let settings = scenario.settings
    var parts = ["T = \(format.temperature(settings.temperature.value))"]
    if settings.externalData.fraction > 0 {
      parts.append(InterventionText(format, scenario.labels).source(settings.externalData))
    }
    if settings.loop != .paper { parts.append(InterventionText.words(settings.loop)) }
    return parts.joined(separator: ", ").withFormatsWrittenOut
  }

  /// The present share of a category.
  func presentShare(_ category: Int) -> String {
    format.share(scenario.initialData.counts[category], of: scenario.initialData.size)
  }

  /// A probability that is not exact: never rounded to 0 or 1 where it can be neither.
  ///
  /// - Parameters:
  ///   - complement: 1 − it, without cancellation.
  ///   - resolution: what it may be off by where it was given as 0 or 1.
  ///   - isOpen: whether it lies between 0 and 1.
  func odds(_ value: Double, complement: Double, resolution: Double, isOpen: Bool) -> String {
    if isOpen, value <= 0 { return "<\(format.compact(resolution))" }
    if isOpen, complement <= 0 { return ">1-\(format.compact(resolution))" }
    return format.share(value, complement: complement)
  }

  /// A number by its natural logarithm: in full below a million, as m.mme+n from there, however large.
  func number(logarithm: Double) -> String {
    if logarithm < Double.log(1e6) { return String(Int64(Double.exp(logarithm).rounded())) }
    let decades = logarithm / Double.log(10)
    guard decades < 1e6 else { return "10^(\(format.compact(decades)))" }
    let exponent = decades.rounded(.down)
    return decades < 300
      ? format.scientific(Double.exp(logarithm), digits: 2) : "1e\(Int(exponent))"
  }

  /// A small number with its sign, such as an eigenvalue.
  func signed(_ value: Double) -> String {
    guard value.isFinite, abs(value) >= 0.001 || value == 0 else {
      return value.isFinite ? format.scientific(value, digits: 1) : format.fixed(value, digits: 0)
    }
    return format.fixed(value, digits: 4)
  }
}
