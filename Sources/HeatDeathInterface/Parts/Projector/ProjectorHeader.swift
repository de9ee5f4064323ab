import HeatDeath
import TerminalDrawing

/// The top of a screen for a lecture room: T in figures three rows tall, what holds and where it leads
/// in words, and k.
struct ProjectorHeader: ScreenPart {
  let look: Look
  /// `T 0.80`, or a sampler that does not look at T.
  let setting: String
  /// `mode collapse`.
  let words: StyledText
  /// The same at length, where there is room beside k.
  var longWords: StyledText?
  /// `k 2×10^6`.
  let size: String
  /// What stands below the words, in two rows: the first of these that fits. They go from the longest to
  /// the shortest.
  var sentences: [String] = []

  /// Its figures, and a row of air below them.
  static let rows = LargeDigits.height + 1

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    var rest = Rect(x: area.x + 1, y: area.y, width: area.width - 2, height: LargeDigits.height)
    let symbols = look.symbols
    let left = LargeDigits(setting, symbols: symbols)
    let taken = min(rest.width, left.columns)
    left.draw(
      into: &buffer, in: Rect(x: rest.x, y: rest.y, width: taken, height: rest.height),
      style: look.style(left.isWord ? .strong : .accent), symbols: symbols)
    rest = Rect(x: rest.x + taken, y: rest.y, width: rest.width - taken, height: rest.height)
    let right = LargeDigits(size, symbols: symbols)
    let words =
      longWords.flatMap { right.columns + $0.columns + 6 <= rest.width ? $0 : nil } ?? words
    let isLarge = right.columns + words.columns + 6 <= rest.width
    let columns = isLarge ? right.columns : size.terminalColumns
    if columns + 4 <= rest.width {
      right.draw(
        into: &buffer, in: rest.takeRight(columns), style: look.style(.text), symbols: symbols)
    }
    let room = Rect(x: rest.x + 3, y: rest.y, width: max(0, rest.width - 4), height: rest.height)
    let sentence = sentences.fitting(columns: room.width, rows: 2, mark: symbols.ellipsis)
    words.write(
      into: &buffer, x: room.x, y: room.y + (sentence.isEmpty ? 1 : 0), limit: room.width,
      ellipsis: symbols.ellipsis)
    for (row, text) in sentence.enumerated() {
      buffer.write(text, x: room.x, y: room.y + 1 + row, style: look.style(.text))
    }
  }

  func target(x: Int, y: Int, in area: Rect) -> ScreenTarget { .header }
}

extension [String] {
  /// The rows of the first text that fits into so many, or of the last one, cut.
  func fitting(columns: Int, rows: Int, mark: Unicode.Scalar) -> [String] {
    guard let last else { return [] }
    // Whole in more rows than there are: too long.
    let text =
      first {
        let whole = $0.wrapped(columns: columns, rows: .max, mark: mark)
        return whole.count <= rows && whole.allSatisfy { !$0.unicodeScalars.contains(mark) }
      } ?? last
    return text.wrapped(columns: columns, rows: rows, mark: mark)
  }
}

extension Sampler {
  /// As a lecture room reads it: `top-p 0.8`.
  var title: String { "\(self)".replacing(":", with: " ") }
}

extension NumberFormat {
  /// What stands before everything in a lecture room: T, or a sampler that does not look at it.
  func hallSetting(_ settings: Settings) -> String {
    let sampler = settings.loop.sampler
    return sampler.usesTemperature
      ? "T \(temperature(settings.temperature.value))" : sampler.title
  }

  /// What a hall is told beside ``hallSetting(_:)``: `top-p 0.8`, `55% fresh data`.
  func hallDetails(_ settings: Settings) -> [String] {
    let (sampler, fraction) = (settings.loop.sampler, settings.externalData.fraction)
    return [
      sampler != .softmax && sampler.usesTemperature ? sampler.title : nil,
      fraction > 0 ? "\(self.fraction(fraction, isTight: true)) fresh data" : nil,
    ].compactMap(\.self)
  }

  /// A share as whole percent, never rounded to none or all: `59%`, `<1%`, `>99%`.
  func wholePercent(_ share: Double) -> String {
    guard share > 0, share < 1 else { return share > 0 ? "100%" : "0%" }
    let percent = Int((100 * share).rounded())
    return percent == 0 ? "<1%" : percent == 100 ? ">99%" : "\(percent)%"
  }

  /// A number of samples in few figures: `2400`, `2×10^6`.
  ///
  /// - Parameter isWritten: whether exponents are raised, as text is written and large figures are not.
  func roundCount(_ count: Int64, isWritten: Bool = false) -> String {
    guard count >= 100_000 else { return "\(count)" }
    let (digit, exponent) = decompose(Double(count), digits: 0)
    let power = isWritten ? magnitude(exponent) : "10^\(exponent)"
    guard digit != 1 else { return power }
    if isWritten, !symbols.hasSuperscripts { return "\(Int(digit))e\(exponent)" }
    return "\(Int(digit))×\(power)"
  }
}
