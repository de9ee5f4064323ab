import HeatDeath
import Testing

@testable import HeatDeathRuntime

/// The thread in real time: nothing here depends on how fast it is.
@Suite struct SimulationThreadTests {
  @Test("A snapshot shows every command that was sent before it was requested")
  func order() throws {
    let screen = try Screen(scenario: .builtIn(seed: 1), running: false)
    #expect(try screen.frame().lastCommand == 0)
    for sequence in 1...200 as ClosedRange<UInt64> {
      #expect(screen.engine.send(.step(1)) == sequence)
      let frame = try screen.frame()
      #expect(frame.lastCommand == sequence)
      #expect(frame.snapshot.samplesDrawn == Int64(sequence))
      #expect(frame.activity == .paused)
    }
  }

  @Test("No frame is ever torn, however fast the engine runs and however it is disturbed")
  func frames() throws {
    let screen = try Screen(
      scenario: .builtIn(seed: 1), pace: .stepsPerSecond(1e12), running: true)
    let commands: [SimulationCommand] = [
      .intervene(.inject(count: 50, law: .uniform)), .intervene(.setTemperature(.one)),
      .intervene(.restart), .setPace(.decadesPerSecond(10)), .pause, .step(10), .run,
      .intervene(.reseed(5)), .setPace(.stepsPerSecond(1e12)),
    ]
    var last: RunReport?
    for round in 0..<500 {
      screen.engine.send(commands[round % commands.count])
      let frame = try screen.frame()
      let snapshot = frame.snapshot
      #expect(snapshot.counts.reduce(0, +) == snapshot.size)
      #expect(snapshot.trajectory.sizes[0] == snapshot.initialSize)
      let end = snapshot.trajectory.count - 1
      #expect(snapshot.trajectory.sizes[end] <= snapshot.size)
      #expect(snapshot.trajectory.counts(at: end).reduce(0, +) == snapshot.trajectory.sizes[end])
      if let last {
        #expect(snapshot.samplesDrawn >= last.snapshot.samplesDrawn)
        #expect(snapshot.generation >= last.snapshot.generation)
        if snapshot.generation == last.snapshot.generation {
          #expect(snapshot.size >= last.snapshot.size)
        }
      }
      last = frame
    }
    #expect(last?.lastCommand == 500)
    #expect(last?.snapshot.generation == 111)
  }

  @Test("The thread draws the path that its driver draws alone, whatever the time does")
  func samePath() throws {
    let scenario = Scenario.builtIn(seed: 20_260)
    let interventions = [
      DatedIntervention(samplesDrawn: 37, intervention: .inject(count: 300, law: .category(2))),
      DatedIntervention(
        samplesDrawn: 1000,
        intervention: .setExternalData(try ExternalData(fraction: 0.25, law: .initial))),
      DatedIntervention(samplesDrawn: 4001, intervention: .restart),
      DatedIntervention(samplesDrawn: 9000, intervention: .reseed(99)),
    ]
    let screen = try Screen(scenario: scenario, pace: .stepsPerSecond(200_000), running: false)
    var frames: [Snapshot] = []
    var drawn: Int128 = 0
    for next in interventions {
      screen.engine.send(.step(Int64(next.samplesDrawn - drawn)))
      drawn = next.samplesDrawn
      _ = try screen.frame { frame in
        frames.append(frame.snapshot)
        return frame.snapshot.samplesDrawn == drawn
      }
      screen.engine.send(.intervene(next.intervention))
    }
    screen.engine.send(.run)
    _ = try screen.frame { frame in
      // A sample of the frames bounds the time that comparing takes.
      if frames.count < 50 || frame.snapshot.samplesDrawn >= 15_000 {
        frames.append(frame.snapshot)
      }
      return frame.snapshot.samplesDrawn >= 15_000
    }
    screen.engine.stop()
    var alone = Timeline(scenario)
    for next in interventions {
      alone.advance(by: Int64(next.samplesDrawn - alone.present.simulation.samplesDrawn))
      try alone.apply(next.intervention)
    }
    alone.advance(
      by: Int64(frames.last!.samplesDrawn - alone.present.simulation.samplesDrawn))
    for frame in frames
    where !interventions.contains(where: { $0.samplesDrawn == frame.samplesDrawn }) {
      let then = alone.state(at: frame.samplesDrawn)
      #expect(then.simulation.samplesDrawn == frame.samplesDrawn)
      #expect(then.simulation.counts == frame.counts && then.trajectory == frame.trajectory)
    }
    #expect(frames.last?.marks == alone.log.marks)
  }

  @Test("A failed command is reported by its number")
  func failure() throws {
    let screen = try Screen(scenario: .builtIn(seed: 1), running: true)
    screen.engine.send(.run)
    let sequence = screen.engine.send(.intervene(.inject(count: -3, law: .initial)))
    #expect(try screen.frame().failures.map(\.sequence) == [sequence])
  }

  @Test("A paused engine that is told to run begins to draw")
  func run() throws {
    let screen = try Screen(
      scenario: .builtIn(seed: 1), pace: .stepsPerSecond(10_000), running: false)
    #expect(try screen.frame().snapshot.samplesDrawn == 0)
    screen.engine.send(.run)
    _ = try screen.frame { $0.isRunning && $0.snapshot.samplesDrawn > 100 && $0.stepsPerSecond > 0 }
    screen.engine.send(.pause)
    let paused = try screen.frame()
    #expect(!paused.isRunning)
    #expect(try screen.frame().snapshot.samplesDrawn == paused.snapshot.samplesDrawn)
  }

  @Test("After its stop the thread is gone; commands and another stop are harmless")
  func stop() throws {
    let screen = try Screen(scenario: .builtIn(seed: 1), pace: .stepsPerSecond(1e12), running: true)
    _ = try screen.frame()
    screen.engine.stop()
    screen.engine.send(.run)
    screen.engine.requestReport()
    screen.engine.stop()
    #expect(!screen.wake.drain())
    #expect(screen.engine.latest() == nil)
  }

  @Test("An engine that nobody keeps ends by itself")
  func abandoned() throws {
    weak var engine: SimulationThread?
    do {
      let screen = try Screen(scenario: .builtIn(seed: 1), running: true)
      engine = screen.engine
      _ = try screen.frame()
    }
    // Its end joins the thread, so coming here is the proof.
    #expect(engine == nil)
  }
}
