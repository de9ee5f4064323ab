@testable import TerminalDrawing

/// A terminal that knows line feeds, SGR and moves along the line, and notes whatever else it is sent.
struct LineTerminal {
  private(set) var buffer: CellBuffer
  private(set) var unknown: [String] = []
  /// Whether a line ended with a style in force.
  private(set) var styleStaysOn = false
  private var style = Style.plain
  private var x = 0
  private var y = 0

  init(width: Int, height: Int) { buffer = CellBuffer(width: width, height: height) }

  mutating func print(_ text: String) {
    var rest = Substring(text).unicodeScalars
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\n":
        if style != .plain { styleStaysOn = true }
        (x, y) = (0, y + 1)
      case "\u{1B}":
        guard rest.popFirst() == "[" else {
          unknown.append("no CSI")
          continue
        }
        let parameters = rest.prefix { $0.properties.numericType != nil || $0 == ";" }
        rest = rest.dropFirst(parameters.count)
        let numbers = String(parameters).split(separator: ";").compactMap { Int($0) }
        switch rest.popFirst() {
        case "m": select(numbers.isEmpty ? [0] : numbers)
        case "G": x = (numbers.first ?? 1) - 1
        case let final: unknown.append("CSI \(numbers) \(String(describing: final))")
        }
      default:
        buffer[x, y] = Cell(scalar, style)
        if scalar.terminalColumns == 2 { buffer[x + 1, y] = Cell(Cell.continuation, style) }
        x += max(1, scalar.terminalColumns)
      }
    }
  }

  private mutating func select(_ numbers: [Int]) {
    var rest = numbers[...]
    while let number = rest.popFirst() {
      switch number {
      case 0: style = .plain
      case 1: style.attributes.insert(.bold)
      case 2: style.attributes.insert(.dim)
      case 4: style.attributes.insert(.underline)
      case 7: style.attributes.insert(.reverse)
      case 30...37: style.foreground = .indexed(UInt8(number - 30))
      case 40...47: style.background = .indexed(UInt8(number - 40))
      case 90...97: style.foreground = .indexed(UInt8(number - 82))
      case 100...107: style.background = .indexed(UInt8(number - 92))
      case 38: style.foreground = color(&rest)
      case 48: style.background = color(&rest)
      default: unknown.append("SGR \(number)")
      }
    }
  }

  private mutating func color(_ rest: inout ArraySlice<Int>) -> Color {
    switch rest.popFirst() {
    case 5: return .indexed(UInt8(rest.popFirst() ?? 0))
    case 2:
      let channels = (0..<3).map { _ in UInt8(rest.popFirst() ?? 0) }
      return .rgb(channels[0], channels[1], channels[2])
    default:
      unknown.append("colour")
      return .terminal
    }
  }
}
