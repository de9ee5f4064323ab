import TerminalDrawing
import Testing

@testable import NcursesBackend

@Suite struct ColorMapperTests {
  private func mapper(
    _ depth: ColorDepth, direct: Bool = false, defaults: Bool = true
  ) -> ColorMapper {
    ColorMapper(depth: depth, numbersAreDirect: direct, hasDefaultColors: defaults)
  }

  @Test func theTerminalsOwnColoursAreMinusOneOrWhiteOnBlack() {
    for depth in ColorDepth.allCases {
      #expect(mapper(depth).number(of: .terminal, isForeground: true) == -1)
      let without = mapper(depth, defaults: false)
      #expect(without.number(of: .terminal, isForeground: true) == 7)
      #expect(without.number(of: .terminal, isForeground: false) == 0)
    }
  }

  @Test(arguments: [
    (Color.indexed(3), [-1, 3, 3, 3, 3]),
    (Color.indexed(9), [-1, 1, 9, 9, 0xFF_0000]),
    (Color.indexed(196), [-1, 1, 9, 196, 0xFF_0000]),
    (Color.indexed(244), [-1, 7, 8, 244, 0x82_8282]),
    (Color.rgb(0, 0, 0), [-1, 0, 0, 16, 0x01_0101]),
    (Color.rgb(255, 255, 255), [-1, 7, 15, 231, 0xFF_FFFF]),
    (Color.rgb(215, 175, 0), [-1, 3, 3, 178, 0xD7_AE00]),
    (Color.rgb(12, 12, 12), [-1, 0, 0, 232, 0x0C_0C0C]),
  ])
  func eachDepthHasANumber(color: Color, numbers: [Int32]) {
    for (depth, number) in zip(ColorDepth.allCases, numbers) {
      let mapper = mapper(depth, direct: depth == .direct)
      #expect(mapper.number(of: color, isForeground: true) == number, "\(depth)")
    }
  }

  @Test func aPaletteOnATerminalWithDirectColourIsMadeOfDirectColours() {
    let indexed = mapper(.indexed, direct: true)
    #expect(indexed.number(of: .indexed(7), isForeground: true) == 7)
    #expect(indexed.number(of: .indexed(196), isForeground: true) == 0xFF_0000)
    #expect(indexed.number(of: .rgb(250, 3, 3), isForeground: true) == 0xFF_0000)
    #expect(mapper(.eight, direct: true).number(of: .rgb(250, 3, 3), isForeground: true) == 1)
  }

  @Test func directColoursNeverMeanAnsiColoursAndHaveSixBitsAChannel() {
    var numbers: Set<Int32> = []
    for value in UInt8.min...UInt8.max {
      let number = mapper(.direct, direct: true)
        .number(of: .rgb(value, value, value), isForeground: true)
      #expect(number >= 8 && number <= 0xFF_FFFF)
      numbers.insert(number)
      let blue = mapper(.direct, direct: true).number(of: .rgb(0, 0, value), isForeground: false)
      #expect(blue >= 8)
    }
    #expect(numbers.count == 64)
  }
}
