import Foundation
import Testing

/// The articles of the library's documentation, and its page in README.
@Suite("Articles") struct ArticlesTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The blocks of Swift on a page.
  private func programs(on page: URL) throws -> [String] {
    try String(contentsOf: page, encoding: .utf8).components(separatedBy: "```swift\n").dropFirst()
      .map { $0.components(separatedBy: "```")[0] }
  }

  /// `Examples/check` builds and runs these.
  private var examples: [String: String] {
    get throws {
      let folder = Self.root.appendingPathComponent("Examples/Sources")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      return try Dictionary(
        uniqueKeysWithValues: names.map {
          (
            $0,
            try String(
              contentsOf: folder.appendingPathComponent("\($0)/main.swift"), encoding: .utf8)
          )
        })
    }
  }

  @Test("Every program of an article is an example as it stands, and every example is in one")
  func code() throws {
    let folder = Self.root.appendingPathComponent("Sources/HeatDeath/HeatDeath.docc")
    let pages = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let programs = try pages.flatMap { try self.programs(on: folder.appendingPathComponent($0)) }
    let examples = try examples
    #expect(examples.count >= 11)
    for program in programs {
      #expect(examples.values.contains(program), "no example:\n\(program)")
    }
    for (name, example) in examples {
      #expect(programs.contains(example), "\(name) is in no article")
    }
  }

  @Test("The program of README is the first of the articles")
  func readme() throws {
    let programs = try programs(on: Self.root.appendingPathComponent("README.md"))
    #expect(programs == [try #require(try examples["ClosedLoop"])])
  }

  @Test("Ten lines are ten lines")
  func tenLines() throws {
    let lines = try #require(try examples["ClosedLoop"]).split(separator: "\n")
    #expect(lines.count <= 10)
  }
}
