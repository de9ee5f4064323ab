import HeatDeath
import TerminalDrawing

/// One run for a lecture room: T and k in large figures, what holds in words, the picture with a
/// thick trail, and the shares.
struct ProjectorRun {
  let context: DrawingContext

  /// The smallest window, without its last two rows, in which this is more than the usual screen.
  private static let least = (width: 60, height: 16)

  static func fits(_ area: Rect) -> Bool {
    area.width >= least.width && area.height >= least.height
  }

  func parts(in area: Rect) -> [Placed] {
    var rest = area
    let header = ProjectorHeader(
      look: context.look, setting: setting, words: words,
      size: "k \(context.format.roundCount(context.figures.size))")
    var parts = [Placed(header, in: rest.takeTop(ProjectorHeader.rows))]
    let shares = rest.takeRight(max(24, rest.width * 2 / 5))
    parts.append(Placed(PictureView(context: context, isFramed: false), in: rest))
    parts.append(Placed(ProjectorShares(context: context), in: shares))
    return parts
  }

  /// One of several side by side.
  func column(in area: Rect) -> [Placed] {
    var rest = area
    let categories = min(context.snapshot.categoryCount, Shell.categoryCountsByKey.upperBound)
    var parts: [Placed] = []
    let title = ProjectorTitle(look: context.look, setting: setting, words: words)
    parts.append(Placed(title, in: rest.takeTop(min(rest.height, ProjectorTitle.rows))))
    let room = rest.height - 9
    let rows = room >= 6 * categories ? 6 : room >= 3 * categories ? 3 : 1
    let shares = rest.takeBottom(min(rest.height, rows * categories))
    if rest.height >= 6 {
      parts.append(Placed(PictureView(context: context, isFramed: false), in: rest))
    }
    parts.append(Placed(ProjectorShares(context: context), in: shares))
    return parts
  }

  private var setting: String {
    let settings = context.settings
    return settings.loop.sampler.usesTemperature
      ? "T \(context.format.temperature(settings.temperature.value))"
      : "\(settings.loop.sampler)"
  }

  private var words: StyledText {
    var text = StyledText()
    let fraction = context.settings.externalData.fraction
    if fraction > 0 {
      text.append(
        "\(context.format.percent(fraction, complement: 1 - fraction)) fresh data, ",
        context.style(.strong))
    }
    let samplerClass = fraction == 0 ? context.snapshot.assumptionClass.samplerClass : nil
    text.append(
      context.outlook(isWide: false), context.style(samplerClass.map(context.role) ?? .strong))
    return text
  }
}

/// What a column of a comparison is, in a lecture room.
struct ProjectorTitle: ScreenPart {
  let look: Look
  let setting: String
  let words: StyledText

  static let rows = LargeDigits.height + 1

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    var rest = Rect(x: area.x + 1, y: area.y, width: area.width - 2, height: area.height)
    guard rest.width > 0 else { return }
    LargeDigits(setting, symbols: look.symbols).draw(
      into: &buffer, in: rest.takeTop(min(rest.height, LargeDigits.height)),
      style: look.style(.accent), symbols: look.symbols)
    guard !rest.isEmpty else { return }
    words.write(
      into: &buffer, x: rest.x, y: rest.y, limit: rest.width, ellipsis: look.symbols.ellipsis)
  }
}
