import Foundation
import HeatDeath
import TestSupport
import Testing

@testable import HeatDeathFiles

/// Recordings as text: read back to the last bit, and what is said of a file that is none.
@Suite("Recording files") struct RecordingFileTests {
  private static let laws: [ExternalLaw] = [
    .initial, .uniform, .category(2), .point(SimplexPoint(weights: [1, 3, 7.1])),
    .point(SimplexPoint(counts: [7, 0, 5])), .point(SimplexPoint(weights: [0.1, 0.2, 0.7])),
  ]

  /// A run through random interventions of every kind.
  static func timeline(seed: UInt64) throws -> Timeline {
    var random = SeededRandom(seed: seed)
    let loops = try EveryLoop.loops(
      random.pick(EveryLoop.samplers), random.pick(EveryLoop.learners))
    func scenario() throws -> Scenario {
      try Scenario(
        initialData: Dataset(counts: [5, 3, Int64(random.next(9))]),
        labels: random.pick([nil, ["a\"b", "c\\d ć", "e,f "]]),
        temperature: Temperature(random.pick([1 / 3.0, 0.8, 1, .infinity])),
        externalData: ExternalData(fraction: random.pick([0, 0.1]), law: random.pick(laws)),
        loop: random.pick(loops + [.paper]), seed: random.next())
    }
    var timeline = Timeline(try scenario())
    for _ in 0..<25 {
      if timeline.present.simulation.engine == .step {
        timeline.advance(by: Int64(random.next(300)))
      } else {
        timeline.leap()
      }
      let present = timeline.present.simulation
      switch random.next(9) {
      case 0: try timeline.apply(.setTemperature(Temperature(random.real(0.1...3))))
      case 1: try timeline.apply(.inject(count: Int64(random.next(99)), law: random.pick(laws)))
      case 2:
        try timeline.apply(
          .setExternalData(
            ExternalData(fraction: random.pick([0, 0.3]), law: random.pick(laws))))
      case 3: try timeline.apply(.setLoop(random.pick(loops + [.paper])))
      case 4: if let engine = present.leapingEngine { try timeline.apply(.setEngine(engine)) }
      case 5: try timeline.apply(.reseed(random.next()))
      case 6: try timeline.apply(.restart)
      case 7: try timeline.apply(.start(try scenario()))
      default:
        guard present.engine != .step else { break }
        try timeline.apply(.land(at: present.clock + Int64(random.next(100_000))))
      }
    }
    return timeline
  }

  private func read(_ text: String) throws(DataError) -> Recording {
    try RecordingFile(source: "run.toml", text: text).recording
  }

  @Test(
    "A recording written reads back as the same, and its text as well", arguments: UInt64(0)..<60)
  func roundTrip(seed: UInt64) throws {
    let recording = try Self.timeline(seed: seed).recording
    let text = RecordingDocument(recording).description
    let again = try read(text)
    #expect(again.events == recording.events && again.checkpoints == recording.checkpoints)
    #expect(RecordingDocument(again).description == text)
    try again.check()
  }

  @Test("A file with one event a sample early does not agree, and the place is named")
  func late() throws {
    var timeline = Timeline(.builtIn(seed: 7))
    timeline.advance(by: 40)
    try timeline.apply(.inject(count: 50, law: .uniform))
    timeline.advance(by: 400)
    let text = RecordingDocument(timeline.recording).description
    try read(text).check()
    let late = text.replacing(
      "[[event]]\ndrawn = 40\n", with: "[[event]]\ndrawn = 39\n")
    #expect(late != text)
    let recording = try read(late)
    do throws(RecordingMismatch) {
      try recording.check()
      Issue.record("not found")
    } catch {
      let agreed = try #require(error.agreed)
      #expect(agreed.samplesDrawn <= 40 && error.expected.samplesDrawn >= 40)
    }
  }

