import ArgumentParser

/// The values of `--format` of a command that reports.
enum ReportOption: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
}
