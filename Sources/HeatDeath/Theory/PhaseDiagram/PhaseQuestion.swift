/// What becomes of the runs of one cell of a ``PhaseDiagram``, some runs at a time.
///
/// The outcome of all of them, asked on and on, is ``PhaseCell/outcome()`` to the last bit.
public struct PhaseQuestion: Question {
  public let diagram: PhaseDiagram

  /// Places in ``PhaseDiagram/temperatures`` and ``PhaseDiagram/fractions``.
  public let temperature: Int
  public let fraction: Int

  /// What is known of the cell's first runs; `nil` before the first of them.
  public let known: PhaseOutcome?

  /// How many runs an answer adds: with a dozen categories, where leaps are approximate, as many as a
  /// screen may wait for.
  public static let runs = 4

  public init(
    _ diagram: PhaseDiagram, _ temperature: Int, _ fraction: Int, after known: PhaseOutcome? = nil
  ) {
    self.diagram = diagram
    self.temperature = temperature
    self.fraction = fraction
    self.known = known
  }

  /// The outcome of the runs that are known and of ``runs`` more, or of all.
  public func answer() -> PhaseOutcome {
    diagram.cell(temperature, fraction).outcome(after: known, runs: Self.runs)
  }
}
