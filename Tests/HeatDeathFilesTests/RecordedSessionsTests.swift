import Foundation
import HeatDeath
import TestSupport
import Testing

@testable import HeatDeathFiles

/// Random sessions, written, read and drawn again.
///
///     HEATDEATH_RECORDINGS=FOLDER swift test --filter RecordedSessionsTests
///
/// draws all of them, some minutes without the optimiser, and leaves their files in a folder that is
/// there; docs/recordings/check does more with these.
enum RecordedSessions {
  /// What the hashes of the first eight and of all two hundred come to, in every build. They move with
  /// whatever makes the driver look at its clock more or less often, as the way to a past moment does:
  /// the commands of a session then come at other samples.
  static let hashes: [Int: UInt64] = [
    8: 13_178_152_344_816_217_586, 200: 12_694_685_839_015_976_480,
  ]

  static let folder = ProcessInfo.processInfo.environment["HEATDEATH_RECORDINGS"]

  /// Draws and checks so many.
  ///
  /// - Returns: a hash of all hashes.
  static func check(_ count: Int) throws -> UInt64 {
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
  @Test("Random sessions replay to every hash, and the hashes are those of every build")
  func replays() throws {
    let count = RecordedSessions.folder == nil ? 8 : 200
    let hash = try RecordedSessions.check(count)
    #expect(hash == RecordedSessions.hashes[count])
  }
}

/// All of them where the optimiser has been at the arithmetic.
@Suite(.enabled(if: StatisticalTier.isOn)) struct RecordedSessionsStatistics {
  @Test("200 random sessions have the same hashes in an optimised build")
  func replays() throws {
    let hash = try RecordedSessions.check(200)
    #expect(hash == RecordedSessions.hashes[200])
  }
}
