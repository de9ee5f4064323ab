/// Frames as one picture in SVG 1.1 that moves, by CSS, over and over.
///
/// A cell is drawn once for each time that it stays as it is, and shown during that time alone; cells with
/// the same time are one group. So the size is that of what changes. Where nothing may move (a viewer
/// that knows no animation, a reader who prefers less of it) the picture is the last frame. It needs
/// no other file and no script.
public struct SVGFilm: Sendable {
  /// Since when cells show what they show, and until when.
  private struct Span: Hashable {
    var start: Int
    var end: Int
  }

  private let encoder: SVGEncoder
  /// Seconds since the beginning at which a frame came.
  private var times: [Double] = []
  private var last: CellBuffer?
  /// The number of the frame since which a cell of the last one is as it is.
  private var since: [Int] = []
  /// What is no longer shown, and where, by the time in which it was.
  private var gone: [Span: [(place: Int, cell: Cell)]] = [:]

  public init(theme: Theme) { encoder = SVGEncoder(theme: theme) }

  /// Shows a frame from now on; nothing changes where it is the one before.
  ///
  /// - Parameters:
  ///   - frame: as large as those before it.
  ///   - seconds: since the beginning: 0 for the first frame, then more each time.
  /// - Precondition: both hold.
  public mutating func show(_ frame: CellBuffer, at seconds: Double) {
    guard let old = last else {
      precondition(seconds == 0, "a film begins at 0")
      last = frame
      times = [0]
      since = Array(repeating: 0, count: frame.cells.count)
      return
    }
    precondition(
      old.width == frame.width && old.height == frame.height && seconds > times[times.count - 1],
      "a frame of another size, or of no later time")
    guard old != frame else { return }
    let now = times.count
    times.append(seconds)
    for y in 0..<frame.height {
      for x in 0..<frame.width where Self.changes(x, y, from: old, to: frame) {
        let place = y * frame.width + x
        let span = Span(start: since[place], end: now)
        gone[span, default: []].append((place, old[x, y]))
        since[place] = now
      }
    }
    last = frame
  }

  /// Whether a cell changes, or the other half of the character that it is a half of.
  private static func changes(
    _ x: Int, _ y: Int, from old: CellBuffer, to new: CellBuffer
  ) -> Bool {
    func isHalved(_ x: Int) -> Bool {
      old[x, y].glyph == Cell.continuation || new[x, y].glyph == Cell.continuation
    }
    return old[x, y] != new[x, y] || (isHalved(x) && old[x - 1, y] != new[x - 1, y])
      || (isHalved(x + 1) && old[x + 1, y] != new[x + 1, y])
  }

  /// The picture, which begins anew after so many seconds.
  ///
  /// - Parameter seconds: since the beginning; more than the time of the last frame.
  public func description(endingAt seconds: Double) -> String {
    guard let last, let end = times.last, seconds > end else {
      return encoder.encode(last ?? CellBuffer(width: 0, height: 0))
    }
    var spans = gone
    for (place, start) in since.enumerated() {
      spans[Span(start: start, end: times.count), default: []].append((place, last.cells[place]))
    }
    var rules = ""
    var groups = ""
    let ordered = spans.keys.sorted { ($0.start, $1.end) < ($1.start, $0.end) }
    for span in ordered {
      var part = CellBuffer(width: last.width, height: last.height)
      for (place, cell) in spans[span] ?? [] {
        part[place % last.width, place / last.width] = cell
      }
      let elements = encoder.elements(of: part)
      guard !elements.isEmpty else { continue }
      let isLast = span.end == times.count
      if span.start == 0, isLast {
        groups += elements
        continue
      }
      let name = "s\(span.start)-\(span.end)"
      rules += "@keyframes \(name){" + (span.start == 0 ? "" : "0%{visibility:hidden}")
      rules += "\(percent(times[span.start] / seconds)){visibility:visible}"
      rules += (isLast ? "" : "\(percent(times[span.end] / seconds)){visibility:hidden}") + "}\n"
      groups +=
        "<g class=\"\(isLast ? "m" : "m h")\" style=\"animation-name:\(name)\">\n\(elements)</g>\n"
    }
    let style = """
      <style>
      .m{animation:\(rounded(seconds))s step-end infinite}
      .h{visibility:hidden}
      @media (prefers-reduced-motion:reduce){.m{animation:none!important}}
      \(rules)</style>

      """
    return encoder.picture(width: last.width, height: last.height, style: style, of: groups)
  }

  private func percent(_ share: Double) -> String { "\(rounded(share * 100))%" }

  private func rounded(_ number: Double) -> String {
    let rounded = (number * 1000).rounded() / 1000
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }
}
