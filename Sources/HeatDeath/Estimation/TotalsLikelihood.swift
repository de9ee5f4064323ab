import RealModule

/// The likelihood of totals: what the counts of an accumulating dataset became, given what they were.
///
/// At exponent p = 1/T a sample is drawn from category i with weight c_iᵖ, exact learner, one sample a
/// retraining. A step of m samples from k is
///
/// - **near** where m ≤ max(1, 0.8·k^{2/3}): every path between the two has the same numerator
///   Π_i Π_{j=c_i}^{c'_i−1} jᵖ; the normalisers Σ c_jᵖ are taken along the straight path, by Gauss's
///   rule with three points. What other paths contribute falls with m³/k².
/// - **far** otherwise: on Rubin's clock the categories are independent, and
///
///       P(c → c') = Σ_j c'_jᵖ ∫ Π_i c'_i^{−p} f_i(t) dt
///
///   with f_i the density of the time from c_i to c'_i + 1, a sum of exponential waits. A gamma density
///   with its mean and variance stands for it, which is exact for no births and at p = 0; the integral
///   is then known in closed form.
///
/// So any distance between rows will do, up to 10¹⁸ samples at a step. With external data the
/// categories are not independent on any clock: near steps are taken at the middle of the straight
/// path, far ones by the mean law along the mean flow.
///
/// Categories that a step begins without and ends with are left out of it without external data: the
/// urn never revives one.
struct TotalsLikelihood: LoopLikelihood {
  struct Item {
    /// Which categories it has.
    let categories: [Int]
    let from: [Double]
    let births: [Double]
    /// k before the step, and m.
    let size: Double
    let count: Double
    let isNear: Bool
    /// Σ_i Σ_j ln(j/k), near steps: what p is multiplied by.
    let logarithms: Double
    /// Categories with the same count and the same births are one: of 10⁵ most have few.
    let groups: [Group]

    init(
      categories: [Int], from: [Double], births: [Double], size: Double, count: Double,
      isNear: Bool, logarithms: Double
    ) {
      self.categories = categories
      self.from = from
      self.births = births
      self.size = size
      self.count = count
      self.isNear = isNear
      self.logarithms = logarithms
      guard from.count > 64 else {
        groups = zip(from, births).map { Group(count: $0, births: $1, times: 1) }
        return
      }
      var times: [SIMD2<Double>: Double] = [:]
      for (count, births) in zip(from, births) { times[SIMD2(count, births), default: 0] += 1 }
      // In an order of their own, so that sums are the same on every run.
      groups = times.map { Group(count: $0.key.x, births: $0.key.y, times: $0.value) }
        .sorted { ($0.count, $0.births) < ($1.count, $1.births) }
    }
  }

  /// Categories that are alike in a step.
  struct Group {
    let count: Double
    let births: Double
    let times: Double
  }

  let items: [Item]
  let law: [Double]?

  /// - Parameter law: q; `nil` without external data.
  init(_ steps: [LoopObservations.Step], law: [Double]?) {
    self.law = law
    items = steps.compactMap { step in
      let kept = step.categories(law: law)
      let counts = kept.map { Double(step.before($0)) }
      let births = kept.map { Double(step.after($0) - step.before($0)) }
      let size = counts.reduce(0, +)
      let count = births.reduce(0, +)
      guard count > 0, size > 0, law != nil || counts.count > 1 else { return nil }
      let isNear = count <= max(1, 0.8 * Double.pow(size, 2.0 / 3))
      var logarithms = 0.0
      if isNear {
        for (count, births) in zip(counts, births) where births > 0 && count > 0 {
          logarithms += Self.logarithms(count, births, unit: size)
        }
      }
      return Item(
        categories: kept, from: counts, births: births, size: size, count: count, isNear: isNear,
        logarithms: logarithms)
    }
  }

  var hasFarSteps: Bool { items.contains { !$0.isNear } }

  func terms(exponent: Double, external: Double) -> [Double] {
    items.map { item in
      if law == nil {
        item.isNear
          ? Self.near(item, exponent: exponent) : Self.far(item, exponent: exponent)
      } else {
        item.isNear
          ? near(item, exponent: exponent, external: external)
          : along(item, exponent: exponent, external: external)
      }
    }
  }

  /// Σ_{j=c}^{c+u−1} ln(j/k): singly up to 32 terms or below 32, else by the midpoint rule with its
  /// first correction.
  static func logarithms(_ count: Double, _ births: Double, unit: Double) -> Double {
    var sum = 0.0
    var start = count
    let end = count + births
    while start < end, end - start <= 32 || start < 32 {
      sum += Double.log(start / unit)
      start += 1
    }
    guard start < end else { return sum }
    let low = start - 0.5
    let length = end - start
    let growth = Double.log(onePlus: length / low)
    sum += length * Double.log(low / unit) + (low + length) * growth - length
    return sum - (1 / (low + length) - 1 / low) / 24
  }

  /// The nodes of Gauss's rule on (0, 1) with their weights.
  private static let nodes = [
    (0.1127016653792583, 5.0 / 18), (0.5, 8.0 / 18), (0.8872983346207417, 5.0 / 18),
  ]

  private static func near(_ item: Item, exponent: Double) -> Double {
    var sum = exponent * item.logarithms
    let nodes = item.count > 1 ? Self.nodes : [(0, 1)]
    for (node, weight) in nodes {
      let part = node * (item.count - 1) / item.count
      let size = item.size + part * item.count
      var total = 0.0
      for group in item.groups {
        let count = group.count + part * group.births
        total += group.times * Double.pow(count / size, exponent)
      }
      // Shares of the moment's size, logarithms of the first one's.
      let scale = exponent * Double.log(size / item.size)
      sum -= item.count * weight * (Double.log(total) + scale)
    }
    return sum
  }

