import CPlatform
import Glibc
import NcursesBackend
import TerminalDrawing

/// Shows a line of words, one for each event, and ends by the key pressed.
///
/// | key | end |
/// |---|---|
/// | `q` | returns from main |
/// | `e` | calls exit() |
/// | `t` | a Swift trap |
/// | `w` | a Swift trap on another thread |
/// | `o` | the main thread's stack overflows |
/// | `O` | another thread's stack overflows |
/// | `s` `a` `b` `f` | SEGV by a bad address, abort(), BUS and FPE sent to itself |
/// | `k` | KILL sent to itself |
/// | `m` | goes on, after a message on standard error |
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
          if press(key) { return terminal.stop() }
        case .event(.mouse(let mouse)): words.append("\(mouse.action)@\(mouse.x),\(mouse.y)")
        case .event(.resize(let width, let height)): words.append("\(width)x\(height)")
        case .resumed: words.append("resumed")
        case .drained: words.append("drained")
        case .wake: break
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
    default: words.append("\(key)")
    }
    return false
  }
}

/// Calls `body` on a thread that has an alternate stack, as the engine's has, and waits for it.
private func onAnotherThread(_ body: @escaping @Sendable () -> Void) {
  var thread = pthread_t()
  let argument = Unmanaged.passRetained(Box(body)).toOpaque()
  pthread_create(
    &thread, nil,
    { argument in
      hd_install_alternate_stack()
      Unmanaged<Box>.fromOpaque(argument!).takeRetainedValue().body()
      return nil
    }, argument)
  pthread_join(thread, nil)
}

private final class Box: Sendable {
  let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
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

/// Unbuffered, as messages of a crash are.
func writeToStandardError(_ text: String) {
  _ = text.utf8.withContiguousStorageIfAvailable { write(STDERR_FILENO, $0.baseAddress, $0.count) }
}
