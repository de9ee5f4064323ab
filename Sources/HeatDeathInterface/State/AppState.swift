import HeatDeath
import TerminalDrawing

/// Everything the screen remembers between two keys; the engine's state is not part of it.
public struct AppState: Sendable {
  public var mode: Mode = .explore
  /// The scenario the engine was last started from.
  public internal(set) var scenario: Scenario
  /// What was last asked of the engine.
  public internal(set) var temperature: Temperature
  public internal(set) var externalData: ExternalData
  public internal(set) var loop: ClosedLoop
  /// The scenario that the present run would start from: what is asked of the engine as it stood
  /// at the last start.
  public internal(set) var start: Scenario
  /// The scenario the program was started with.
  let original: Scenario
  /// The controls of the run on the screen; they wait untouched while others are compared.
  private(set) var run: RunControls
  /// The controls of a comparison, in its mode only.
  private(set) var comparison: RunControls?
  /// Turn and tilt of the tetrahedron, in radians.
  public internal(set) var yaw = 0.5
  public internal(set) var pitch = 0.3
  /// Whether the mouse acts; without it the terminal selects text with it.
  public internal(set) var isMouseOn = true
  /// Whether the terminal reports the mouse at all.
  public var hasMouse = true
  /// The point of the simplex under the pointer, while paused.
  public internal(set) var pointer: SimplexPoint?
  /// Where the main button is held down.
  var grip: Grip?
  /// The size of the window in cells, for keys whose effect depends on what is in view.
  public var windowSize: (width: Int, height: Int) = (80, 24)
  /// The first line shown of a help too long for the window.
  public internal(set) var helpOffset = 0
  /// The first index set shown of a list too long for its panel.
  public internal(set) var lyapunovOffset = 0
  /// Which background the colours are for.
  public var theme: Theme
  /// What the picture is drawn with: the terminal's best, or what was chosen by key.
  public internal(set) var glyphs: GlyphSet
  /// Seconds on the clock of whoever drives the state; only differences matter.
  public var time = 0.0
  public internal(set) var narrator: Narrator

  public init(scenario: Scenario, theme: Theme, glyphs: GlyphSet, isRunning: Bool = true) {
    self.scenario = scenario
    start = scenario
    original = scenario
    self.theme = theme
    self.glyphs = glyphs
    run = RunControls(isRunning: isRunning, seed: scenario.seed)
    temperature = scenario.temperature
    externalData = scenario.externalData
    loop = scenario.loop
    narrator = Narrator()
  }

  /// Takes note of what the engine reports, for the line that says what just happened.
  public mutating func observe(_ report: EngineReport) {
    narrator.observe(report, time: time, symbols: Symbols(glyphs))
  }

  /// Shows a message that concerns the user until something else happens.
  public mutating func notify(_ text: String) { narrator.answer(text, time: time) }

  /// Takes over a scenario that the engine starts anew from.
  mutating func adopt(_ next: Scenario) {
    scenario = next
    start = next
    externalData = next.externalData
    loop = next.loop
    zoom = .none
    pointer = nil
  }

  /// Takes over what the engine runs with after it went back to an earlier state.
  public mutating func adopt(_ report: EngineReport) {
    temperature = report.snapshot.temperature
    externalData = report.snapshot.externalData
    loop = report.snapshot.loop
    run.seed = report.snapshot.seed
    notify("undone: the run stands where it stood before")
  }
}

extension AppState {
  /// The controls that keys act on: those of the comparison while there is one.
  private var controls: RunControls {
    get { comparison ?? run }
    set {
      if comparison == nil { run = newValue } else { comparison = newValue }
    }
  }

  public internal(set) var pace: Pace {
    get { controls.pace }
    set { controls.pace = newValue }
  }

  public internal(set) var isRunning: Bool {
    get { controls.isRunning }
    set { controls.isRunning = newValue }
  }

  public internal(set) var seed: UInt64 {
    get { controls.seed }
    set { controls.seed = newValue }
  }

  public internal(set) var zoom: Zoom {
    get { controls.zoom }
    set { controls.zoom = newValue }
  }

  /// Starts a comparison at the pace of the run, in motion and not magnified.
  mutating func beginComparison() {
    comparison = RunControls(pace: run.pace, seed: run.seed)
    mode = .compare
  }

  /// Goes back to the run as it was left, or says why there is nothing to compare.
  public mutating func leaveComparison(_ message: String) {
    comparison = nil
    mode = .explore
    notify(message)
  }
}
