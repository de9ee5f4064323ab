import Glibc

/// Output that cannot be written.
package struct OutputError: Error, Hashable, CustomStringConvertible {
  /// The file's path as given, or "standard output".
  let target: String
  let action: String
  /// The system's error number; 0 where it is not the system that objects.
  let code: Int32

  package init(_ target: String, _ action: String, _ code: Int32 = 0) {
    self.target = target
    self.action = action
    self.code = code
  }

  /// Whether whoever read a pipe has closed it, as `head` does: no reason to complain.
  package var isBrokenPipe: Bool { code == EPIPE }

  package var description: String {
    "\(target): \(action)" + (code == 0 ? "" : ": \(String(cString: strerror(code)))")
  }
}
