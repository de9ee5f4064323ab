import Testing

@testable import TerminalDrawing

@Suite struct XtermPaletteTests {
  @Test func theEntriesAreXterms() {
    #expect(XtermPalette.rgb(16) == XtermPalette.RGB(red: 0, green: 0, blue: 0))
    #expect(XtermPalette.rgb(67) == XtermPalette.RGB(red: 95, green: 135, blue: 175))
    #expect(XtermPalette.rgb(231) == XtermPalette.RGB(red: 255, green: 255, blue: 255))
    #expect(XtermPalette.rgb(232) == XtermPalette.RGB(red: 8, green: 8, blue: 8))
    #expect(XtermPalette.rgb(255) == XtermPalette.RGB(red: 238, green: 238, blue: 238))
    #expect(XtermPalette.rgb(1) == XtermPalette.RGB(red: 205, green: 0, blue: 0))
  }

  /// The formula against a search through all 240 entries, for each fifteenth level of a channel.
  @Test func noEntryIsNearerThanTheNearest() {
    for red in stride(from: 0, through: 255, by: 15) {
      for green in stride(from: 0, through: 255, by: 15) {
        for blue in stride(from: 0, through: 255, by: 15) {
          let color = XtermPalette.RGB(red: red, green: green, blue: blue)
          let best = (16...255).map { XtermPalette.rgb($0).distance(to: color) }.min()!
          let found = XtermPalette.rgb(XtermPalette.nearestExtended(color)).distance(to: color)
          if found != best { Issue.record("\(color): \(found), but there is one at \(best)") }
        }
      }
    }
  }

  @Test func anEntryIsNearestToItself() {
    for index in UInt8(16)...255 {
      let nearest = XtermPalette.nearestExtended(XtermPalette.rgb(index))
      #expect(XtermPalette.rgb(nearest) == XtermPalette.rgb(index))
    }
    for index in UInt8(0)...15 {
      #expect(XtermPalette.nearestANSI(XtermPalette.rgb(index), count: 16) == index)
    }
  }
}
