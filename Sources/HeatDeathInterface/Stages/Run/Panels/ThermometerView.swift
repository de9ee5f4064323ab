import HeatDeath
import RealModule
import TerminalDrawing

/// Temperatures from 0.3 to 4 and what becomes of a run at each: where T stands among them, and what
/// it costs there to come ten times nearer the end.
struct ThermometerView: ScreenPart {
  let context: DrawingContext

  func appearance(in area: Rect) -> Appearance? { context.appearance(of: Self.self) }

  /// The line, and the words below.
  static let rows = 2

  /// The narrowest that names its regimes.
  static let leastWidth = 40

  private static let range = 0.3...4.0

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    guard area.height >= Self.rows, area.width >= Self.leastWidth, !context.isVeiled else { return }
    guard let regimes = TemperatureRegimes(context) else {
      let text = reason.first { $0.terminalColumns <= area.width - 2 } ?? reason.last ?? ""
      buffer.write(
        text.truncated(toColumns: area.width - 2, mark: context.symbols.ellipsis), x: area.x + 1,
        y: area.y, style: context.style(.muted))
      return
    }
    let (low, high) = (context.format.tick(Self.range.lowerBound), context.format.tick(4))
    let x = area.x + 1 + "T \(low) ".terminalColumns
    let line = Rect(
      x: x, y: area.y, width: area.maxX - 2 - high.terminalColumns - x, height: 1)
    buffer.write("T \(low)", x: area.x + 1, y: area.y, style: context.style(.muted))
    buffer.write(high, x: line.maxX + 1, y: area.y, style: context.style(.muted))
    let bands = bands(of: regimes, in: line)
    for band in bands {
      for column in band.columns {
        buffer[column, area.y] = Cell(
          band.regime.glyph(at: column, context.symbols), context.style(band.regime.role))
      }
    }
    let thresholds = thresholds(of: regimes, in: line)
    for threshold in thresholds {
      buffer[threshold.column, area.y] = Cell(context.symbols.cross, context.style(.strong))
    }
    let knob = knob(thresholds, in: line)
    buffer[knob.column, area.y] = Cell(knob.glyph, context.style(.accent))
    words(bands, thresholds, regimes, knob.column, into: &buffer, in: area)
  }

  /// The learner or data policy that no regimes are known for.
  private var otherLoop: String? {
    let policy = context.settings.loop.policy
    return context.otherLoop ?? (policy == .accumulate ? nil : policy.description)
  }

  /// Why there is no scale, from the longest wording to the shortest.
  private var reason: [String] {
    let settings = context.settings
    let sampler = settings.loop.sampler
    if !sampler.usesTemperature {
      return ["temperature: \(sampler) does not look at it", "\(sampler) does not look at T"]
    }
    if let other = otherLoop {
      return [
        "temperature: its regimes are known for data that are kept, and not for \(other)",
        "T: no regimes are known for \(other)",
      ]
    }
    if settings.externalData.fraction == 1 {
      return [
        "temperature: with fresh data only it does nothing", "fresh data only: T does nothing",
      ]
    }
    if settings.externalData.fraction == 0 || sampler != .softmax {
      return [
        "temperature: no regimes are known for \(sampler.title)",
        "no regimes known for \(sampler.title)",
      ]
    }
    let isAsked = SeveralEndsQuestion(context.figures) != nil
    return isAsked
      ? ["temperature: being computed for these fresh data", "T: being computed"]
      : ["temperature: too many categories for these fresh data", "T: too many categories"]
  }

  // MARK: Places

  /// The column where a temperature stands; `nil` outside.
  private func column(of temperature: Double, in line: Rect) -> Int? {
    let (low, high) = (Self.range.lowerBound, Self.range.upperBound)
    guard Self.range.contains(temperature) else { return nil }
    let place = Double.log(temperature / low) / Double.log(high / low)
    return line.x + min(line.width - 1, Int(place * Double(line.width)))
  }

  private typealias Band = (regime: TemperatureRegimes.Regime, columns: Range<Int>)
  private typealias Threshold = (value: Double, column: Int)

  /// Where regimes meet, one mark a column, the lowest of those that share it.
  private func thresholds(of regimes: TemperatureRegimes, in line: Rect) -> [Threshold] {
    var found: [Threshold] = []
    for value in regimes.thresholds {
      guard let column = column(of: value, in: line), found.last?.column != column else { continue }
      found.append((value, column))
    }
    return found
  }

  /// The columns of each regime that has any, from the left.
  private func bands(of regimes: TemperatureRegimes, in line: Rect) -> [Band] {
    var bands: [Band] = []
    var start = line.x
    for (index, regime) in regimes.regimes.enumerated() {
      var end = line.maxX
      if regimes.thresholds.indices.contains(index) {
        let value = regimes.thresholds[index]
        end = value < Self.range.lowerBound ? line.x : column(of: value, in: line) ?? line.maxX
      }
      if end > start { bands.append((regime, start..<end)) }
      start = max(start, end)
    }
    return bands
  }

  /// Where T stands, and with what sign: outside of the line at its end, with an arrow. It never
  /// stands on a threshold that it does not have.
  private func knob(
    _ thresholds: [Threshold], in line: Rect
  ) -> (column: Int, glyph: Unicode.Scalar) {
    let value = context.settings.temperature.value
    if value < Self.range.lowerBound { return (line.x, context.symbols.left) }
    guard var column = column(of: value, in: line) else {
      return (line.maxX - 1, context.symbols.right)
    }
    for threshold in thresholds
    where threshold.column == column && threshold.value != value {
      column += value < threshold.value ? -1 : 1
    }
    return (max(line.x, min(line.maxX - 1, column)), context.symbols.knob)
  }

  // MARK: Words

  /// A threshold: `1`, `0.7`, `0.51`.
  private func name(of value: Double) -> String {
    let digits = (0...1).first { digits in
      let scaled = value * Double.pow(10, Double(digits))
      return abs(scaled - scaled.rounded()) < 1e-6
    }
    return context.format.fixed(value, digits: digits ?? 2)
  }

  private func words(
    _ bands: [Band], _ thresholds: [Threshold], _ regimes: TemperatureRegimes, _ knob: Int,
    into buffer: inout CellBuffer, in area: Rect
  ) {
    let y = area.y + 1
    let all = (area.x + 1)..<(area.maxX - 1)
    var taken: [Range<Int>] = []
    func place(_ text: String, around middle: Int, within room: Range<Int>, _ style: Style) -> Bool
    {
      let width = text.terminalColumns
      guard width <= room.count else { return false }
      // Around the middle, or within a band where that begins or ends.
      let around = max(room.lowerBound, min(middle - width / 2, room.upperBound - width))
      let starts = room == all ? [around] : [around, room.lowerBound, room.upperBound - width]
      let free = starts.first { start in
        !taken.contains { $0.lowerBound <= start + width && start <= $0.upperBound }
      }
      guard let free else { return false }
      buffer.write(text, x: free, y: y, style: style)
      taken.append(free..<(free + width))
      return true
    }
    let regime = regimes.present
    for threshold in thresholds {
      let name = name(of: threshold.value)
      // T = 1 is a regime of its own, and no part of those beside it.
      let texts =
        regime == .martingale && threshold.value == 1
        ? regimes.names(regime).map { "\(name): \($0)" } + [name] : [name]
      _ = texts.first {
        place($0, around: threshold.column, within: all, context.style(.text))
      }
    }
    guard regime != .martingale else { return nameOthers() }
    // Of the regime that T is in the most is said.
    let own = bands.first { $0.columns.contains(knob) }?.columns ?? all
    var style = context.style(regime.role)
    style.attributes = .bold
    let words = regimes.words(context)
    let middle = (own.lowerBound + own.upperBound) / 2
    let isSaid = words.contains { place($0, around: middle, within: own, style) }
    if !isSaid { _ = words.reversed().first { place($0, around: knob, within: all, style) } }
    nameOthers()

    func nameOthers() {
      for band in bands where band.regime != regime {
        let middle = (band.columns.lowerBound + band.columns.upperBound) / 2
        _ = regimes.names(band.regime).first {
          place($0, around: middle, within: band.columns, context.style(.muted))
        }
      }
    }
  }
}
