import HeatDeath

/// Sets the temperature to a number that is typed.
struct TemperatureForm: FormContent {
  private(set) var temperature: Temperature
  private let sampler: Sampler

  static let opening = Form.opening(
    "temperature", "=", footer: "T=", help: "type a temperature: =1.5 and Enter, or =inf",
    isTyping: true
  ) { run, _ in TemperatureForm(run.feed.wanted) }

  init(_ scenario: Scenario) {
    temperature = scenario.temperature
    sampler = scenario.loop.sampler
  }

  var title: String { "temperature" }
  var lineCount: Int { 1 }

  func lines(in context: DrawingContext) -> [(name: String, value: String)] {
    [("T =", context.format.temperature(temperature.value))]
  }

  func remark(in context: DrawingContext) -> String {
    guard sampler.usesTemperature else { return "\(sampler) does not look at T (L)" }
    let now = context.format.temperature(context.feed.wanted.temperature.value)
    guard temperature != context.feed.wanted.temperature else {
      return "now \(now); type a number above 0, or inf"
    }
    return "from \(now): \(temperature.samplerClass.regime.words) by itself"
  }

  mutating func change(_ line: Int, by steps: Int) -> String? {
    guard let next = TemperatureLadder.next(to: temperature, warmer: steps > 0) else {
      return "the arrows go no \(steps > 0 ? "higher" : "lower"); type any number above 0, or inf"
    }
    temperature = next
    return nil
  }

  func takesNumber(_ line: Int) -> Bool { true }

  mutating func type(_ text: String, on line: Int) -> String? {
    guard let temperature = TypedNumber.temperature(text) else {
      return "\"\(text)\" is no temperature; accepted is \(TypedNumber.acceptedTemperature)"
    }
    self.temperature = temperature
    return nil
  }

  mutating func confirm(on run: inout RunStage, in shell: inout Shell) -> [Effect]? {
    guard temperature != run.feed.wanted.temperature else {
      shell.notify("T is that already: nothing was changed")
      return []
    }
    return run.setTemperature(temperature, in: &shell)
  }
}
