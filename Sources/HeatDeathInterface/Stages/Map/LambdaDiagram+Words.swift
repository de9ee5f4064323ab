import HeatDeath

extension LambdaDiagram {
  /// How much fresh data is enough, in words with numbers.
  func thresholds(_ format: NumberFormat) -> String {
    let lambda = format.symbols.lambda
    if temperature.value > 1 { return "above T = 1 there is one stable end at every \(lambda)" }
    if temperature == .one {
      return "at T = 1 every \(lambda) above 0 ends at the fresh data's law"
    }
    if isUniform, law.dimension > 1 {
      let gap = Hysteresis(temperature: temperature, categoryCount: law.dimension)
      let (even, collapse) = (
        format.fixed(gap.uniformThreshold, digits: 3),
        format.fixed(gap.collapseThreshold, digits: 3)
      )
      return even == collapse
        ? "above \(lambda) = \(even) all ends even, below it collapsed"
        : "from collapse you need \(lambda) > \(collapse); evenness holds above \(even)"
    }
    switch singleEndFrom {
    case nil: return "being computed: how much fresh data is enough"
    case 0: return "there is one stable end at every \(lambda) above 0"
    case let least?:
      let start = format.fixed((least * 1000).rounded(.up) / 1000, digits: 3)
      return "from \(lambda) = \(start) on there is one stable end, whatever the past"
    }
  }

  /// Whether fresh data come from every category alike.
  private var isUniform: Bool {
    law.coordinates.allSatisfy { abs($0 * Double(law.dimension) - 1) < 1e-12 }
  }

  /// What the rest points at one λ mean.
  func words(of points: [BranchPoint], at fraction: Double, _ format: NumberFormat) -> String {
    let start = "at \(format.symbols.lambda) = \(format.fraction(fraction))"
    guard !points.isEmpty else { return "\(start) every point rests: nothing moves on average" }
    let ends = points.filter(\.isStable)
    let shares = ends.map { format.fraction($0.largestShare) }
    guard let first = ends.first else { return "\(start) no end is stable" }
    if ends.count == 1, first.count == 1 {
      return "\(start) it ends with a largest share of \(shares[0]), from any start"
    }
    if ends.count == 1 {
      return
        "\(start) one of \(first.count) ends is reached, the largest share \(shares[0]) in each"
    }
    let all = "\(shares.dropLast().joined(separator: ", ")) or \(shares[shares.count - 1])"
    return "\(start) the past decides: the largest share ends at \(all)"
  }
}
