import HeatDeath
import TerminalDrawing

/// What the parts of a run's screen draw.
struct DrawingContext {
  /// What is large, once for all parts that are drawn with it: each of them has a copy of this context,
  /// and the code that copies dozens of fields took a third of the time to build this module.
  private final class Shared: Sendable {
    let look: Look
    let feed: RunFeed
    let controls: RunControls
    let groups: CategoryGroups?

    init(_ look: Look, _ feed: RunFeed, _ controls: RunControls, _ groups: CategoryGroups?) {
      (self.look, self.feed, self.controls, self.groups) = (look, feed, controls, groups)
    }
  }

  private let shared: Shared
  let yaw: Double
  let pitch: Double
  let isExpert: Bool
  /// Whether the path is drawn for a lecture room.
  let isThick: Bool
  /// Why the picture's layer shows nothing; several parts ask.
  let layerObstacle: LayerObstacle?
  /// Whether V is shown of every index set, and not of all categories alone.
  let showsEverySet: Bool
  /// The first index set shown of a list too long for its panel.
  var lyapunovOffset = 0
  /// Whether a prediction is asked for, or nothing is known of the loop: the chances of the next sample
  /// and where all of it leads are not shown meanwhile.
  let isVeiled: Bool
  /// Whether the counts are those of a dataset, and not only in proportion to a law.
  var hasCounts = true
  /// What stays at the middle while the picture is magnified about the present point, where that is not the
  /// run's own: beside others all are magnified about one.
  var zoomCentre: SimplexPoint?
  /// The point that an injection is aimed at.
  var aim: SimplexPoint?

  /// - Parameter isTaught: whether a lesson is under way.
  init(
    _ look: Look, _ feed: RunFeed, _ controls: RunControls, _ display: Display,
    isVeiled: Bool = false, isTaught: Bool = false
  ) {
    showsEverySet = display.isExpert || !(isTaught || display.isProjector)
    yaw = display.yawShown
    pitch = display.pitch
    isExpert = display.isExpert
    isThick = display.isProjector
    self.isVeiled = isVeiled
    let groups = controls.groups(of: feed.snapshot)
    shared = Shared(look, feed, controls, groups)
    layerObstacle =
      groups == nil ? controls.layers.layer.obstacle(in: feed.snapshot) : nil
  }

  var look: Look { shared.look }
  var feed: RunFeed { shared.feed }
  var controls: RunControls { shared.controls }

  /// The groups that the categories are shown in, where they are.
  var groups: CategoryGroups? { shared.groups }

  var report: RunReport { feed.report }

  /// What pictures show.
  var snapshot: Snapshot { feed.snapshot }

  /// What figures and slow panels show; 0.3 seconds behind the rest at most.
  var figures: Snapshot { feed.figures }

  /// Paths beside the run's: what came after a past moment, and branches that were left.
  var ghosts: [Ghost] { (report.future.map { [$0] } ?? []) + report.ghosts }

  /// Where earlier runs stood, and what is said of them, from the longest wording to the shortest.
  var formerRuns: FormerRuns { feed.formerRuns }

  var remarkOnFormerRuns: [String] {
    let sign = (2...4).contains(cornerCount) ? "\(symbols.formerRun) " : ""
    return formerRuns.words { tag($0) }.map { sign + $0 }
  }

  /// The clock of the run with what came after the moment shown.
  func clock(of snapshot: Snapshot, leap: Int = 1) -> ClockAxis {
    ClockAxis(snapshot, leap: leap).reaching(report.future?.clock ?? 0)
  }

  /// The same with all ghosts and earlier runs, where they are drawn.
  var clockOfGhosts: ClockAxis {
    ClockAxis(snapshot).reaching(
      max(ghosts.lazy.map(\.clock).max() ?? 0, formerRuns.ends.lazy.map(\.clock).max() ?? 0))
  }

  /// What becomes of each category.
  var ends: EndColumn {
    EndColumn(
      forecast: feed.forecast, counts: figures.counts, format: format, isVeiled: isVeiled,
      isOfAnotherMoment: feed.isForecastOfAnotherMoment)
  }

  /// What Θ is of the categories: what they have of the data, or where the model may believe something
  /// else, what that gives them.
  var shareName: String {
    hasCounts && snapshot.loop.learnsItsData ? "share of the data" : "model's share"
  }

  /// The index sets that V is shown of: of all categories alone where a card speaks, or to a hall, since
  /// that is what both call V.
  var lyapunovSets: [CategorySet] {
    LyapunovView.sets(ofCategories: snapshot.categoryCount, all: showsEverySet)
  }

  /// The settings in force.
  var settings: Settings { snapshot.settings }

  var palette: Palette { look.palette }
  var symbols: Symbols { look.symbols }
  var format: NumberFormat { look.format }

  func style(_ role: Role) -> Style { look.style(role) }

  /// How a part looks that shows figures and answers to questions, and of what is younger only
  /// `others`.
  func appearance(
    of kind: (some ScreenPart).Type, _ others: some Hashable = 0
  ) -> Appearance {
    Appearance(
      kind,
      Standing(
        inquiries: feed.standing, look: look.traits, isExpert: isExpert, isVeiled: isVeiled,
        showsEverySet: showsEverySet, others: others))
  }

  private struct Standing<Others: Hashable>: Hashable {
    let inquiries: [Inquiry]
    let look: Look.Traits
    let isExpert: Bool
    let isVeiled: Bool
    let showsEverySet: Bool
    let others: Others
  }

  /// The style of a category's mark and name.
  func categoryStyle(_ category: Int) -> Style {
    Style(
      foreground: palette.category(category), background: palette.background, attributes: .bold)
  }

  /// The style of the current point: it must stand out from the dots around it, which where dots
  /// are as large as characters, or have no colour, takes more than a colour of its own.
  var headStyle: Style {
    // Below 256 colours the accent is a category's hue.
    let hasFewColors = palette.depth < .indexed
    var style = style(hasFewColors ? .strong : .accent)
    if symbols.glyphs != .braille || hasFewColors { style.attributes = [.bold, .reverse] }
    return style
  }

  /// A category's mark and name, as in `▲ A`.
  func tag(_ category: Int) -> String {
    // A form can be ahead of the report by one start of the engine, which has the default names.
    let labels = snapshot.scenario.labels
    let label =
      labels.indices.contains(category) ? labels[category] : Scenario.defaultLabel(category)
    // Without shapes the default names already are their own marks.
    if symbols.glyphs == .ascii, label == Scenario.defaultLabel(category) { return label }
    return "\(symbols.categoryMark(category)) \(label)"
  }

  /// What the clock counts.
  var clockTitle: String { settings.loop.policy.grows ? "samples in all, k" : "samples drawn" }

  /// The same where there is less room.
  var shorterClockTitles: [String] {
    settings.loop.policy.grows ? ["samples, k", "k"] : ["drawn"]
  }

  func role(of samplerClass: SamplerClass) -> Role {
    switch samplerClass {
    case .expanding: .expanding
    case .identity: .neutral
    case .contracting: .contracting
    }
  }
}
