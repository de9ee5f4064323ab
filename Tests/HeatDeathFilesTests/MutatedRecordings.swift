import HeatDeath
import Synchronization
import TestSupport
import Testing

@testable import HeatDeathFiles

/// Recordings changed as somebody would who knows what stands in one: so that many of them are
/// read, and go on to be drawn.
struct MutatedRecordings {
  /// What became of the mutants.
  struct Outcome {
    /// How many were read, and how many of these drawn as well: a run of any length can be asked for.
    var read = 0
    var drawn = 0
    /// How many of those drawn agree.
    var agreed = 0
    var refused: [String: Int] = [:]
  }

  /// The most single samples that a mutant is drawn for.
  private static let patience: Int128 = 300_000

  private let examples: [[String]]
  private var random: SeededRandom

  init(seed: UInt64) throws {
    random = SeededRandom(seed: seed)
    examples = try (0..<12).map { number in
      let recording =
        try number % 2 == 0
        ? RecordingFileTests.timeline(seed: UInt64(number)).recording
        : RandomSession(seed: UInt64(number), commands: 12).driver.timeline.recording
      return RecordingDocument(recording).description.split(
        separator: "\n", omittingEmptySubsequences: false
      ).map(String.init)
    }
  }

  // MARK: Mutants

  /// One example after one to three changes, as bytes.
  mutating func next() -> [UInt8] {
    var lines = random.pick(examples)
    for _ in 0...random.next(3) { change(&lines) }
    let text = lines.joined(separator: "\n")
    switch random.next(24) {
    case 0: return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    case 1: return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case 2: return [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case 3: return Array(text.replacing("\n", with: "\r\n").utf8)
    case 4: return text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } + [0xE9]
    case 5: return Array(text.utf8.prefix(random.next(text.utf8.count + 1)))
    default: return Array(text.utf8)
    }
  }

  private mutating func change(_ lines: inout [String]) {
    guard lines.count > 3 else { return }
    let index = random.next(lines.count)
    switch random.next(13) {
    case 0, 1: lines[index] = changingDigit(of: lines[index])
    case 2, 3: changeValue(&lines, of: "drawn", to: nil)
    case 4: lines.swapAt(index, random.next(lines.count))
    case 5:
      // A table again, at the same place or at another.
      let table = tableRange(lines, at: index)
      lines.insert(
        contentsOf: lines[table],
        at: random.next(2) == 0
          ? table.upperBound : tableRange(lines, at: random.next(lines.count)).lowerBound)
    case 6: lines.removeSubrange(tableRange(lines, at: index))
    case 7: lines.remove(at: index)
    case 8: lines.insert(lines[index], at: index)
    case 9: changeValue(&lines, of: key(of: lines[index]) ?? "k", to: random.pick(Self.numbers))
    case 10: changeValue(&lines, of: key(of: lines[index]) ?? "what", to: random.pick(Self.words))
    case 11:
      // The value that the same key has elsewhere.
      guard let key = key(of: lines[index]) else { return }
      let other = random.pick(
        random.pick(examples).filter { self.key(of: $0) == key } + [lines[index]])
      lines[index] = other
    default:
      let other = random.pick(examples)
      lines.insert(contentsOf: other[tableRange(other, at: random.next(other.count))], at: index)
    }
  }

  private mutating func changingDigit(of line: String) -> String {
    var characters = Array(line)
    let digits = characters.indices.filter { characters[$0].isHexDigit && characters[$0].isNumber }
    guard !digits.isEmpty else { return line }
    characters[random.pick(digits)] = Character("\(random.next(10))")
    return String(characters)
  }

  /// Sets the value of one line with the key; without a value, to one near by.
  private mutating func changeValue(_ lines: inout [String], of key: String, to value: String?) {
    let places = lines.indices.filter { self.key(of: lines[$0]) == key }
    guard !places.isEmpty else { return }
    let place = random.pick(places)
    let old = lines[place].dropFirst(key.count + 3)
    let near = Int64(old).map { "\(max(0, $0 &+ Int64(random.next(7)) - 3))" }
    lines[place] = "\(key) = \(value ?? near ?? "1")"
  }

  private func key(of line: String) -> String? {
    guard let equals = line.firstRange(of: " = ") else { return nil }
    return String(line[..<equals.lowerBound])
  }

  /// The table, or the lines before the first one, that a line stands in.
  private func tableRange(_ lines: [String], at index: Int) -> Range<Int> {
    let start = lines[...index].lastIndex { $0.hasPrefix("[[") } ?? 0
    let end = lines[(index + 1)...].firstIndex { $0.hasPrefix("[[") } ?? lines.count
    return start..<max(start + 1, end)
  }

  private static let numbers = [
    "0", "1", "-1", "7", "1e9", "0.5", "inf", "nan", "-inf", "true", "1_000", "0x1F", "4e18",
    "4000000000000000000", "4000000000000000001", "9223372036854775807", "9223372036854775808",
    "\"9223372036854775808\"", "\"170141183460469231731687303715884105727\"",
    "\"170141183460469231731687303715884105728\"", "1e400", "1e-400", "4.9e-324", "[]", "[0, 0]",
    "[1, -1]", "[4000000000000000000, 1]", "\"\"", "\"18446744073709551616\"", "[[1], 2]",
    "1979-05-27T07:32:00Z",
  ]

