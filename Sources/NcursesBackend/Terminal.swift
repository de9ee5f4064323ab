import CPlatform
import Glibc
import TerminalDrawing

/// The terminal the process runs in: shows cell buffers, reports what happens.
///
/// From its creation to ``stop()`` the process's terminal shows the screen, and standard error, if
/// it is the terminal, is kept aside. Whatever ends the process in between gives the terminal back:
/// a signal that asks it to end is reported by ``wait(timeoutNanoseconds:wakeDescriptor:)``, a crash
/// and `exit()` are handled here, and for what cannot be handled there is a ``TerminalGuard``.
///
/// Confined to the thread that made it; one at a time, since ncurses has one.
///
/// A crash is not followed by Swift's own backtrace, which waits for a key with the terminal in a
/// state of its own, unless the environment variable `SWIFT_BACKTRACE` is set.
public final class Terminal {
  /// What the terminal can show, and may show by the user's wish.
  public let capabilities: TerminalCapabilities
  /// What the user should know about the terminal, in one line; nil where all is well.
  public let notice: String?

  private let screen: CursesScreen
  private let signals: SignalQueue
  private let keyboard: Keyboard
  private let standardError: StandardErrorCapture
  private var writer: FrameWriter
  /// Nil in a process that is not all the terminal's, and once the terminal is given back.
  private var guardProcess: TerminalGuard?
  private let output: Int32
  private let frameStart: String
  private let frameEnd: String
  /// The terminal's rows, of which the screen has no more than it can draw.
  private var rows = 0
  private var isActive = true
  private var isOpen = false
  private var hasDroppedFrame = false
  private var reader: KeyboardReader
  private var mouseIsWanted: Bool
  private var mouseIsOn = false

  /// How long the terminal may take to read the farewell.
  private static let farewellPatience: Int64 = 300_000_000

  /// Blocks the signals that the screen takes as events.
  ///
  /// Call it before the process starts its first thread: threads that do not block them would have
  /// them delivered. Later ones inherit it.
  public static func blockSignals() { SignalQueue.block() }

  /// Opens the screen on standard output, with keys from standard input or, where that is no
  /// terminal, from the terminal that controls the process.
  ///
  /// The terminal shows nothing new before the first frame.
  public convenience init(
    _ configuration: TerminalConfiguration = TerminalConfiguration()
  ) throws(TerminalError) {
    do throws(TerminalError) {
      try self.init(
        configuration, input: STDIN_FILENO, output: STDOUT_FILENO, ownsProcess: true,
        environment: processEnvironment)
    } catch {
      SignalQueue.unblock()
      throw error
    }
  }

  init(
    _ configuration: TerminalConfiguration, input: Int32, output: Int32,
    ownsProcess: Bool, environment: Environment
  ) throws(TerminalError) {
    guard isatty(output) == 1 else { throw .outputNotATerminal }
    self.output = output
    try CursesScreen.checkFileSizeLimit()
    keyboard = try Keyboard(input: input)
    signals = try SignalQueue()
    standardError = try StandardErrorCapture(isWanted: ownsProcess)
    writer = FrameWriter(terminal: output)
    // Before ncurses opens: the guard needs nothing of it. Where the process may not have another,
    // the screen does without.
    guardProcess =
      ownsProcess
      ? try? TerminalGuard(descriptors: [
        writer.descriptor, keyboard.descriptor, standardError.original, standardError.file,
      ]) : nil
    let isUTF8 = CharacterSupport.prepareLocale(
      environment: environment,
      insisting: configuration.glyphs.map { $0 != .ascii } ?? false)
    let description = TerminalDescription(
      environment: environment, wanted: configuration.colors)
    screen = try CursesScreen(
      description: description, wanted: configuration.colors, environment: environment,
      keyboard: keyboard.descriptor)
    notice = description.notice(using: screen.name, environment: environment)
    let glyphs = CharacterSupport.glyphs(terminal: screen.name, isUTF8: isUTF8) {
      CharacterSupport.consoleFont(at: output, has: $0)
    }
    capabilities = TerminalCapabilities(
      colors: screen.colors, glyphs: isUTF8 ? configuration.glyphs ?? glyphs : .ascii,
      hasMouse: Terminfo.hasMouse(name: screen.name))
    mouseIsWanted = capabilities.hasMouse
    // Whatever reports the mouse keeps quiet about what it does not understand.
    reader = KeyboardReader(
      KeyDecoder(
        table: KeyTable(lookingUp: Terminfo.bytes),
        escapeDelay: KeyDecoder.escapeDelay(environment)),
      question: BackgroundQuestion(
        isWanted: configuration.asksForBackground && capabilities.hasMouse))
    frameStart = configuration.synchronizedOutput ? "\u{1B}[?2026h" : ""
    frameEnd = configuration.synchronizedOutput ? "\u{1B}[?2026l" : ""

    guard hd_install_crash_handlers(environment("SWIFT_BACKTRACE") != nil ? 1 : 0) == 0 else {
      throw .failure(of: "sigaction")
    }
    _ = updateSize()
    arm()
    standardError.begin()
    keyboard.enterRaw()
  }

