import HeatDeath
import HeatDeathRuntime

/// How long an ensemble will take about, from a short trial of its first run, and what to do where
/// that is long.
///
/// The trial is of a copy: what is drawn does not depend on it.
struct RunEstimate {
  /// Seconds to the end; 0 where nothing is left to chance.
  let seconds: Double
  private let ensemble: RunEnsemble

  /// What takes at most so many seconds is not worth a word.
  static let shortest = 60.0
  /// How long the trial may take, in nanoseconds, besides the last of its strides.
  private static let trial: UInt64 = 20_000_000
  /// Ensembles with fewer leaps end before anybody asks.
  private static let fewestLeaps = 20.0

  /// - Parameters:
  ///   - runsLeft: how many runs are to come.
  ///   - clock: what the trial is measured with.
  init(
    _ ensemble: RunEnsemble, runsLeft: Int, workerCount: Int,
    clock: MonotonicClock = systemMonotonicClock
  ) {
    self.ensemble = ensemble
    let share = Double(runsLeft) / Double(min(workerCount, max(1, runsLeft)))
    let work = ensemble.totalWork / Double(ensemble.runCount)
    guard runsLeft > 0, ensemble.engine == .step || work * share >= Self.fewestLeaps else {
      seconds = 0
      return
    }
    var simulation = Simulation(ensemble.scenario, engine: ensemble.engine)
    let start = clock()
    var done = 0.0
    if ensemble.engine == .step {
      var stride = StrideKeeper()
      var last = start
      while last - start < Self.trial, done < work, simulation.freeSampleCount < .max {
        let left = ensemble.distance - Int64(done)
        let free = simulation.freeSampleCount
        let next = ensemble.drawsLargeBatches ? 1 : stride.stride
        let steps = min(left, max(next, free))
        simulation.advance(by: steps)
        let now = clock()
        stride.learn(samples: steps, nanoseconds: now - last)
        last = now
        done += Double(steps)
      }
      // A frozen run is over.
      guard simulation.freeSampleCount < .max else {
        seconds = 0
        return
      }
    } else {
      let sizes = ensemble.schedule.sizes(from: ensemble.start, to: ensemble.finalSize)
      for size in sizes.prefix(2) { simulation.advance(by: size - simulation.size) }
      done = 1
    }
    seconds = Double(clock() - start) * 1e-9 / max(done, 1) * work * share
  }

  /// What is to be said at the start, `nil` where it takes no more than a minute.
  var message: String? {
    guard seconds > Self.shortest else { return nil }
    var advice: [String] = []
    if ensemble.engine == .step {
      // Not of one's own: it may be what --engine says, or how close the records are.
      if let leaping = try? ensemble.scenario.loop.leapingEngine(
        externalFraction: ensemble.scenario.externalData.fraction,
        initialSize: ensemble.scenario.initialData.size)
      {
        advice.append(
          "--engine leap with --record log:100 takes seconds"
            + (leaping == .split ? ", approximately" : ""))
      }
      let samples = Double(ensemble.distance) * Self.shortest / seconds
      if samples >= 1 {
        let size = Double(ensemble.start) + samples
        advice.append("--until \(Self.rounded(size)) takes about a minute")
      }
    } else {
      advice.append("fewer records (--record) take less")
    }
    if ensemble.runCount > 1 { advice.append("fewer --runs take less") }
    return "this takes about \(Self.words(seconds)); \(advice.joined(separator: "; "))\n"
  }

  /// A length of time as people say it: `3 minutes`, `5 hours`, `12 days`, `400 years`.
  static func words(_ seconds: Double) -> String {
    for (unit, length, limit) in [
      ("minutes", 60.0, 5400.0), ("hours", 3600, 172_800), ("days", 86400, 86400 * 730),
    ] where seconds < limit {
      return "\(Int((seconds / length).rounded(.up))) \(unit)"
    }
    let years = seconds / (365.25 * 86400)
    return years < 1e4 ? "\(Int(years.rounded())) years" : "\(rounded(years)) years"
  }

  /// A number ≥ 1 with one digit, as options take it: `300`, `2e7`.
  private static func rounded(_ value: Double) -> String {
    var power = 1.0
    var exponent = 0
    while value >= power * 10, exponent < 300 {
      power *= 10
      exponent += 1
    }
    let digit = Int(value / power)
    return exponent < 4 ? "\(digit * Int(power))" : "\(digit)e\(exponent)"
  }
}
