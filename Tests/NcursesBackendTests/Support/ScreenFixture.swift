import Glibc
import TerminalDrawing
import TestSupport

@testable import NcursesBackend

/// A `Terminal` in this process, on a pseudoterminal that a `VirtualTerminal` shows.
final class ScreenFixture {
  let pseudoTerminal: PseudoTerminal
  let terminal: Terminal
  private(set) var shown: VirtualTerminal
  private var received = 0

  init(
    _ configuration: TerminalConfiguration = TerminalConfiguration(), width: Int = 80,
    height: Int = 24, environment: [String: String] = [:],
    columns: ((Unicode.Scalar) -> Int)? = nil
  ) throws {
    let variables = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"]
      .merging(environment) { _, new in new }
    pseudoTerminal = try PseudoTerminal(width: width, height: height)
    terminal = try Terminal(
      configuration, input: pseudoTerminal.slave, output: pseudoTerminal.slave,
      ownsProcess: false, environment: { variables[$0] })
    shown = VirtualTerminal(width: width, height: height)
    if let columns { shown.columns = columns }
  }

  /// Shows what the terminal was sent and did not show yet; its bytes.
  @discardableResult
  func receive() -> [UInt8] {
    let bytes = pseudoTerminal.read(count: terminal.bytesWritten - received)
    received += bytes.count
    shown.feed(bytes)
    return bytes
  }

  /// Has another program write to the terminal.
  func interfere(_ text: String) { shown.feed(Array(text.utf8)) }

  /// Presents `buffer` and waits until all of it is shown; the bytes.
  @discardableResult
  func show(_ buffer: CellBuffer) -> [UInt8] {
    var bytes: [UInt8] = []
    var isTaken = terminal.present(buffer)
    bytes += receive()
    let patience = Patience("a frame to be taken")
    while (!isTaken || terminal.pendingBytes > 0) && !patience.isOver {
      _ = terminal.wait(timeoutNanoseconds: 1_000_000, wakeDescriptor: -1)
      if !isTaken { isTaken = terminal.present(buffer) }
      bytes += receive()
    }
    return bytes
  }

  /// Changes the size and has the terminal notice.
  func resize(width: Int, height: Int) -> [TerminalInput] {
    pseudoTerminal.resize(width: width, height: height)
    shown.resize(width: width, height: height)
    // To this thread alone: the others of the test process do not hold the signal off.
    pthread_kill(pthread_self(), SIGWINCH)
    return terminal.wait(timeoutNanoseconds: 0, wakeDescriptor: -1)
  }

  /// What happens after `text` is typed, up to the first pause.
  func typing(_ text: String) -> [TerminalInput] { typing(Array(text.utf8)) }

  /// What happens after `bytes` are sent, up to the first pause; an escape alone may take its time.
  func typing(_ bytes: [UInt8]) -> [TerminalInput] {
    pseudoTerminal.type(bytes)
    var readable = pollfd(fd: pseudoTerminal.slave, events: Int16(POLLIN), revents: 0)
    _ = poll(&readable, 1, 10_000)
    var inputs: [TerminalInput] = []
    while true {
      let more = terminal.wait(
        timeoutNanoseconds: terminal.mayHoldKeys ? 10_000_000_000 : 0, wakeDescriptor: -1)
      inputs += more
      readable.revents = 0
      if more.isEmpty, !terminal.mayHoldKeys, poll(&readable, 1, 0) == 0 { return inputs }
    }
  }
}
