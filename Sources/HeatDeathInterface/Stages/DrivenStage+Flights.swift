import HeatDeath
import TerminalDrawing

/// Flights of runs: to eternity, or to a size.
extension DrivenStage {
  /// Flies to eternity or where a card of a lesson is done, or where a flight was stopped to its end.
  mutating func flyToEternity(in shell: inout Shell) -> [Effect] {
    if let path = controls.stoppedFlight, let feed = feeds.first,
      feed.snapshot.generation == path, feed.data.clock < controls.flightTarget
    {
      return fly(to: controls.flightTarget, in: &shell)
    }
    let end = shell.flightEnd
    return end < Shell.eternity ? fly(to: end, in: &shell) : leap(to: end, in: &shell)
  }

  /// Flies to a size, all runs that have not reached it; where one of them cannot, none does, or it draws
  /// its samples one by one.
  mutating func leap(to size: Int64, in shell: inout Shell) -> [Effect] {
    var flights: [Effect] = []
    var refusal: EngineRefusal?
    for feed in feeds {
      do throws(EngineRefusal) {
        let flight = try Self.flight(of: feed, to: size)
        if feed.data.clock < size { flights.append(flight) }
      } catch {
        guard drawsWhatCannotLeap else {
          shell.notify(error.sentence)
          return []
        }
        refusal = error
        let reach = reach(of: feed, to: size)
        if feed.data.clock < reach { flights.append(Self.flight(of: feed.source, to: reach)) }
      }
    }
    guard !flights.isEmpty else {
      let end =
        refusal == nil
        ? "k has reached \(shell.format.magnitude(18)) already" : "the runs have come to their ends"
      // What begins where it was to fly to begins there again.
      let isLate = feeds.allSatisfy { $0.report.start.initialData.size >= size / 10 }
      let again = isLate ? "it began there" : "R starts again"
      shell.notify(
        "\(end): \(again)\(canUndo ? ", u goes back" : "")",
        while: { shell in
          guard let stage = shell.stage as? Self else { return true }
          return stage.feeds.allSatisfy { $0.data.clock >= stage.reach(of: $0, to: size) }
        })
      return []
    }
    if let refusal {
      shell.notify("\(refusal.reason): drawn one by one, to a million")
    }
    return takeOff(flights, to: size)
  }

  /// Why the first of the runs that does not leap does not, where it does not draw its samples one by one
  /// instead.
  var obstacleToLeaps: String? {
    guard !drawsWhatCannotLeap else { return nil }
    for feed in feeds {
      do throws(EngineRefusal) {
        _ = try Self.flight(of: feed, to: Shell.eternity)
      } catch {
        return error.sentence
      }
    }
    return nil
  }

  /// How far a flight to a size carries a run.
  func reach(of feed: RunFeed, to size: Int64) -> Int64 {
    guard drawsWhatCannotLeap, (try? Self.flight(of: feed, to: size)) == nil else { return size }
    return min(size, feed.wanted.initialData.size + SimulationDriver.mostStepsOfFlight)
  }

  /// Flies to a size; a loop that does not leap draws its samples one by one, where they are few enough.
  mutating func fly(to size: Int64, in shell: inout Shell) -> [Effect] {
    var flights: [Effect] = []
    for feed in feeds {
      let reach = reach(of: feed, to: size)
      let left = reach - feed.data.clock
      guard left > 0 else { continue }
      do throws(EngineRefusal) {
        flights.append(try Self.flight(of: feed, to: size))
      } catch {
        guard left <= SimulationDriver.mostStepsOfFlight else {
          shell.notify(error.sentence)
          continue
        }
        flights.append(Self.flight(of: feed.source, to: reach))
      }
    }
    return flights.isEmpty ? [] : takeOff(flights, to: size)
  }

  /// The flight of a run to a size.
  ///
  /// - Throws: ``EngineRefusal`` where its loop does not leap.
  private static func flight(of feed: RunFeed, to size: Int64) throws(EngineRefusal) -> Effect {
    let wanted = feed.wanted
    _ = try wanted.loop.leapingEngine(
      externalFraction: wanted.externalData.fraction, initialSize: wanted.initialData.size)
    return flight(of: feed.source, to: size)
  }

  private static func flight(of source: SourceID, to size: Int64) -> Effect {
    .send(.leap(to: size, over: Shell.flightSeconds), to: source)
  }

  private mutating func takeOff(_ flights: [Effect], to size: Int64) -> [Effect] {
    controls.isRunning = false
    controls.flightTarget = size
    controls.stoppedFlight = nil
    return flights
  }

  /// Whether runs are on their way to eternity.
  var isFlying: Bool { feeds.contains(where: \.isFlying) }

  var interruption: String? {
    isFlying ? "any key stops the flight, E lands it at once" : nil
  }

  mutating func interrupt(by key: Key?, in shell: inout Shell) -> [Effect] {
    let flying = feeds.filter { $0.isFlying && !$0.isLanding }
    if key == .character("E") {
      return flying.map {
        .send(.leap(to: reach(of: $0, to: controls.flightTarget)), to: $0.source)
      }
    }
    controls.stoppedFlight = feeds.first?.snapshot.generation
    shell.notify(
      "stopped on the way: E flies on, space goes on\(canUndo ? ", u goes back" : "")")
    return flying.map { .send(.pause, to: $0.source) }
  }
}
