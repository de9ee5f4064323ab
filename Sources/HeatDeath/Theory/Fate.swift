/// What becomes of a run at T < 1 in the end (K = ∞): one category takes all but finitely many
/// samples, and the others' counts stand still.
public struct Fate: Hashable, Sendable {
  /// The category that takes all but finitely many samples.
  public let winner: Int

  /// What every category ends with.
  public let finalCounts: [FinalCount]

  /// Draws the fate of a run with the exact learner, one sample a retraining and no external data.
  ///
  /// Its law is that of the single steps carried on for ever, to 10⁻⁵: see ``LeapEngine``.
  ///
  /// - Throws: ``FateError`` where T ≥ 1, and no category wins.
  /// - Complexity: some ten leaps of O(n), and at most some hundreds of single samples.
  public static func draw(
    from dataset: Dataset, temperature: Temperature,
    using generator: inout some RandomNumberGenerator
  ) throws(FateError) -> Fate {
    guard temperature.value < 1, temperature.exponent > 1 else {
      throw .noWinner(temperature)
    }
    var engine = LeapEngine(dataset: dataset, temperature: temperature)
    engine.advance(to: Dataset.maximumSize, using: &generator)
    var continuation = EternalContinuation(
      counts: engine.counts, exponent: temperature.exponent)
    return continuation.finish(using: &generator)
  }
}

/// What a category ends with when the run goes on for ever.
public enum FinalCount: Hashable, Sendable {
  /// All but finitely many samples: the winner.
  case unbounded
  /// That many samples.
  case exact(Int64)
  /// More than ``Dataset/maximumSize``: the natural logarithm of the count. Near T = 1 it can be
  /// thousands.
  case logarithm(Double)
}

/// A run that has no fate in the sense of ``Fate``.
public enum FateError: Error, Hashable, Sendable, CustomStringConvertible {
  /// At T ≥ 1 every category goes on growing.
  case noWinner(Temperature)
  /// The process is not the urn that the theorem is about: another sampler, learner, policy or
  /// batch, or external data.
  case notAnUrn

  public var description: String {
    switch self {
    case .noWinner(let temperature):
      "no category wins at temperature \(temperature.value); accepted is a temperature below 1"
    case .notAnUrn:
      "the fate is known for softmax, the exact learner, accumulating data, one sample a "
        + "retraining and no external data"
    }
  }
}
