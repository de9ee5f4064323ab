import RealModule

/// The law of one category's share in the runs of a crowd, at one k.
public enum ShareLaw: Sendable {
  /// Pólya's urn, see ``PolyaFit``: P(X ≤ x) for x = 0…m of m draws that begin with so many samples of
  /// the category among all. Beyond the draws summed up the law of so many stands for that of more.
  case urn(cumulative: [Double], own: Int64, of: Int64)

  /// That of small deviations, see `LinearNoise`.
  case normal(mean: Double, standardDeviation: Double)

  /// P(share < x).
  ///
  /// - Complexity: O(1).
  public func probability(below share: Double) -> Double {
    switch self {
    case .urn(let cumulative, let own, let size):
      let total = Double(size) + Double(cumulative.count - 1)
      // A share that is a multiple of 1/k itself is not below itself, however it is rounded.
      let draws = (share * total - Double(own) - 1e-6).rounded(.up) - 1
      guard draws >= 0 else { return 0 }
      return draws < Double(cumulative.count) ? cumulative[Int(draws)] : 1
    case .normal(let mean, let deviation):
      guard deviation > 0 else { return share > mean ? 1 : 0 }
      return Double.erfc((mean - share) / (deviation * Double.sqrt(2))) / 2
    }
  }
}
