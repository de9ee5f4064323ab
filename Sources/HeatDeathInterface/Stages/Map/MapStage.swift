import HeatDeath
import TerminalDrawing

/// How much fresh data saves the run below, in two views that look at the same T and λ: where its loop
/// comes to rest for every λ at one T, and what becomes of runs over all T and λ.
struct MapStage: Stage {
  private var diagram: LambdaDiagram
  /// Made when it is first looked at.
  private var plane: PhaseMap?
  private(set) var view = View.lambda
  /// Whether the plane's colours say what is kept instead of how runs end.
  private(set) var showsKept = false
  /// The λ looked at.
  private(set) var fraction: Double
  /// The rest points there, once they are known.
  private var column: (question: BranchQuestion, answer: [BranchPoint])?

  enum View { case lambda, plane }

  /// At the T and λ in force; `nil` where there is no diagram.
  init?(of run: RunStage) {
    guard let diagram = LambdaDiagram(of: run) else { return nil }
    self.diagram = diagram
    fraction = run.feed.wanted.externalData.fraction
  }

  var temperature: Temperature { diagram.temperature }

  /// The diagram of the run as it now is: what was asked of it last may only have come true.
  func diagram(in shell: Shell) -> LambdaDiagram {
    guard let run = shell.run, let present = LambdaDiagram(of: run), present.law != diagram.law
    else { return diagram }
    return present.with(temperature: temperature)
  }

  /// Likewise the plane; `nil` before it is first looked at.
  func plane(in shell: Shell) -> PhaseMap? {
    guard let plane, let run = shell.run, !plane.isOf(run.feed.wanted) else { return plane }
    return PhaseMap(of: run.feed.wanted)
  }

  /// The place of the plane looked at: the nearest one of its grid in this window.
  private func place(in shell: Shell) -> (column: Int, row: Int) {
    PhaseMap.place(temperature, fraction, stride: stride(in: shell))
  }

  /// The finest grid of the plane that this window has room for.
  private func stride(in shell: Shell) -> Int {
    let (width, height) = shell.display.size
    return MapLayout.stride(width: width, height: height, glyphs: shell.display.glyphs)
  }

  // MARK: Questions

  private func question(_ diagram: LambdaDiagram) -> BranchQuestion {
    BranchQuestion(temperature: temperature, fraction: fraction, law: diagram.law)
  }

  func inquiries(in shell: Shell) -> [Inquiry] {
    if view == .plane, let plane = plane(in: shell) {
      return plane.inquiries(stride: stride(in: shell), lookingAt: place(in: shell))
    }
    let diagram = diagram(in: shell)
    let question = question(diagram)
    let own = column?.question == question ? [] : [Inquiry(question, about: -1)]
    return own + diagram.inquiries
  }

  mutating func take(_ answer: AnsweredInquiry) {
    if let (question, outcome) = answer.pair(PhaseQuestion.self) {
      if plane?.diagram != question.diagram { plane = PhaseMap(of: question.diagram.scenario) }
      plane?.take(question, outcome)
    }
    if answer.inquiry.subject == -1, let pair = answer.pair(BranchQuestion.self) {
      column = pair
    }
    if let (question, _) = answer.pair(BranchQuestion.self), question.law != diagram.law,
      question.temperature == temperature
    {
      diagram = diagram.with(law: question.law)
    }
    diagram.take(answer)
  }

  // MARK: What keys do

  var advice: String { "? lists the keys, Esc goes back" }

  /// Shows the other view, of the same T and λ.
  mutating func changeView(in shell: inout Shell) -> [Effect] {
    view = view == .lambda ? .plane : .lambda
    if view == .plane, let run = shell.run, plane?.isOf(run.feed.wanted) != true {
      plane = PhaseMap(of: run.feed.wanted)
    }
    return []
  }

  mutating func changeColors(in shell: inout Shell) -> [Effect] {
    showsKept.toggle()
    return []
  }

  /// Moves the λ looked at.
  mutating func move(by hundredths: Int, in shell: inout Shell) -> [Effect] {
    look(at: FractionLadder.next(to: fraction, by: hundredths), from: fraction, in: &shell)
    return []
  }

  /// Looks at another λ, and says so where there is none.
  private mutating func look(at next: Double, from present: Double, in shell: inout Shell) {
    if next == present { shell.notify(FractionLadder.end(isHighest: next == 1)) }
    fraction = next
  }

  /// Moves by cells of the plane's grid.
  mutating func move(right: Int = 0, up: Int = 0, in shell: inout Shell) -> [Effect] {
    let stride = stride(in: shell)
    let (column, row) = place(in: shell)
    let next = (
      column: max(0, min(PhaseMap.columns - 1, column + right * stride)),
      row: max(0, min(PhaseMap.rows - 1, row + up * stride))
    )
    let format = shell.format
    let temperature = PhaseMap.temperature(next.column)
    if right != 0, next.column == column {
      let value = format.temperature(temperature.value)
      shell.notify("T = \(value): the map goes no \(right > 0 ? "higher" : "lower")")
    }
    if up != 0 {
      look(at: PhaseMap.fraction(next.row), from: PhaseMap.fraction(row), in: &shell)
    }
    fraction = PhaseMap.fraction(next.row)
    return look(at: temperature)
  }

