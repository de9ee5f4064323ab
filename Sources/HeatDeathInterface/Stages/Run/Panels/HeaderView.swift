import HeatDeath
import RealModule
import TerminalDrawing

/// The first row: what runs on the left, where it stands on the right.
struct HeaderView: ScreenPart {
  let context: DrawingContext

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let isWide = area.width >= 110
    let left = title(isWide: isWide, isNamed: area.width >= 50)
    let end = left.write(
      into: &buffer, x: area.x + 1, y: area.y, limit: area.width - 1,
      ellipsis: context.symbols.ellipsis)

    // Facts that do not fit go, the least telling first.
    var facts = facts(isWide: isWide)
    func columns() -> Int {
      facts.reduce(0) { $0 + $1.text.terminalColumns } + 2 * (facts.count - 1)
    }
    while !facts.isEmpty, end + 2 + columns() > area.maxX - 1 {
      let least = facts.indices.max { facts[$0].rank < facts[$1].rank }
      facts.remove(at: least ?? 0)
    }
    var x = area.maxX - 1 - columns()
    for fact in facts {
      x = buffer.write(fact.text, x: x, y: area.y, style: context.style(fact.role)) + 2
    }
  }

  func target(x: Int, y: Int, in area: Rect) -> ScreenTarget { .header }

  func title(isWide: Bool, isNamed: Bool) -> StyledText {
    let settings = context.settings
    var text = StyledText()
    if isNamed { text.append("heatdeath  ", context.style(.accent)) }
    let sampler = settings.loop.sampler
    if sampler.usesTemperature {
      text.append("T ", context.style(.muted))
      text.append(context.format.temperature(settings.temperature.value), context.style(.strong))
      if let asked = context.feed.asked?.temperature, asked != settings.temperature {
        // Asked for, and not yet in force.
        let value = context.format.temperature(asked.value)
        text.append("\(context.symbols.arrow)\(value)", context.style(.muted))
      }
      text.append("  ", context.style(.muted))
    }
    if sampler != .softmax { text.append("\(sampler)  ", context.style(.strong)) }
    let assumption = sampler.assumptionClass(
      temperature: settings.temperature, categoryCount: context.snapshot.categoryCount)
    guard let samplerClass = assumption.samplerClass else {
      text.append(
        assumption.words,
        context.style(assumption.isBroken ? .warning : .neutral))
      return text
    }
    let style = context.style(context.role(of: samplerClass))
    guard settings.externalData.fraction > 0 else {
      // The theorems are about data that are kept and learned exactly, or nearly so.
      let (learner, policy) = (settings.loop.learner, settings.loop.policy)
      guard policy.grows, learner == .exact else {
        let other = policy.grows ? learner.description : policy.description
        text.append("\(samplerClass.words), \(other)", style)
        return text
      }
      if isWide { text.append("\(samplerClass.words) \(context.symbols.arrow) ", style) }
      text.append(samplerClass.regime.words, style)
      return text
    }
    // With data from outside the sampler alone no longer decides the fate.
    let fraction = context.format.fraction(settings.externalData.fraction)
    text.append(
      "\(samplerClass.words), \(context.symbols.lambda) \(fraction)\(isWide ? " external" : "")",
      style)
    return text
  }

  private func facts(isWide: Bool) -> [(text: String, role: Role, rank: Int)] {
    let snapshot = context.figures
    let symbols = context.symbols
    let clock = Double.log(Double(snapshot.clock) / Double(snapshot.initialSize))
    let clockName = "ln(k/\(symbols.ell))"
    return [
      (sizeText(snapshot), .text, 0),
      ("\(clockName) \(context.format.fixed(clock, digits: 1))", .text, isWide ? 2 : 5),
      (paceText, context.controls.isRunning ? .text : .warning, 1),
      (engineText(isWide: isWide), .muted, 3),
      ("seed \(snapshot.seed)", .muted, 4),
    ]
  }

  /// k, or where that stands still the samples drawn.
  private func sizeText(_ snapshot: Snapshot) -> String {
    snapshot.loop.policy.grows
      ? "k \(context.format.count(snapshot.size))"
      : "drawn \(context.format.count(snapshot.clock - snapshot.initialSize))"
  }

  /// The engine in force and how far its law may be off.
  private func engineText(isWide: Bool) -> String {
    switch context.snapshot.engine {
    case .step: "step, exact"
    case .leap: "leap\(isWide ? ", law " : " ")\(context.symbols.atMost)1e-5"
    case .split: isWide ? "leap, approximate ~1e-3" : "approximate"
    }
  }

  /// How fast the run goes, or why it does not.
  var paceText: String {
    let symbols = context.symbols
    guard context.snapshot.clock < Dataset.maximumSize else { return "\(symbols.paused) full" }
    guard context.controls.isRunning else { return "\(symbols.paused) paused" }
    let wanted: String
    switch context.controls.pace {
    case .stepsPerSecond(let rate): wanted = "\(Int(rate)) step\(rate == 1 ? "" : "s")/s"
    case .decadesPerSecond(let rate):
      wanted = rate < 1 ? "\(context.format.fixed(rate, digits: 1)) dec/s" : "\(Int(rate)) dec/s"
    }
    guard context.report.isCapped else { return "\(symbols.running) \(wanted)" }
    // The engine cannot keep up: say what it does instead.
    let rate = context.report.stepsPerSecond / 1e6
    return "\(symbols.running) \(context.format.fixed(rate, digits: rate < 10 ? 1 : 0))M steps/s"
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
    case .expanding: "expanding"
    case .identity: "identity"
    case .contracting: "contracting"
    }
  }
}

extension Regime {
  /// As the screen calls it.
  var words: String {
    switch self {
    case .modeCollapse: "mode collapse"
    case .martingale: "martingale"
    case .heatDeath: "heat death"
    }
  }
}
