import CVersion

extension Heatdeath {
  /// The version of the program and of what it writes. Files that differ in it are not put together, so
  /// the commit is no part of it.
  static let version = "0.2.0"

  /// What `--version` prints: with the commit, where the build knows one.
  static let versionLine =
    "heatdeath \(version)" + (hd_commit().map { " (\(String(cString: $0)))" } ?? "")
}