  mutating func click(on target: ScreenTarget, in shell: inout Shell) -> [Effect] {
    guard case .cell(let column, let row) = target else { return [] }
    fraction = PhaseMap.fraction(row)
    return look(at: PhaseMap.temperature(column))
  }

  mutating func changeTemperature(warmer: Bool, in shell: inout Shell) -> [Effect] {
    guard let next = TemperatureLadder.next(to: temperature, warmer: warmer) else {
      let value = shell.format.temperature(temperature.value)
      shell.notify("T = \(value): the keys go no \(warmer ? "higher" : "lower")")
      return []
    }
    return look(at: next)
  }

  mutating func look(at fraction: Double) -> [Effect] {
    self.fraction = fraction
    return []
  }

  mutating func look(at temperature: Temperature) -> [Effect] {
    diagram = diagram.with(temperature: temperature)
    return []
  }

  /// Sets the run to the T and λ looked at, or starts it there where the plane is shown, whose runs
  /// start from the first data. One undo takes it back.
  func apply(in shell: inout Shell) -> [Effect] {
    let (temperature, fraction) = lookedAt(in: shell)
    let starts = view == .plane
    var effects: [Effect] = []
    _ = shell.change(RunStage.self) { run, shell in
      // The λ of the map are from 0 to 1.
      if let data = try? ExternalData(fraction: fraction, law: run.feed.wanted.externalData.law) {
        effects = starts ? run.start(at: temperature, data) : run.set(temperature, data)
      }
      return []
    }
    let format = shell.format
    let share = "\(format.symbols.lambda) = \(format.fraction(fraction))"
    let settings = "T = \(format.temperature(temperature.value)), \(share)"
    let isNews = !effects.isEmpty
    effects += shell.popStage()
    shell.notify(
      starts
        ? "started from the first data, \(settings): u takes it back"
        : isNews ? "from here \(settings): u takes it back" : "the run has \(settings) already")
    return effects
  }

  func lookedAt(in shell: Shell) -> (temperature: Temperature, fraction: Double) {
    guard view == .plane else { return (temperature, fraction) }
    let place = place(in: shell)
    return (PhaseMap.temperature(place.column), PhaseMap.fraction(place.row))
  }

  // MARK: Drawing

  func line(in shell: Shell, _ format: NumberFormat) -> String {
    // The header has T and λ.
    let isBrief = view == .plane && shell.display.size.width < MapLayout.leastSentences
    return line(in: shell, format, isBrief: isBrief)
  }

  /// Whether what is looked at has been computed.
  func isKnown(in shell: Shell) -> Bool {
    if view == .plane, let plane = plane(in: shell) {
      let place = place(in: shell)
      return plane.outcome(place.column, place.row) != nil
    }
    return column?.question == question(diagram(in: shell))
  }

  /// - Parameter isPlaced: whether it says at which T and λ.
  private func line(
    in shell: Shell, _ format: NumberFormat, isBrief: Bool, isPlaced: Bool = true
  ) -> String {
    if view == .plane, let plane = plane(in: shell) {
      let place = place(in: shell)
      return plane.words(
        place.column, place.row, format, isBrief: isBrief, isPlaced: isPlaced)
    }
    let diagram = diagram(in: shell)
    guard let column, column.question == question(diagram) else {
      let start = "at \(format.symbols.lambda) = \(format.fraction(fraction)): "
      return (isBrief || !isPlaced ? "" : start) + "being computed"
    }
    return isBrief
      ? diagram.brief(column.answer, format)
      : diagram.words(of: column.answer, at: isPlaced ? fraction : nil, format)
  }

  func layout(width: Int, height: Int, in shell: Shell, look: Look) -> ScreenLayout {
    .framed(width: width, height: height, in: shell, look: look) { area in
      guard let run = shell.run else { return [] }
      let (temperature, fraction) = lookedAt(in: shell)
      let header = MapHeader(
        scenario: run.feed.wanted, temperature: temperature, fraction: fraction, look: look)
      // Without the row that it has from ten rows on, what is so stands above.
      let isBrief = width < MapLayout.leastWords
      let line = height >= 10 ? [] : [line(in: shell, look.format, isBrief: isBrief)]
      let panel =
        plane(in: shell).flatMap { view == .plane ? $0 : nil }
        .map { planePanel($0, run, line, width: width, in: shell, look) }
        ?? lambdaPanel(run, line, isBrief: isBrief, in: shell, look)
      var rest = area
      var parts: [Placed] = []
      if shell.display.isProjector, ProjectorRun.fits(area) {
        return projector(panel, temperature, fraction, in: area, shell, look)
      } else if height >= 3 {
        parts.append(Placed(header, in: rest.takeTop(1)))
      }
      return parts + [Placed(panel, in: rest)]
    }
  }

