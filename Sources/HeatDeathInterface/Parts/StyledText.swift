import HeatDeath
import TerminalDrawing

/// Text in several styles on one line.
struct StyledText {
  private(set) var parts: [(text: String, style: Style)] = []

  mutating func append(_ text: String, _ style: Style) { parts.append((text, style)) }

  /// `T 0.80  top-p 0.8  λ 10 %  `: what decides of T, the sampler where it is another than softmax, and the
  /// fresh data there are.
  ///
  /// - Parameters:
  ///   - asked: a temperature that was asked for; where it is not yet in force it stands behind an arrow.
  ///   - askedFraction: the same of fresh data.
  mutating func append(
    _ settings: Settings, _ look: Look, asked temperature: Temperature?,
    askedFraction: Double? = nil
  ) {
    let (format, symbols, gap) = (look.format, look.symbols, "  ")
    let sampler = settings.loop.sampler
    if sampler.usesTemperature {
      append("T ", look.style(.muted))
      append(format.temperature(settings.temperature.value), look.style(.strong))
      if let temperature, temperature != settings.temperature {
        append("\(symbols.arrow)\(format.temperature(temperature.value))", look.style(.muted))
      }
      append(gap, look.style(.muted))
    }
    if sampler != .softmax { append("\(sampler.title)\(gap)", look.style(.strong)) }
    let present = settings.externalData.fraction
    let asked = askedFraction ?? present
    guard present > 0 || asked > 0 else { return }
    append("\(symbols.lambda) ", look.style(.muted))
    append(format.fraction(present), look.style(.strong))
    if asked != present { append("\(symbols.arrow)\(format.fraction(asked))", look.style(.muted)) }
    append(gap, look.style(.strong))
  }

  var columns: Int { parts.reduce(0) { $0 + $1.text.terminalColumns } }

  /// Writes the parts one after the other, the whole cut to `limit` columns.
  @discardableResult
  func write(
    into buffer: inout CellBuffer, x: Int, y: Int, limit: Int, ellipsis: Unicode.Scalar
  ) -> Int {
    var column = x
    let end = x + max(0, limit)
    for (index, part) in parts.enumerated() {
      let room = end - column
      guard room > 0 else { break }
      // What follows may not vanish without a mark either.
      let isFollowed = parts[(index + 1)...].contains { !$0.text.isEmpty }
      let isCut = part.text.terminalColumns >= room && isFollowed
      let text = isCut ? part.text + " " : part.text
      column = buffer.write(
        text.truncated(toColumns: room, mark: ellipsis), x: column, y: y, style: part.style)
    }
    return column
  }
}
