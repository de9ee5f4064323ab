import Glibc

/// Environment variables, looked up by name; a function, so that tests can bring their own.
typealias Environment = (_ name: String) -> String?

/// The value of a variable of this process; an empty one counts as unset.
func processEnvironment(_ name: String) -> String? {
  guard let value = getenv(name), value.pointee != 0 else { return nil }
  return String(cString: value)
}
