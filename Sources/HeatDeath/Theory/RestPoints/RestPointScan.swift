import RealModule

/// All solutions of (1−λ)τ(θ) + λq = θ at T < 1, λ > 0.
///
/// With p = 1/T, the scale μ = Z^{1/(p−1)} in [1/n, 1] and the ratio r = x/μ, a coordinate solves
///
///     x(1 − (1−λ)r^{p−1}) = λq_i
///
/// It has a low root, which falls with μ and is convex in it, and a high root, which rises and is
/// concave: they are μ times the inverse of u − u^p at λq_i/μ. Where a low and a high root of one
/// q_i occur together, their sum is used as one function, which stays smooth where they meet; it is
/// convex for p ≤ 2 and concave for p ≥ 2. So values and slopes of a branch on an interval are
/// enclosed by those at its ends.
///
/// Categories with equal q_i are one group: only how many of them are high matters.
struct RestPointScan {
  /// p, 1 − λ, and λq_i.
  let exponent: Double
  let share: Double
  let outside: [Double]

  /// Whether of points that differ by an exchange within a group one alone is found.
  private let isUpToExchange: Bool
  private let groups: [Group]

  private struct Group {
    let outside: Double
    let categories: [Int]
  }

  /// One group's roots at one μ, and their slopes.
  private struct Roots {
    var low = 0.0
    var high = 0.0
    var lowSlope = 0.0
    var highSlope = 0.0
    /// How far rounding may put off the sum of the slopes.
    var slack = 0.0
  }

  private struct Node {
    let scale: Double
    let roots: [Roots]
  }

  /// How many of each group are high.
  private typealias Branch = [Int]

  /// Roots closer than this, in parts of μ, are not told apart.
  private static let resolution = 1e-13
  private static let touching = 1e-12
  /// Points this close count as one.
  private static let distance = 1e-6

  init(exponent: Double, share: Double, outside: [Double], upToExchange: Bool = false) {
    self.exponent = exponent
    self.share = share
    isUpToExchange = upToExchange
    self.outside = outside
    groups = Set(outside).sorted(by: >).map { value in
      Group(outside: value, categories: outside.indices.filter { outside[$0] == value })
    }
  }

  /// - Complexity: 2^g branches or fewer for g groups, on some tens of intervals.
  func points() -> [SimplexPoint] {
    // A root exists while λq_i is at most the largest value of x(1 − …), (1 − 1/p) of its place.
    let fold = (groups.first?.outside ?? 0) / ((1 - 1 / exponent) * peak(1))
    let start = max(fold, 0.9 / Double(outside.count))
    var found: [(Branch, Double)] = []
    search(
      from: node(start), to: node(max(1.1, 1.1 * start)), branches: allBranches(), into: &found)
    let count = outside.count
    // It rests wherever q is uniform, and more than two branches may meet there.
    let centre = groups.count == 1 ? [Array(repeating: 1 / Double(count), count: count)] : []
    return distinct(centre + found.flatMap { points(of: $0, at: $1) })
  }

  private func allBranches() -> [Branch] {
    var branches: [Branch] = [[]]
    for group in groups {
      branches = branches.flatMap { branch in
        (0...group.categories.count).map { branch + [$0] }
      }
    }
    return branches
  }

  // MARK: - The search

  private func search(
    from first: Node, to last: Node, branches: [Branch], into found: inout [(Branch, Double)]
  ) {
    var left: [Branch] = []
    let isSmall = last.scale - first.scale <= Self.resolution * last.scale
    for branch in branches where mayMeetOne(branch, first, last) {
      let (before, after) = (excess(branch, first), excess(branch, last))
      let changesSign = (before <= 0) != (after <= 0) || before == 0
      if isSmall || isMonotone(branch, first, last) {
        if changesSign {
          found.append((branch, isSmall ? last.scale : crossing(branch, first, last)))
        } else if isSmall, min(abs(before), abs(after)) < Self.touching {
          found.append((branch, last.scale))
        }
      } else {
        left.append(branch)
      }
    }
    guard !left.isEmpty else { return }
    let middle = node(first.scale + (last.scale - first.scale) / 2)
    search(from: first, to: middle, branches: left, into: &found)
    search(from: middle, to: last, branches: left, into: &found)
  }

  /// Σx − 1 on a branch.
  private func excess(_ branch: Branch, _ node: Node) -> Double {
    var sum = -1.0
    for (index, high) in branch.enumerated() {
      sum += Double(groups[index].categories.count - high) * node.roots[index].low
      if high > 0 { sum += Double(high) * node.roots[index].high }
    }
    return sum
  }

  /// Low roots fall and high ones rise.
  private func mayMeetOne(_ branch: Branch, _ first: Node, _ last: Node) -> Bool {
    var (least, most) = (-1.0, -1.0)
    for (index, high) in branch.enumerated() {
      let low = Double(groups[index].categories.count - high)
      least += low * last.roots[index].low
      most += low * first.roots[index].low
      if high > 0 {
        least += Double(high) * first.roots[index].high
        most += Double(high) * last.roots[index].high
      }
    }
    return least <= Self.touching && most >= -Self.touching
  }

