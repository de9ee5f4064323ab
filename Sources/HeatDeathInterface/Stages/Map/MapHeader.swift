import HeatDeath
import TerminalDrawing

/// The first row of the map: what it is a map of, and what is looked at.
struct MapHeader: ScreenPart {
  let scenario: Scenario
  let temperature: Temperature
  let fraction: Double
  let look: Look
  /// The columns from which on there is room for a blank before the sign of per cent, and for more words.
  private static let leastForBlanks = 24

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let format = look.format
    var text = StyledText()
    if area.width >= 60 {
      text.append("heatdeath  ", look.style(.accent))
      text.append("map  ", look.style(.strong))
    }
    text.append("T \(format.temperature(temperature.value))", look.style(.strong))
    let isTight = area.width < Self.leastForBlanks
    text.append(
      "  \(look.symbols.lambda) \(format.fraction(fraction, isTight: isTight))", look.style(.accent)
    )
    if !isTight {
      let law = InterventionText(format, scenario.labels).law(scenario.externalData.law)
      text.append(
        "  \(scenario.initialData.categoryCount) categories, fresh data: \(law)", look.style(.muted)
      )
    }
    text.write(
      into: &buffer, x: area.x + 1, y: area.y, limit: area.width - 2,
      ellipsis: look.symbols.ellipsis)
  }
}
