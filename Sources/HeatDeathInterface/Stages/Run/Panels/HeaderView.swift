import HeatDeath
import RealModule
import TerminalDrawing

/// The first row: what runs on the left, where it stands on the right.
struct HeaderView: ScreenPart {
  let context: DrawingContext

  func appearance(in area: Rect) -> Appearance? {
    let report = context.report
    return context.appearance(
      of: Self.self,
      State(
        controls: context.controls, activity: report.activity,
        cappedRate: report.isCapped ? report.stepsPerSecond : nil, isFull: isFull, waits: waits,
        engine: report.snapshot.engine, future: report.future?.clock,
        asked: context.feed.asked?.temperature))
  }

  /// What it says that is younger than figures.
  private struct State: Hashable {
    let controls: RunControls
    let activity: SimulationActivity
    let cappedRate: Double?
    let isFull: Bool
    let waits: Bool
    let engine: Engine
    let future: Int64?
    let asked: Temperature?
  }

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let isWide = area.width >= 110
    // What holds with fresh data takes more words than a regime.
    let named = context.settings.externalData.fraction > 0 ? 72 : 50
    // Facts that do not fit go, the least telling first; before the pace goes it is shortened.
    var facts = facts(isWide: isWide)
    func columns() -> Int {
      facts.reduce(0) { $0 + $1.text.terminalColumns } + 2 * (facts.count - 1)
    }
    // What odds are a part of is said where no fact has to go for it.
    let isNamed = area.width >= named
    let long = title(isWide: isWide, isNamed: isNamed, isLong: true)
    // Where the run stands and whether it moves is said in any case: before that goes, where it leads does.
    let sign = facts.first { $0.rank == 1 }?.shorter.last ?? ""
    let least = facts[0].text.terminalColumns + 2 + sign.terminalColumns
    let shorter = [(isWide, isNamed), (false, isNamed), (false, false)].map {
      title(isWide: $0.0, isNamed: $0.1)
    }
    let left =
      long.columns + 4 + columns() <= area.width
      ? long : shorter.first { $0.columns + 4 + least <= area.width } ?? shorter[0]
    let end = left.write(
      into: &buffer, x: area.x + 1, y: area.y, limit: area.width - 1,
      ellipsis: context.symbols.ellipsis)

