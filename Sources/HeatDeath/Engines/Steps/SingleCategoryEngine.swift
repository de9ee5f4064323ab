/// The urn with one category left and nothing else from outside: every sample falls into it, so
/// nothing is drawn.
///
/// - Complexity: O(1) for any number of samples.
struct SingleCategoryEngine: Sendable {
  /// The counts c_i, of which one is positive.
  private(set) var counts: [Int64]
  private(set) var size: Int64
  private let category: Int
  private let externalFraction: Double
  private let initialSize: Int64

  /// How many samples came from outside, at its mean: they are like all others.
  var externalCount: Int64 { Int64(externalFraction * Double(size - initialSize)) }

  /// Creates an engine at `dataset`; `nil` where another category can get a sample.
  ///
  /// - Parameter externalLaw: q, of the same dimension as the dataset; unused where λ = 0.
  init?(dataset: Dataset, externalFraction: Double, externalLaw: SimplexPoint) {
    let counts = dataset.counts
    guard let category = counts.firstIndex(of: dataset.size) else { return nil }
    let isAlone = counts.indices.allSatisfy { other in
      other == category || externalFraction == 0 || externalLaw.coordinates[other] == 0
    }
    guard isAlone else { return nil }
    self.counts = counts
    self.category = category
    self.externalFraction = externalFraction
    size = dataset.size
    initialSize = dataset.size
  }

  /// Adds `steps` samples.
  ///
  /// - Precondition: 0 ≤ `steps` and the dataset stays within ``Dataset/maximumSize``.
  mutating func advance(by steps: Int64) {
    precondition(steps >= 0 && steps <= Dataset.maximumSize - size, "no room for so many samples")
    counts[category] += steps
    size += steps
  }
}
