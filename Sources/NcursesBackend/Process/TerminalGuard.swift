import CPlatform

/// A second process that gives the terminal back when this one is killed, by `SIGKILL` or for want
/// of memory, which no handler can do.
///
/// Start it before the process has threads. It sleeps until this process is gone; a terminal that
/// was given back already is left alone.
struct TerminalGuard: ~Copyable {
  private let state: hd_guard

  /// - Parameter descriptors: what the restoration will use; the guard holds nothing else open.
  init(descriptors: [Int32]) throws(TerminalError) {
    var state = hd_guard()
    guard hd_start_guard(&state, descriptors, descriptors.count) == 0 else {
      throw .failure(of: "fork")
    }
    self.state = state
  }

  deinit {
    withUnsafePointer(to: state) { hd_end_guard($0) }
  }
}
