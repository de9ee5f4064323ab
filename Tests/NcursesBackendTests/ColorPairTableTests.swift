import Testing

@testable import NcursesBackend

@Suite struct ColorPairTableTests {
  @Test func equalColoursAreOnePairMadeOnce() {
    var table = ColorPairTable(available: 65_536)
    var defined: [Int32] = []
    for _ in 0..<3 {
      for foreground in Int32(-1)..<20 {
        for background in Int32(-1)..<20 {
          let pair = table.pair(foreground: foreground, background: background) {
            defined.append($0)
            return true
          }
          #expect(pair == (foreground + 1) * 21 + background + 2)
        }
      }
    }
    #expect(defined == Array(1...441))
  }

  @Test func noPairNumberExceedsTheTerminalsOrTheTypesLimit() {
    for (available, limit) in [(65_536, 32_767), (256, 255), (64, 63), (1, 0), (0, 0)] {
      var table = ColorPairTable(available: available)
      #expect(table.limit == limit)
      var highest: Int32 = 0
      for color in 0..<40_000 {
        guard
          let pair = table.pair(foreground: Int32(color), background: 7, define: { _ in true })
        else { break }
        highest = max(highest, pair)
      }
      #expect(highest == limit)
      #expect(table.pair(foreground: 99_999, background: 0, define: { _ in true }) == nil)
      if limit > 0 { #expect(table.pair(foreground: 0, background: 7, define: { _ in true }) == 1) }
    }
  }

  @Test func aRefusedPairIsTheTerminalsOwnAndNotAskedForAgain() {
    var table = ColorPairTable(available: 256)
    var requests = 0
    for _ in 0..<3 {
      let pair = table.pair(foreground: 9, background: 1) { _ in
        requests += 1
        return false
      }
      #expect(pair == 0)
    }
    #expect(requests == 1)
  }

  @Test func forgettingHandsTheNumbersOutAnew() {
    var table = ColorPairTable(available: 3)
    #expect(table.pair(foreground: 1, background: 0, define: { _ in true }) == 1)
    #expect(table.pair(foreground: 2, background: 0, define: { _ in true }) == 2)
    #expect(table.pair(foreground: 3, background: 0, define: { _ in true }) == nil)
    table.removeAll()
    #expect(table.limit == 2)
    #expect(table.pair(foreground: 3, background: 0, define: { _ in true }) == 1)
  }
}
