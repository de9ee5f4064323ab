import Glibc
import HeatDeathFiles
import HeatDeathRuntime

/// An error that a command ends with: one message on standard error and an exit code.
protocol CommandFailure: Error, Sendable, CustomStringConvertible {
  var exitStatus: ExitStatus { get }
}

/// The exit codes of the program, those of `sysexits.h`.
enum ExitStatus: Int32, Sendable {
  /// A check that was asked for failed.
  case differs = 1
  /// An option or its value is wrong.
  case usage = 64
  /// A file or a text is wrong or cannot be read.
  case data = 65
  /// The system refuses a resource: descriptors, threads, memory, a permission.
  case unavailable = 69
  /// Output cannot be written.
  case output = 74
}

extension UsageError: CommandFailure {
  var exitStatus: ExitStatus { .usage }
}

extension DataError: CommandFailure {
  var exitStatus: ExitStatus { .data }
}

extension OutputError: CommandFailure {
  var exitStatus: ExitStatus { .output }
}

extension SystemCallError: CommandFailure {
  var exitStatus: ExitStatus { .unavailable }
}

/// Ends the process. ArgumentParser's commands have an `exit` of their own.
func exitProcess(_ status: ExitStatus) -> Never { Glibc.exit(status.rawValue) }
