import HeatDeath
import RealModule

/// How often a share lies where, among equal parts of a range.
///
/// Shares of k samples are multiples of 1/k. Where a part would hold few of them, all hold equally
/// many, or a smooth law would look like a comb.
struct ShareHistogram {
  private(set) var low: Double
  private(set) var high: Double
  private(set) var runs: [Int]

  /// From so many multiples of 1/k on, one more or less in a part is not seen.
  private static let manyMultiples = 20.0

  /// Of one category's share.
  ///
  /// - Parameter bins: the most parts.
  init(_ figures: CrowdFigures, of category: Int, bins: Int, from low: Double, to high: Double) {
    self.init(figures, bins: bins, from: low, to: high) { $0[$0.startIndex + category] }
  }

  /// Of the largest share.
  init(ofLeadersIn figures: CrowdFigures, bins: Int, from low: Double) {
    self.init(figures, bins: bins, from: low, to: 1) { $0.max() ?? 0 }
  }

  private init(
    _ figures: CrowdFigures, bins: Int, from low: Double, to high: Double,
    count: (ArraySlice<Int64>) -> Int64
  ) {
    let size = Double(figures.size)
    let multiples = (high - low) * size
    var bins = max(1, bins)
    var (start, end) = (low, high)
    if multiples < Self.manyMultiples * Double(bins) {
      let step = max(1, ((multiples + 1) / Double(bins)).rounded(.up))
      bins = Int(((multiples + 1) / step).rounded(.up))
      // Multiples lie inside the parts, never between two.
      start = ((low * size).rounded(.up) - 0.5) / size
      end = start + Double(bins) * step / size
    }
    var runs = [Int](repeating: 0, count: bins)
    (self.low, self.high) = (start, end)
    let scale = Double(bins) / (end - start)
    figures.eachRun { counts in
      let place = (Double(count(counts)) / size - start) * scale
      if place >= 0, place <= Double(bins) { runs[min(bins - 1, Int(place))] += 1 }
    }
    self.runs = runs
  }

  /// The part that has a share; `nil` outside.
  func bin(of share: Double) -> Int? {
    let place = (share - low) / (high - low) * Double(runs.count)
    return place >= 0 && place < Double(runs.count) ? Int(place) : nil
  }

  /// How many runs lie in the part that has a share; 0 outside.
  func runs(at share: Double) -> Int { bin(of: share).map { runs[$0] } ?? 0 }

  /// How many runs a law would have in each part, of so many.
  func expected(_ law: ShareLaw, runs count: Int) -> [Double] {
    let below = (0...runs.count).map {
      law.probability(below: low + (high - low) * Double($0) / Double(runs.count))
    }
    return zip(below, below.dropFirst()).map { Double(count) * ($1 - $0) }
  }

  /// Likewise of the larger one of two shares.
  func expected(ofTheLargerOfTwo law: ShareLaw, runs count: Int) -> [Double] {
    let upper = expected(law, runs: count)
    var mirror = self
    (mirror.low, mirror.high) = (1 - high, 1 - low)
    return zip(upper, mirror.expected(law, runs: count).reversed()).map { $0 + $1 }
  }

  /// The middle of a part.
  func middle(_ bin: Int) -> Double {
    low + (high - low) * (Double(bin) + 0.5) / Double(runs.count)
  }
}
