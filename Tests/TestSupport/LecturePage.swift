import Foundation

/// What docs/lecture.md says to press, and what will stand on the screen.
public struct LecturePage {
  /// A row of its table.
  public struct Step: Sendable {
    /// Keys by the names that the help has.
    public let keys: [String]
    /// Words that come on the screen.
    public let words: [String]
  }

  public let steps: [Step]

  public init() throws {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(
      contentsOf: root.appendingPathComponent("docs/lecture.md"), encoding: .utf8)
    steps = page.split(separator: "\n").compactMap { line in
      let columns = line.split(separator: "|")
      guard line.hasPrefix("| "), columns.count == 4,
        Int(columns[0].filter { $0 != " " }) != nil
      else { return nil }
      return Step(keys: Self.code(in: columns[1]), words: Self.code(in: columns[2]))
    }
  }

  /// What stands between backquotes.
  private static func code(in text: Substring) -> [String] {
    text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }
}
