import ArgumentParser

/// How records are written.
enum RecordFormat: String, Hashable, Sendable, CaseIterable, ExpressibleByArgument {
  /// Comma-separated values with a header.
  case csv
  /// JSON Lines: one object a line.
  case jsonl
}
