import Testing

@testable import NcursesBackend

@Suite struct PaletteTests {
  @Test func theEntriesAreXterms() {
    #expect(Palette.rgb(16) == Palette.RGB(red: 0, green: 0, blue: 0))
    #expect(Palette.rgb(67) == Palette.RGB(red: 95, green: 135, blue: 175))
    #expect(Palette.rgb(231) == Palette.RGB(red: 255, green: 255, blue: 255))
    #expect(Palette.rgb(232) == Palette.RGB(red: 8, green: 8, blue: 8))
    #expect(Palette.rgb(255) == Palette.RGB(red: 238, green: 238, blue: 238))
    #expect(Palette.rgb(1) == Palette.RGB(red: 205, green: 0, blue: 0))
  }

  /// The formula against a search through all 240 entries, for each fifteenth level of a channel.
  @Test func noEntryIsNearerThanTheNearest() {
    for red in stride(from: 0, through: 255, by: 15) {
      for green in stride(from: 0, through: 255, by: 15) {
        for blue in stride(from: 0, through: 255, by: 15) {
          let color = Palette.RGB(red: red, green: green, blue: blue)
          let best = (16...255).map { Palette.rgb($0).distance(to: color) }.min()!
          let found = Palette.rgb(UInt8(Palette.nearestExtended(color))).distance(to: color)
          if found != best { Issue.record("\(color): \(found), but there is one at \(best)") }
        }
      }
    }
  }

  @Test func anEntryIsNearestToItself() {
    for index in UInt8(16)...255 {
      let nearest = UInt8(Palette.nearestExtended(Palette.rgb(index)))
      #expect(Palette.rgb(nearest) == Palette.rgb(index))
    }
    for index in UInt8(0)...15 {
      #expect(Palette.nearestANSI(Palette.rgb(index), count: 16) == Int(index))
    }
  }
}
