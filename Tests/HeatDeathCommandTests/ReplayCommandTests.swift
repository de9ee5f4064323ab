import Foundation
import HeatDeath
import TestSupport
import Testing

@testable import HeatDeathFiles

/// `heatdeath replay FILE --check`: statuses and words.
@Suite("The replay command") struct ReplayCommandTests {
  private func text() throws -> String {
    var timeline = Timeline(.builtIn(seed: 7))
    timeline.advance(by: 40)
    try timeline.apply(.inject(count: 50, law: .uniform))
    timeline.advance(by: 400)
    return RecordingDocument(timeline.recording).description
  }

  @Test("A recording agrees, one that was changed does not, and neither opens a screen")
  func check() throws {
    let folder = try TemporaryFolder()
    let text = try text()
    let good = try folder.write("good.toml", text.utf8)
    let same = try Child.run(["replay", good, "--check"])
    #expect(same.status == 0 && same.text.contains("the same run, up to k = 500"))
    let late = text.replacing("[[event]]\ndrawn = 40\n", with: "[[event]]\ndrawn = 39\n")
    let bad = try folder.write("bad.toml", late.utf8)
    let other = try Child.run(["replay", bad, "--check"])
    #expect(other.status == 1 && other.text.contains("differs at k = "))
    #expect(other.text.contains("the last that agrees: k = ") && other.errors.isEmpty)
    let json = try Child.run(
      ["replay", "-", "--check", "--format", "json"], input: Array(late.utf8))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any])
    #expect(json.status == 1 && object["agrees"] as? Bool == false)
    #expect(object["differs_at_k"] as? Int ?? 0 > 50 && object["events"] as? Int == 1)
    let screen = try Child.run(["replay", good])
    #expect(screen.status == 64 && screen.errors.contains("--check"))
  }

  @Test("A newer, a truncated and a missing file are data errors")
  func refusals() throws {
    let text = try text()
    for (bytes, words) in [
      (text.replacing("recording = 1", with: "recording = 9"), "newer heatdeath, version 9"),
      (String(text.dropLast(9)), "is not TOML"), ("counts = [1, 2]\n", "is no recording"),
    ] {
      let outcome = try Child.run(["replay", "-", "--check"], input: Array(bytes.utf8))
      #expect(outcome.status == 65 && outcome.errors.contains(words), "\(outcome.errors)")
    }
    #expect(try Child.run(["replay", "/nowhere/at.toml", "--check"]).status == 65)
  }
}
