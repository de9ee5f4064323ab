import HeatDeath

/// What a row of a sweep says of the runs of its cell. The order of the cases is that of columns.
package enum PhaseColumn: String, Hashable, Sendable, CaseIterable {
  case collapsed, uniform, retained
  case meanEntropy = "mean_entropy"
  case meanDivergence = "mean_kl"
  case meanLargestShare = "mean_max"

  func value(of outcome: PhaseOutcome) -> Double {
    switch self {
    case .collapsed: outcome.collapsedShare
    case .uniform: outcome.uniformShare
    case .retained: outcome.meanRetained
    case .meanEntropy: outcome.meanEntropy
    case .meanDivergence: outcome.meanDivergence
    case .meanLargestShare: outcome.meanLargestShare
    }
  }
}
