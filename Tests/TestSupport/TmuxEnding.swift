/// How a program ended, and what it left of the terminal.
public struct TmuxEnding: Sendable {
  /// The exit status; 128 plus the signal's number for a program that a signal ended.
  public let status: Int32
  /// What the program changed in the terminal and did not restore: empty if all is well.
  public let leftovers: [String]
  /// The text on the screen afterwards: what the program printed on leaving.
  public let screen: String
}
