/// Non-negative weights in a binary tree of partial sums: picks a category in proportion to its
/// weight, and changes one weight, in O(log n).
///
/// A node is always the sum of its two children, computed afresh on the way up: rounding errors do
/// not accumulate however long the tree lives.
///
/// Use it where n is large or weights change one at a time; for a handful of weights a scan is as
/// fast.
///
/// - Source: C. K. Wong and M. C. Easton, "An efficient method for weighted sampling without
///   replacement", SIAM Journal on Computing 9 (1980).
struct WeightTree: Sendable {
  /// Node 1 is the root, nodes 2i and 2i+1 the children of i; leaves from `leafStart`.
  private var nodes: [Double]
  private let leafStart: Int

  /// All weights zero.
  ///
  /// - Complexity: O(n), and the only allocation.
  init(categoryCount: Int) {
    var leaves = 1
    while leaves < categoryCount { leaves *= 2 }
    leafStart = leaves
    nodes = Array(repeating: 0, count: 2 * leaves)
  }

  /// Σ w_i.
  var total: Double { nodes[1] }

  subscript(category: Int) -> Double { nodes[leafStart + category] }

  /// Replaces all weights.
  ///
  /// - Complexity: O(n).
  mutating func setAll(_ weights: [Double]) {
    for category in weights.indices { nodes[leafStart + category] = weights[category] }
    var node = leafStart - 1
    while node >= 1 {
      nodes[node] = nodes[2 * node] + nodes[2 * node + 1]
      node -= 1
    }
  }

  /// Replaces one weight.
  ///
  /// - Complexity: O(log n).
  mutating func set(_ weight: Double, at category: Int) {
    var node = leafStart + category
    nodes[node] = weight
    while node > 1 {
      node /= 2
      nodes[node] = nodes[2 * node] + nodes[2 * node + 1]
    }
  }

  /// The category in whose share of [0, 1) `uniform` falls; never one of weight zero.
  ///
  /// - Precondition: `total` > 0.
  /// - Complexity: O(log n).
  func category(at uniform: Double) -> Int {
    var target = uniform * nodes[1]
    var node = 1
    while node < leafStart {
      node *= 2
      let left = nodes[node]
      if target >= left, nodes[node + 1] > 0 {
        target -= left
        node += 1
      }
    }
    return node - leafStart
  }
}