  static func far(_ item: Item, exponent: Double) -> Double {
    let largest = item.from.max() ?? 1
    var result = 0.0
    var shape = 1.0
    var rate = 0.0
    var weights = 0.0
    var waits: [(shape: Double, rate: Double, times: Double)] = []
    waits.reserveCapacity(item.groups.count)
    for group in item.groups {
      let ratio = (group.count + group.births) / largest
      weights += group.times * Double.pow(ratio, exponent)
      result -= group.times * exponent * Double.log(ratio)
      let wait = ClockWait(group.count, group.births + 1, exponent, largest: largest)
      shape += group.times * (wait.shape - 1)
      rate += group.times * wait.rate
      waits.append((wait.shape, wait.rate, group.times))
    }
    let time = shape / rate
    for (a, b, times) in waits {
      let mean = b * time
      let logarithm =
        Double.log(a / time) - 0.5 * Double.log(2 * Double.pi * a)
        - SpecialFunctions.deviance(offset: a - mean, mean: mean)
        - SpecialFunctions.stirlingError(real: a)
      result += times * logarithm
    }
    result += Double.log(time) + 0.5 * Double.log(2 * Double.pi / shape)
    result += SpecialFunctions.stirlingError(real: shape)
    return result + Double.log(weights)
  }

  private func near(_ item: Item, exponent: Double, external: Double) -> Double {
    let law = law ?? []
    let part = (item.count - 1) / (2 * item.count)
    let size = item.size + part * item.count
    var total = 0.0
    for category in item.from.indices {
      let count = item.from[category] + part * item.births[category]
      if count > 0 { total += Double.pow(count / size, exponent) }
    }
    var sum = 0.0
    for category in item.from.indices where item.births[category] > 0 {
      let own = item.from[category] + (item.births[category] - 1) / 2
      let weight = own > 0 ? Double.pow(own / size, exponent) : 0
      let share = (1 - external) * weight / total + external * law[category]
      sum += item.births[category] * Double.log(max(share, 1e-300))
    }
    return sum
  }

  private func along(_ item: Item, exponent: Double, external: Double) -> Double {
    let mean = meanLaw(of: item, exponent: exponent, external: external)
    var sum = 0.0
    for category in mean.indices where item.births[category] > 0 {
      sum += item.births[category] * Double.log(max(mean[category], 1e-300))
    }
    return sum
  }

  /// The mean law of a step's samples along the mean flow from its beginning.
  func meanLaw(of item: Item, exponent: Double, external: Double) -> [Double] {
    let duration = Double.log(onePlus: item.count / item.size)
    let start = item.from.map { $0 / item.size }
    guard duration > 0.002 else {
      return loopLaw(start, exponent: exponent, external: external, law: law)
    }
    let rounds = max(1, Int((duration / 0.1).rounded(.up)))
    let step = duration / Double(rounds)
    var theta = start
    func drift(_ point: [Double]) -> [Double] {
      let next = loopLaw(point, exponent: exponent, external: external, law: law)
      return zip(next, point).map { $0 - $1 }
    }
    func moved(_ slope: [Double], _ length: Double) -> [Double] {
      zip(theta, slope).map { max(0, $0 + length * $1) }
    }
    for _ in 0..<rounds {
      let first = drift(theta)
      let second = drift(moved(first, step / 2))
      let third = drift(moved(second, step / 2))
      let fourth = drift(moved(third, step))
      theta = theta.indices.map { category in
        let slope =
          first[category] + 2 * (second[category] + third[category]) + fourth[category]
        return max(0, theta[category] + step / 6 * slope)
      }
    }
    let end = item.size + item.count
    return theta.indices.map { max(0, end * theta[$0] - item.from[$0]) / item.count }
  }
}

/// The time that a category takes for some births on Rubin's clock, as a gamma law with its mean and
/// variance, in units of the first wait of the largest category.
struct ClockWait {
  let shape: Double
  let rate: Double
  /// The mean, and the variance.
  let mean: Double
  let variance: Double

  /// - Parameters:
  ///   - count: c ≥ 1.
  ///   - births: ≥ 1.
  init(_ count: Double, _ births: Double, _ exponent: Double, largest: Double) {
    let sums = HittingTime(count: count, exponent: exponent).sums(births)
    // A wait is (largest/c)ᵖ as long as that of the largest category.
    let unit = min(1e140, 1 / max(1e-140, powerOfRatio(count, largest, exponent: exponent)))
    shape = max(1, sums.g1 * sums.g1 / sums.g2)
    rate = sums.g1 / sums.g2 / unit
    mean = sums.g1 * unit
    variance = sums.g2 * unit * unit
  }
}

/// The law of the next sample, (1−λ)τ(θ) + λq.
///
/// - Precondition: θ has a positive share.
func loopLaw(_ theta: [Double], exponent: Double, external: Double, law: [Double]?) -> [Double] {
  let largest = theta.max() ?? 1
  var total = 0.0
  var result = theta.map { share in
    let weight = share > 0 ? Double.pow(share / largest, exponent) : 0
    total += weight
    return weight
  }
  for category in result.indices {
    result[category] /= total
    if let law { result[category] += external * (law[category] - result[category]) }
  }
  return result
}
