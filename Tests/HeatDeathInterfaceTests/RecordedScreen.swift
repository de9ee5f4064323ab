import CustomDump
import Foundation
import TerminalDrawing
import Testing

/// A screen as it is recorded in `Expected/`; see ``ExpectedScreenTests`` for how.
struct RecordedScreen {
  let file: String
  /// Whether it has its colours, as a terminal of 256 shows them.
  var isStyled = false

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Expected")

  private static let isRecording =
    ProcessInfo.processInfo.environment["HEATDEATH_RECORD_SCREENS"] == "1"

  /// Holds a screen against the text, or records it.
  func check(_ buffer: CellBuffer) throws {
    let rows =
      isStyled
      ? ANSIEncoder(depth: .indexed).encode(buffer).split(separator: "\n").map(String.init)
      // Spaces at the ends of rows do not survive every editor.
      : rows(of: buffer).map { String($0.reversed().drop { $0 == " " }.reversed()) }
    let file = Self.folder.appending(path: file)
    let recorded = try? String(contentsOf: file, encoding: .utf8)
    if Self.isRecording {
      let text = rows.joined(separator: "\n") + "\n"
      guard text != recorded else { return }
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded anew: look at the difference, then run without recording")
      return
    }
    let text = try #require(recorded, "no such text; record it as told in ExpectedScreenTests")
    let expected =
      text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    // `diff` inside `#expect`: swift-custom-dump's own expectation cannot reach Swift Testing from
    // a package built without Xcode, and would pass whatever the screen shows.
    #expect(rows == expected, "\(diff(expected, rows) ?? "")")
  }

  /// The text of a screen, with full blocks for cells that are all background.
  private func rows(of buffer: CellBuffer) -> [String] {
    var buffer = buffer
    for y in 0..<buffer.height {
      for x in 0..<buffer.width {
        let style = buffer[x, y].style
        if style.foreground == style.background, style.foreground != .terminal {
          buffer[x, y].glyph = "█"
        }
      }
    }
    return buffer.rows
  }
}
