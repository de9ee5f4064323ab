import RealModule

/// How far V_I should have moved along the way a run has gone, and how far it has.
///
/// Expected is the sum of what each sample was to do in the mean, ``MeanField/slope(of:at:)`` at the
/// places where the path has been; what remains is chance. For the exact learner and data that
/// accumulate: then one sample moves Θ by 1/k of itself. A window of the path is looked at in which
/// the settings were those of the field and nothing was injected.
public struct LyapunovDrift: Hashable, Sendable {
  /// k at the beginning of the window.
  public let start: Int64
  /// V_I at the beginning, and now.
  public let before: Double
  public let after: Double
  /// The mean change along the path. Right to about a hundredth of itself, and to noise that is no
  /// smaller than V_I: see ``MeanField/slope(of:at:)``.
  public let expected: Double
  /// What the mean change multiplies V_I by along the path, exp(∫ V̇_I/V_I d ln k): where V_I falls by a power of
  /// k that power, wherever chance has put it on the way. `nil` where V_I was 0 on the way.
  public let expectedFactor: Double?
  /// The standard deviation of what chance adds to it.
  public let noise: Double

  /// The change there was.
  public var happened: Double { after - before }

  /// - Parameters:
  ///   - set: I.
  ///   - path: where the run came by.
  ///   - now: the present law, and its k as `size`.
  ///   - size: k at `now`.
  ///   - start: the window begins at the first point of the path from this k on.
  ///   - field: the mean flow that the run is held against.
  ///   - steps: the most points of the path that are looked at, ≥ 1.
  /// - Returns: `nil` where the window is empty, or V_I undefined within it.
  /// - Precondition: path and law have as many categories as the field.
  /// - Complexity: O(steps·n), and O(log) of the path's points.
  public init?(
    of set: CategorySet, along path: Trajectory, to now: SimplexPoint, size: Int64,
    from start: Int64, in field: MeanField, steps: Int = 64
  ) {
    let first = path.index(ofSize: start)
    guard first < path.count, path.sizes[first] < size else { return nil }
    var last = path.count
    while last > first, path.sizes[last - 1] >= size { last -= 1 }
    let stride = max(1, (last - first + steps - 1) / max(1, steps))
    var places = Swift.stride(from: first, to: last, by: stride).map {
      (SimplexPoint(counts: Array(path.counts(at: $0))), path.sizes[$0])
    }
    places.append((now, size))
    var (expected, variance) = (0.0, 0.0)
    var values: [Double] = []
    var logarithm: Double? = 0
    var previous: (slope: Double, rate: Double?, variance: Double, size: Double)?
    for (law, size) in places {
      let next = field.nextSampleLaw(at: law).coordinates
      guard let pull = field.pull(on: set, at: law, next: next),
        let value = Lyapunov.value(of: set, at: law)
      else { return nil }
      values.append(value)
      let size = Double(size)
      let rate = value > 0 ? pull.slope / value : nil
      if let previous {
        // Σ 1/x over the samples between, x the size that each one makes.
        let time = Double.log((size + 0.5) / (previous.size + 0.5))
        let isOneSample = size - previous.size < 1.5
        expected += time * (isOneSample ? previous.slope : (previous.slope + pull.slope) / 2)
        if let sum = logarithm, let first = previous.rate, let last = rate {
          logarithm = sum + time * (isOneSample ? first : (first + last) / 2)
        } else {
          logarithm = nil
        }
        // Σ 1/x².
        variance +=
          (previous.variance + pull.variance) / 2
          * (1 / (previous.size + 0.5) - 1 / (size + 0.5))
      }
      previous = (pull.slope, rate, pull.variance, size)
    }
    self.start = places[0].1
    before = values[0]
    after = values[values.count - 1]
    self.expected = expected
    expectedFactor = logarithm.map { Double.exp($0) }
    noise = Double.sqrt(variance)
  }
}

extension Trajectory {
  /// The first point at which there were at least so many samples; ``count`` where there is none.
  ///
  /// - Complexity: O(log ``count``).
  public func index(ofSize size: Int64) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if sizes[middle] < size { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
