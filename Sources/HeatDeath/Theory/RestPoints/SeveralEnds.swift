/// Up to which temperature a softmax loop with fresh data has more than one end: below it the run's past
/// decides where it comes to rest, above there is one stable rest point.
///
/// For any law of fresh data; where it is uniform ``TemperatureScale`` has the same as a formula, and
/// more. At T ≥ 1 there is one end always.
public struct SeveralEnds: Hashable, Sendable {
  /// The temperature; `nil` where there is one end at ``least`` already.
  public let threshold: Double?

  /// Temperatures below are not looked at.
  public static let least = 0.3

  /// - Parameters:
  ///   - field: its temperature does not matter.
  ///   - categoryCount: n ≥ 1, that of q.
  /// - Returns: `nil` for another sampler than softmax, without fresh data, and where rest points are
  ///   not listed: for more than 12 categories.
  /// - Complexity: some 14 lists of ``RestPoints``. The threshold is right to 10⁻⁴.
  public init?(_ field: MeanField, categoryCount: Int) {
    guard field.sampler == .softmax, let law = field.externalLaw else { return nil }
    var isKnown = true
    func hasSeveral(_ temperature: Double) -> Bool {
      guard let temperature = try? Temperature(temperature),
        let points = try? RestPoints(
          of: MeanField(
            temperature: temperature, externalFraction: field.externalFraction, externalLaw: law),
          categoryCount: categoryCount)
      else {
        isKnown = false
        return false
      }
      return points.members.count { $0.stability == .stable } > 1
    }
    guard hasSeveral(Self.least) else {
      guard isKnown else { return nil }
      threshold = nil
      return
    }
    let place = Bisection.narrow(Self.least, 0.9999, rounds: 13, isBelow: hasSeveral)
    guard isKnown else { return nil }
    threshold = place.low
  }
}

/// How ``SeveralEnds`` are for the fresh data of a run, whatever its temperature.
public struct SeveralEndsQuestion: Question {
  private let field: MeanField
  private let categoryCount: Int

  /// More categories would take longer than a screen may be behind.
  static let mostCategories = 5

  /// - Returns: `nil` where ``TemperatureScale`` has the answer, and where there is none.
  public init?(_ snapshot: Snapshot) {
    let field = snapshot.meanField
    guard let law = field.externalLaw, field.sampler == .softmax, field.externalFraction < 1,
      snapshot.categoryCount <= Self.mostCategories,
      field.uniformShareKept(categoryCount: snapshot.categoryCount) == nil
    else { return nil }
    self.field = MeanField(
      temperature: .one, externalFraction: field.externalFraction, externalLaw: law)
    categoryCount = snapshot.categoryCount
  }

  public func answer() -> SeveralEnds? { SeveralEnds(field, categoryCount: categoryCount) }
}
