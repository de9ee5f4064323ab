import Testing

@testable import HeatDeathFiles

/// What is said of values that no option takes.
@Suite("Values of options") struct OptionValuesTests {
  static let refused: [(key: ScenarioKey, text: String, fragments: [String])] = [
    (.counts, "1,000,3", ["1_000"]),
    (.temperature, "0", ["above 0"]),
    (.temperature, "-1", ["negative"]),
    (.temperature, "nan", ["inf"]),
    (.temperature, "0,8", ["point"]),
    (.temperature, "1e-320", ["too small"]),
    (.counts, "5,-3", ["count 2", "\"-3\"", "negative"]),
    (.counts, "-5,3", ["count 1", "\"-5\"", "negative"]),
    (.counts, "5,1.5", ["count 2", "not a whole number"]),
    (.counts, "5,,3", ["count 2", "empty"]),
    (.counts, "", ["count 1", "empty"]),
    (.counts, "0,0", ["0", "positive"]),
    (.counts, "9e18,1", ["count 1", "too large"]),
    (.counts, "4e18,1", ["1 to 2", "more than"]),
    (.labels, "a,\u{1B}c,d", ["\\u{1B}", "control"]),
    (.labels, "a,\"c,d", ["never ends"]),
    (.categories, "0", ["too small", "1 to 1e7"]),
    (.categories, "1e15", ["too large"]),
    (.top, "0", ["too small"]),
    (.take, "0", ["too small"]),
    (.external, "1.1", ["0 to 1"]),
    (.external, "-0.1", ["0 to 1"]),
    (.externalLaw, "normal", ["uniform"]),
    (.externalLaw, "1,-2,3", ["number 2", "\"-2\"", "negative"]),
    (.externalLaw, "0,0,0", ["positive"]),
    (.externalLaw, "1e308,1e308,1", ["large"]),
    (.seed, "18446744073709551616", ["too large"]),
    (.seed, "-1", ["negative"]),
    (.sampler, "mix:2", ["0"]),
    (.sampler, "top", ["top-k:K"]),
    (.learner, "sgd", ["sgd:0.1"]),
    (.policy, "window:0", ["1e6"]),
    (.batch, "5..2", ["A..B"]),
    (.batch, "0", ["1e9"]),
  ]

  @Test("A value that is none is refused with what is accepted", arguments: refused)
  func refusals(key: ScenarioKey, text: String, fragments: [String]) {
    let error = #expect(throws: (any Error).self) { _ = try key.read(text) }
    let message = error.map { "\($0)" } ?? ""
    for fragment in fragments { #expect(message.contains(fragment), "\(message)") }
  }
}
