import Glibc

/// A call to the operating system that failed for want of a resource.
public struct SystemCallError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name of the call.
  public let call: String

  /// The error number that it gave.
  public let code: Int32

  public init(call: String, code: Int32) {
    self.call = call
    self.code = code
  }

  public var description: String {
    let limit = call == "pthread_create" && code == EAGAIN ? " (see `ulimit -u`)" : ""
    return "\(call) failed: \(String(cString: strerror(code)))\(limit)"
  }
}
