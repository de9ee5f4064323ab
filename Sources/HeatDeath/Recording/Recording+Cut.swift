extension Recording {
  /// By how many powers of ten the number of samples grows as they are drawn, all starts together.
  ///
  /// - Complexity: O(events).
  public var decades: Double {
    var clock = RecordedClock(start)
    for event in events {
      clock.draw(to: event.samplesDrawn)
      clock.carryOut(event.intervention)
    }
    clock.draw(to: end.samplesDrawn)
    return clock.decades
  }

  /// The recording of the same run up to where it first has so many samples, with what was done
  /// there as far as their number stayed. Where a leap, an injection or a start passes that number,
  /// it ends at the last moment before.
  ///
  /// - Parameter clock: as of ``Simulation/clock``.
  /// - Throws: ``RecordingTooShort`` where the run never has as many.
  /// - Precondition: ``check()`` agrees; the run begins with at most `clock` samples.
  /// - Complexity: that of the run.
  public func cut(at clock: Int64) throws(RecordingTooShort) -> Recording {
    var simulation = Simulation(start)
    var largest = simulation.clock
    var eventCount = 0
    walk: while true {
      let event = eventCount < events.count ? events[eventCount] : nil
      let isThere = simulation.draw(
        to: event?.samplesDrawn ?? end.samplesDrawn, within: clock)
      largest = max(largest, simulation.clock)
      guard isThere else { break }
      guard let event else {
        guard simulation.clock == clock else { throw RecordingTooShort(largest: largest) }
        break
      }
      if case .land(let target) = event.intervention, target > clock {
        // As far as it came, it was a run that goes on by leaps.
        while true {
          var next = simulation
          next.leap(towards: target)
          guard next.clock <= clock else { break walk }
          simulation = next
        }
      }
      var next = simulation
      guard (try? next.apply(event.intervention)) != nil, next.clock <= clock,
        simulation.clock < clock || next.clock == clock
      else { break }
      simulation = next
      eventCount += 1
    }
    return Recording(
      RunLog(start: start, events: events.prefix(eventCount)),
      way: moments.filter {
        $0.eventCount <= eventCount && $0.samplesDrawn <= simulation.samplesDrawn
      },
      end: RecordedMoment(simulation, eventCount: eventCount))
  }
}

extension Simulation {
  /// Goes on by the engine in force to a date, but to no more samples than `limit`.
  ///
  /// - Returns: whether it came to the date.
  fileprivate mutating func draw(to date: Int128, within limit: Int64) -> Bool {
    while samplesDrawn < date {
      var next = self
      if engine == .step {
        let steps = min(date - samplesDrawn, Int128(limit - clock))
        guard steps > 0 else { return false }
        next.advance(by: Int64(steps))
      } else {
        guard room > 0 else { return false }
        next.leap()
        guard next.clock <= limit, next.samplesDrawn <= date else { return false }
      }
      self = next
    }
    return true
  }
}

/// A recorded run that never has as many samples as asked for.
public struct RecordingTooShort: Error, Hashable, Sendable {
  /// The most that it has.
  public let largest: Int64
}
