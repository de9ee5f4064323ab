import Glibc

/// What can go wrong between a test and the terminal it drives.
public enum TmuxError: Error, CustomStringConvertible {
  /// A call to the system or the start of a program failed, with its `errno`.
  case system(String, Int32)
  /// A tmux command failed, with what it said.
  case command([String], said: String)
  /// The deadline passed before the terminal showed what was waited for; with its last screen.
  case deadline(waitingFor: String, screen: String)

  public var description: String {
    switch self {
    case .system(let what, let number):
      "\(what): \(String(cString: strerror(number)))"
    case .command(let arguments, let said):
      "tmux \(arguments.joined(separator: " ")): \(said)"
    case .deadline(let what, let screen):
      "waited in vain for \(what); the screen shows:\n\(screen)"
    }
  }
}
