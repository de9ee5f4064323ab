/// Non-negative weights as integers in a tree of partial sums, eight children to a node: picks a
/// category in proportion to its weight, and changes one weight, in O(log n).
///
/// Weights are rounded to multiples of a unit that makes their total at least 2⁶⁰: a probability is
/// off by 2⁻⁶¹ at most. Integers add exactly, so no error accumulates however long the tree lives,
/// and a change reaches all levels at once, with one addition each.
///
/// A node is one line of a processor's cache: seven sums, those of the left halves of the eight
/// children, of their quarters and of their eighths. The way down takes one comparison and no
/// branch for each of them, the way up one addition.
///
/// Use it where n is large or weights change one at a time; for a handful of weights a scan is as
/// fast. It takes 9.2 bytes a category.
///
/// - Source: C. K. Wong and M. C. Easton, "An efficient method for weighted sampling without
///   replacement", SIAM Journal on Computing 9 (1980).
struct WeightTree: Sendable {
  /// n.
  let categoryCount: Int

  /// Σ w_i in units.
  private(set) var units: UInt64 = 0

  /// Units for a weight of 1: a power of two.
  private(set) var scale = 1.0

  /// Level by level from the root down, eight words a node. Words 1 to 7 of a node are the sums of
  /// the left halves as in a heap: 1 of children 0–3, 2 of 0–1, 3 of 4–5, 4 of 0, 5 of 2, and so on.
  private var words: CacheLines<UInt64>
  /// Where each level starts.
  private let levelStarts: [Int]
  /// Totals of the children of the node of each level that is being built.
  private var building: [UInt64]

  /// Beyond so many units all weights must be set anew, in larger units.
  private static let mostUnits: UInt64 = 1 << 61

  /// How many draws to look ahead, where it pays.
  static let drawsAhead: Int64 = 16

  /// Whether ``Nodes/lookAhead(_:counts:_:)`` pays: sums and counts of fewer categories fit into a
  /// core's own cache.
  var looksAhead: Bool { categoryCount > 1 << 15 }

  /// All weights zero.
  ///
  /// - Complexity: O(n), and the only allocation.
  init(categoryCount: Int) {
    self.categoryCount = categoryCount
    var nodeCounts = [(categoryCount + 7) / 8]
    while nodeCounts[0] > 1 { nodeCounts.insert((nodeCounts[0] + 7) / 8, at: 0) }
    var starts: [Int] = []
    var size = 0
    for count in nodeCounts {
      starts.append(size)
      size += 8 * count
    }
    levelStarts = starts
    words = CacheLines(count: size)
    building = Array(repeating: 0, count: 8 * starts.count)
  }

  /// Σ w_i.
  var total: Double { Double(units) / scale }

  /// Whether all weights must be set anew, in larger units, before the next draw or change.
  var isFull: Bool { units >= Self.mostUnits }

  /// Sets all weights, and the unit: the smallest power of two for which their total is below 2⁶¹
  /// units, a function of the weights alone.
  ///
  /// - Parameter weight: w_i; asked for up to four times.
  /// - Precondition: Σ w_i is finite. Below 2⁻⁹⁴⁰ its units are fewer than 2⁶⁰.
  /// - Complexity: O(n), no allocation.
  mutating func setAll(_ weight: (Int) -> Double) {
    var sum = 0.0
    for category in 0..<categoryCount { sum += weight(category) }
    precondition(sum.isFinite, "weights without a total")
    // Units of 2⁻¹⁰⁰⁰ at least, or the scale would overflow.
    let exponent = sum > 0 ? min(1000, 62 - Int(sum.exponent)) : 0
    scale = Double(sign: .plus, exponent: exponent, significand: 1)
    repeat {
      scale /= 2
      units = 0
      for category in 0..<categoryCount { units += Self.units(weight(category), scale) }
    } while isFull
    let leaves = levelStarts.count - 1
    let (categoryCount, scale) = (categoryCount, scale)
    words.withUnsafeMutableBufferPointer { words in
      for node in 0..<((categoryCount + 7) / 8) {
        for child in 0..<8 {
          let category = 8 * node + child
          building[8 * leaves + child] =
            category < categoryCount ? Self.units(weight(category), scale) : 0
        }
        Self.finish(
          node, level: leaves, words: words, levelStarts: levelStarts, building: &building)
      }
    }
  }

  /// Writes the sums of a node whose children's totals are known, and of those above it of which
  /// it is the last.
  private static func finish(
    _ node: Int, level: Int, words: UnsafeMutableBufferPointer<UInt64>, levelStarts: [Int],
    building: inout [UInt64]
  ) {
    let totals = 8 * level
    let start = levelStarts[level] + 8 * node
    var sum: UInt64 = 0
    for word in 1..<8 { words[start + word] = 0 }
    for child in 0..<8 {
      let total = building[totals + child]
      building[totals + child] = 0
      sum += total
      var word = 8 + child
      while word > 1 {
        if word & 1 == 0 { words[start + word / 2] += total }
        word /= 2
      }
    }
    guard level > 0 else { return }
    building[totals - 8 + node & 7] = sum
    let levelEnd = level + 1 < levelStarts.count ? levelStarts[level + 1] : words.count
    let isLast = start + 8 == levelEnd
    if node & 7 == 7 || isLast {
      finish(
        node / 8, level: level - 1, words: words, levelStarts: levelStarts, building: &building)
    }
  }

