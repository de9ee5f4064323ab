import ArgumentParser
import Glibc
import HeatDeath
import HeatDeathFiles
import HeatDeathInterface
import NcursesBackend

/// `heatdeath replay`: a recorded run, on the screen or held against its hashes.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Show a recorded run again, or check that it comes out the same.",
    discussion: """
      The key s saves what happened: how the run began, everything done to it with its date, and \
      hashes of what it was on the way. The screen draws it again and does what was done when it was \
      done; space pauses, - and + change the pace, and any key that changes the run steers from \
      there. With --plain the run is told in lines. With --check no screen opens: the run is drawn \
      again at once, and the first k that differs is named.

      The exit status of --check is 0 where the run is the same, 1 where it differs, and 65 for a \
      file that is no recording.

      JSON is one object with the members agrees, events, checkpoints, k, drawn, differs_at_k, \
      differs_at_drawn, agrees_to_k and reason. docs/recording.md explains the file.

      EXAMPLES
        heatdeath replay heatdeath-7.toml
        heatdeath replay heatdeath-7.toml --check
        heatdeath replay heatdeath-7.toml --check --format json
      """)

  @Argument(
    help: "The recording; - for standard input, with --check.",
    completion: .file(extensions: ["toml"]))
  var file: String

  @Flag(help: "Draw the run again without a screen and hold it against the hashes.")
  var check = false

  @Option(help: ArgumentHelp("Format of --check: text or json.", valueName: "format"))
  var format = ReportOption.text

  @OptionGroup(title: "Screen")
  var screen: ScreenOptions

  func run() throws {
    guard check else { return try show() }
    let recording = try RecordingFile(path: file).recording
    var mismatch: RecordingMismatch?
    do throws(RecordingMismatch) { try recording.check() } catch { mismatch = error }
    let report: any CustomStringConvertible =
      switch format {
      case .text: ReplayText(recording, name: DataError.sourceName(of: file), mismatch: mismatch)
      case .json:
        ReplayDocument(recording, mismatch: mismatch, explanation: mismatch?.explanation)
      }
    try StandardOutput.write(report.description)
    if mismatch != nil { exitProcess(.differs) }
  }

  private func show() throws {
    guard file != "-" else {
      throw UsageError("the screen takes its keys from standard input; accepted: a file's name")
    }
    guard try isatty(STDOUT_FILENO) == 1 || screen.isPlain() else {
      throw UsageError(
        "standard output is not a terminal, so the screen cannot open; `heatdeath replay FILE "
          + "--plain` tells the run in lines, --check needs no screen")
    }
    let recording = try RecordingFile(path: file).recording
    try ExploreCommand.check(recording)
    let signal = try screen.open(recording.start, recording: (recording, file))
    if let signal { Terminal.die(bySignal: signal) }
  }
}
