import ArgumentParser
import Glibc
import HeatDeath
import HeatDeathFiles
import HeatDeathInterface
import HeatDeathSession
import TerminalDrawing

/// `heatdeath render`: what the screen shows, without a terminal.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Draw the screen without a terminal: a picture, or a film of the way there.",
    discussion: """
      Draws the frame that the screen shows when the run has K samples: as plain text, as text with \
      the colours of a terminal, as SVG, or as PNG where rsvg-convert is installed (Debian package \
      librsvg2-bin). With --cast an asciicast (version 2) of the way there, which asciinema plays, or \
      with --format svg one SVG that moves, for pages. \
      With --replay the run is a recorded one, to its end or to K, and what was done to it is done \
      on the way. With --watch the screen is that of a log, and K one of its rows. The same options \
      and seed give the same bytes. docs/render.md says more.

      EXAMPLES
        heatdeath render --until 1000 --seed 42
        heatdeath render --until 1e6 --format svg --output collapse.svg
        heatdeath render --until 1e15 --temperature 1.5 --screen compare --format png --output t.png
        heatdeath render --until 1e4 --screen crowd --temperature 1 --format ansi --size 100x30
        heatdeath render --until 1e6 --seed 42 --cast --output run.cast
        heatdeath render --until 1e6 --seed 42 --cast --format svg --size 80x24 --output run.svg
        heatdeath render --replay heatdeath-42.toml --format svg --output end.svg
        heatdeath render --replay heatdeath-42.toml --cast --output recorded.cast
        heatdeath render --watch train.csv --format svg --output log.svg
      """)

  @OptionGroup(title: "Scenario")
  var scenarioOptions: ScenarioOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Show exactly K samples, the initial ones included; up to \(RunCommand.mostSamples). At \(Self.eternity) \
      the run has its fate, as with the key E.
      """, valueName: "K"),
    transform: OptionValues.integer(in: 1...Dataset.maximumSize))
  var until: Int64?

  @Option(
    help: ArgumentHelp(
      """
      A recording, as the key s saves it, in place of a scenario: what was done is done on the way. \
      Its end is shown, or with --until the first moment with K samples; where leaps pass K, the \
      last before it. - for standard input.
      """, valueName: "file"),
    completion: .file(extensions: ["toml"]))
  var replay: String?

  @Option(
    help: ArgumentHelp(
      """
      A log, as `heatdeath watch` shows it, in place of a scenario; given several times, several logs \
      are overlaid. Its last row is shown, or with --until K row K. - for standard input.
      """, valueName: "file"),
    completion: .file())
  var watch: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      What to show: explore (the run), compare (three temperatures), crowd (\
      ten thousand runs from the start on) or map (where loops end for every share of fresh data); of \
      a recording explore or map. (default: explore)
      """, valueName: "screen"))
  var screen = ScreenName.explore

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Columns and rows, up to 1000x500. (default: 120x40)", valueName: "COLUMNSxROWS"),
    transform: ScreenSize.init)
  var size = ScreenSize.standard

  @Option(
    help: ArgumentHelp("Format: text, ansi, svg or png. (default: text)", valueName: "format"))
  var format: PictureFormat?

  @Flag(
    help: """
      Write a film of the way from the start to K in place of one picture: an asciicast, or with --format svg \
      an SVG that moves.
      """)
  var cast = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How long the way of the film takes, ten frames a second. (default: 10)",
      valueName: "S"),
    transform: OptionValues.seconds)
  var seconds: Double?

  @Option(
    help: ArgumentHelp("Colours; auto is direct, and none for text.", valueName: "depth"))
  var colors = ColorsOption.auto

  @Option(help: ArgumentHelp("Characters; auto is braille.", valueName: "set"))
  var glyphs = GlyphsOption.auto

  @Option(
    help: ArgumentHelp(
      "Colours by name (\(Theme.allCases.map(\.name).listed)), or a file of them.",
      valueName: "name|file"),
    completion: .list(Theme.allCases.map(\.name)))
  var theme = "dark"

  @Option(
    help: ArgumentHelp(
      "File to write, which appears when it is complete. (default: standard output)",
      valueName: "file"))
  var output: String?

  /// Where runs have their fate, as options take it.
  private static let eternity = ExactInteger.abbreviated(Shell.eternity)

  private static let framesPerSecond = 10.0

  func validate() throws {
    if replay == nil, watch.isEmpty, until == nil {
      throw ValidationError(
        "--until is missing; accepted: --until K, or --replay FILE or --watch FILE, which have an end"
      )
    }
    if !watch.isEmpty, replay != nil || !scenarioOptions.isEmpty || screen != .explore {
      throw ValidationError(
        "--watch: a log is no run; accepted: no --replay, --screen or option of a scenario beside it"
      )
    }
    if replay != nil, !scenarioOptions.isEmpty {
      throw ValidationError(
        "--replay: a recording has a scenario of its own; accepted: no option of a scenario beside it"
      )
    }
    if replay != nil, screen == .compare || screen == .crowd {
      throw ValidationError(
        "--replay and --screen \(screen.rawValue): that starts from the initial data and follows no "
          + "recording; accepted: explore, map")
    }
    if cast, let format, format != .svg {
      throw ValidationError(
        "--cast and --format \(format.rawValue): no film; accepted: --format svg, and without "
          + "--format an asciicast")
    }
    if !cast, seconds != nil {
      throw ValidationError("--seconds is how long a film takes; accepted: with --cast")
    }
  }

  func run() throws {
    if format == .png, output == nil || output == "-", isatty(STDOUT_FILENO) == 1 {
      throw UsageError("--format png: no text for a terminal; accepted: with --output FILE")
    }
    if let replay {
      let subject = try RenderSubject(recordingIn: replay, until: until)
      return try StandardOutput.write(try bytes(of: subject), to: output)
    }
    if !watch.isEmpty {
      return try StandardOutput.write(try bytes(of: RenderedLogs(watch, row: until)), to: output)
    }
    guard let until else { return }
    let options = try scenarioOptions.resolved()
    let scenario = try options.makeScenario()
    try ExploreCommand.check(scenario)
    try RunCommand.check(until: until, scenario)
    let subject = RenderSubject.run(scenario, to: scenario.clock(atSize: until))
    try StandardOutput.write(try bytes(of: subject), to: output)
    if options.seed == nil {
      StandardError.write(
        "seed \(scenario.seed), drawn at random; --seed \(scenario.seed) repeats this picture\n")
    }
  }

  private func bytes(of logs: RenderedLogs) throws -> [UInt8] {
    let format = format ?? .text
    let isText = !cast && format == .text
    let depth = colors.depth ?? (isText ? .monochrome : .direct)
    let theme = try ThemeOption.theme(theme)
    func session(rate: Double? = nil) -> OffscreenSession {
      OffscreenSession(
        logs.logs, row: rate == nil ? logs.row : nil, rate: rate, theme: theme,
        glyphs: glyphs.set ?? .braille, colors: depth, size: (size.width, size.height))
    }
    guard cast else {
      var session = session()
      return try format.bytes(of: session.frame(), theme: theme, depth: depth)
    }
    var moving = session(rate: max(0.1, Double(logs.rowCount - 1) / (seconds ?? 10)))
    return try film(&moving, title: logs.command) { $0.replay(tick: $1) }
  }

  private func bytes(of subject: RenderSubject) throws -> [UInt8] {
    if cast {
      let decades = subject.decades
      var session = try open(
        subject, colors: colors.depth ?? .direct,
        pace: decades > 0 ? .decadesPerSecond(decades / (seconds ?? 10)) : .standard)
      return try film(&session, title: subject.command) { try carry(&$0, subject, tick: $1) }
    }
    let format = format ?? .text
    let depth = colors.depth ?? (format == .text ? .monochrome : .direct)
    var session = try open(subject, colors: depth)
    try carry(&session, subject)
    return try format.bytes(
      of: session.frame(), theme: ThemeOption.theme(theme), depth: depth)
  }

  /// Carries a session to its end and takes a step of the way for each of its ticks.
  private typealias Way = (
    inout OffscreenSession, (inout OffscreenSession) -> Void
  ) throws -> Void

  /// A film of a session from its present frame on: an SVG that moves, or an asciicast.
  private func film(
    _ session: inout OffscreenSession, title: String, along way: Way
  ) throws -> [UInt8] {
    if format == .svg {
      var film = SVGFilm(theme: try ThemeOption.theme(theme))
      let end = try play(&session, along: way, into: &film)
      // The end stands longer than in a cast, since here it is followed by the beginning.
      return Array(film.description(endingAt: end + 3).utf8)
    }
    var film = CastDocument(
      width: size.width, height: size.height, colors: colors.depth ?? .direct, title: title)
    let end = try play(&session, along: way, into: &film)
    film.end(at: end + 1)
    return Array(film.description.utf8)
  }

  /// Puts the frames of the way into a film.
  ///
  /// - Returns: the time of the last one, in seconds.
  private func play(
    _ session: inout OffscreenSession, along way: Way, into film: inout some Film
  ) throws -> Double {
    film.show(session.frame(), at: 0)
    var shown = 0.0
    try way(&session) { session in
      // Hundredths of seconds are no matter of rounding.
      let now = (session.time * Self.framesPerSecond + 0.01).rounded(.down)
      guard now > shown else { return }
      shown = now
      film.show(session.frame(), at: now / Self.framesPerSecond)
    }
    let end = (shown + 1) / Self.framesPerSecond
    film.show(session.frame(), at: end)
    return end
  }

  private func open(
    _ subject: RenderSubject, colors: ColorDepth, pace: Pace? = nil
  ) throws -> OffscreenSession {
    let theme = try ThemeOption.theme(theme)
    do throws(ScreenRefusal) {
      return try OffscreenSession(
        subject.scenario, following: subject.recording, screen: screen, theme: theme,
        glyphs: glyphs.set ?? .braille, colors: colors, size: (size.width, size.height), pace: pace)
    } catch {
      throw refusal(error)
    }
  }

  private func carry(
    _ session: inout OffscreenSession, _ subject: RenderSubject,
    tick: (inout OffscreenSession) -> Void = { _ in }
  ) throws {
    do {
      try subject.carry(&session, tick: tick)
    } catch let error as ScreenRefusal {
      throw refusal(error)
    }
  }

  private func refusal(_ error: ScreenRefusal) -> UsageError {
    UsageError("--screen \(screen.rawValue): \(error)")
  }
}

