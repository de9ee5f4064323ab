import ArgumentParser
import HeatDeath
import HeatDeathFiles
import HeatDeathInterface

/// `heatdeath equilibria`: where the loop can come to rest.
struct EquilibriaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "equilibria",
    abstract: "List every point where a loop can come to rest.",
    discussion: """
      All solutions of (1−λ)τ(θ) + λq = θ for softmax and up to \(RestPoints.mostCategories) categories, \
      each with its stability and the eigenvalues of the flow beside it; and, where external data are \
      uniform, how much of them keeps the even mixture and above how much no leader keeps its lead.

      JSON is one object with the members temperature, external, labels, points (theta, stability, \
      eigenvalues), uniform_stable_above and collapse_vanishes_above. An infinite eigenvalue is null, and \
      so are the last two where external data are not uniform.

      EXAMPLES
        heatdeath equilibria --temperature 0.5 --external 0.3
        heatdeath equilibria --temperature 0.5 --external 0.55 --external-law uniform --categories 8
        heatdeath equilibria --temperature 0.5 --external 0.3 --format json
      """)

  @OptionGroup(title: "Scenario")
  var scenarioOptions: ScenarioOptions

  @Option(help: ArgumentHelp("Format: text or json.", valueName: "format"))
  var format = ReportOption.text

  func run() throws {
    let scenario = try scenarioOptions.makeScenario()
    let initial = scenario.initialData.empiricalLaw
    let restPoints: RestPoints
    do {
      restPoints = try RestPoints(of: scenario.settings, initial: initial)
    } catch {
      throw UsageError("\(Self.subject(error))\(error); accepted: \(Self.accepted(error))")
    }
    let hysteresis = Hysteresis(of: scenario.settings, initial: initial)
    let report: any CustomStringConvertible =
      switch format {
      case .text: EquilibriaText(restPoints, hysteresis, of: scenario)
      case .json: EquilibriaDocument(restPoints, hysteresis, of: scenario)
      }
    try StandardOutput.write(report.description)
  }

  /// What is to blame: an option, where it is one.
  private static func subject(_ error: RestPointsError) -> String {
    switch error {
    case .categories: "the initial data have "
    case .everyPoint: "--temperature: "
    case .sampler: "--sampler: "
    case .learner: "--learner: "
    case .externalData: "--external-law: "
    }
  }

  private static func accepted(_ error: RestPointsError) -> String {
    switch error {
    case .categories:
      "fewer, as --top \(RestPoints.mostCategories - 1) --rest other makes them"
    case .everyPoint: "another temperature, or --external above 0"
    case .sampler: "softmax; heatdeath forecast finds where the run is led"
    case .learner: "exact, or smoothed:A with data that accumulate"
    case .externalData:
      "initial, uniform, category:N, counts:c1,c2,…, or one number for each category"
    }
  }
}