  /// Changes the weight of one category.
  ///
  /// - Precondition: not ``isFull``; `old` is the weight it has.
  /// - Complexity: O(log n).
  mutating func change(_ category: Int, from old: Double, to new: Double) {
    units = withNodes { nodes in
      nodes.change(category, from: old, to: new)
      return nodes.units
    }
  }

  /// The category in whose share of [0, 2⁶⁴) `random` falls; never one of weight zero.
  ///
  /// - Precondition: `total` > 0.
  /// - Complexity: O(log n).
  func category(at random: UInt64) -> Int {
    words.withUnsafeBufferPointer { words in
      levelStarts.withUnsafeBufferPointer { starts in
        // Descending only reads.
        Nodes(
          words: UnsafeMutablePointer(mutating: words.baseAddress!), starts: starts.baseAddress!,
          depth: starts.count, scale: scale, units: units
        ).category(at: random)
      }
    }
  }

  /// Runs `body` with direct access, for many operations in a row.
  @inline(__always)
  mutating func withNodes<Result>(_ body: (inout Nodes) -> Result) -> Result {
    let units = units
    let scale = scale
    let result = words.withUnsafeMutableBufferPointer { words in
      levelStarts.withUnsafeBufferPointer { starts in
        var nodes = Nodes(
          words: words.baseAddress!, starts: starts.baseAddress!, depth: starts.count,
          scale: scale, units: units)
        return (body(&nodes), nodes.units)
      }
    }
    self.units = result.1
    return result.0
  }

  @inline(__always)
  private static func units(_ weight: Double, _ scale: Double) -> UInt64 {
    UInt64(weight * scale + 0.5)
  }

  /// The nodes of a tree while nobody else has them.
  struct Nodes {
    private let words: UnsafeMutablePointer<UInt64>
    private let starts: UnsafePointer<Int>
    private let depth: Int
    private let scale: Double
    fileprivate(set) var units: UInt64

    fileprivate init(
      words: UnsafeMutablePointer<UInt64>, starts: UnsafePointer<Int>, depth: Int, scale: Double,
      units: UInt64
    ) {
      self.words = words
      self.starts = starts
      self.depth = depth
      self.scale = scale
      self.units = units
    }

    var isFull: Bool { units >= WeightTree.mostUnits }

    @inline(__always)
    mutating func change(_ category: Int, from old: Double, to new: Double) {
      guard new * scale < 0x1p61 else {
        // Too much for the unit at once: the tree is full, and what it holds no longer counts.
        units = WeightTree.mostUnits
        return
      }
      // Wraps around where a weight falls, and so do the sums.
      let delta = WeightTree.units(new, scale) &- WeightTree.units(old, scale)
      units &+= delta
      var index = category
      var level = depth
      while level > 0 {
        level &-= 1
        let node = words + (starts[level] &+ index & ~7)
        let child = 8 | index & 7
        // Added where the way leads to the left.
        node[child >> 1] &+= delta & (UInt64(truncatingIfNeeded: child & 1) &- 1)
        node[child >> 2] &+= delta & (UInt64(truncatingIfNeeded: (child >> 1) & 1) &- 1)
        node[1] &+= delta & (UInt64(truncatingIfNeeded: (child >> 2) & 1) &- 1)
        index >>= 3
      }
    }

    @inline(__always)
    func category(at random: UInt64) -> Int {
      descend(depth, random)
    }

    /// Fetches what the next draws will most likely need, sums and counts, all at once: drawn one by
    /// one, each would wait for the memory. It changes nothing.
    ///
    /// - Parameters:
    ///   - draws: up to ``WeightTree/drawsAhead``, each by one number of `generator`.
    ///   - counts: what belongs to the categories, as many words as there are of them or more.
    @inline(__always)
    func lookAhead(
      _ draws: Int, counts: UnsafeMutableBufferPointer<Int64>,
      _ generator: some RandomNumberGenerator
    ) {
      var random = generator
      // All ways down first: then nothing stands between one wait and the next.
      var leafNodes = SIMD16<UInt32>.zero
      for draw in 0..<draws {
        leafNodes[draw] = UInt32(truncatingIfNeeded: descend(depth - 1, random.next()))
      }
      var bits: UInt64 = 0
      for draw in 0..<draws {
        let node = Int(leafNodes[draw])
        let (first, last) = (8 &* node, min(8 &* node &+ 7, counts.count &- 1))
        bits |= words[starts[depth &- 1] &+ first &+ 1]
        // Both ends: in an array they may lie in two lines of the cache.
        bits |= UInt64(truncatingIfNeeded: counts[first] | counts[last])
      }
      // Keeps the compiler from leaving out what has no other use.
      precondition(bits >> 63 == 0, "a count or a sum is negative")
    }

    @inline(__always)
    private func descend(_ levels: Int, _ random: UInt64) -> Int {
      var target = random.multipliedFullWidth(by: units).high
      var index = 0
      var level = 0
      while level < levels {
        let node = words + (starts[level] &+ index << 3)
        var word = 1
        for _ in 0..<3 {
          let left = node[word]
          let isRight: UInt64 = target >= left ? 1 : 0
          target &-= left & (0 &- isRight)
          word = word &* 2 &+ Int(truncatingIfNeeded: isRight)
        }
        index = index << 3 | word & 7
        level &+= 1
      }
      return index
    }
  }
}
