import Glibc
import HeatDeathRuntime
import NcursesBackend
import TerminalDrawing

/// Shows a line of words, one for each event, and ends by the key pressed.
///
/// | key | end |
/// |---|---|
/// | `q` | returns from main, after a farewell |
/// | `e` | calls exit() |
/// | `t` | a Swift trap |
/// | `w` | a Swift trap on another thread |
/// | `o` | the main thread's stack overflows |
/// | `O` | another thread's stack overflows |
/// | `s` `a` `b` `f` | SEGV by a bad address, abort(), BUS and FPE sent to itself |
/// | `k` | KILL sent to itself |
/// | `m` | goes on, after a message on standard error |
/// | `F` | goes on, after 4,000 frames or more, each other than the last in every cell, and a key |
/// | `M` `N` | goes on, with the mouse on, or off |
final class Probe {
  private let terminal: Terminal
  private var words = ["ready"]

  init(arguments: [String]) throws {
    terminal = try Terminal(
      TerminalConfiguration(synchronizedOutput: !arguments.contains("--no-sync")))
    if let notice = terminal.notice { words.append(notice) }
  }

  func run() {
    show()
    while true {
      for input in terminal.wait(timeoutNanoseconds: nil, wakeDescriptor: -1) {
        switch input {
        case .event(.key(let key)):
          if press(key) { return terminal.stop(saying: "farewell\n") }
        case .event(.endOfLine): words.append("end-of-line")
        case .event(.mouse(let mouse)): words.append("\(mouse.action)@\(mouse.x),\(mouse.y)")
        case .event(.paste(let text)): words.append("paste-\(text)")
        case .event(.background(let theme)): words.append(theme.name)
        case .event(.resize(let width, let height)): words.append("\(width)x\(height)")
        case .resumed: words.append("resumed")
        case .drained: words.append("drained")
        case .wake, .endOfInput: break
        case .terminate(let signal):
          terminal.stop()
          Terminal.die(bySignal: signal)
        case .hangUp:
          terminal.stop()
          Terminal.die(bySignal: SIGHUP)
        }
      }
      show()
    }
  }

  private func show() {
    var buffer = CellBuffer(width: terminal.size.width, height: terminal.size.height)
    buffer.write(
      words.joined(separator: " "), x: 0, y: 0, style: Style(foreground: .rgb(255, 175, 0)))
    buffer.write("last line", x: 0, y: buffer.height - 1)
    _ = terminal.present(buffer)
  }

  private func press(_ key: Key) -> Bool {
    switch key {
    case .character("q"): return true
    case .character("e"): exit(0)
    case .character("t"): trap()
    case .character("w"): onAnotherThread { trap() }
    case .character("o"): _ = overflow(0)
    case .character("O"): onAnotherThread { _ = overflow(0) }
    case .character("s"): UnsafeMutablePointer<Int>(bitPattern: 8)!.pointee = 1
    case .character("a"): abort()
    case .character("b"): kill(getpid(), SIGBUS)
    case .character("f"): kill(getpid(), SIGFPE)
    case .character("k"): kill(getpid(), SIGKILL)
    case .character("m"):
      writeToStandardError("message on standard error\n")
      words.append("wrote")
    case .character("F"): flood()
    case .character("M"):
      terminal.setMouse(true)
      words.append("mouse-on")
    case .character("N"):
      terminal.setMouse(false)
      words.append("mouse-off")
    default: words.append("\(key)")
    }
    return false
  }

  /// Presents frames without regard for the terminal until it has presented 4,000 and a key was
  /// pressed; tells how many the terminal took, how many keys came, and by how many megabytes memory
  /// grew.
  private func flood() {
    var (frames, taken, keys, before) = (0, 0, 0, 0)
    while frames < 4_000 || (keys == 0 && frames < 100_000_000) {
      let letter = Cell(UnicodeScalar(UInt8(0x41 + frames % 26)))
      let buffer = CellBuffer(
        width: terminal.size.width, height: terminal.size.height, fill: letter)
      if terminal.present(buffer) { taken += 1 }
      for input in terminal.wait(timeoutNanoseconds: 0, wakeDescriptor: -1) {
        switch input {
        case .event(.key): keys += 1
        case .hangUp: Terminal.die(bySignal: SIGHUP)
        default: break
        }
      }
      frames += 1
      if frames == 100 { before = residentMegabytes() }
    }
    words += ["took-\(taken)", "keys-\(keys)", "grew-\(residentMegabytes() - before)"]
  }
}

/// Calls `body` on a thread like the engine's, and waits for it.
private func onAnotherThread(_ body: @escaping @Sendable () -> Void) {
  try? SystemThread(name: "engine", body: body).join()
}

@inline(never)
private func trap() {
  writeToStandardError("about to trap\n")
  fatalError("trapped on purpose")
}

@inline(never)
private func overflow(_ depth: Int) -> Int {
  // The sum keeps the call from being a tail call; the buffer makes the stack end soon.
  withUnsafeTemporaryAllocation(of: Int.self, capacity: 512) { space in
    space.initialize(repeating: depth)
    return space[depth % 512] + overflow(depth + 1)
  }
}

/// Memory in use, in whole megabytes.
private func residentMegabytes() -> Int {
  guard let file = fopen("/proc/self/statm", "r") else { return -1 }
  defer { fclose(file) }
  var line = [CChar](repeating: 0, count: 128)
  guard fgets(&line, Int32(line.count), file) != nil else { return -1 }
  let fields = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    .split(separator: " ")
  return (fields.count > 1 ? Int(fields[1]) ?? -1 : -1) * 4096 >> 20
}

/// Unbuffered, as messages of a crash are.
func writeToStandardError(_ text: String) {
  _ = text.utf8.withContiguousStorageIfAvailable { write(STDERR_FILENO, $0.baseAddress, $0.count) }
}
