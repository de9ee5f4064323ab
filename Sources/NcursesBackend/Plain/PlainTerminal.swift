import CPlatform
import Glibc
import TerminalDrawing

/// Standard input and output without a screen: keys in, lines out, whatever these two are.
///
/// Keys come from a terminal, each at once and without echo, or else as bytes from a pipe or a file,
/// whose end is that of the keys. Lines go to a terminal, a pipe or a file. Neither needs a description
/// of the terminal: no escape sequence is written.
///
/// Whatever ends the process gives the modes of the terminal back, by the same means as ``Terminal``
/// does. Confined to the thread that made it; one at a time.
public final class PlainTerminal {
  /// Where keys are to come from.
  public enum Input {
    case standardInput
    /// The terminal that controls the process, since standard input has been read for data already;
    /// without one there are no keys.
    case controllingTerminal
  }

  /// Those of pictures, which are written to files.
  public let capabilities = TerminalCapabilities(
    colors: .direct, glyphs: .braille, hasMouse: false)
  public var notice: String? { nil }

  /// Whether keys are taken; those that come meanwhile wait.
  public var takesKeys = true

  /// The size of pictures, in cells.
  public let size = (width: 120, height: 40)

  private let signals: SignalQueue
  private let keys: (any KeySource)?
  private var guardProcess: TerminalGuard?
  private var writer: LineWriter
  private let isASCII: Bool
  private var decoder: KeyDecoder
  /// Keys that were read and not taken yet.
  private var events: [Event] = []
  private var isInputOver = false
  private var hasToldInputOver = false
  /// Whether the last byte was a CR, and whether the line of keys has had a key.
  private var lastWasReturn = false
  private var lineHasKeys = false
  private var hasRefused = false
  private var isActive = true

  /// Bytes taken in one go, and how long a terminal may take to read the farewell.
  private static let bytesAtOnce = 256
  private static let farewellPatience: Int64 = 300_000_000

  /// - Parameter isASCII: whether only ASCII is written; else the locale decides.
  /// - Throws: ``TerminalError`` where the system refuses.
  public init(input: Input = .standardInput, isASCII: Bool = false) throws(TerminalError) {
    do throws(TerminalError) {
      keys = try Self.source(input)
      signals = try SignalQueue()
    } catch {
      SignalQueue.unblock()
      throw error
    }
    writer = LineWriter(descriptor: STDOUT_FILENO)
    self.isASCII =
      isASCII
      || !CharacterSupport.prepareLocale(environment: processEnvironment, insisting: false)
    decoder = KeyDecoder(
      table: KeyTable { _ in nil }, escapeDelay: KeyDecoder.escapeDelay(processEnvironment))
    guard let keyboard else { return }
    guardProcess = try? TerminalGuard(descriptors: [keyboard.descriptor])
    guard hd_install_crash_handlers(processEnvironment("SWIFT_BACKTRACE") != nil ? 1 : 0) == 0
    else { throw .failure(of: "sigaction") }
    takeKeyboard(keyboard)
  }

  deinit { stop() }

  /// Where keys come from; `nil` for nowhere.
  private static func source(_ input: Input) throws(TerminalError) -> (any KeySource)? {
    switch input {
    case .standardInput:
      guard fcntl(STDIN_FILENO, F_GETFD) >= 0 else { return nil }
      guard isatty(STDIN_FILENO) == 1 else { return StreamKeys(descriptor: STDIN_FILENO) }
      return KeyboardKeys(try Keyboard(input: STDIN_FILENO))
    case .controllingTerminal:
      // Without one there are no keys.
      return try? KeyboardKeys(Keyboard(input: -1))
    }
  }

  private var keyboard: KeyboardKeys? { keys as? KeyboardKeys }

  /// Why standard output takes no more: the number of the error; 0 where its reader has left, which
  /// is no error. `nil` while it does, and where its terminal hung up.
  public var outputError: Int32? {
    switch writer.end {
    case nil, .hangUp: nil
    case .readerLeft: 0
    case .failed(let error): error
    }
  }

  // MARK: Lines

  /// Writes lines.
  ///
  /// - Returns: false where those before have not all been taken; then nothing was written.
  public func say(_ lines: [String]) -> Bool {
    guard isActive, writer.end == nil else { return true }
    if writer.isPending { writer.flush() }
    guard !writer.isPending else {
      hasRefused = true
      return false
    }
    let text = lines.map { "\(isASCII ? $0.transliteratedToASCII : $0)\n" }.joined()
    writer.write(Array(text.utf8))
    return true
  }

  // There is no mouse.
  public func setMouse(_ isOn: Bool) {}

  // MARK: Waiting

