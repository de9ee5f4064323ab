/// A look at the past of a run that goes on from where it stands, or from there.
struct Visit: Sendable {
  var moment: PastMoment
  let target: Seek
  var isThere = false

  /// What had been done by then.
  func log(in timeline: Timeline) -> RunLog {
    RunLog(start: timeline.log.start, events: timeline.log.events.prefix(moment.eventCount))
  }

  /// What came after the moment.
  func future(in timeline: Timeline) -> Ghost {
    Ghost(timeline.present, timeline.log, fork: moment.clock)
  }
}

// Looking back, branching from there, undo and redo.
extension SimulationDriver {
  /// How long a command may look for its moment before the next turn goes on: a frame waits for its
  /// answer at least as long.
  private static let patience: UInt64 = 8_000_000

  /// Shows another moment of the present run.
  mutating func look(at target: Seek) {
    isGestureOpen = false
    pause()
    guard target != .present else {
      visit = nil
      return
    }
    let target = timeline.reachable(target, from: visit?.moment)
    let moment = timeline.departure(for: target, from: visit?.moment)
    visit = Visit(moment: moment, target: target)
    _ = seek(from: clock(), budget: Self.patience)
  }

  /// Goes on towards the moment that is to be shown.
  mutating func seek(from start: UInt64, budget: UInt64? = nil) -> Wait {
    guard visit?.isThere == false, var seen = visit else { return .forever }
    // A second owner would make every slice copy the path.
    visit = nil
    let end = start + (budget ?? batching.budget)
    let chunk = max(1, batching.chunk / Int64(simulation.categoryCount))
    let events = timeline.log.events
    repeat {
      seen.isThere = seen.moment.approach(seen.target, through: events, samples: chunk)
      if timeline.isPresent(seen.moment) { return .forever }
    } while !seen.isThere && clock() < end
    visit = seen
    return seen.isThere ? .forever : .none
  }

  /// Leaves the past for what is to be done: on a branch that begins there, unless it starts anew or
  /// leads back to the present.
  ///
  /// - Returns: whether nothing is left to be done.
  mutating func leaveVisit(for command: SimulationCommand) -> Bool {
    guard let visit else { return false }
    switch command {
    case .seek, .setPace, .pause: return false
    case .undo:
      self.visit = nil
      return true
    case .intervene(let intervention), .continueGesture(let intervention):
      guard !intervention.startsAnew else { break }
      // One undo takes back the branch and what was done on it.
      branch(at: visit.moment) { driver in
        driver.isGestureOpen = driver.intervene(
          intervention, canBeUndone: false, sequence: driver.lastCommand)
        return driver.isGestureOpen
      }
      return true
    case .leap(let target, let seconds):
      branch(at: visit.moment) { driver in
        driver.leap(
          to: target, over: seconds, canBeUndone: false, sequence: driver.lastCommand)
      }
      return true
    case .run, .step:
      branch(at: visit.moment) { _ in true }
      followAgain(from: visit.moment)
      return false
    case .redo, .start: break
    }
    self.visit = nil
    return false
  }

  /// Goes on from a past moment, unless what is to be done there fails.
  private mutating func branch(
    at moment: PastMoment, _ deed: (inout SimulationDriver) -> Bool
  ) {
    let before = (timeline, visit)
    timeline.branch(at: moment)
    visit = nil
    guard deed(&self) else {
      (timeline, visit) = before
      return
    }
    moveAway(isReturn: true)
  }

  mutating func undo(sequence: UInt64) {
    isGestureOpen = false
    let moment = timeline.momentOfUndo
    guard timeline.undo() else { return fail(.nothingToUndo, sequence: sequence) }
    moveAway(isReturn: true)
    guard let moment else { return }
    pause()
    visit = Visit(moment: moment, target: .back(to: moment.clock), isThere: true)
  }

  mutating func redo(sequence: UInt64) {
    isGestureOpen = false
    guard timeline.redo() else { return fail(.nothingToRedo, sequence: sequence) }
    moveAway(isReturn: true)
  }
}
