import HeatDeath

// The map, told in lines.
extension MapStage {
  /// Cells are computed one after the other.
  var newsPeriod: Double { 10 }

  func remarks(in shell: Shell, _ format: NumberFormat) -> [Remark] {
    let temperature = "T = \(format.temperature(lookedAt(in: shell).temperature.value))"
    let title =
      view == .lambda
      ? "map: where the loop ends for every share lambda of fresh data, at one temperature"
      : "map: where runs stand, over temperatures and shares lambda of fresh data"
    let words = thresholds(in: shell, format)
    return [
      Remark("map", title), Remark("temperature", "looking at \(temperature)"),
    ]
      + words.enumerated().map { number, words in
        Remark("thresholds \(number)", words.text, isComplete: words.isKnown)
      }
  }

  func news(in shell: Shell, _ format: NumberFormat) -> Remark {
    Remark("news", line(in: shell, format), isComplete: isKnown(in: shell))
  }

  func summary(in shell: Shell, _ format: NumberFormat) -> [String] {
    remarks(in: shell, format).map(\.text) + [line(in: shell, format)]
  }

  /// What the panel says of the whole view.
  private func thresholds(
    in shell: Shell, _ format: NumberFormat
  ) -> [(text: String, isKnown: Bool)] {
    if view == .plane, let plane = plane(in: shell) {
      let width = MapLayout.leastSentences
      return [
        (plane.settings(format, width: width), true), (plane.lines(format, width: width), true),
      ]
    }
    let diagram = diagram(in: shell)
    return [(diagram.thresholds(format), diagram.knowsThresholds)]
  }
}