  private func isMonotone(_ branch: Branch, _ first: Node, _ last: Node) -> Bool {
    var (least, most, slack) = (0.0, 0.0, 0.0)
    for (index, high) in branch.enumerated() {
      let (start, end) = (first.roots[index], last.roots[index])
      let low = groups[index].categories.count - high
      let pairs = Double(min(low, high))
      if pairs > 0 {
        let slopes = (start.lowSlope + start.highSlope, end.lowSlope + end.highSlope)
        slack += pairs * max(start.slack, end.slack)
        least += pairs * min(slopes.0, slopes.1)
        most += pairs * max(slopes.0, slopes.1)
      }
      let rest = Double(abs(low - high))
      if low > high {
        least += rest * start.lowSlope
        most += rest * end.lowSlope
      } else if high > low {
        least += rest * end.highSlope
        most += rest * start.highSlope
      }
    }
    return least > slack || most < -slack
  }

  /// Where a branch that changes sign on an interval is 0, by bisection and the secant in turn.
  private func crossing(_ branch: Branch, _ first: Node, _ last: Node) -> Double {
    var (low, high) = (first.scale, last.scale)
    var (below, above) = (excess(branch, first), excess(branch, last))
    if below == 0 { return low }
    for round in 0..<200 where high - low > 0x1p-52 * high {
      let secant = low - below * (high - low) / (above - below)
      let isUsable = round.isMultiple(of: 2) && secant > low && secant < high
      let middle = isUsable ? secant : low + (high - low) / 2
      guard middle > low, middle < high else { break }
      let value = excess(branch, node(middle))
      if (value <= 0) == (below <= 0) {
        (low, below) = (middle, value)
      } else {
        (high, above) = (middle, value)
      }
    }
    return abs(below) < abs(above) ? low : high
  }

  // MARK: - The roots

  /// Where x(1 − (1−λ)r^{p−1}) is largest.
  private func peak(_ scale: Double) -> Double {
    scale * Double.exp(-Double.log(exponent * share) / (exponent - 1))
  }

  private func node(_ scale: Double) -> Node {
    Node(scale: scale, roots: groups.map { roots(outside: $0.outside, scale: scale) })
  }

  private func roots(outside: Double, scale: Double) -> Roots {
    let top = peak(scale)
    var roots = Roots()
    roots.low = root(from: min(outside, top), to: top, outside: outside, scale: scale)
    let end = scale * Double.exp(-Double.log(share) / (exponent - 1))
    // A high root above 1 is on no branch that sums to 1.
    roots.high =
      top > 2 ? .infinity : root(from: end, to: top, outside: outside, scale: scale)
    let (low, lowMargin) = slope(roots.low, outside: outside, scale: scale)
    let (high, highMargin) = slope(roots.high, outside: outside, scale: scale)
    roots.lowSlope = low
    roots.highSlope = high
    let margin = min(lowMargin, highMargin)
    roots.slack = 1e-14 * (1 + exponent / (scale * margin * margin * margin))
    return roots
  }

  /// (1−λ)r^{p−1}.
  private func generated(_ x: Double, _ scale: Double) -> Double {
    x > 0 ? share * Double.exp((exponent - 1) * Double.log(x / scale)) : 0
  }

  /// The root on one side of the peak, by Newton's method from the far end, from where it comes near
  /// without passing, as the function is concave.
  private func root(
    from start: Double, to top: Double, outside: Double, scale: Double
  ) -> Double {
    var x = start
    for _ in 0..<200 {
      let generated = generated(x, scale)
      let slope = 1 - exponent * generated
      let step = (outside - x * (1 - generated)) / slope
      let next = x + step
      // Past the peak, or no longer nearer to it: rounding.
      let isBeyond = start < top ? !(next < top && next > x) : !(next > top && next < x)
      if isBeyond {
        return (start < top ? next > top : next < top) ? top : x
      }
      x = next
    }
    return x
  }

  /// dx/dμ = −(p−1)(x − λq)/(μ(1 − p(1−λ)r^{p−1})), and the size of the last bracket.
  private func slope(
    _ x: Double, outside: Double, scale: Double
  ) -> (slope: Double, margin: Double) {
    guard x.isFinite else { return (.infinity, 1) }
    let generated = generated(x, scale)
    let bracket = 1 - exponent * generated
    return (-(exponent - 1) * x * generated / (scale * bracket), abs(bracket))
  }

  // MARK: - Points

  /// All ways to choose the high categories of a branch.
  private func points(of branch: Branch, at scale: Double) -> [[Double]] {
    let node = node(scale)
    var points = [outside]
    for (index, high) in branch.enumerated() {
      let (group, roots) = (groups[index], node.roots[index])
      let all = Self.choices(high, of: group.categories.count)
      let choices = isUpToExchange ? all.prefix(1) : all[...]
      points = points.flatMap { point in
        choices.map { choice in
          var point = point
          for (place, category) in group.categories.enumerated() {
            point[category] = choice >> place & 1 == 1 ? roots.high : roots.low
          }
          return point
        }
      }
    }
    return points
  }

  /// The sets of `count` among `size` places, as bits.
  static func choices(_ count: Int, of size: Int) -> [Int] {
    (0..<(1 << size)).filter { $0.nonzeroBitCount == count }
  }

  /// Branches that touch give a point more than once, and a whole row of them within rounding.
  private func distinct(_ points: [[Double]]) -> [SimplexPoint] {
    var kept: [SimplexPoint] = []
    var seen: [[Double]] = []
    for point in points where point.allSatisfy({ $0.isFinite }) {
      let isKnown = seen.contains { other in
        zip(point, other).allSatisfy { abs($0 - $1) < Self.distance }
      }
      if !isKnown { kept.append(SimplexPoint(weights: point)) }
      seen.append(point)
    }
    return kept
  }
}
