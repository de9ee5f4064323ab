import CPlatform

/// A second process that gives the terminal back when this one is killed, by `SIGKILL` or for want
/// of memory, which no handler can do.
///
/// It sleeps until this process is gone; a terminal that was given back already is left alone.
struct TerminalGuard: ~Copyable {
  private var state: hd_guard
  private let descriptors: [Int32]

  /// - Parameter descriptors: what the restoration will use; the guard holds nothing else open.
  init(descriptors: [Int32]) throws(TerminalError) {
    self.descriptors = descriptors
    state = hd_guard()
    guard start() else { throw .failure(of: "fork") }
  }

  /// Puts another in its place where it was killed and the process may have one.
  mutating func replaceIfKilled() {
    if hd_guard_was_killed(&state) == 1 { _ = start() }
  }

  private mutating func start() -> Bool {
    hd_start_guard(&state, descriptors, descriptors.count) == 0
  }

  deinit {
    withUnsafePointer(to: state) { hd_end_guard($0) }
  }
}
