import Glibc

/// The file that says what made a result: the document of its runs, the command line, and when it
/// ran. ``RunDocument`` says what `--scenario` reads of it.
package struct RunMetadata {
  let path: String
  private let document: RunDocument
  private let output: String?
  private let command: String
  private let start: time_t

  /// - Parameters:
  ///   - path: the file.
  ///   - output: where the records go, `nil` for standard output.
  ///   - arguments: the words of the command line after the program's name.
  package init(
    path: String, document: RunDocument, output: String?, arguments: [String], start: time_t
  ) {
    self.path = path
    self.document = document
    self.output = output
    command = (["heatdeath"] + arguments).map(ReproducingCommand.shellWord).joined(separator: " ")
    self.start = start
  }

  /// The file beside an output that is named after it.
  package static func path(beside output: String) -> String { output + ".metadata.json" }

  /// Writes the file: at the start, so that nobody waits for a file that cannot be written, and again
  /// at the end.
  package func write(end: time_t? = nil) throws(OutputError) {
    var more: [(key: String, value: DocumentValue)] = []
    if let output { more.append(("output", .text(output))) }
    more.append(("command", .text(command)))
    more.append(("started", .text(Self.written(start))))
    if let end { more.append(("ended", .text(Self.written(end)))) }
    try TextFile.write(document.description(with: more), to: path)
  }

  /// A moment as ISO 8601 has it, in UTC.
  static func written(_ time: time_t) -> String {
    var time = time
    var parts = tm()
    gmtime_r(&time, &parts)
    func padded(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(1900 + parts.tm_year)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))T"
      + "\(padded(parts.tm_hour)):\(padded(parts.tm_min)):\(padded(parts.tm_sec))Z"
  }
}
