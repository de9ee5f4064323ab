/// A sample that was drawn alone: the moment it was drawn at, and what it did to the dataset.
public struct SampleDrawn: Sendable {
  /// The moment before: its ``Snapshot/theta`` is what the model believed, and its
  /// ``Snapshot/nextSampleLaw`` the law that the sample was drawn from.
  public let before: Snapshot

  /// The counts after it.
  public let counts: [Int64]

  /// The category that was drawn; `nil` where the counts do not tell: under a window where the sample
  /// that was forgotten had the same, and where a batch comes into force as a whole.
  public let category: Int?

  /// The category that was forgotten for it; `nil` where none was, or the counts do not tell.
  public let forgotten: Int?

  /// The random number u of [0, 1) that decided it: ``category`` is the first whose cumulative
  /// probability exceeds u. `nil` where no single number did: outside of the urn's single steps, with
  /// external data, and for dozens of categories.
  public let decidingNumber: Double?

  /// - Precondition: both have as many categories.
  init(from before: Snapshot, to counts: [Int64], decidedBy decidingNumber: Double? = nil) {
    self.decidingNumber = decidingNumber
    self.before = before
    self.counts = counts
    let changes = zip(before.counts, counts).map { $1 - $0 }
    let gained = changes.indices.filter { changes[$0] > 0 }
    let lost = changes.indices.filter { changes[$0] < 0 }
    let isOneSample =
      gained.map { changes[$0] } == [1] && (lost.isEmpty || lost.map { changes[$0] } == [-1])
    category = isOneSample ? gained[0] : nil
    forgotten = isOneSample ? lost.first : nil
  }
}