  /// For a lecture room: T and λ looked at in large figures beside what is so there, and the thresholds.
  private func projector(
    _ panel: MapPanel, _ temperature: Temperature, _ fraction: Double, in area: Rect,
    _ shell: Shell, _ look: Look
  ) -> [Placed] {
    let format = look.format
    var rest = area
    var words = StyledText()
    words.append(
      view == .lambda ? "how much fresh data is enough" : "where runs stand", look.style(.strong))
    let diagram = diagram(in: shell)
    let thresholds = ProjectorFigures(look: look, figures: diagram.largeThresholds(format))
    var below = rest
    _ = below.takeTop(ProjectorHeader.rows)
    let isLarge =
      view == .lambda && thresholds.fits(below) && below.height >= MapLayout.leastForFigures
    var header = ProjectorHeader(
      look: look, setting: "T \(format.temperature(temperature.value))", words: words,
      size: "\(look.symbols.lambda) \(format.fraction(fraction, isTight: true))",
      sentences: [
        line(in: shell, format, isBrief: false, isPlaced: false),
        line(in: shell, format, isBrief: true),
      ])
    var panel = panel
    panel.isBare = true
    if view == .lambda {
      // The figures or the header say it.
      panel.lines = []
      if !isLarge, diagram.knowsThresholds {
        var words = StyledText()
        words.append(diagram.briefThresholds(format), look.style(.strong))
        header.longWords = words
      }
    }
    var parts = [Placed(header, in: rest.takeTop(ProjectorHeader.rows))]
    if isLarge { parts.append(Placed(thresholds, in: rest.takeTop(ProjectorFigures.rows))) }
    return parts + [Placed(panel, in: rest)]
  }

  private func lambdaPanel(
    _ run: RunStage, _ line: [String], isBrief: Bool, in shell: Shell, _ look: Look
  ) -> MapPanel {
    let diagram = diagram(in: shell)
    let share = run.feed.snapshot.theta.coordinates.reduce(0, max)
    let isThere = run.feed.wanted.temperature == temperature
    let chart = LambdaChart(
      diagram: diagram, look: look,
      run: isThere ? (run.feed.wanted.externalData.fraction, share) : nil, cursor: fraction,
      showsAll: shell.display.isExpert, isTitled: !isBrief, isThick: shell.display.isProjector)
    return MapPanel(
      chart: chart,
      lines: [isBrief ? diagram.briefThresholds(look.format) : diagram.thresholds(look.format)]
        + line,
      titles: [
        "largest share in the end, by the share of fresh data", "largest share in the end",
        "largest share",
      ],
      remarks: [
        "solid: where runs end  dashed: what parts them", "dashed: what parts runs", "",
      ], look: look)
  }

  private func planePanel(
    _ plane: PhaseMap, _ run: RunStage, _ line: [String], width: Int, in shell: Shell,
    _ look: Look
  ) -> MapPanel {
    let stride = stride(in: shell)
    let wanted = run.feed.wanted
    let chart = PhaseMapChart(
      map: plane, look: look, stride: stride, showsKept: showsKept,
      run: (wanted.temperature, wanted.externalData.fraction), cursor: place(in: shell))
    let size = look.format.restingCount(plane.diagram.finalSize)
    var settings = plane.settings(look.format, width: width)
    if width >= MapLayout.leastSentences, !PhaseMapChart.covers(wanted.temperature) {
      let value = look.format.temperature(wanted.temperature.value)
      settings += "; the run's T = \(value) is off the map"
    }
    return MapPanel(
      chart: chart,
      lines: [settings]
        + (width < MapLayout.leastWords ? [] : [plane.lines(look.format, width: width)]) + line,
      titles: showsKept
        ? ["what is kept of the initial law, by T and fresh data", "what is kept"]
        : [
          "where runs from the first data stand at k = \(size), by temperature and fresh data",
          "where runs from the first data stand at k = \(size)", "where runs stand at k = \(size)",
          "where runs stand",
        ],
      remarks: plane.progress(stride: stride), look: look)
  }
}

/// What the views of the map have room for.
enum MapLayout {
  /// From so many columns on sentences are whole.
  static let leastWords = 40
  /// And from so many on they say what things mean.
  static let leastSentences = 76
  /// From so many rows on below the header of a lecture room thresholds have large figures: these, the
  /// title and the axis leave ten for the curves.
  static let leastForFigures = 17

  /// The finest grid of the plane in a window: frame, words, axes and legend take the rest.
  static func stride(width: Int, height: Int, glyphs: GlyphSet) -> Int {
    let rows = (height - 11) * (glyphs == .braille ? 2 : 1)
    return PhaseMap.finestStride(columns: width - 6, rows: rows)
  }
}
