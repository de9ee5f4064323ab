/// Why the screen could not be opened.
public enum TerminalError: Error, Hashable, Sendable {
  /// Standard output is a file or a pipe.
  case outputNotATerminal
  /// Standard input is not a terminal and the process has no other.
  case inputNotATerminal
  /// The terminal cannot move its cursor.
  case dumb(name: String)
  /// Neither the terminal's description nor a substitute is installed.
  case unknown(name: String)
  /// A system call failed.
  case system(call: String, error: Int32)
  /// The process may write no files large enough for a frame.
  case fileSizeLimit(bytes: Int64)

  /// Whether the machine refuses what the process needs, whatever terminal it is started on.
  public var isRefusalOfTheMachine: Bool {
    switch self {
    case .outputNotATerminal, .inputNotATerminal, .dumb, .unknown: false
    case .system, .fileSizeLimit: true
    }
  }
}

extension TerminalError: CustomStringConvertible {
  /// One sentence that says what is wrong and how to go on without a screen.
  public var description: String {
    switch self {
    case .outputNotATerminal:
      "standard output is not a terminal; `heatdeath --plain` and `heatdeath run` work without one"
    case .inputNotATerminal:
      "standard input is not a terminal and there is none to take keys from; "
        + "`heatdeath --plain` and `heatdeath run` work without one"
    case .dumb(let name):
      "the terminal type '\(name)' cannot move its cursor; `heatdeath --plain` and "
        + "`heatdeath run` work without a screen"
    case .unknown(let name):
      "no description of the terminal type '\(name)' is installed, nor of xterm; install them (on "
        + "Debian the package ncurses-base), set TERM to one that is there (`toe -a` lists them), or "
        + "use `heatdeath --plain` or `heatdeath run`, which work without a screen"
    case .system(let call, let error):
      "the terminal could not be set up: \(call): \(errorMessage(error)); "
        + "`heatdeath run` works without a screen"
    case .fileSizeLimit(let bytes):
      "the terminal could not be set up: files may have no more than \(bytes) bytes (see "
        + "`ulimit -f`), and frames are drawn in a file in memory of up to "
        + "\(CursesScreen.largestFrame) bytes; `heatdeath run` works without a screen"
    }
  }
}
