import Glibc
import Synchronization
import Testing

@testable import HeatDeathRuntime

@Suite struct SystemThreadTests {
  @Test("Joining waits for the end, and again is harmless")
  func join() throws {
    let ended = Atomic<Bool>(false)
    let gate = try WakeSignal()
    let thread = try SystemThread(name: "joined") {
      _ = gate.wait(timeoutNanoseconds: 60_000_000_000)
      ended.store(true, ordering: .relaxed)
    }
    gate.signal()
    thread.join()
    let hasEnded = ended.load(ordering: .relaxed)
    #expect(hasEnded)
    thread.join()
  }

  @Test("The thread takes no signal but its own faults; the creator's mask stays as it was")
  func signals() throws {
    var before = sigset_t()
    pthread_sigmask(SIG_SETMASK, nil, &before)
    let inside = Guarded(sigset_t())
    try SystemThread(name: "masked") {
      inside.withLock { _ = pthread_sigmask(SIG_SETMASK, nil, &$0) }
    }.join()
    var after = sigset_t()
    pthread_sigmask(SIG_SETMASK, nil, &after)

    var mask = inside.withLock { $0 }
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH, SIGPIPE] {
      #expect(sigismember(&mask, signal) == 1, "signal \(signal) can reach the thread")
    }
    for signal in SystemThread.faultSignals {
      #expect(sigismember(&mask, signal) == 0, "signal \(signal) would end the process unhandled")
    }
    for signal in 1...31 as ClosedRange<Int32> {
      #expect(sigismember(&before, signal) == sigismember(&after, signal))
    }
  }

  @Test("A fault of the thread, stack overflow included, is handled on a stack of its own")
  func alternateStack() throws {
    let hasStack = Guarded(false)
    try SystemThread(name: "alternate") {
      var stack = stack_t()
      sigaltstack(nil, &stack)
      hasStack.withLock { $0 = Int(stack.ss_flags) & Int(SS_DISABLE) == 0 }
    }.join()
    #expect(hasStack.withLock { $0 })
  }

  @Test("The thread bears its name")
  func name() throws {
    let name = Guarded("")
    try SystemThread(name: "fifteen-letters") {
      var bytes = [UInt8](repeating: 0, count: 16)
      let file = open("/proc/thread-self/comm", O_RDONLY)
      let count = max(0, read(file, &bytes, 16))
      close(file)
      name.withLock { $0 = String(decoding: bytes.prefix(count), as: UTF8.self) }
    }.join()
    #expect(name.withLock { $0 } == "fifteen-letters\n")
  }

  @Test("A thread that the system refuses is an error that names the call")
  func refused() {
    #expect {
      try SystemThread(name: "too-large", stackSize: 1 << 60) {}
    } throws: { error in
      (error as? SystemCallError)?.call == "pthread_create"
    }
  }
}