  @Test("What is wrong is said with its place, its value and what is accepted")
  func errors() throws {
    let text = """
      recording = 1
      temperature = 0.8
      counts = [5, 3, 2]
      seed = 7

      [[event]]
      drawn = 5
      what = "temperature"
      temperature = 0.9

      [[checkpoint]]
      drawn = 9
      k = 19
      hash = "0123456789abcdef"

      """
    _ = try read(text)
    func message(_ old: String, _ new: String) -> String {
      do throws(DataError) {
        _ = try read(text.replacing(old, with: new))
        return ""
      } catch {
        return error.description
      }
    }
    for (old, new, expected) in [
      ("recording = 1\n", "", "run.toml: is no recording"),
      ("recording = 1", "recording = 2", "newer heatdeath, version 2; accepted: 1"),
      (
        "recording = 1", "recording = 0",
        "line 1, column 1: the value \"0\" is invalid for recording"
      ),
      ("seed = 7\n", "", "there is no seed; accepted: a line seed"),
      (
        "seed = 7", "seed = 7\ndata = \"/etc/passwd\"", "line 5, column 1: there is no key \"data\""
      ),
      ("drawn = 5", "drawn = -5", "line 7, column 1: the value \"-5\" is invalid for drawn"),
      ("drawn = 5", "drawn = 12", "line 11, column 1: this checkpoint is at drawn = 9"),
      ("\"temperature\"\n", "\"heat\"\n", "the value \"heat\" is invalid for what: accepted: temp"),
      ("temperature = 0.9", "temperature = 0", "line 9, column 1: the value \"0\" is invalid"),
      ("temperature = 0.9", "count = 9", "there is no temperature in this [[event]]"),
      ("temperature = 0.9", "temperature = 0.9\nk = 3", "line 10, column 1: there is no key \"k\""),
      ("[[event]]", "[[deed]]", "line 6, column 1: there is no table \"deed\""),
      ("[[event]]", "[event]", "line 6, column 1: a [table] has no place"),
      ("0123456789abcdef", "123", "16 hexadecimal digits"),
      (
        "[[checkpoint]]\ndrawn = 9\nk = 19\nhash = \"0123456789abcdef\"\n", "",
        "has no [[checkpoint]]"
      ),
      ("k = 19\n", "k = 19", "is not TOML"),
    ] {
      #expect(message(old, new).contains(expected), "\(new): \(message(old, new))")
    }
    // Cut anywhere, it is a file that ends too soon, or one that says less.
    for length in 0..<text.utf8.count - 1 {
      _ = try? read(String(decoding: text.utf8.prefix(length), as: UTF8.self))
    }
    let twice = text + "\n[[event]]\ndrawn = 9\nwhat = \"restart\"\n"
    #expect(throws: DataError.self) { try read(twice) }
    let many = text + String(repeating: "[[event]]\n", count: FlatTOML.maximumTableCount + 1)
    #expect(throws: DataError.self) { try read(many) }
  }

  @Test("The state folder is private, and keeps the newest twenty")
  func stateFolder() throws {
    let folder = try TemporaryFolder()
    let environment = { (name: String) in name == "XDG_STATE_HOME" ? folder.path("a/b") : nil }
    let state = try #require(StateFolder(environment: environment))
    let recording = Timeline(.builtIn(seed: 7)).recording
    for number in 1...23 {
      #expect(try state.keep(recording) == folder.path("a/b/heatdeath/recording-\(number).toml"))
    }
    let kept = try TemporaryFolderNames.names(of: folder.path("a/b/heatdeath"))
    #expect(kept.count == 20 && !kept.contains("recording-3.toml"))
    #expect(try TemporaryFolderNames.mode(of: folder.path("a/b/heatdeath")) == 0o700)
    #expect(
      try RecordingFile(path: folder.path("a/b/heatdeath/recording-23.toml")).recording
        .checkpoints == recording.checkpoints)
    // What cannot be made is said.
    try folder.write("file", [])
    let blocked = try #require(StateFolder(environment: { _ in folder.path("file") }))
    #expect(throws: OutputError.self) { try blocked.keep(recording) }
    #expect(StateFolder(environment: { _ in "relative" }) == nil)
    let home = StateFolder(environment: { $0 == "HOME" ? folder.path("h") : "" })
    #expect(try home?.keep(recording) == folder.path("h/.local/state/heatdeath/recording-1.toml"))
  }
}

private enum TemporaryFolderNames {
  static func names(of path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path)
  }

  static func mode(of path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
  }
}