  deinit { stop() }

  /// The size in cells, as of the last resize event.
  public var size: (width: Int, height: Int) { (screen.width, screen.height) }

  /// Bytes that the terminal took so far.
  public var bytesWritten: Int { writer.bytesWritten }

  /// Calls of write() that the terminal took something of so far.
  var writes: Int { writer.writes }

  /// Bytes of a frame that wait for the terminal.
  var pendingBytes: Int { writer.pendingBytes }

  /// Waits for a key, a signal, the wake descriptor or the end of the time.
  ///
  /// - Parameter timeoutNanoseconds: how long to wait at most; nil for ever, 0 not at all.
  /// - Parameter wakeDescriptor: a descriptor to report as ``TerminalInput/wake`` when readable;
  ///   negative for none. Its owner reads it.
  /// - Returns: what happened, in the order signals, keys, wake; empty when the time was over.
  public func wait(timeoutNanoseconds: Int64?, wakeDescriptor: Int32) -> [TerminalInput] {
    guard isActive else { return [.hangUp] }
    let deadline = timeoutNanoseconds.map { hd_monotonic_nanoseconds() &+ max(0, $0) }
    var inputs: [TerminalInput] = []
    var descriptors = [
      pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: keyboard.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wakeDescriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: -1, events: Int16(POLLOUT), revents: 0),
    ]
    repeat {
      let isBusy = writer.isPending || hasDroppedFrame
      descriptors[3].fd = isBusy ? writer.descriptor : -1
      let until = [deadline, reader.deadline].compactMap(\.self).min()
      let remaining = until.map { max(0, $0 - hd_monotonic_nanoseconds()) } ?? -1
      let ready = hd_poll(&descriptors, nfds_t(descriptors.count), remaining)
      if ready < 0 {
        if errno != EINTR { return [.hangUp] }
        continue
      }
      if descriptors[0].revents != 0 { takeSignals(into: &inputs) }
      // Only what poll() and read() say outright is the terminal's end, never a read of nothing.
      let ends = Int16(POLLHUP | POLLERR | POLLNVAL)
      var isGone = (descriptors[1].revents | descriptors[3].revents) & ends != 0
      if descriptors[1].revents & Int16(POLLIN) != 0 {
        if let events = reader.read(keyboard) {
          take(events, into: &inputs)
        } else {
          isGone = true
        }
      } else {
        take(reader.eventsOfSilence(), into: &inputs)
      }
      if descriptors[2].revents & Int16(POLLIN) != 0 { inputs.append(.wake) }
      if descriptors[3].revents & Int16(POLLOUT) != 0 { drain(into: &inputs) }
      if isGone || writer.isBroken { inputs.append(.hangUp) }
      if !inputs.isEmpty { break }
    } while deadline.map { hd_monotonic_nanoseconds() < $0 } ?? true
    return inputs
  }

  /// Shows `buffer`, sending only what differs from the frame before, in one write.
  ///
  /// - Returns: false where the terminal is still busy with an earlier frame. Then nothing was
  ///   changed; ``TerminalInput/drained`` says when to try again, and the next frame taken brings
  ///   everything up to date.
  public func present(_ buffer: CellBuffer) -> Bool {
    guard isActive, !writer.isBroken else { return false }
    if writer.isPending { writer.flush() }
    guard !writer.isPending, writer.isWritable() else {
      hasDroppedFrame = true
      writer.noteDroppedFrame()
      return false
    }
    hasDroppedFrame = false
    let opens = !isOpen
    if opens {
      // Armed first: a crash in between must not leave the shell on the alternate screen.
      isOpen = true
      writer.beginScreen()
      arm()
    }
    writer.send { bytes in
      bytes += frameStart.utf8
      if opens { bytes += Terminfo.opening + Array(Terminfo.pasteOn.utf8) }
      if screen.isBlank { bytes += Terminfo.preparation(height: rows) }
      let empty = bytes.count
      if mouseIsOn != mouseIsWanted {
        mouseIsOn = mouseIsWanted
        bytes += (mouseIsOn ? Terminfo.mouseOn : Terminfo.mouseOff).utf8
      }
      screen.update(to: buffer, appendingTo: &bytes)
      if bytes.count == empty {
        bytes.removeAll(keepingCapacity: true)
      } else {
        bytes += frameEnd.utf8
      }
      if opens { bytes += reader.question().utf8 }
    }
    return !writer.isBroken
  }

  /// Switches reports of the mouse on or off, from the next frame on and through suspensions; on at
  /// first. A terminal without them stays without.
  public func setMouse(_ isOn: Bool) { mouseIsWanted = isOn && capabilities.hasMouse }

  /// Makes the next frame repaint the whole screen, whatever the terminal shows.
  public func redrawEverything() { screen.invalidate() }

  /// Gives the terminal back and lets signals take their usual effect; later calls do nothing.
  ///
  /// Takes at most a second, whatever the terminal does: output that was stopped is started, and
  /// frames that nobody has read are dropped.
  ///
  /// - Parameter farewell: what to write below the screen.
  public func stop(saying farewell: String = "") {
    guard isActive else { return }
    isActive = false
    if !writer.isPending { reader.takeOutstandingAnswer(keyboard) }
    hd_restore_terminal()
    writer.say(farewell, withinNanoseconds: Self.farewellPatience)
    guardProcess = nil
    SignalQueue.unblock()
  }

  /// Ends the process by `signal`, so that whoever waits for it learns the cause: a shell sees the
  /// status 128 + `signal`.
  public static func die(bySignal signal: Int32) -> Never {
    SignalQueue.takeDefaultAction(of: signal)
    // Still here: the signal's default is not to end the process.
    _exit(128 + signal)
  }
}

