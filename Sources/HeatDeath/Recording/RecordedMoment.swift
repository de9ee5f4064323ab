/// A run at one moment, as far as a recording knows it.
public struct RecordedMoment: Hashable, Sendable {
  /// The number of samples drawn by then, as of ``DatedIntervention/samplesDrawn``.
  public let samplesDrawn: Int128

  /// k, the size of the dataset.
  public let size: Int64

  /// How much had been done to the run by then: an event of this very date may come before or after.
  public let eventCount: Int

  /// ``Simulation/digest``. Of a recording whose events are not those of its hashes it is a number
  /// that no run has.
  let digest: UInt64

  init(samplesDrawn: Int128, size: Int64, eventCount: Int, digest: UInt64) {
    self.samplesDrawn = samplesDrawn
    self.size = size
    self.eventCount = eventCount
    self.digest = digest
  }

  /// - Complexity: O(n).
  init(_ simulation: Simulation, eventCount: Int) {
    self.init(
      samplesDrawn: simulation.samplesDrawn, size: simulation.size, eventCount: eventCount,
      digest: simulation.digest)
  }
}

/// A moment as a file of a recording has it.
public struct RecordedCheckpoint: Hashable, Sendable {
  /// As of ``RecordedMoment/samplesDrawn``.
  public let samplesDrawn: Int128

  /// k, the size of the dataset.
  public let size: Int64

  /// As of ``RecordedMoment/eventCount``.
  public let eventCount: Int

  /// A hash of the state, of the scenario the run began with, and of all that was done up to then
  /// with its dates.
  public let hash: UInt64

  public init(samplesDrawn: Int128, size: Int64, eventCount: Int, hash: UInt64) {
    self.samplesDrawn = samplesDrawn
    self.size = size
    self.eventCount = eventCount
    self.hash = hash
  }
}
