import Glibc
import HeatDeath
import HeatDeathInterface
import HeatDeathRuntime
import HeatDeathSession
import NcursesBackend
import TerminalDrawing

extension Terminal: SessionTerminal {}

extension ExploreOptions {
  /// Opens the screen, runs until the user leaves and restores the terminal.
  ///
  /// - Returns: the signal that ended the session, or `nil` when the user quit.
  /// - Throws: ``TerminalError`` when the terminal cannot show the screen.
  func run(_ scenario: Scenario) throws -> Int32? {
    // No thread has started yet: all that follow inherit this.
    Terminal.blockSignals()
    let terminal = try Terminal(
      TerminalConfiguration(
        colors: colors, glyphs: glyphs, synchronizedOutput: synchronizesOutput,
        asksForBackground: theme == nil))
    var farewell = ""
    defer { terminal.stop(saying: farewell) }
    let wake = try WakeSignal()
    var session = try Session(
      scenario: scenario, theme: theme, startsPaused: startsPaused, terminal: terminal,
      wiring: Session.Wiring(
        clock: systemMonotonicClock, wakeDescriptor: wake.fileDescriptor, drain: { wake.drain() },
        open: { try Self.start($0, wake: wake) },
        save: { try ScenarioDocument(scenario: $0).write() },
        command: { ReproducingCommand(scenario: $0).description }))
    let signal = session.run(hangUpSignal: SIGHUP)
    if signal == nil { farewell = session.farewell + "\n" }
    return signal
  }

  /// Starts what feeds a stage: a new kind of source is a line here.
  private static func start(_ spec: SourceSpec, wake: WakeSignal) throws -> any Source {
    switch spec {
    case .run(let scenario, let pace, let isRunning):
      try SimulationThread(scenario: scenario, pace: pace, running: isRunning, wake: wake)
    }
  }
}