  private static let words = [
    "\"temperature\"", "\"inject\"", "\"external\"", "\"loop\"", "\"engine\"", "\"reseed\"",
    "\"restart\"", "\"start\"", "\"land\"", "\"step\"", "\"leap\"", "\"split\"", "\"initial\"",
    "\"uniform\"", "\"category:2\"", "\"category:0\"", "\"category:10000000\"", "\"counts:1,2,3\"",
    "\"counts:0,0,0\"", "\"counts:4e18,4e18\"", "\"1,2,3\"", "\"1e308,1e308,1e308\"",
    "\"1e-320,0,0\"", "\"nan,1,1\"", "\"greedy\"", "\"top-k:2\"", "\"models:1*1,inf*1\"",
    "\"tilt:1e300\"", "\"mix:1\"", "\"low-rank:1\"", "\"sgd:1e9\"", "\"noisy:1\"",
    "\"smoothed:1e300\"",
    "\"window:1\"", "\"window:4000000000000000000\"", "\"subsample:4000000000000000000\"",
    "\"replace\"", "\"accumulate\"", "\"1..4000000000000000000\"", "\"4000000000000000000\"",
    "\"a,b,c\"", "\"a,a,a\"", "\"\\u0000\"", "\"\\U0001F600\"", "'\u{202E}'",
    "\"ffffffffffffffff\"",
    "\"0000000000000000\"",
  ]

  // MARK: What becomes of them

  /// Reads so many mutants; each is a recording that can be drawn, or refused by name.
  mutating func read(_ count: Int) throws -> Outcome {
    let folder = try TemporaryFolder()
    var outcome = Outcome()
    for _ in 0..<count {
      let bytes = next()
      try folder.write("run.toml", bytes)
      do throws(DataError) {
        let recording = try RecordingFile(path: folder.path("run.toml")).recording
        outcome.read += 1
        draw(recording, &outcome)
      } catch {
        let words = error.description
        outcome.refused[error.message.prefix { $0 != ":" && $0 != "\"" }.description, default: 0] +=
          1
        // What the whole file lacks has no line of it.
        let hasPlace =
          error.place != .whole
          || [
            "is no recording", "has no [[checkpoint]]", "is not UTF-8", "is a recording of a newer",
          ]
          .contains { error.message.hasPrefix($0) }
        #expect(
          words.hasPrefix(folder.path("run.toml")) && hasPlace && words.contains("accepted"),
          "\(words) for \(String(decoding: bytes, as: UTF8.self).debugDescription)")
      }
    }
    return outcome
  }

  /// Draws a recording in each way there is, as far as that is soon done.
  private func draw(_ recording: Recording, _ outcome: inout Outcome) {
    let time = Time()
    var driver = SimulationDriver(
      following: recording, pace: .covering(recording), running: true,
      clock: { time.nanoseconds.load(ordering: .relaxed) })
    for _ in 0..<40 {
      let simulation = driver.simulation
      guard simulation.engine != .step || simulation.clock < Self.patience else { break }
      time.nanoseconds.add(10_000_000, ordering: .relaxed)
      _ = driver.turn()
    }
    guard Self.singleSteps(of: recording) < Self.patience else { return }
    outcome.drawn += 1
    do throws(RecordingMismatch) {
      try recording.check()
      outcome.agreed += 1
    } catch {
      #expect(error.expected.samplesDrawn >= error.agreed?.samplesDrawn ?? 0)
    }
  }

  private final class Time: Sendable {
    let nanoseconds = Atomic<UInt64>(0)
  }

  /// How many samples may have to be drawn one by one.
  private static func singleSteps(of recording: Recording) -> Int128 {
    var date: Int128 = 0
    var steps: Int128 = 0
    var isLeaping = false
    for event in recording.events {
      if !isLeaping { steps += event.samplesDrawn - date }
      date = event.samplesDrawn
      switch event.intervention {
      case .setEngine(let engine): isLeaping = engine != .step
      // Single steps take over where the engine does not hold.
      case .setLoop, .setExternalData, .start: isLeaping = false
      default: break
      }
    }
    return isLeaping ? steps : steps + recording.end.samplesDrawn - date
  }
}

@Suite("Mutated recordings") struct MutatedRecordingsTests {
  @Test("A mutated recording is drawn, or refused with its place and what is accepted")
  func reading() throws {
    var mutants = try MutatedRecordings(seed: 1701)
    let outcome = try mutants.read(300)
    #expect(outcome.read > 50 && outcome.refused.count > 10, "\(outcome)")
    #expect(outcome.drawn > 40 && outcome.agreed < outcome.drawn, "\(outcome)")
  }
}

/// The same, ten thousand of them.
@Suite(.enabled(if: StatisticalTier.isOn)) struct MutatedRecordingsStatistics {
  @Test("10,000 mutated recordings")
  func reading() throws {
    var mutants = try MutatedRecordings(seed: 1702)
    let outcome = try mutants.read(10_000 * StatisticalTier.scale)
    #expect(outcome.read > 1500 && outcome.agreed < outcome.drawn, "\(outcome)")
  }
}
