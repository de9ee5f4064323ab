/// Keeps what theory says of a crowd up with what happens to it.
struct CrowdTheory: Sendable {
  private let scenario: Scenario
  private var settings: Settings
  private var forecast: Forecast?
  private var noise: LinearNoise?
  /// Whether nothing but chance has happened since the start.
  private var isUndisturbed = true

  private var initial: Dataset { scenario.initialData }

  init(_ scenario: Scenario, settings: Settings) {
    self.scenario = scenario
    self.settings = settings
    begin()
  }

  private mutating func begin() {
    var generator = Xoshiro256PlusPlus(seed: settings.seed, stream: .max)
    forecast = Forecast(
      of: settings, from: initial, initial: initial.empiricalLaw, using: &generator)
    noise = isFollowed ? LinearNoise(from: initial) : nil
  }

  /// Whether deviations stay small under the settings: the flow contracts, or stands still, and every
  /// sample is followed by a retraining on all data.
  private var isFollowed: Bool {
    let loop = settings.loop
    guard loop.policy == .accumulate, loop.learner.errorBound == 0,
      loop.batchSize(initialSize: initial.size) == .one
    else { return false }
    let assumption = loop.sampler.assumptionClass(
      temperature: settings.temperature, categoryCount: initial.categoryCount)
    return assumption.samplerClass == .contracting || assumption.samplerClass == .identity
  }

  private var field: MeanField? {
    try? MeanField(settings, initial: initial.empiricalLaw)
  }

  /// The crowd stands at `clock`.
  mutating func arrive(at clock: Int64) {
    guard let field else {
      noise = nil
      return
    }
    noise?.advance(to: clock, field)
  }

  /// Other settings are in force from `clock` on.
  mutating func change(to next: Settings, at clock: Int64) {
    settings = next
    guard clock > initial.size || !isUndisturbed else { return begin() }
    isUndisturbed = false
    forecast = nil
    if !isFollowed { noise = nil }
  }

  mutating func inject(_ count: Int64, law: ExternalLaw, at clock: Int64) {
    isUndisturbed = false
    forecast = nil
    guard let point = try? law.resolved(initial: initial.empiricalLaw) else {
      noise = nil
      return
    }
    noise?.inject(count, law: point, at: clock)
  }

  /// What it says of runs at one k.
  func prediction(of figures: CrowdFigures, at clock: Int64) -> CrowdPrediction {
    let loop = settings.loop
    let isPolya =
      isUndisturbed && loop.isUrn(initialSize: initial.size)
      && settings.externalData.fraction == 0 && settings.temperature == .one
    guard !isPolya else {
      return CrowdPrediction(
        forecast: forecast, moments: CrowdPrediction.polya(initial: initial, clock: figures.clock),
        varianceBounds: CrowdPrediction.bounds(initial: initial, clock: figures.clock),
        fit: PolyaFit(figures, initial: initial))
    }
    var noise = noise
    // Runs that are ahead of the rest.
    if figures.clock > clock, let field { noise?.advance(to: figures.clock, field) }
    let moments = noise.map {
      CrowdPrediction.Moments(
        means: $0.mean, standardDeviations: $0.standardDeviations, isExact: false)
    }
    return CrowdPrediction(
      forecast: forecast, moments: moments, varianceBounds: nil, fit: nil)
  }
}
