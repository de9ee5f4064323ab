import Glibc

/// Output that cannot be written.
struct OutputError: CommandFailure, Hashable {
  /// The file's path as given, or "standard output".
  let target: String
  let action: String
  /// The system's error number; 0 where it is not the system that objects.
  let code: Int32

  init(_ target: String, _ action: String, _ code: Int32 = 0) {
    self.target = target
    self.action = action
    self.code = code
  }

  var exitStatus: ExitStatus { .output }

  /// Whether whoever read a pipe has closed it, as `head` does: no reason to complain.
  var isBrokenPipe: Bool { code == EPIPE }

  var description: String {
    "\(target): \(action)" + (code == 0 ? "" : ": \(String(cString: strerror(code)))")
  }
}
