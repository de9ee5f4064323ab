import Foundation
import HeatDeath
import TestSupport
import Testing

@testable import HeatDeathFiles

/// Real files changed at random, through the functions that the command reads them with. A trap ends
/// the test's process, and with it the run.
struct MutatedFiles {
  enum Kind: String, CaseIterable, Sendable {
    case toml
    case table
    case text
    case recording
    case log
  }

  private let kind: Kind
  private let examples: [[UInt8]]
  private var generator: SeededRandom

  init(_ kind: Kind, seed: UInt64) throws {
    self.kind = kind
    generator = SeededRandom(seed: seed)
    switch kind {
    case .toml:
      let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("docs/scenarios")
      examples =
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        .filter { $0.hasSuffix(".toml") }
        .map { Array(try Data(contentsOf: folder.appendingPathComponent($0))) }
        + [
          Array(
            "labels = [\"a\\u00e9\", 'b',\n \"c\"] # x\nbatch = \"2..5\"\nmerge = true\nseed = -0x1F\n"
              .utf8)
        ]
    case .recording:
      examples = try (0..<6).map {
        Array(
          RecordingDocument(try RecordingFileTests.timeline(seed: $0).recording).description.utf8)
      }
    case .table: examples = TableKindTests.kinds.map { Array($0.text.utf8) }
    case .log:
      examples =
        LogReaderTests.examples.map { Array($0.text.utf8) } + [
          Array("A,B\n0.5,0.5\n0.6,0.4\n55%,45%\n".utf8), Array("cat\ndog\ncat\n".utf8),
        ]
    case .text:
      examples = [
        Array("It’s the naïve café’s fault — don't; ΟΔΥΣΣΕΥΣ, e\u{301} 😀 漢字 12\r\n\n".utf8),
        [0xFF, 0xFE, 0x61, 0, 0x20, 0, 0x3D, 0xD8, 0, 0xDE],
      ]
    }
  }

  /// One example after one to six changes.
  mutating func next() -> [UInt8] {
    var bytes = generator.pick(examples)
    for _ in 0...generator.next(6) {
      let place = generator.next(bytes.count + 1)
      let end = min(bytes.count, place + generator.next(9))
      switch generator.next(8) {
      case 0 where !bytes.isEmpty: bytes[generator.next(bytes.count)] = UInt8(generator.next(256))
      case 1: bytes.removeSubrange(place..<end)
      case 2: bytes.insert(contentsOf: bytes[place..<end], at: generator.next(bytes.count + 1))
      case 3: bytes.removeSubrange(place...)
      case 4:
        let other = generator.pick(examples)
        bytes.insert(contentsOf: other.prefix(generator.next(other.count + 1)), at: place)
      case 5:
        let token = Array(generator.pick(Self.tokens).utf8)
        bytes.insert(
          contentsOf: repeatElement(token, count: 1 << generator.next(9)).joined(), at: place)
      default: bytes.insert(contentsOf: generator.pick(Self.tokens).utf8, at: place)
      }
    }
    return bytes
  }

  private static let tokens = [
    "[[event]]\n", "[[checkpoint]]\n", "drawn = 7\n", "what = \"restart\"\n", "[", "[[", "]", "[=",
    "[[$", "{", "}", "=", ".", "a.", "\"", "\"\"\"", "'", "'''", "\\", "\\u",
    "#",
    "\n", "\r", "\t", " ", ",", ";", ":", "%", "-", "+", "e", "1e9", "0x", "1979-05-27T07:32:00Z",
    "inf", "nan", "_", "\0", "\u{FEFF}", "\u{202E}", "é", "99999999999999999999", "\u{301}", "true",
  ]

  /// Reads so many files; every one makes a scenario or a sentence about it.
  ///
  /// - Returns: how many made a scenario.
  mutating func read(_ count: Int) throws -> Int {
    let folder = try TemporaryFolder()
    let path = folder.path("file")
    var draft = ScenarioDraft()
    if kind == .table { draft.data = path }
    if kind == .text { draft.text = path }
    var made = 0
    for _ in 0..<count {
      let bytes = next()
      try folder.write("file", bytes)
      if kind == .text { draft.unit = generator.pick(TextUnit.allCases) }
      if kind == .table {
        draft.table.scale = generator.pick([nil, 10])
        draft.table.merges = generator.next(2) == 0
      }
      do {
        if kind == .log {
          made += try readLog(bytes)
          continue
        }
        if kind == .recording {
          let recording = try RecordingFile(path: path).recording
          #expect(recording.end.eventCount == recording.events.count)
          made += 1
          continue
        }
        let whole = kind == .toml ? try draft.completed(by: ScenarioFile(path: path)) : draft
        let scenario = try whole.makeScenario(note: { _ in })
        #expect(
          scenario.initialData.size > 0 && Set(scenario.labels).count == scenario.labels.count)
        made += 1
      } catch {
        if error is UsageError || error is DataError { continue }
        Issue.record("\(error) for \(String(decoding: bytes, as: UTF8.self).debugDescription)")
      }
    }
    return made
  }
}

extension MutatedFiles {
  /// Reads a log in pieces of any size, and asks what kind of loop it is of.
  ///
  /// - Returns: 1; the log has a row, or the reader throws.
  private mutating func readLog(_ bytes: [UInt8]) throws -> Int {
    let options = LogOptions(
      input: generator.next(3) > 0 ? .auto : generator.pick(LogOptions.Input.allCases),
      columns: generator.next(8) == 0 ? ["A", "B"] : nil)
    var reader = LogReader(source: "log", options: options)
    var observations: LoopObservations?
    func take(_ row: LogRow) {
      observations = observations ?? LoopObservations(row.isLaw ? .laws : .counts)
      if row.startsAnew { observations?.beginAnew() }
      observations?.append(row.amounts)
    }
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + 1 + generator.next(40))
      try reader.append(Array(bytes[start..<end]), take)
      if generator.next(10) == 0 { try reader.flush(take) }
      if generator.next(50) == 0 { try reader.endFile(take) }
      start = end
    }
    try reader.finish(take)
    let rows = try #require(observations)
    #expect(rows.rowCount > 0)
    do throws(EstimationFailure) {
      _ = try LoopEstimate(of: rows)
    } catch {
      #expect(!error.description.isEmpty)
    }
    return 1
  }
}

@Suite("Mutated files")
struct MutatedFilesTests {
  @Test(
    "A mutated file makes a scenario or a sentence about it", arguments: MutatedFiles.Kind.allCases)
  func reading(kind: MutatedFiles.Kind) throws {
    var files = try MutatedFiles(kind, seed: 1201)
    let made = try files.read(600)
    // Both outcomes are met, or the mutations are too rude or too tame to tell anything.
    #expect(made > (kind == .recording ? 0 : 20) && made < 600, "\(made)")
  }
}

/// The same, a hundred thousand files of each kind.
@Suite(.enabled(if: StatisticalTier.isOn))
struct MutatedFilesStatistics {
  @Test("100,000 mutated files of each kind", arguments: MutatedFiles.Kind.allCases)
  func reading(kind: MutatedFiles.Kind) throws {
    var files = try MutatedFiles(kind, seed: 1203)
    #expect(try files.read(100_000 * StatisticalTier.scale) > (kind == .recording ? 100 : 1_000))
  }
}
