import Glibc

/// Where a user's files of a kind are.
///
/// - Source: XDG Base Directory Specification 0.8. A path that is not absolute is ignored.
package enum UserFolder {
  package static let environment: @Sendable (String) -> String? = { name in
    getenv(name).map { String(cString: $0) }
  }

  /// - Parameters:
  ///   - variable: what names the folder.
  ///   - beneathHome: where it is beneath the home folder unless that is set.
  /// - Returns: `nil` where the environment names no folder.
  static func path(
    _ variable: String, beneathHome folder: String, _ environment: (String) -> String?
  ) -> String? {
    func absolute(_ name: String) -> String? {
      environment(name).flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    return absolute(variable) ?? absolute("HOME").map { "\($0)/\(folder)" }
  }
}