// MARK: - Events

extension Terminal {
  /// Whether an escape was read that is a key once nothing follows.
  var mayHoldKeys: Bool { reader.mayHoldKeys }

  private func take(_ events: [Event], into inputs: inout [TerminalInput]) {
    for event in events {
      switch event {
      // With the usual settings these come as signals.
      case .key(.control("c")): inputs.append(.terminate(signal: SIGINT))
      case .key(.control("z")): suspend(into: &inputs)
      // What was on its way when the reports were switched off, or the screen became smaller.
      case .mouse(let mouse)
      where !mouseIsWanted || mouse.x >= screen.width || mouse.y >= screen.height:
        break
      default: inputs.append(.event(event))
      }
    }
  }

  private func takeSignals(into inputs: inout [TerminalInput]) {
    var isResized = false
    while let signal = signals.next() {
      switch signal {
      case SIGWINCH: isResized = true
      case SIGTSTP: suspend(into: &inputs)
      case SIGCONT: resume(into: &inputs)
      case SIGCHLD: guardProcess?.replaceIfKilled()
      case let signal where SignalQueue.terminating.contains(signal):
        inputs.append(.terminate(signal: signal))
      default: break
      }
    }
    if isResized, updateSize() {
      inputs.append(.event(.resize(width: screen.width, height: screen.height)))
    }
  }

  private func drain(into inputs: inout [TerminalInput]) {
    writer.flush()
    if hasDroppedFrame && !writer.isPending && writer.isWritable() {
      hasDroppedFrame = false
      inputs.append(.drained)
    }
  }

  /// Gives the terminal back and stops, as a program without a screen does at Ctrl-Z.
  private func suspend(into inputs: inout [TerminalInput]) {
    if !writer.isPending { reader.takeOutstandingAnswer(keyboard) }
    hd_restore_terminal()
    close()
    SignalQueue.takeDefaultAction(of: SIGTSTP)
    resume(into: &inputs)
  }

  /// Notes that the terminal is no longer the screen's.
  private func close() {
    isOpen = false
    mouseIsOn = false
    writer.discard()
  }

  /// Takes the terminal again after the process was stopped, by whatever signal.
  private func resume(into inputs: inout [TerminalInput]) {
    hd_restore_terminal()
    switch signals.awaitForeground(of: keyboard) {
    case .reached: break
    case .ending: return
    case .orphaned:
      inputs.append(.hangUp)
      return
    }
    close()
    screen.invalidate()
    let isResized = updateSize()
    arm()
    standardError.begin()
    keyboard.enterRaw()
    inputs.append(.resumed)
    if isResized { inputs.append(.event(.resize(width: screen.width, height: screen.height))) }
  }

  /// Asks for the terminal's size; false where it is the same.
  private func updateSize() -> Bool {
    let size = Keyboard.size(of: output) ?? (80, 24)
    rows = size.height
    // No terminal is larger, and ncurses' memory grows with the area.
    let largest = CursesScreen.largestSize
    let (width, height) = (min(size.width, largest.width), min(size.height, largest.height))
    guard (width, height) != (screen.width, screen.height) else { return false }
    screen.resize(width: width, height: height)
    if isOpen { arm() }
    return true
  }

  /// Tells the crash handlers how to give the terminal back as it is now.
  private func arm() {
    let cancel = Terminfo.cancel
    let sequences = Terminfo.closing(
      height: rows, frameEnd: frameEnd, hasMouse: capabilities.hasMouse)
    var closing = isOpen ? cancel + sequences : []
    if closing.count > Int(HD_RESTORATION_LIMIT) { closing = cancel + Array("\u{1B}c".utf8) }
    closing.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        var restoration = hd_restoration(
          output: writer.descriptor, input: keyboard.descriptor,
          modes: keyboard.originalModes, screen_modes: keyboard.screenModes,
          bytes: characters.baseAddress, length: characters.count,
          cancel_length: isOpen ? cancel.count : 0,
          standard_error: standardError.original, captured_error: standardError.file,
          replay: standardError.replay(terminal: writer.descriptor))
        _ = hd_arm_restoration(&restoration)
      }
    }
  }
}
