import HeatDeath

extension LambdaDiagram {
  /// How much fresh data is enough, in words with numbers.
  func thresholds(_ format: NumberFormat) -> String {
    let lambda = format.symbols.lambda
    if temperature.value > 1 { return "above T = 1 there is one stable end at every \(lambda)" }
    if temperature == .one {
      return "at T = 1 every \(lambda) above 0 ends at the fresh data's law"
    }
    if let (even, collapse) = formula(format) {
      return even == collapse
        ? "above \(lambda) = \(even) all ends even, below it one leads"
        : "no lead lasts above \(lambda) = \(collapse); evenness holds above \(even)"
    }
    switch singleEndFrom {
    case nil: return "being computed: how much fresh data is enough"
    case 0: return "there is one stable end at every \(lambda) above 0"
    case let least?:
      return
        "from \(lambda) = \(start(least, format)) on there is one stable end, whatever the past"
    }
  }

  /// Whether these words are final: formulas are, what is searched for is when it has been found.
  var knowsThresholds: Bool {
    temperature.value >= 1 || law.isUniform && law.dimension > 1 || singleEndFrom != nil
  }

  /// The same where rows have room for few letters.
  func briefThresholds(_ format: NumberFormat) -> String {
    if temperature.value > 1 { return "one stable end" }
    if temperature == .one { return "fresh data set the end" }
    if let (even, collapse) = formula(format) {
      let (most, least) = (format.tight(collapse), format.tight(even))
      return even == collapse
        ? "even above \(least), else one leads"
        : "lead to \(most), all even from \(least)"
    }
    switch singleEndFrom {
    case nil: return "being computed"
    case 0: return "one stable end"
    case let least?: return "one end from \(format.tight(start(least, format)))"
    }
  }

  /// The thresholds for a lecture room, each with its name, the longest first; none where there are none,
  /// or they are not known yet.
  func largeThresholds(_ format: NumberFormat) -> [ProjectorFigures.Figure] {
    guard temperature.value < 1 else { return [] }
    func percent(_ value: Double) -> String { format.fraction(value, isTight: true) }
    if law.isUniform, law.dimension > 1 {
      let gap = Hysteresis(temperature: temperature, categoryCount: law.dimension)
      let (even, collapse) = (percent(gap.uniformThreshold), percent(gap.collapseThreshold))
      return even == collapse
        ? [.init(names: ["even above, one leads below", "even above"], figure: even)]
        : [
          .init(names: ["evenness holds above", "even above"], figure: even),
          .init(
            names: ["no leader keeps its lead above", "no lead above"], figure: collapse),
        ]
    }
    guard let least = singleEndFrom, least > 0 else { return [] }
    return [
      .init(names: ["one end, whatever the past, from", "one end from"], figure: percent(least))
    ]
  }

  /// 1 − T and λ* where fresh data come from every category alike.
  private func formula(_ format: NumberFormat) -> (even: String, collapse: String)? {
    guard law.isUniform, law.dimension > 1 else { return nil }
    let gap = Hysteresis(temperature: temperature, categoryCount: law.dimension)
    return (format.fraction(gap.uniformThreshold), format.fraction(gap.collapseThreshold))
  }

  private func share(_ value: Double, _ format: NumberFormat) -> String {
    format.shortPercent(value, complement: 1 - value)
  }

  private func start(_ least: Double, _ format: NumberFormat) -> String {
    "\(format.fixed((least * 1000).rounded(.up) / 10, digits: 1)) %"
  }

  /// What the rest points at one λ mean.
  ///
  /// - Parameter fraction: λ; `nil` where it stands beside the words.
  func words(of points: [BranchPoint], at fraction: Double?, _ format: NumberFormat) -> String {
    let start = fraction.map { "at \(format.symbols.lambda) = \(format.fraction($0)) " } ?? ""
    guard !points.isEmpty else { return "\(start)every point rests: nothing moves on average" }
    let ends = points.filter(\.isStable)
    let shares = ends.map { share($0.largestShare, format) }
    // At a threshold eigenvalues do not tell.
    guard let first = ends.first else { return "\(start)ends just meet: none draws all the rest" }
    if ends.count == 1, first.count == 1 {
      return "\(start)it ends with a largest share of \(shares[0]), from any start"
    }
    if ends.count == 1 {
      return
        "\(start)one of \(first.count) ends is reached, the largest share \(shares[0]) in each"
    }
    let all = "\(shares.dropLast().joined(separator: ", ")) or \(shares[shares.count - 1])"
    return "\(start)the past decides: the largest share is \(all)"
  }

  /// The same where a row has room for few letters.
  func brief(_ points: [BranchPoint], _ format: NumberFormat) -> String {
    guard !points.isEmpty else { return "every point rests" }
    let shares = points.filter(\.isStable).map { format.tight(share($0.largestShare, format)) }
    switch shares.count {
    case 0: return "ends just meet"
    case 1: return "ends at \(shares[0])"
    case 2: return "\(shares[0]) or \(shares[1])"
    default: return "\(shares.count) ends to \(shares[0])"
    }
  }
}
