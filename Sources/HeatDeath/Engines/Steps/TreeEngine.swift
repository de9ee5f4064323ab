/// The exact engine for one retraining at a time and many categories: the law of ``StepEngine``, at
/// a cost that hardly grows with n.
///
/// The weights c_iᵖ stand as integers in a tree of partial sums (``WeightTree``), which a sample
/// descends to find its category and climbs to change the sums. Weights, their unit and the sums
/// are a function of the counts alone: splitting a run into batches of any sizes gives the same
/// trajectory bit for bit.
///
/// Where categories do not fit into a processor's cache, most of a step would be waiting for the
/// one drawn. The engine therefore looks some draws ahead: it follows their random numbers down the
/// tree as it stands and touches what they will need, all at once. Where a draw leads in the end is
/// decided when its turn comes.
///
/// Use it from some tens of categories on; below, ``StepEngine`` is faster.
///
/// - Complexity: O(log n) a step, no allocation while stepping; O(n) memory, 17 bytes a category,
///   26 where data come from outside. O(n) each time the total weight doubles.
struct TreeEngine: Sendable {
  /// The counts c_i, advanced in place; eight to a line, as their sums in the tree are.
  private var countLines: CacheLines<Int64>
  private(set) var size: Int64
  /// How many of the samples drawn came from outside.
  private(set) var externalCount: Int64 = 0

  private let powers: CountPowers
  private let externalFraction: Double
  /// q; only where λ > 0.
  private let externalTree: WeightTree?

  private var tree: WeightTree
  private var reference: Int64 = 1

  /// Creates an engine at `dataset`.
  ///
  /// - Parameter externalLaw: q, of the same dimension as the dataset; unused where λ = 0.
  init(
    dataset: Dataset, powers: CountPowers, externalFraction: Double, externalLaw: SimplexPoint
  ) {
    precondition(externalLaw.dimension == dataset.categoryCount, "q has another dimension")
    countLines = CacheLines(dataset.counts)
    size = dataset.size
    self.powers = powers
    self.externalFraction = externalFraction
    if externalFraction > 0 {
      var tree = WeightTree(categoryCount: dataset.categoryCount)
      tree.setAll { externalLaw.coordinates[$0] }
      externalTree = tree
    } else {
      externalTree = nil
    }
    tree = WeightTree(categoryCount: dataset.categoryCount)
    weigh()
  }

  /// The counts c_i.
  ///
  /// - Complexity: O(n).
  var counts: [Int64] { Array(countLines) }

  /// The weights up to a common factor: what the next sample is drawn by where λ = 0.
  var relativeWeights: [Double] { counts.map { powers.weight(of: $0, reference: reference) } }

  /// Draws `steps` samples, retraining after each.
  ///
  /// - Precondition: 0 ≤ `steps` and the dataset stays within ``Dataset/maximumSize``.
  /// - Complexity: O(steps·log n).
  mutating func advance(by steps: Int64, using generator: inout Xoshiro256PlusPlus) {
    precondition(steps >= 0 && steps <= Dataset.maximumSize - size, "no room for so many samples")
    size += steps
    var rest = steps
    while rest > 0 {
      if draw(&rest, using: &generator) { weigh() }
    }
  }

  /// Draws up to `rest` samples, and counts `rest` down.
  ///
  /// - Returns: whether it stopped because all weights must be set anew.
  private mutating func draw(
    _ rest: inout Int64, using generator: inout Xoshiro256PlusPlus
  ) -> Bool {
    // Copies on the stack stay in registers; behind `inout` they would not.
    var random = generator
    var remaining = rest
    var drawnOutside: Int64 = 0
    defer {
      generator = random
      rest = remaining
      externalCount += drawnOutside
    }
    let powers = powers
    let reference = reference
    let externalFraction = externalFraction
    let externalTree = externalTree
    let looksAhead = externalTree == nil && tree.looksAhead
    return countLines.withUnsafeMutableBufferPointer { counts in
      tree.withNodes { nodes in
        while remaining > 0 {
          let batch = min(remaining, WeightTree.drawsAhead)
          if looksAhead { nodes.lookAhead(Int(batch), counts: counts, random) }
          for _ in 0..<Int(batch) {
            remaining -= 1
            let category: Int
            if let externalTree, random.nextUnitInterval() < externalFraction {
              drawnOutside += 1
              category = externalTree.category(at: random.next())
            } else {
              category = nodes.category(at: random.next())
            }
            let count = counts[category] + 1
            counts[category] = count
            if powers.isRelative {
              if powers.reference(of: count) > reference { return true }
              nodes.change(
                category, from: powers.weight(of: count - 1, reference: reference),
                to: powers.weight(of: count, reference: reference))
            } else {
              nodes.change(
                category, from: powers.weight(of: count - 1), to: powers.weight(of: count))
            }
            if nodes.isFull { return true }
          }
        }
        return false
      }
    }
  }

  /// Sets all weights anew.
  private mutating func weigh() {
    if powers.isRelative {
      // Indices, because an iterator allocates in unoptimised builds.
      var leader: Int64 = 0
      for category in 0..<countLines.count { leader = max(leader, countLines[category]) }
      reference = powers.reference(of: leader)
    }
    countLines.withUnsafeBufferPointer { counts in
      tree.setAll { powers.weight(of: counts[$0], reference: reference) }
    }
  }
}