  /// Waits for a key, a signal, the wake descriptor or the end of the time; keys come one at a time.
  public func wait(timeoutNanoseconds: Int64?, wakeDescriptor: Int32) -> [TerminalInput] {
    guard isActive else { return [.hangUp] }
    let deadline = timeoutNanoseconds.map { hd_monotonic_nanoseconds() &+ max(0, $0) }
    var inputs: [TerminalInput] = []
    var descriptors = [
      pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wakeDescriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: writer.descriptor, events: 0, revents: 0),
    ]
    repeat {
      let hasKey = takesKeys && (!events.isEmpty || isInputOver && !hasToldInputOver)
      let reads = takesKeys && events.isEmpty && !isInputOver
      descriptors[1].fd = reads ? keys?.descriptor ?? -1 : -1
      if keys == nil { isInputOver = true }
      descriptors[3].events = writer.isPending ? Int16(POLLOUT) : 0
      let until = [deadline, reads ? decoder.deadline : nil].compactMap(\.self).min()
      let remaining =
        hasKey || takesKeys && keys == nil && !hasToldInputOver
        ? 0 : until.map { max(0, $0 - hd_monotonic_nanoseconds()) } ?? -1
      let ready = hd_poll(&descriptors, nfds_t(descriptors.count), remaining)
      if ready < 0 {
        if errno != EINTR { return [.hangUp] }
        continue
      }
      if descriptors[0].revents != 0 { takeSignals(into: &inputs) }
      if reads { read(descriptors[1].revents, into: &inputs) }
      takeKey(into: &inputs)
      if descriptors[2].revents & Int16(POLLIN) != 0 { inputs.append(.wake) }
      drain(descriptors[3].revents, into: &inputs)
      if !inputs.isEmpty { break }
    } while deadline.map { hd_monotonic_nanoseconds() < $0 } ?? true
    return inputs
  }

  private func drain(_ revents: Int16, into inputs: inout [TerminalInput]) {
    if revents & Int16(POLLOUT) != 0 { writer.flush() } else { writer.notice(revents) }
    if writer.end != nil {
      inputs.append(.hangUp)
    } else if hasRefused, !writer.isPending {
      hasRefused = false
      inputs.append(.drained)
    }
  }

  // MARK: Keys

  private func read(_ revents: Int16, into inputs: inout [TerminalInput]) {
    guard revents != 0, let keys else {
      take(decoder.events(ofSilenceUntil: hd_monotonic_nanoseconds()))
      return
    }
    switch keys.read(limit: Self.bytesAtOnce) {
    case .some(let bytes):
      if keys.comesInLines {
        take(line: bytes)
      } else {
        take(decoder.events(bytes, at: hd_monotonic_nanoseconds()))
      }
      if bytes.isEmpty, revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 {
        endInput(into: &inputs)
      }
    case .end, .gone: endInput(into: &inputs)
    }
  }

  /// A terminal that is gone ends the program; a stream that is over ends the keys.
  private func endInput(into inputs: inout [TerminalInput]) {
    guard let keys, keys.comesInLines else {
      inputs.append(.hangUp)
      return
    }
    isInputOver = true
    take(decoder.events(ofSilenceUntil: .max))
  }

  /// Takes bytes of a stream: `CR LF` ends a line as `LF` does.
  private func take(line bytes: [UInt8]) {
    let now = hd_monotonic_nanoseconds()
    for byte in bytes {
      defer { lastWasReturn = byte == UInt8(ascii: "\r") }
      if byte == UInt8(ascii: "\n"), lastWasReturn { continue }
      for event in decoder.events([byte], at: now) {
        if event == .key(.enter) {
          events.append(lineHasKeys ? .endOfLine : event)
          lineHasKeys = false
        } else {
          events.append(event)
          lineHasKeys = true
        }
      }
    }
  }

  private func take(_ new: [Event]) {
    events += new.filter { event in
      switch event {
      case .key, .paste, .endOfLine: true
      case .mouse, .background, .resize: false
      }
    }
  }

  private func takeKey(into inputs: inout [TerminalInput]) {
    guard takesKeys else { return }
    if !events.isEmpty {
      inputs.append(.event(events.removeFirst()))
    } else if isInputOver, !hasToldInputOver {
      hasToldInputOver = true
      inputs.append(.endOfInput)
    }
  }

  // MARK: Signals

  private func takeSignals(into inputs: inout [TerminalInput]) {
    while let signal = signals.next() {
      switch signal {
      case SIGTSTP: suspend(into: &inputs)
      case SIGCONT: resume(into: &inputs)
      case SIGCHLD: guardProcess?.replaceIfKilled()
      case let signal where SignalQueue.terminating.contains(signal):
        inputs.append(.terminate(signal: signal))
      default: break
      }
    }
  }

  /// Gives the modes back and stops.
  private func suspend(into inputs: inout [TerminalInput]) {
    hd_restore_terminal()
    SignalQueue.takeDefaultAction(of: SIGTSTP)
    resume(into: &inputs)
  }

  /// Takes the keyboard again after the process was stopped, by whatever signal.
  private func resume(into inputs: inout [TerminalInput]) {
    guard let keyboard else {
      _ = SignalQueue.consume(SIGCONT)
      return
    }
    hd_restore_terminal()
    switch signals.awaitForeground(of: keyboard.keyboard) {
    case .ending: return
    case .orphaned:
      inputs.append(.hangUp)
      return
    case .reached: break
    }
    takeKeyboard(keyboard)
    inputs.append(.resumed)
  }

  /// Sets the modes, and tells the crash handlers how they were.
  private func takeKeyboard(_ keys: KeyboardKeys) {
    var nothing: CChar = 0
    withUnsafePointer(to: &nothing) { bytes in
      var restoration = hd_restoration(
        output: keys.descriptor, input: keys.descriptor, modes: keys.keyboard.originalModes,
        screen_modes: keys.keyboard.lineModes, bytes: bytes, length: 0, cancel_length: 0,
        standard_error: -1, captured_error: -1, replay: -1)
      _ = hd_arm_restoration(&restoration)
    }
    keys.keyboard.enter(keys.keyboard.lineModes)
  }

  // MARK: Leaving

  /// Gives the terminal's modes back, lets signals take their usual effect, and writes what is left to
  /// be said; later calls do nothing.
  ///
  /// - Parameter farewell: what comes last.
  public func stop(saying farewell: String = "") {
    guard isActive else { return }
    isActive = false
    hd_restore_terminal()
    guardProcess = nil
    // A reader that has left shows as an error of the write.
    signal(SIGPIPE, SIG_IGN)
    SignalQueue.unblock()
    writer.finish(with: Array(farewell.utf8), patience: Self.farewellPatience)
  }
}
