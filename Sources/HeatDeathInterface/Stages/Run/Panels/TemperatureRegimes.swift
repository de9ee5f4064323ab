import HeatDeath
import RealModule
import TerminalDrawing

/// What becomes of a run at each temperature, with the loop and the fresh data it has.
struct TemperatureRegimes {
  enum Regime: Hashable {
    /// One category takes all, or all that fresh data leave it.
    case collapse
    /// Several ends are stable: where the run is decides.
    case several
    /// T = 1 without fresh data.
    case martingale
    /// It evens out along the mean flow.
    case slowHeatDeath
    /// It evens out as fast as its noise does.
    case heatDeath
    /// There is one end, which fresh data set.
    case one
  }

  /// The regimes from low to high temperatures, but for one that is a single temperature.
  let regimes: [Regime]
  /// Where each of them ends and the next begins.
  let thresholds: [Double]
  /// That of T.
  let present: Regime
  /// log₁₀ of the factor of data that a tenth of the unevenness costs; `nil` where it has no price.
  let decadesForATenth: Double?

  /// Whether fresh data keep a collapse from being whole.
  private let isHeld: Bool

  /// - Returns: `nil` where no regimes are known, or not yet.
  init?(_ context: DrawingContext) {
    let settings = context.settings
    let temperature = settings.temperature.value
    guard settings.loop.policy == .accumulate, context.otherLoop == nil,
      settings.loop.sampler.usesTemperature
    else { return nil }
    isHeld = settings.externalData.fraction > 0 || settings.loop.sampler.revivesZeros
    if let scale = context.feed.temperatureScale {
      thresholds = [scale.uniform, scale.collapse, scale.noise]
      regimes = [.collapse, .several, .slowHeatDeath, .heatDeath]
      switch scale.regime(at: temperature) {
      case .collapse: present = .collapse
      case .either: present = .several
      case .martingale: present = .martingale
      case .slowHeatDeath: present = .slowHeatDeath
      case .heatDeath: present = .heatDeath
      }
      decadesForATenth = present == .several ? nil : scale.decadesForATenth(at: temperature)
      return
    }
    // The answer must be about the fresh data there are.
    guard let asked = SeveralEndsQuestion(context.figures),
      let known = context.feed.answer(to: SeveralEndsQuestion.self), known.question == asked,
      let ends = known.answer
    else { return nil }
    let threshold = ends.threshold ?? 0
    thresholds = [threshold]
    regimes = [.several, .one]
    present = temperature < threshold ? .several : .one
    decadesForATenth = nil
  }

  /// How a regime is called, from the longest wording to the shortest.
  func names(_ regime: Regime) -> [String] {
    switch regime {
    case .collapse: isHeld ? ["collapse, held", "collapse"] : ["mode collapse", "collapse"]
    case .several: ["several ends", "several"]
    case .martingale: ["a random point", "random"]
    case .slowHeatDeath: ["slow heat death", "slow"]
    case .heatDeath: ["heat death"]
    case .one: ["one end, set by fresh data", "one end"]
    }
  }

  /// What is said where T stands: the regime, and what a tenth costs there.
  func words(_ context: DrawingContext) -> [String] {
    let names = names(present)
    guard let decadesForATenth else { return names }
    let price = Self.factor(decadesForATenth, context)
    let times = context.symbols.times
    return [
      "\(names[0]): a tenth of the unevenness costs \(price) \(times) the data",
      "\(names[0]): a tenth costs \(price) \(times) the data",
      "a tenth costs \(price) \(times) data", "a tenth: \(price) \(times) data",
      "a tenth: \(price)\(times)", "tenth: \(price)\(times)", "\(price)\(times)",
    ]
  }

  /// A factor of data: `100`, `22000`, `10¹¹`.
  private static func factor(_ decades: Double, _ context: DrawingContext) -> String {
    if decades < 5.5, abs(decades - decades.rounded()) > 0.02 {
      let value = Double.pow(10, decades)
      let unit = Double.pow(10, decades.rounded(.down) - 1)
      return context.format.count(Int64((value / unit).rounded() * unit))
    }
    return decades < 1e6
      ? context.format.magnitude(Int(decades.rounded())) : context.symbols.infinity
  }
}

extension TemperatureRegimes.Regime {
  /// Heavy where a run is driven there, light where it drifts, broken where it depends.
  func glyph(at column: Int, _ symbols: Symbols) -> Unicode.Scalar {
    switch self {
    case .collapse, .heatDeath: symbols.heavyHorizontal
    case .several: column % 2 == 0 ? symbols.heavyHorizontal : symbols.horizontal
    case .slowHeatDeath, .martingale, .one: symbols.horizontal
    }
  }

  var role: Role {
    switch self {
    case .collapse: .expanding
    case .several, .martingale: .neutral
    case .slowHeatDeath, .heatDeath, .one: .contracting
    }
  }
}
