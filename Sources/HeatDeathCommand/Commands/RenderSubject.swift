import Glibc
import HeatDeath
import HeatDeathFiles
import HeatDeathInterface
import HeatDeathSession

/// What pictures are drawn of: a run that is carried to a size, or a recorded one.
enum RenderSubject {
  /// - Parameter size: the samples there are then, those before the start included.
  case run(Scenario, to: Int64)
  /// - Parameter isWhole: whether it is followed to its own end.
  case recording(Recording, name: String, isWhole: Bool)

  /// - Parameter size: K, where it is given.
  /// - Throws: ``UsageError``, ``RecordingDiffers``, and ``DataError`` for a file that is no recording.
  init(recordingIn file: String, until size: Int64?) throws {
    let recording = try RecordingFile(path: file).recording
    try ExploreCommand.check(recording)
    // A picture of another run would not be one of this recording.
    do throws(RecordingMismatch) { try recording.check() } catch {
      throw RecordingDiffers(
        description: ReplayText(recording, name: DataError.sourceName(of: file), mismatch: error)
          .description)
    }
    guard let size else {
      self = .recording(recording, name: file, isWhole: true)
      return
    }
    try RunCommand.check(until: size, recording.start)
    do throws(RecordingTooShort) {
      let part = try recording.cut(at: recording.start.clock(atSize: size))
      self = .recording(part, name: file, isWhole: part.end == recording.end)
    } catch {
      let start = recording.start
      let largest = start.size(atClock: error.largest)
      throw UsageError(
        "--until: \(size) is more than the recorded run ever has; accepted: integers from "
          + "\(start.firstSize) to \(largest)")
    }
  }

  /// What the run begins with.
  var scenario: Scenario {
    switch self {
    case .run(let scenario, _): scenario
    case .recording(let recording, _, _): recording.start
    }
  }

  /// The recording that the run follows, if any.
  var recording: Recording? {
    guard case .recording(let recording, _, _) = self else { return nil }
    return recording
  }

  /// By how many powers of ten the number of samples grows.
  var decades: Double {
    switch self {
    case .run(let scenario, let size): log10(Double(size) / Double(scenario.initialData.size))
    case .recording(let recording, _, _): recording.decades
    }
  }

  /// The command that shows it on the screen.
  var command: String {
    switch self {
    case .run(let scenario, _): ReproducingCommand(scenario: scenario).description
    case .recording(_, let name, _): ReproducingCommand.replaying(name)
    }
  }

  /// Carries a session that has been opened with it to the end.
  func carry(
    _ session: inout OffscreenSession, tick: (inout OffscreenSession) -> Void = { _ in }
  ) throws {
    switch self {
    case .run(let scenario, let size):
      let place = session.carry(to: size, tick: tick)
      guard place < size else { return }
      let until = scenario.size(atClock: size)
      throw UsageError(
        "--until: \(until) is further than a crowd of this loop goes; accepted: up to \(place)")
    case .recording(_, _, let isWhole):
      try session.follow(isWhole: isWhole, tick: tick)
    }
  }
}

/// A recording that its run, drawn again, is not.
struct RecordingDiffers: CommandFailure {
  let description: String
  var exitStatus: ExitStatus { .differs }
}
