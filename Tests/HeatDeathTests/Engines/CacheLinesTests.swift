import Testing

@testable import HeatDeath

@Suite("Cache lines") struct CacheLinesTests {
  @Test("start at the start of a line and hold what was put in", arguments: [0, 1, 7, 8, 1001])
  func startAtALine(count: Int) {
    let words = (0..<count).map { UInt64($0 * $0) }
    let lines = CacheLines(words)
    #expect(Array(lines) == words)
    #expect(lines.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) % 64 } == 0)
    #expect(Array(CacheLines<UInt64>(count: count)) == words.map { _ in 0 })
  }

  @Test("a copy keeps what it had when the other changes")
  func areValues() {
    var lines = CacheLines<Int64>([1, 2, 3])
    let copy = lines
    lines.withUnsafeMutableBufferPointer { $0[1] = 9 }
    #expect(Array(lines) == [1, 9, 3] && Array(copy) == [1, 2, 3] && lines[1] == 9)
  }
}
