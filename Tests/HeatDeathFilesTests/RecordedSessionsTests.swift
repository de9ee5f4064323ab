import Foundation
import HeatDeath
import TestSupport
import Testing

@testable import HeatDeathFiles

/// Two hundred random sessions, written, read and drawn again.
///
///     HEATDEATH_RECORDINGS=FOLDER swift test --filter RecordedSessionsTests
///
/// leaves their files in a folder that is there; docs/recordings/check does more with these.
enum RecordedSessions {
  static let count = 200

  /// What all their hashes come to, in every build.
  static let hash: UInt64 = 0

  /// Draws and checks them.
  ///
  /// - Returns: a hash of all hashes.
  static func check() throws -> UInt64 {
    let folder = ProcessInfo.processInfo.environment["HEATDEATH_RECORDINGS"]
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for number in 1...count {
      let recording = try RandomSession(
        seed: UInt64(1700 + number), loop: RandomSession.loops[number % RandomSession.loops.count]
      ).driver.timeline.recording
      let text = RecordingDocument(recording).description
      let read = try RecordingFile(source: "\(number).toml", text: text).recording
      #expect(read.events == recording.events && read.checkpoints == recording.checkpoints)
      #expect(throws: Never.self, "session \(number)") { try read.check() }
      for checkpoint in read.checkpoints { hash = (hash ^ checkpoint.hash) &* 0x100_0000_01b3 }
      if let folder {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(number).toml"))
      }
    }
    return hash
  }
}

@Suite("Recorded sessions") struct RecordedSessionsTests {
  @Test("200 random sessions replay to every hash, and the hashes are those of every build")
  func replays() throws {
    #expect(try RecordedSessions.check() == RecordedSessions.hash)
  }
}

/// The same where the optimiser has been at the arithmetic.
@Suite(.enabled(if: StatisticalTier.isOn)) struct RecordedSessionsStatistics {
  @Test("200 random sessions have the same hashes in an optimised build")
  func replays() throws {
    #expect(try RecordedSessions.check() == RecordedSessions.hash)
  }
}
