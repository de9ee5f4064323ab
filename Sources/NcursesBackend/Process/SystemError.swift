import Glibc

/// The C library's words for an error number.
func errorMessage(_ number: Int32) -> String {
  String(cString: strerror(number))
}

extension TerminalError {
  /// The failure of `call` that `errno` tells of.
  static func failure(of call: String) -> TerminalError { .system(call: call, error: errno) }
}
