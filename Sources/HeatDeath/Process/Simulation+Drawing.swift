extension Simulation {
  /// Draws `steps` samples, retraining after each batch.
  ///
  /// - Precondition: 0 ≤ `steps` ≤ ``room``.
  /// - Complexity: O(steps·log n) by single steps of the urn and O(n·steps) by others, some tens to
  ///   thousands of O(n) by leaps; no allocation.
  public mutating func advance(by steps: Int64) {
    precondition(steps >= 0 && steps <= room, "no room for so many samples")
    state.advance(by: steps, using: &generator)
    count(steps)
  }

  /// The number u of [0, 1) that decides the next sample: it is the first category whose cumulative
  /// probability in the law of the next sample exceeds u. `nil` where no single number decides: with
  /// external data, under policies that forget, in large batches, where all samples are certain to be alike,
  /// in leaps, and where categories are drawn from a tree.
  ///
  /// The generator is a value, so that looking ahead does not change the run.
  var decidingNumber: Double? {
    let isDecidedByOne =
      switch state {
      case .single(.few): externalData.fraction == 0
      case .retraining(var engine): engine.isDecidedByNextNumber()
      default: false
      }
    guard isDecidedByOne else { return nil }
    var generator = generator
    return generator.nextUnitInterval()
  }

  mutating func count(_ steps: Int64) {
    drawnSinceStart += steps
    samplesDrawn += Int128(steps)
  }

  /// Draws about 1/32 decade of samples as one leap, without landing on a size named beforehand.
  ///
  /// How long it is depends on the state and on chance, so a path made of such leaps does not
  /// depend on the pace at which they are asked for.
  ///
  /// - Parameter limit: a ``clock`` not to be passed.
  /// - Returns: how many samples were drawn, at least one.
  /// - Precondition: an engine that leaps is in force; ``clock`` < `limit` ≤
  ///   ``Dataset/maximumSize``.
  /// - Complexity: a few leaps of O(n), or as many single steps as the length has samples.
  @discardableResult
  public mutating func leap(limit: Int64 = Dataset.maximumSize) -> Int64 {
    precondition(engine != .step, "no engine that leaps is in force")
    precondition(limit > clock && limit <= Dataset.maximumSize, "no room for another leap")
    let before = size
    state.leap(limit: before + (limit - clock), using: &generator)
    count(size - before)
    return size - before
  }

  /// Draws one leap on the way to a ``clock`` of `target`; where that is near enough, the leap lands.
  ///
  /// - Precondition: an engine that leaps is in force; ``clock`` < `target` ≤
  ///   ``Dataset/maximumSize``.
  mutating func leap(towards target: Int64) {
    let rest = target - clock
    if Double(rest) < Double(size) * Engine.leapGrowth {
      advance(by: rest)
    } else {
      leap(limit: target)
    }
  }

  /// Draws the fate of this run at T < 1 from a generator of its own: what is drawn next does not
  /// depend on whether somebody asked.
  ///
  /// - Throws: ``FateError`` where T ≥ 1, or where the process is not the urn.
  public func drawFate() throws(FateError) -> Fate {
    guard isUrn else { throw .notAnUrn }
    var oracle = generator
    // The data were checked when they were counted.
    return try Fate.draw(
      from: try! Dataset(counts: counts), temperature: temperature, using: &oracle)
  }

  /// Draws `steps` samples and records the trajectory at the sizes it asks for.
  ///
  /// - Precondition: 0 ≤ `steps` ≤ ``room``.
  public mutating func advance(by steps: Int64, recordingIn trajectory: inout Trajectory) {
    precondition(steps >= 0 && steps <= room, "no room for so many samples")
    var rest = steps
    while rest > 0 {
      let batch = min(rest, max(1, trajectory.nextSize - clock))
      advance(by: batch)
      rest -= batch
      if clock >= trajectory.nextSize { trajectory.record(self) }
    }
  }
}
