import Foundation
import TerminalDrawing
import Testing

@testable import HeatDeathFiles

@Suite struct CastDocumentTests {
  /// A line of a cast, read by another reader of JSON than ours is a writer.
  private func lines(_ document: CastDocument) throws -> [Any] {
    try document.description.split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8))
    }
  }

  private func buffer(_ rows: [String]) -> CellBuffer {
    var buffer = CellBuffer(width: 8, height: rows.count)
    for (y, row) in rows.enumerated() { buffer.write(row, x: 0, y: y) }
    return buffer
  }

  @Test("A header, then events that show the rows which changed, and the end")
  func events() throws {
    var cast = CastDocument(width: 8, height: 2, colors: .direct, title: "\u{1B}\"a\\")
    cast.show(buffer(["one", "two"]), at: 0)
    cast.show(buffer(["one", "two"]), at: 0.1)
    cast.show(buffer(["one", "six"]), at: 0.2)
    cast.end(at: 1.2)
    let lines = try lines(cast)
    let header = try #require(lines.first as? [String: Any])
    #expect(header["version"] as? Int == 2)
    #expect(header["width"] as? Int == 8 && header["height"] as? Int == 2)
    #expect(header["title"] as? String == "\u{1B}\"a\\")
    let events = try lines.dropFirst().map { try #require($0 as? [Any]) }
    #expect(events.map { $0[0] as? Double } == [0, 0.2, 1.2])
    #expect(events.allSatisfy { $0[1] as? String == "o" && $0.count == 3 })
    let data = try events.map { try #require($0[2] as? String) }
    #expect(data[0].hasSuffix("\u{1B}[2J\u{1B}[1;1H\u{1B}[2Kone\u{1B}[2;1H\u{1B}[2Ktwo"))
    #expect(data[1] == "\u{1B}[2;1H\u{1B}[2Ksix")
    // No new line: it would push the first row out of a terminal of that height.
    #expect(data[2] == "\u{1B}[3;1H\u{1B}[?7h\u{1B}[?25h")
  }
}
