/// A point of the probability simplex Δⁿ: n coordinates θ_i ≥ 0 with Σ θ_i = 1 to rounding.
///
/// Where the point is the law of counts it remembers them, so that every figure that is a small
/// difference, from a face, from the centre or from another law, comes from integers. Two points are
/// equal when their coordinates are.
public struct SimplexPoint: Sendable {
  /// The n coordinates.
  public let coordinates: [Double]

  /// The counts that the point is the law of, where there are any.
  let counted: CountedLaw?

  /// Normalises non-negative weights.
  ///
  /// - Precondition: at least one weight is positive, none is negative or NaN, and their sum is
  ///   finite.
  public init(weights: [Double]) {
    var sum = 0.0
    for weight in weights {
      precondition(weight >= 0, "a simplex point needs weights that are not negative")
      sum += weight
    }
    precondition(sum > 0 && sum.isFinite, "a simplex point needs a positive finite total weight")
    coordinates = weights.map { $0 / sum }
    counted = nil
  }

  /// Takes probabilities as they are; `nil` where they do not add up to 1 to rounding.
  package init?(probabilities: [Double]) {
    let sum = probabilities.reduce(0, +)
    guard probabilities.allSatisfy({ $0 >= 0 }),
      abs(sum - 1) <= Double(probabilities.count) * 0x1p-52
    else { return nil }
    coordinates = probabilities
    counted = nil
  }

  /// The empirical law Θ*_i = c_i/k of integer counts.
  ///
  /// - Precondition: no count is negative and at least one is positive.
  public init(counts: [Int64]) {
    guard let law = CountedLaw(counts: counts), counts.allSatisfy({ $0 >= 0 }) else {
      self.init(weights: counts.map { Double($0) })
      return
    }
    self.init(law)
  }

  init(_ law: CountedLaw) {
    coordinates = law.counts.map { (Double($0) + law.pseudoCount) / law.total }
    counted = law
  }

  /// The uniform law on `dimension` categories.
  public static func uniform(_ dimension: Int) -> SimplexPoint {
    SimplexPoint(weights: Array(repeating: 1, count: dimension))
  }

  /// Whether every category has the same share: to a part in 10⁹ of 1/n, which is what laws typed with
  /// nine digits and sums of rounded terms keep.
  ///
  /// - Complexity: O(n).
  public var isUniform: Bool {
    coordinates.allSatisfy { abs($0 * Double(dimension) - 1) <= 1e-9 }
  }

  /// n, the number of categories.
  public var dimension: Int { coordinates.count }

  public subscript(category: Int) -> Double { coordinates[category] }

  /// 1 − θ_i, without its cancellation: from the counts, or as the sum of the others.
  ///
  /// - Complexity: O(n).
  public func complement(of category: Int) -> Double {
    if let counted { return counted.complement(of: category) }
    guard coordinates[category] > 0.5 else { return 1 - coordinates[category] }
    var others = CompensatedSum()
    for other in coordinates.indices where other != category { others.add(coordinates[other]) }
    return others.value
  }

  /// Integers in proportion to the coordinates, for whoever compares, draws or adds them up: the
  /// counts that the point is the empirical law of, else parts of about 2⁶¹, none of them 0 for a
  /// positive coordinate.
  ///
  /// - Complexity: O(n), O(1) of an empirical law.
  public var shares: [Int64] {
    if let counted, counted.isEmpirical { return counted.counts }
    return coordinates.map { $0 > 0 ? max(1, Int64($0 * 0x1p61)) : 0 }
  }

  /// Whether the point is the empirical law of just these counts, and not only to rounding.
  public func isEmpiricalLaw(of counts: [Int64]) -> Bool {
    counted?.isEmpirical == true && counted?.counts == counts
  }
}

extension SimplexPoint: Hashable {
  public static func == (left: SimplexPoint, right: SimplexPoint) -> Bool {
    left.coordinates == right.coordinates
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(coordinates) }
}
