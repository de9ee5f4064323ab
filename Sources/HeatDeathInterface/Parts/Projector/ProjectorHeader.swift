import TerminalDrawing

/// The top of a screen for a lecture room: T in figures three rows tall, what holds in words, and k.
struct ProjectorHeader: ScreenPart {
  let look: Look
  /// `T 0.80`.
  let setting: String
  /// `mode collapse`.
  let words: StyledText
  /// `k 2×10^6`.
  let size: String

  /// Its figures, and a row of air below them.
  static let rows = LargeDigits.height + 1

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    var rest = Rect(x: area.x + 1, y: area.y, width: area.width - 2, height: LargeDigits.height)
    let symbols = look.symbols
    let left = LargeDigits(setting, symbols: symbols)
    let taken = min(rest.width, left.columns)
    left.draw(
      into: &buffer, in: Rect(x: rest.x, y: rest.y, width: taken, height: rest.height),
      style: look.style(.accent), symbols: symbols)
    rest = Rect(x: rest.x + taken, y: rest.y, width: rest.width - taken, height: rest.height)
    let right = LargeDigits(size, symbols: symbols)
    let isLarge = right.columns + words.columns + 6 <= rest.width
    let columns = isLarge ? right.columns : size.terminalColumns
    if columns + 4 <= rest.width {
      right.draw(
        into: &buffer, in: rest.takeRight(columns), style: look.style(.text), symbols: symbols)
    }
    words.write(
      into: &buffer, x: rest.x + 3, y: rest.y + 1, limit: rest.width - 4, ellipsis: symbols.ellipsis
    )
  }

  func target(x: Int, y: Int, in area: Rect) -> ScreenTarget { .header }
}

extension NumberFormat {
  /// A share as whole percent, never rounded to none or all: `59%`, `<1%`, `>99%`.
  func wholePercent(_ share: Double) -> String {
    guard share > 0, share < 1 else { return share > 0 ? "100%" : "0%" }
    let percent = Int((100 * share).rounded())
    return percent == 0 ? "<1%" : percent == 100 ? ">99%" : "\(percent)%"
  }

  /// A number of samples in few figures: `2400`, `2×10^6`.
  func roundCount(_ count: Int64) -> String {
    guard count >= 100_000 else { return "\(count)" }
    let (digit, exponent) = decompose(Double(count), digits: 0)
    return digit == 1 ? "10^\(exponent)" : "\(Int(digit))×10^\(exponent)"
  }
}