/// Frames, each from a time on, in seconds.
private protocol Film {
  mutating func show(_ frame: CellBuffer, at time: Double)
}

extension CastDocument: Film {}
extension SVGFilm: Film {}

/// How a picture is written.
enum PictureFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case ansi
  case svg
  case png

  func bytes(of frame: CellBuffer, theme: Theme, depth: ColorDepth) throws -> [UInt8] {
    switch self {
    case .text: return Array(PlainTextEncoder().encode(frame).utf8)
    case .ansi: return Array(ANSIEncoder(depth: depth).encode(frame).utf8)
    case .svg: return Array(SVGEncoder(theme: theme).encode(frame).utf8)
    case .png:
      // Twice as many pixels as a screen has, as far as memory for them is no matter.
      let zoom = frame.width * frame.height <= 20_000 ? 2 : 1
      return try PNGConverter.convert(SVGEncoder(theme: theme).encode(frame), zoom: zoom)
    }
  }
}

/// The value of `--size`.
struct ScreenSize: Sendable {
  let width: Int
  let height: Int

  static let standard = ScreenSize(width: 120, height: 40)

  init(width: Int, height: Int) { (self.width, self.height) = (width, height) }

  init(_ text: String) throws { (width, height) = try OptionValues.screenSize(text) }
}

extension ScreenName: ExpressibleByArgument {}