    while !facts.isEmpty, end + 2 + columns() > area.maxX - 1 {
      let least = facts.indices.max { facts[$0].rank < facts[$1].rank } ?? 0
      if !facts[least].shorter.isEmpty {
        facts[least].text = facts[least].shorter.removeFirst()
      } else {
        facts.remove(at: least)
      }
    }
    var x = area.maxX - 1 - columns()
    for fact in facts {
      x = buffer.write(fact.text, x: x, y: area.y, style: context.style(fact.role)) + 2
    }
  }

  func target(x: Int, y: Int, in area: Rect) -> ScreenTarget { .header }

  /// - Parameter isLong: whether there is room to say of what odds are a part.
  func title(isWide: Bool, isNamed: Bool, isLong: Bool = false) -> StyledText {
    let settings = context.settings
    var text = StyledText()
    if isNamed { text.append("heatdeath  ", context.style(.accent)) }
    text.append(settings, context.look, asked: context.feed.asked?.temperature)
    guard !context.isVeiled else { return text }
    let assumption = context.snapshot.assumptionClass
    let role =
      assumption.samplerClass.map(context.role)
      ?? (assumption.isBroken && context.isExpert ? .warning : .neutral)
    let style = context.style(role)
    // Where the sampler alone decides, its class leads to the regime.
    if settings.externalData.fraction == 0, isWide, context.isExpert,
      let samplerClass = assumption.samplerClass,
      context.otherLoop == nil
    {
      text.append("\(samplerClass.words) \(context.symbols.arrow) ", style)
    }
    text.append(context.outlook(isWide: isWide), style)
    if isWide, let end = context.endInWords(isWide: isLong) {
      text.append(" \(context.symbols.arrow) \(end)", style)
    }
    return text
  }

  /// A fact, what it is cut to before it goes, and how early it goes.
  private typealias Fact = (text: String, shorter: [String], role: Role, rank: Int)

  private func facts(isWide: Bool) -> [Fact] {
    let snapshot = context.figures
    let pace: Fact = (
      text: paceText,
      shorter: (isFull || context.report.isPast ? [] : ["\(paceSign) \(pace)"]) + [paceSign],
      role: context.controls.isRunning ? Role.text : .warning, rank: 1
    )
    var facts: [Fact] = [(sizeText(snapshot), [], .text, 0), pace]
    if context.isExpert {
      let clock = Double.log(Double(snapshot.clock) / Double(snapshot.initialSize))
      let text = "ln(k/\(context.symbols.ell)) \(context.format.fixed(clock, digits: 1))"
      facts.insert((text, [], .text, isWide ? 2 : 5), at: 1)
      facts.append((engineText(isWide: isWide), [], .muted, 3))
    } else if context.snapshot.engine == .split {
      facts.append(("approximate", [], .muted, 3))
    }
    return facts + [("seed \(snapshot.seed)", [], .muted, 4)]
  }

  /// k, or where that stands still the samples drawn.
  private func sizeText(_ snapshot: Snapshot) -> String {
    context.format.place(of: snapshot, isMoving: context.controls.isRunning)
  }

  /// The engine in force and how far its law may be off.
  private func engineText(isWide: Bool) -> String {
    switch context.snapshot.engine {
    case .step: "step, exact"
    case .leap: "leap\(isWide ? ", law " : " ")\(context.symbols.atMost)1e-5"
    case .split: isWide ? "leap, approximate ~1e-3" : "approximate"
    }
  }

  /// How fast the run goes, or would go, or why it does not.
  var paceText: String {
    if context.report.activity == .flying {
      let target = context.controls.flightTarget
      let size = context.format.tick(Double(target))
      return "\(context.symbols.running) flying to \(size)"
    }
    if let future = context.report.future {
      return "\(context.symbols.paused) before k \(context.format.count(future.clock))"
    }
    if isFull { return "\(paceSign) at the largest k" }
    if waits { return "\(context.symbols.paused) waits" }
    if context.controls.isRunning { return "\(paceSign) \(pace)" }
    if context.report.activity == .running { return "\(context.symbols.running) drawing" }
    return "\(paceSign) paused \(context.symbols.middleDot) \(pace)"
  }

  /// Whether it is to go on once what lies over it has been left.
  private var waits: Bool {
    context.controls.isRunning && context.report.activity == .paused
      && !context.feed.isAwaitingAnswer
  }

  private var isFull: Bool { context.snapshot.clock >= Dataset.maximumSize }

  private var paceSign: String {
    context.controls.isRunning && !isFull ? context.symbols.running : context.symbols.paused
  }

  /// The pace in words; where the engine cannot keep up, what it does instead.
  private var pace: String {
    let format = context.format
    if context.report.isCapped, context.controls.isRunning {
      let rate = context.report.stepsPerSecond
      let (unit, name) = rate < 1e4 ? (1, "") : rate < 1e6 ? (1e3, "k") : (1e6, "M")
      let digits = unit > 1 && rate < 10 * unit ? 1 : 0
      return "\(format.fixed(rate / unit, digits: digits))\(name) samples/s"
    }
    let pace = context.controls.pace
    guard context.isExpert, case .decadesPerSecond(let rate) = pace else {
      return pace.words(format)
    }
    return "\(format.fixed(rate, digits: rate < 1 ? 1 : 0)) decades/s"
  }
}

extension NumberFormat {
  /// k, or where that stands still how many samples have been drawn, written by `count`.
  func place(of snapshot: Snapshot, _ count: (Int64) -> String) -> String {
    snapshot.loop.policy.grows
      ? "k \(count(snapshot.size))" : "drawn \(count(snapshot.clock - snapshot.initialSize))"
  }

  /// The same, with its number as it runs or as it stands.
  func place(of snapshot: Snapshot, isMoving: Bool) -> String {
    place(of: snapshot, isMoving ? count : restingCount)
  }
}

extension AssumptionClass {
  /// As the screen calls it.
  var words: String {
    switch self {
    case .satisfies(let samplerClass): samplerClass.words
    case .neither: "neither class"
    case .decidedNumerically: "class computed"
    case .breaks: "breaks Assumption 1"
    }
  }

  var isBroken: Bool {
    if case .breaks = self { true } else { false }
  }
}

extension SamplerClass {
  /// As the screen calls it.
  var words: String {
    switch self {
    case .expanding: "pulls apart"
    case .identity: "no pull"
    case .contracting: "pulls together"
    }
  }

  /// As the screen calls it beside a learner or data that pull as well.
  var wordsOfSampler: String {
    switch self {
    case .expanding, .contracting: "the sampler \(words)"
    case .identity: "no pull by the sampler"
    }
  }
}

extension Regime {
  /// As the screen calls it.
  var words: String {
    switch self {
    case .modeCollapse: "mode collapse"
    case .martingale: "random point"
    case .heatDeath: "heat death"
    }
  }
}
