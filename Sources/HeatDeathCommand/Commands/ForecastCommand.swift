import ArgumentParser
import HeatDeath
import HeatDeathFiles
import HeatDeathInterface

/// `heatdeath forecast`: what becomes of a run in the end.
struct ForecastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Say what becomes of a run in the end.",
    discussion: """
      Below T = 1: the odds that each category takes all new samples, and that it has done so \
      already. At T = 1: where each share settles, on average and give or take. Above T = 1: the even \
      mixture, and how far it is. With external data or another sampler: the rest point that the run \
      is led to on average. What is not known is said with its reason.

      JSON is one object with the members regime, temperature, external, k, labels, end (winner, \
      random-point, uniform, rest-point or unknown), winner, winner_error, method, fates, settled, \
      mean, sd, point, attracting, rate, deviation, tenth_log10_k, variance_factor, reason; those that \
      the end does not have are null, and so is an infinite temperature. docs/forecast.md explains them.

      EXAMPLES
        heatdeath forecast
        heatdeath forecast --counts 40,30,30 --temperature 1.1
        heatdeath forecast --temperature 0.5 --external 0.3 --external-law uniform
        heatdeath forecast --data survey.csv --format json
      """)

  @OptionGroup(title: "Scenario")
  var scenarioOptions: ScenarioOptions

  @Option(help: ArgumentHelp("Format: text or json.", valueName: "format"))
  var format = ReportOption.text

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      How many fates to draw where the odds cannot be computed, with more than \
      \(WinnerOdds.mostCounts) different counts. (default: 10000, fewer for many categories)
      """, valueName: "N"),
    transform: OptionValues.integer(in: 1...1_000_000_000))
  var fates: Int?

  func run() throws {
    let options = try scenarioOptions.resolved()
    let scenario = try options.makeScenario()
    var generator = Xoshiro256PlusPlus(seed: scenario.seed, stream: 0)
    let forecast = Forecast(
      of: scenario.settings, from: scenario.initialData,
      initial: scenario.initialData.empiricalLaw,
      fates: fates ?? Self.fates(categoryCount: scenario.labels.count), using: &generator)
    if options.seed == nil, case .winner(let odds) = forecast.end, case .fates = odds.method {
      StandardError.write(SeedNote.text(of: scenario.seed, repeats: "these fates"))
    }
    let report: any CustomStringConvertible =
      switch format {
      case .text: ForecastText(forecast, of: scenario)
      case .json: ForecastDocument(forecast, of: scenario)
      }
    try StandardOutput.write(report.description)
  }

  /// So many fates that they take some seconds at most; a fate takes some 10 leaps of some
  /// microseconds a category.
  private static func fates(categoryCount: Int) -> Int {
    max(20, min(10_000, 200_000 / categoryCount))
  }
}
